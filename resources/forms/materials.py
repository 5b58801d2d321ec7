"""Forms of materials and technology."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District
from plplanner.kit.fields import LineField, TextField, YesField, day_field
from plplanner.kit.text import shorten
from plplanner.kit.years import school_year_label
from resources.enums import MaterialKind
from resources.forms.materials_activities import ActivitiesField
from resources.forms.row_form import Part, ResourceRowForm
from resources.forms.time import WholeNumberField
from resources.models import LedgerLine
from resources.selectors.materials import TITLE_LENGTH, activities_to_use, lines_to_pay

MOST_ITEMS = 2_147_483_647


class PayingLineField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """A line of the ledger, with the fiscal year that tells it apart."""

    def label_from_instance(self, obj: LedgerLine) -> str:
        """Name the line: "2026–27: Decoding kits"."""
        return f"{school_year_label(obj.school_year)}: {shorten(str(obj), TITLE_LENGTH)}"


class MaterialForm(ResourceRowForm):
    """An item of materials or technology."""

    parts = (
        Part(title="The item", lines=[["name"], ["kind", "quantity"], ["supplier"]]),
        Part(title="License", lines=[["is_licensed"], ["renews_on"]]),
        Part(
            title="What it is for",
            more_title="Activities that use it (optional)",
            more=[["activities"]],
        ),
        Part(title="More", more_title="Which line pays, and a note (optional)", more=[["line"], ["note"]]),
    )

    name = LineField(
        label="Name",
        help_text="For example “Decoding kits, grades K–2”.",
        error_messages={"required": "Enter the name of the item."},
    )
    kind = forms.ChoiceField(label="Kind", choices=MaterialKind)
    quantity = WholeNumberField(label="How many (optional)", max_value=MOST_ITEMS, required=False)
    supplier = LineField(label="Publisher or supplier (optional)", required=False)
    is_licensed = YesField(label="It is licensed for a time")
    renews_on = day_field("License renews on (optional)", "The day by which somebody has to decide.")
    activities = ActivitiesField(
        label="Activities that use it", help_text="The activities of the newest plan, by goal."
    )
    line = PayingLineField(
        LedgerLine.objects.none(),
        label="Line of the ledger that pays",
        help_text="Lines of materials and technology, the newest first.",
        required=False,
        empty_label="None",
    )
    note = TextField(label="Note", required=False)

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, district: District
    ) -> None:
        super().__init__(data, values=values, version=version)
        activities, line = self.fields["activities"], self.fields["line"]
        if isinstance(activities, ActivitiesField):
            activities.offer(activities_to_use(district, chosen=[each.pk for each in values["activities"]]))
        if isinstance(line, PayingLineField):
            line.queryset = lines_to_pay(district, chosen=values["line"] and values["line"].pk)

    def clean(self) -> dict[str, Any]:
        """Take a renewal date for a license."""
        cleaned = super().clean()
        if cleaned.get("renews_on") and "is_licensed" in cleaned and not cleaned["is_licensed"]:
            self.add_error("renews_on", "Tick “It is licensed for a time”, or take the date out.")
        return cleaned
