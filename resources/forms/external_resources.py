"""The form of a grant or gift that the district seeks."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District
from plplanner.kit.fields import AmountField, LineField, TextField, day_field
from plplanner.kit.money import LARGEST_MONEY
from resources.enums import SearchStatus
from resources.forms.row_form import Part, ResourceRowForm
from resources.models import Fund

TEXT_LENGTH = 5_000


class ExternalResourceForm(ResourceRowForm):
    """What is sought from whom, by when, and what came of it."""

    parts = (
        Part(title="What is sought", lines=[["name"], ["funder"], ["purpose"], ["deadline", "amount_sought"]]),
        Part(title="What came of it", lines=[["status", "amount_won"], ["result"], ["fund"]]),
    )

    name = LineField(label="Name", error_messages={"required": "Enter the name of the grant or gift."})
    funder = LineField(label="From whom (optional)", required=False)
    purpose = TextField(
        label="For what (optional)",
        help_text="Which pathway or activity it would pay for.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    deadline = day_field("Deadline (optional)")
    amount_sought = AmountField(label="Amount sought (optional)", max_value=LARGEST_MONEY, required=False)
    status = forms.ChoiceField(label="How far it is", choices=SearchStatus)
    amount_won = AmountField(label="Amount won (optional)", max_value=LARGEST_MONEY, required=False)
    result = TextField(
        label="What came of it (optional)",
        help_text="What was granted for how long, or what the answer was.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    fund = forms.ModelChoiceField(
        Fund.objects.none(),
        label="The fund it became (optional)",
        help_text="Add the fund first, then choose it here.",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose a fund from the list."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, district: District
    ) -> None:
        super().__init__(data, values=values, version=version)
        funds, chosen = Fund.objects.for_district(district), values["fund"]
        offered = funds.present() if chosen is None else funds.present() | funds.filter(pk=chosen.pk)
        cast("forms.ModelChoiceField[Fund]", self.fields["fund"]).queryset = offered.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        """Refuse an amount won of what is not won."""
        cleaned = super().clean()
        won = cleaned.get("amount_won")
        if won and cleaned.get("status", SearchStatus.WON) != SearchStatus.WON:
            self.add_error("amount_won", "Choose “Won”, or leave the amount won empty.")
        return cleaned
