"""Forms of providers, criteria, reviews, contracts and notes of their progress."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plplanner.kit.fields import AmountField, LineField, TextField, day_field
from plplanner.kit.money import LARGEST_MONEY
from resources.enums import ReviewDecision
from resources.forms.row_choices import Offered, RowChoiceField
from resources.forms.row_form import FieldGroup, Part, ResourceRowForm
from resources.selectors.providers import VERDICTS
from resources.services.providers import Judged

TEXT_LENGTH = 5_000
ENDS_BEFORE_START = "The last day is before the first. Correct one of them."


class ProviderForm(ResourceRowForm):
    """Who offers what."""

    parts = (Part(title="The provider", lines=[["name"], ["offers"], ["contact"]]),)

    name = LineField(label="Name", error_messages={"required": "Enter the name of the provider."})
    offers = TextField(label="What it offers (optional)", max_length=TEXT_LENGTH, required=False)
    contact = LineField(
        label="Contact (optional)", help_text="A person, an address or a page.", max_length=300, required=False
    )


class CriterionForm(ResourceRowForm):
    """One of the district's own criteria."""

    parts = (Part(title="The criterion", lines=[["text"]]),)

    text = LineField(
        label="Criterion",
        help_text="What every provider has to show, for example “Evidence of results in districts like ours”.",
        max_length=300,
        error_messages={"required": "Enter what a provider has to show."},
    )


class ReviewForm(ResourceRowForm):
    """How a panel judged a provider, criterion by criterion, and what it decided."""

    parts = (
        Part(title="The panel", lines=[["reviewed_on"], ["panel"]]),
        Part(title="The decision", lines=[["decision", "approved_until"], ["reason"]]),
    )

    reviewed_on = day_field("Reviewed on")
    panel = TextField(
        label="Panel", help_text="Who judged, one person or post a line.", max_length=TEXT_LENGTH, required=False
    )
    decision = forms.ChoiceField(label="Decision", choices=ReviewDecision, required=False)
    approved_until = day_field("Approved until", "The day after, the provider is reviewed again.")
    reason = TextField(label="Reason", max_length=TEXT_LENGTH, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, judged: Sequence[Judged]
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.judged = [each.field for each in judged]
        for each in judged:
            self.fields[each.field] = forms.ChoiceField(label=each.text, choices=VERDICTS, required=False)

    @property
    def groups(self) -> list[FieldGroup]:
        """Put the criteria between the panel and the decision."""
        panel, decision = super().groups
        lines = self._lines([[name] for name in self.judged])
        criteria = FieldGroup(title="How it meets the criteria", lines=lines, more_title="", more=[])
        return [panel, criteria, decision] if self.judged else [panel, decision]

    def clean(self) -> dict[str, Any]:
        """Ask for what a decision needs: when, until when if it approves, why if it does not."""
        cleaned = super().clean()
        decision = cleaned.get("decision")
        reviewed_on, approved_until = cleaned.get("reviewed_on"), cleaned.get("approved_until")
        if decision and reviewed_on is None and "reviewed_on" not in self.errors:
            self.add_error("reviewed_on", "Enter the day on which the panel decided.")
        if decision == ReviewDecision.APPROVED and approved_until is None and "approved_until" not in self.errors:
            self.add_error("approved_until", "Enter the day until which the provider is approved.")
        if decision != ReviewDecision.APPROVED and approved_until:
            self.add_error("approved_until", "Choose “Approved”, or leave this day empty.")
        elif reviewed_on and approved_until and approved_until < reviewed_on:
            self.add_error("approved_until", "This day is before the review. Correct one of them.")
        if decision == ReviewDecision.DECLINED and not cleaned.get("reason", True):
            self.add_error("reason", "Enter why the provider is not approved.")
        return cleaned


class ContractForm(ResourceRowForm):
    """What a provider is expected to do, when, and for how much."""

    parts = (
        Part(title="The contract", lines=[["title"], ["expectations"]]),
        Part(title="When and for how much", lines=[["starts_on", "ends_on"], ["amount"], ["line"]]),
    )

    title = LineField(label="Title", error_messages={"required": "Enter the title of the contract."})
    expectations = TextField(
        label="What is expected (optional)",
        help_text="What the provider does, for whom, and how you will see that it was done well.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    starts_on = day_field("From (optional)")
    ends_on = day_field("To (optional)")
    amount = AmountField(label="Amount (optional)", max_value=LARGEST_MONEY, required=False)
    line = RowChoiceField(
        label="Line of the ledger (optional)",
        empty="None",
        help_text="Lines for external services in the years of the contract.",
        required=False,
        error_messages={"invalid_choice": "Choose a line from the list."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, lines: Offered
    ) -> None:
        super().__init__(data, values=values, version=version)
        chosen = values["line"]
        cast("RowChoiceField", self.fields["line"]).offer(lines, [(chosen, str(chosen))] if chosen else [])

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", ENDS_BEFORE_START)
        return cleaned


class ProgressForm(ResourceRowForm):
    """What was seen of a contract's progress."""

    parts = (Part(title="What was seen", lines=[["noted_on", "is_as_expected"], ["note"]]),)

    noted_on = day_field("On (optional)")
    is_as_expected = forms.TypedChoiceField(
        label="As expected?",
        choices=[("", "Not said"), ("yes", "As expected"), ("no", "Not as expected")],
        coerce=lambda text: text == "yes",
        empty_value=None,
        required=False,
    )
    note = TextField(
        label="What was seen",
        help_text="For example “Two of four sessions held, 38 of 40 teachers present”.",
        max_length=TEXT_LENGTH,
        error_messages={"required": "Enter what was seen."},
    )
