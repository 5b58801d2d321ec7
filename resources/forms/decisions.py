"""The forms that merge requests and decide them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict

from plplanner.kit.fields import AmountField, NumberField, TextField
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import NumberKind
from plplanner.kit.versions import VersionField
from resources.calculations.shares import WHOLE
from resources.forms.ledger_choices import NamedField
from resources.forms.requests import LONGEST_REASON
from resources.models import BudgetRequest, Fund, RequestCost
from resources.selectors.ledger_choices import Named
from resources.selectors.reconciliation import Comparison
from resources.selectors.request_costs import cost_line
from resources.services.decisions import REASON_NEEDED, Decision

MOST_FUNDS = 3
LONGEST_SEEN = 10_000


class Verdict(models.TextChoices):
    """What is decided."""

    WHOLE = "whole", "Approve all of it"
    PART = "part", "Approve the amounts below"
    NONE = "none", "Decline it"


class MergeForm(forms.Form):
    """Which of several requests goes on, and which costs stay."""

    goes_on = forms.ChoiceField(
        label="Which request goes on",
        help_text="It goes on for all. The others keep their words, and are shown with it.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the request that goes on."},
    )
    stays = forms.MultipleChoiceField(
        label="Which costs stay",
        help_text="Take away what is asked for twice. What you take away is what merging saves.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one cost that stays."},
    )
    reason = TextField(
        label="Why (optional)",
        help_text="Everybody who asked reads it.",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None, *, compared: Comparison) -> None:
        costs = [(side, cost) for side in compared.sides for cost in side.costs]
        super().__init__(data, initial={"stays": [str(cost.id) for _, cost in costs]})
        self._choices("goes_on", [(str(side.id), f"{side.department}: {side.title}") for side in compared.sides])
        self._choices(
            "stays", [(str(cost.id), f"{side.department}: {cost.title}, {cost.amount}") for side, cost in costs]
        )
        for side in compared.sides:
            self.fields[f"version_{side.id}"] = VersionField(initial=side.version)

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    @property
    def versions(self) -> Iterator[forms.BoundField]:
        """The hidden versions of all requests."""
        return (self[name] for name in self.fields if name.startswith("version_"))

    @property
    def seen(self) -> Mapping[UUID, int]:
        """The version of each request that the page showed; call it on a valid form."""
        prefix = "version_"
        return {
            UUID(name.removeprefix(prefix)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }


class DecideForm(forms.Form):
    """How much of each cost is approved, which funds pay it, and why.

    `seen` holds what the page said about overspending: who decides has read it, or reads it first.
    """

    version = VersionField()
    seen = forms.CharField(required=False, max_length=LONGEST_SEEN, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label="What do you decide",
        choices=Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    reason = TextField(
        label="Reason",
        help_text="Who asked reads it. Needed unless you approve all of it.",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        request: BudgetRequest,
        costs: Sequence[RequestCost],
        funds: Sequence[Named],
    ) -> None:
        initial: dict[str, Any] = {"version": request.version, "fund_1": request.fund_id}
        super().__init__(data, initial=initial | ({"part_1": WHOLE} if request.fund_id else {}))
        self.costs = costs
        for cost in costs:
            shown = cost_line(cost)
            asked = " · ".join(each for each in (shown.phase, shown.quantity, f"{shown.amount} is asked for") if each)
            self.fields[f"cost_{cost.pk}"] = AmountField(
                label=shown.title, help_text=asked, required=False, max_value=LARGEST_MONEY, initial=cost.amount
            )
        for number in range(1, MOST_FUNDS + 1):
            fund = NamedField(
                column="fund",
                label=f"Fund {number}",
                empty="No fund",
                error_messages={"invalid_choice": "Choose a fund from the list."},
            )
            fund.offer(funds)
            self.fields[f"fund_{number}"] = fund
            self.fields[f"part_{number}"] = NumberField(
                label="Share (%)",
                help_text="Empty: it pays all of it." if number == 1 else "",
                required=False,
                kind=NumberKind.PERCENT,
                min_value=Decimal("0.01"),
                max_value=WHOLE,
                decimal_places=2,
            )

    @property
    def amount_fields(self) -> list[forms.BoundField]:
        """One field for each cost."""
        return [self[f"cost_{cost.pk}"] for cost in self.costs]

    @property
    def share_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The funds with their shares."""
        return [(self[f"fund_{number}"], self[f"part_{number}"]) for number in range(1, MOST_FUNDS + 1)]

    def clean(self) -> dict[str, Any]:
        """Judge what belongs together: the verdict with amounts, funds and reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict = cleaned.get("verdict")
        if verdict in (Verdict.PART, Verdict.NONE) and not cleaned.get("reason", True):
            self.add_error("reason", REASON_NEEDED)
        if verdict in (Verdict.WHOLE, Verdict.PART):
            self._judge_amounts(cleaned)
            self._judge_shares(cleaned)
        return cleaned

    def _judge_amounts(self, cleaned: Mapping[str, Any]) -> None:
        is_whole = cleaned["verdict"] == Verdict.WHOLE
        for cost in self.costs:
            name = f"cost_{cost.pk}"
            amount = cleaned.get(name)
            if is_whole and cost.amount is None and name in cleaned and not amount:
                self.add_error(name, f"“{cost}” has no amount. Enter what is approved of it.")
            if not is_whole and amount is not None and cost.amount is not None and amount > cost.amount:
                self.add_error(name, "This is more than is asked for.")
        if self.errors or any(self._approved(cleaned).values()):
            return
        if is_whole:
            self.add_error("verdict", "It asks for no money, so there is nothing to approve. Return it, or decline it.")
        else:
            self.add_error(f"cost_{self.costs[0].pk}" if self.costs else None, "Enter what is approved of a cost.")

    def _judge_shares(self, cleaned: Mapping[str, Any]) -> None:
        for number in range(1, MOST_FUNDS + 1):
            fund, part = cleaned.get(f"fund_{number}"), cleaned.get(f"part_{number}")
            if fund and part is None and not self._pays_all(cleaned) and f"part_{number}" in cleaned:
                self.add_error(f"part_{number}", "Enter how much of it this fund pays, in percent.")
            elif part is not None and fund is None and f"fund_{number}" in cleaned:
                self.add_error(f"fund_{number}", "Choose the fund that pays this share.")
        if self.errors:
            return
        shares = self._shares(cleaned)
        total = sum((part for _, part in shares), Decimal(0))
        if not shares:
            self.add_error("fund_1", "Choose the fund that pays.")
        elif total != WHOLE:
            self.add_error("part_1", f"The shares must add up to 100%. They add up to {total.normalize():,f}% now.")
        elif len({fund.pk for fund, _ in shares}) < len(shares):
            self.add_error("fund_1", "A fund is named twice. Add its shares up.")

    def _pays_all(self, cleaned: Mapping[str, Any]) -> bool:
        """Whether one fund is named, and no share: it pays all of it."""
        return len(self._shares(cleaned)) == 1

    @staticmethod
    def _shares(cleaned: Mapping[str, Any]) -> list[tuple[Fund, Decimal]]:
        pairs = [(cleaned.get(f"fund_{number}"), cleaned.get(f"part_{number}")) for number in range(1, MOST_FUNDS + 1)]
        named = [fund for fund, _ in pairs if fund is not None]
        if len(named) == 1 and all(part is None for _, part in pairs):
            return [(named[0], WHOLE)]
        return [(fund, part) for fund, part in pairs if fund is not None and part is not None]

    def _approved(self, cleaned: Mapping[str, Any]) -> dict[UUID, Decimal]:
        verdict = cleaned.get("verdict")
        if verdict == Verdict.NONE:
            return {}
        found = {}
        for cost in self.costs:
            typed = cleaned.get(f"cost_{cost.pk}")
            amount = cost.amount if verdict == Verdict.WHOLE and cost.amount is not None else typed
            found[cost.pk] = amount or Decimal("0.00")
        return found

    @property
    def decision(self) -> Decision:
        """What is decided; call it on a valid form."""
        cleaned = self.cleaned_data
        is_declined = cleaned["verdict"] == Verdict.NONE
        return Decision(
            version=cleaned["version"],
            approved=self._approved(cleaned),
            shares=[] if is_declined else self._shares(cleaned),
            reason=cleaned["reason"],
        )

    @property
    def judged(self) -> tuple[Sequence[tuple[Fund, Decimal]], Decimal] | None:
        """The shares and the amount that the form stands for, if it can be told."""
        if not self.is_bound or not self.is_valid():
            return None
        decision = self.decision
        return decision.shares, sum(decision.approved.values(), Decimal(0))


def refuse(form: forms.Form, refusal: ValidationError) -> None:
    """Say on a form what a service refused."""
    form.add_error(None, ValidationError(refusal.messages))
