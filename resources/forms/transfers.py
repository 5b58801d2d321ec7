"""The form of a transfer between two funds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plplanner.kit.fields import AmountField, LineField, day_field
from plplanner.kit.money import LARGEST_MONEY
from resources.forms.row_form import Part, ResourceRowForm
from resources.models import Fund
from resources.selectors.transfers import OfferedFund


class FundField(forms.TypedChoiceField):
    """One of the offered funds, or none; its value is the fund, which is not read once more."""

    def __init__(self, *, empty: str, **options: Any) -> None:
        self.empty = empty
        invalid = {"invalid_choice": "Choose a fund from the list."}
        super().__init__(coerce=str, empty_value=None, required=False, error_messages=invalid, **options)

    def offer(self, funds: Iterable[OfferedFund], chosen: Fund | None) -> None:
        """Offer funds, and the one chosen before."""
        offered = {str(each.fund.pk): each for each in funds}
        if chosen is not None:
            offered.setdefault(str(chosen.pk), OfferedFund(fund=chosen, label=str(chosen)))
        self.choices = [("", self.empty), *((key, each.label) for key, each in offered.items())]
        self.coerce = lambda key: offered[key].fund

    def prepare_value(self, value: Any) -> Any:
        """Show a fund as its id."""
        return str(value.pk) if isinstance(value, Fund) else value


class TransferForm(ResourceRowForm):
    """Which fund gives how much to which, and why. A fund's label says how much of it no line plans to use."""

    parts = (
        Part(title="From and to", lines=[["from_fund"], ["to_fund"], ["amount", "moved_on"]]),
        Part(title="Why", lines=[["reason"]]),
    )

    from_fund = FundField(label="From", empty="From elsewhere", help_text="Its available money goes down.")
    to_fund = FundField(label="To", empty="To elsewhere", help_text="Its available money goes up.")
    amount = AmountField(label="Amount", required=False, max_value=LARGEST_MONEY)
    moved_on = day_field("Date")
    reason = LineField(
        label="Reason",
        help_text="What the money is needed for, and who agreed. Needed as soon as there is an amount.",
        max_length=300,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        funds: Sequence[OfferedFund],
    ) -> None:
        super().__init__(data, values=values, version=version)
        for name in ("from_fund", "to_fund"):
            cast("FundField", self.fields[name]).offer(funds, values[name])

    def clean(self) -> dict[str, Any]:
        """Refuse an amount that comes from nowhere and goes nowhere, or that nobody gives a reason for."""
        cleaned = super().clean()
        one, other = cleaned.get("from_fund"), cleaned.get("to_fund")
        if one and one == other:
            self.add_error("to_fund", "Choose two different funds.")
        if not cleaned.get("amount"):
            return cleaned
        if not (one or other or self.errors):
            self.add_error("from_fund", "Choose the fund that the money comes from, or the one it goes to.")
        if not cleaned.get("reason", True):
            self.add_error("reason", "Enter why the money is moved.")
        return cleaned
