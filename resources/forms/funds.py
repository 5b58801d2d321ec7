"""Forms of funds and their awards, and what the list of funds can be asked."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db import models
from django.http import QueryDict

from plplanner.kit.fields import AmountField, LineField, TextField, YesField, day_field
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.versions import VersionField
from resources.enums import FundKind
from resources.forms.row_form import Part, ResourceRowForm
from resources.models import AssistanceListing

LISTING_OF_OTHERS = "Only a federal fund has an assistance listing. Choose Federal above, or take the listing out."


class CarryOver(models.TextChoices):
    """Whether what a fund has includes what was left of the year before."""

    WITH = "with", "With what was carried over"
    WITHOUT = "without", "Without what was carried over"


class FundListForm(forms.Form):
    """What the list of funds counts as available."""

    carry_over = forms.ChoiceField(
        label="Available money", choices=CarryOver, required=False, initial=CarryOver.WITH, widget=forms.Select
    )

    @property
    def with_carry_over(self) -> bool:
        """Whether to count it; so also for an address that says nothing, or nonsense."""
        return not self.is_valid() or self.cleaned_data["carry_over"] != CarryOver.WITHOUT


class ListingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """Assistance listings by number; those that no official list confirmed say so."""

    def label_from_instance(self, obj: AssistanceListing) -> str:
        """Name the listing: "84.367A Supporting Effective Instruction"."""
        return str(obj) if obj.is_verified else f"{obj} (check the number)"


class FundForm(ResourceRowForm):
    """A fund: what it is, how long it lasts, and what it may pay for."""

    parts = (
        Part(title="The fund", lines=[["name"], ["kind", "assistance_listing"], ["is_program"]]),
        Part(title="How long it can be used", lines=[["starts_on", "ends_on"]]),
        Part(
            title="What it may pay for",
            lines=[["allowable_use"]],
            more_title="Your finance system",
            more=[["external_id"]],
        ),
    )

    name = LineField(
        label="Name",
        help_text="As your budget calls it, for example “Title II, Part A”.",
        error_messages={"required": "Enter the name of the fund."},
    )
    kind = forms.ChoiceField(
        label="Where the money comes from",
        help_text="The list of funds is sorted and added up by it.",
        choices=FundKind,
        required=False,
    )
    assistance_listing = ListingField(
        AssistanceListing.objects.none(),
        label="Assistance listing",
        help_text="Federal funds only; once called the CFDA number.",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose a listing from the list, or “None”."},
    )
    is_program = YesField(
        label="It is a program",
        help_text=(
            "A benchmark asks each program for a tenth of its money. Untick it for a fund that is none, such as your "
            "general fund."
        ),
    )
    starts_on = day_field("First day", "The first day on which its money can be committed, if you know it.")
    ends_on = day_field("Last day", "The last day on which it can be committed. Empty if there is none.")
    allowable_use = TextField(
        label="Allowable use",
        help_text="What its rules let you pay for, in a sentence or two that those who plan can follow.",
        required=False,
        max_length=5_000,
    )
    external_id = LineField(
        label="Id in your finance system",
        help_text="Files that you load find the fund by it.",
        required=False,
        max_length=80,
    )

    def __init__(self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int) -> None:
        super().__init__(data, values=values, version=version)
        cast("ListingField", self.fields["assistance_listing"]).queryset = AssistanceListing.objects.all()

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first, and a listing of a fund that is not federal."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day is before the first. Correct one of them.")
        if cleaned.get("assistance_listing") and cleaned.get("kind", FundKind.FEDERAL) != FundKind.FEDERAL:
            self.add_error("assistance_listing", LISTING_OF_OTHERS)
        return cleaned


class AwardForm(ResourceRowForm):
    """What a fund has in one fiscal year."""

    parts = (Part(title="What the fund has this year", lines=[["amount", "carry_over"], ["note"]]),)

    version = VersionField(min_value=0)
    amount = AmountField(
        label="Award",
        help_text="Leave it empty while it is not known; 0 means that nothing is awarded.",
        max_value=LARGEST_MONEY,
        required=False,
    )
    carry_over = AmountField(
        label="Carried over from the year before",
        help_text="What was left and may still be used.",
        max_value=LARGEST_MONEY,
        required=False,
    )
    note = LineField(
        label="Where the numbers come from",
        help_text="For example the allocation notice and its date.",
        max_length=300,
        required=False,
    )
