"""Forms of the work year and of team time."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District, School
from plplanner.kit.fields import LineField, NumberField, TextField
from plplanner.kit.versions import NewIdForm
from resources.enums import PeopleGroup
from resources.forms.row_form import Part, ResourceRowForm
from resources.forms.staff import offer_schools
from resources.models import ScheduleModel

DAYS_OF_A_YEAR = 366
HOURS_OF_A_DAY = 24
MINUTES_OF_A_DAY = 1_440
MOST_MEETINGS = 50
WEEKS_OF_A_YEAR = 53


class WholeNumberField(NumberField):
    """A whole number, as an int."""

    def clean(self, value: Any) -> Any:
        """Return the number as its column keeps it."""
        number: Decimal | None = super().clean(value)
        return None if number is None else int(number)


class WorkYearForm(ResourceRowForm):
    """How much a teacher works by contract, and who made the calendar."""

    parts = (
        Part(title="What a teacher works by contract", lines=[["contract_days", "hours_per_day"]]),
        Part(title="Who made the calendar", lines=[["calendar_groups"], ["calendar_made_by"]]),
    )

    contract_days = WholeNumberField(
        label="Contract days (optional)",
        help_text="All days a teacher is paid for, for example 187.",
        max_value=DAYS_OF_A_YEAR,
        required=False,
    )
    hours_per_day = NumberField(
        label="Hours a day (optional)",
        help_text="Without lunch, for example 7.5.",
        max_value=HOURS_OF_A_DAY,
        decimal_places=2,
        required=False,
    )
    calendar_groups = forms.MultipleChoiceField(
        label="Groups that took part in making it (optional)",
        choices=PeopleGroup,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    calendar_made_by = TextField(
        label="Who made it, and how (optional)",
        help_text="For example “A committee of six teachers, two principals and two parents, in three meetings”.",
        required=False,
    )


class TeamTimeForm(ResourceRowForm):
    """Time that a group of teachers meets in every week."""

    parts = (
        Part(title="Who meets", lines=[["school", "group"]]),
        Part(title="How often and how long", lines=[["minutes", "meetings", "weeks"]]),
        Part(title="How it works here", lines=[["schedule_model"], ["adaptation"]]),
    )

    school = forms.ModelChoiceField(School.objects.none(), label="School", required=False, empty_label="All schools")
    group = LineField(
        label="Group (optional)",
        help_text="For example “Grade 3”. Leave it empty when all teachers meet.",
        max_length=120,
        required=False,
    )
    minutes = WholeNumberField(
        label="Minutes of a meeting (optional)",
        help_text="Time to work together.",
        max_value=MINUTES_OF_A_DAY,
        required=False,
    )
    meetings = WholeNumberField(
        label="Meetings a week (optional)", help_text="For each teacher.", max_value=MOST_MEETINGS, required=False
    )
    weeks = WholeNumberField(
        label="Weeks a year (optional)",
        help_text="Mostly 34 to 36.",
        max_value=WEEKS_OF_A_YEAR,
        required=False,
    )
    schedule_model = forms.ModelChoiceField(
        ScheduleModel.objects.order_by("position"),
        label="Schedule model (optional)",
        required=False,
        empty_label="None of them",
    )
    adaptation = TextField(
        label="How it works here (optional)",
        help_text="Who covers classes, when it is, and what is different from the model.",
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, district: District
    ) -> None:
        super().__init__(data, values=values, version=version)
        offer_schools(self.fields["school"], district=district, chosen=values["school"])


class NewTeamTimeForm(NewIdForm):
    """Begins team time, from a schedule model or from nothing."""

    schedule_model = forms.ModelChoiceField(ScheduleModel.objects.all(), required=False)
