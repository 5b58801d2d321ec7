"""Forms of the annual calendar."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District, School
from plplanner.kit.dates import long_day
from plplanner.kit.fields import LineField, NumberField, day_field
from plplanner.kit.years import school_year_label, school_year_span
from resources.enums import CalendarKind
from resources.forms.ledger_choices import NamedField
from resources.forms.row_form import Part, ResourceRowForm
from resources.forms.staff import offer_schools
from resources.forms.time import WholeNumberField
from resources.selectors.ledger_choices import activities_of

LARGEST_HOURS = 999
LARGEST_COUNT = 32_767


def _time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class CalendarEntryForm(ResourceRowForm):
    """One date of the calendar."""

    parts = (
        Part(title="What it is", lines=[["title"], ["kind"]]),
        Part(title="When", lines=[["day", "starts_at", "ends_at"], ["hours"]]),
        Part(title="Who", lines=[["school", "group"]]),
        Part(
            title="More",
            more_title="Place, substitutes and activity (optional)",
            more=[["place"], ["substitutes"], ["activity"]],
        ),
    )

    title = LineField(
        label="Title",
        help_text="As it should stand in calendars, for example “Fall institute”.",
        error_messages={"required": "Enter a title."},
    )
    kind = forms.ChoiceField(label="Kind", choices=CalendarKind)
    day = day_field("Day", required="Enter the day.")
    starts_at = forms.TimeField(label="Begins (optional)", widget=_time_input(), required=False)
    ends_at = forms.TimeField(label="Ends (optional)", widget=_time_input(), required=False)
    hours = NumberField(
        label="Hours for each teacher (optional)",
        help_text="Time to learn, without lunch. Enter 0 for a session on a contract day or in early release: "
        "those hours count there already.",
        max_value=LARGEST_HOURS,
        decimal_places=2,
        required=False,
    )
    school = forms.ModelChoiceField(School.objects.none(), label="School", required=False, empty_label="All schools")
    group = LineField(
        label="Group (optional)",
        help_text="For example “Grade 3”. Leave it empty when it is for all teachers.",
        max_length=120,
        required=False,
    )
    place = LineField(label="Place", required=False)
    substitutes = WholeNumberField(
        label="Substitute days",
        help_text="Days of a substitute that this takes, all teachers together.",
        max_value=LARGEST_COUNT,
        required=False,
    )
    activity = NamedField(column="activity", empty="None", label="Activity of the plan")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        district: District,
        school_year: int,
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.school_year = school_year
        offer_schools(self.fields["school"], district=district, chosen=values["school"])
        chosen = values["activity"] and values["activity"].pk
        activity = self.fields["activity"]
        if isinstance(activity, NamedField):
            activity.offer(activities_of(district, chosen=chosen), chosen)

    def clean_day(self) -> datetime.date:
        """Refuse a day of another school year."""
        day: datetime.date = self.cleaned_data["day"]
        first, last = school_year_span(self.school_year)
        if not first <= day <= last:
            raise forms.ValidationError(
                f"Enter a day of the school year {school_year_label(self.school_year)}: "
                f"{long_day(first)} to {long_day(last)}."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        cleaned = super().clean()
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "It ends before it begins. Correct one of the times.")
        return cleaned


class SchoolFilterForm(forms.Form):
    """Which school's dates to show."""

    school = forms.ModelChoiceField(School.objects.none(), label="School", required=False, empty_label="All of them")

    def __init__(self, data: QueryDict | None = None, *, district: District) -> None:
        super().__init__(data)
        offer_schools(self.fields["school"], district=district, chosen=None)

    @property
    def chosen(self) -> School | None:
        """The chosen school, or none."""
        school: School | None = self.cleaned_data.get("school") if self.is_valid() else None
        return school
