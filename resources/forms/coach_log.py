"""The form of one entry of the coach log."""

import datetime
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District, School
from plplanner.kit.fields import NumberField, TextField, day_field
from resources.forms.cycle import offer_pathways, pathway_field
from resources.forms.held_sessions import LARGEST_HOURS, require_day_of_year
from resources.forms.ledger_choices import NOT_OF_THE_LIST
from resources.forms.row_form import Part, ResourceRowForm
from resources.forms.staff import offer_schools
from resources.models import CoachLogEntry, StaffMember

TEXT_LENGTH = 5_000


def offer_people(field: forms.Field, *, district: District, chosen: StaffMember | None) -> None:
    """Offer the district's coaches and others who are present, and the one that was chosen before."""
    people = StaffMember.objects.for_district(district)
    offered = people.present() if chosen is None else people.present() | people.filter(pk=chosen.pk)
    cast("forms.ModelChoiceField[StaffMember]", field).queryset = offered.order_by("name", "pk")


class LogEntryForm(ResourceRowForm):
    """Where a coach spent time, what it was for, and what came of it."""

    parts = (
        Part(title="Who, when and where", lines=[["staff_member"], ["day", "hours"], ["school"], ["pathway"]]),
        Part(title="What for", lines=[["intended"], ["result"]]),
    )

    staff_member = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label="Coach",
        help_text="The list has everybody under “Coaches and staff”.",
        required=False,
        empty_label="Not chosen",
        error_messages=NOT_OF_THE_LIST,
    )
    day = day_field("Day", required="Enter the day.")
    hours = NumberField(
        label="Hours (optional)",
        help_text="For example 1.5.",
        max_value=LARGEST_HOURS,
        decimal_places=2,
        required=False,
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="School",
        required=False,
        empty_label="No one school",
        error_messages=NOT_OF_THE_LIST,
    )
    pathway = pathway_field()
    intended = TextField(
        label="What was it for? (optional)",
        help_text="The outcome that was intended, for example “Every small-group lesson has a decoding part”.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    result = TextField(
        label="What came of it? (optional)",
        help_text="What was seen in classrooms or in students’ work. Add it later if it is not known yet.",
        max_length=TEXT_LENGTH,
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, row: CoachLogEntry
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.school_year = row.school_year
        offer_people(self.fields["staff_member"], district=row.district, chosen=values["staff_member"])
        offer_schools(self.fields["school"], district=row.district, chosen=values["school"])
        offer_pathways(self.fields["pathway"], district=row.district, chosen=values["pathway"])

    def clean_day(self) -> datetime.date:
        """Refuse a day of another school year."""
        return require_day_of_year(self.cleaned_data["day"], self.school_year)
