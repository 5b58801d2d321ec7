"""The form of one posting."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.kit.dates import long_day
from plplanner.kit.fields import AmountField, LineField, day_field
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.years import school_year_label, school_year_span
from resources.calculations.monitoring import posting_span
from resources.forms.row_form import Part, ResourceRowForm


class PostingForm(ResourceRowForm):
    """Money spent of a line on one day."""

    parts = (Part(title="What was spent", lines=[["posted_on", "amount"], ["note"]]),)

    posted_on = day_field("Day (optional)", "When it was paid. Without a day it stands in no month.")
    amount = AmountField(
        label="Amount",
        help_text="For a refund, lower the posting that it belongs to.",
        max_value=LARGEST_MONEY,
        error_messages={"required": "Enter how much was spent."},
    )
    note = LineField(
        label="Note (optional)", help_text="For example the invoice, or who was paid.", max_length=300, required=False
    )

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, school_year: int
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.school_year = school_year

    def clean_posted_on(self) -> datetime.date | None:
        """Refuse a day far from the fiscal year; orders are paid ahead, and invoices come late."""
        day: datetime.date | None = self.cleaned_data["posted_on"]
        earliest, latest = posting_span(self.school_year)
        if day is not None and not earliest <= day <= latest:
            first, last = map(long_day, school_year_span(self.school_year))
            raise forms.ValidationError(
                f"Enter a day of the fiscal year {school_year_label(self.school_year)}, {first} to {last}, or one near "
                f"it: from {long_day(earliest)} to {long_day(latest)}. What was paid for another year belongs to a "
                "line of that year."
            )
        return day
