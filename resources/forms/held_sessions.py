"""Forms of sessions that took place, and of which of them to show."""

import datetime
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District, School
from plplanner.kit.dates import long_day
from plplanner.kit.fields import LineField, NumberField, YesField, day_field
from plplanner.kit.years import school_year_label, school_year_span
from resources.forms.cycle import offer_pathways, pathway_field
from resources.forms.ledger_choices import NOT_OF_THE_LIST, NamedField
from resources.forms.row_form import Part, ResourceRowForm
from resources.forms.staff import offer_schools
from resources.forms.time import WholeNumberField
from resources.models import HeldSession, Pathway
from resources.selectors.ledger_choices import activities_of

LARGEST_HOURS = 999
MOST_PARTICIPANTS = 1_000_000


def require_day_of_year(day: datetime.date, school_year: int) -> datetime.date:
    """Refuse a day of another school year, and say where it belongs."""
    first, last = school_year_span(school_year)
    if not first <= day <= last:
        raise forms.ValidationError(
            f"Enter a day of the school year {school_year_label(school_year)}: {long_day(first)} to {long_day(last)}. "
            "What took place in another year belongs on the page of that year."
        )
    return day


class SessionForm(ResourceRowForm):
    """A session that took place."""

    parts = (
        Part(title="The session", lines=[["title"], ["held_on"], ["hours", "participants"], ["is_follow_up"]]),
        Part(
            title="Where it belongs",
            lines=[["school"], ["pathway"]],
            more_title="Activity of the plan (optional)",
            more=[["activity"]],
        ),
    )

    title = LineField(
        label="Title",
        help_text="For example “Decoding workshop, part 2”.",
        error_messages={"required": "Enter a title."},
    )
    held_on = day_field("Day", required="Enter the day.")
    hours = NumberField(
        label="Hours (optional)",
        help_text="Time to learn, without lunch.",
        max_value=LARGEST_HOURS,
        decimal_places=2,
        required=False,
    )
    participants = WholeNumberField(
        label="Participants (optional)", help_text="People who came.", max_value=MOST_PARTICIPANTS, required=False
    )
    is_follow_up = YesField(
        label="This is follow-up", help_text="Coaching, team work or a later session that carries earlier learning on."
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="School",
        required=False,
        empty_label="Several schools",
        error_messages=NOT_OF_THE_LIST,
    )
    pathway = pathway_field()
    activity = NamedField(column="activity", empty="None", label="Activity of the plan", error_messages=NOT_OF_THE_LIST)

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, row: HeldSession
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.school_year = row.school_year
        offer_schools(self.fields["school"], district=row.district, chosen=values["school"])
        offer_pathways(self.fields["pathway"], district=row.district, chosen=values["pathway"])
        chosen = values["activity"] and values["activity"].pk
        activities = activities_of(row.district, chosen=chosen)
        cast("NamedField", self.fields["activity"]).offer(activities, chosen)

    def clean_held_on(self) -> datetime.date:
        """Refuse a day of another school year."""
        return require_day_of_year(self.cleaned_data["held_on"], self.school_year)


class SessionFilterForm(forms.Form):
    """Of which school and pathway sessions are shown; what the address asks for and does not exist leaves none out."""

    school = forms.ModelChoiceField(
        School.objects.none(),
        label="School",
        required=False,
        empty_label="All schools",
        error_messages=NOT_OF_THE_LIST,
    )
    pathway = forms.ModelChoiceField(
        Pathway.objects.none(),
        label="Pathway",
        required=False,
        empty_label="All pathways",
        error_messages=NOT_OF_THE_LIST,
    )

    def __init__(self, data: QueryDict, *, district: District) -> None:
        super().__init__(data, auto_id="filter_%s")
        offer_schools(self.fields["school"], district=district, chosen=None)
        offer_pathways(self.fields["pathway"], district=district, chosen=None)
        self.full_clean()

    @property
    def school_chosen(self) -> School | None:
        """The chosen school, or none."""
        return self.cleaned_data.get("school")

    @property
    def pathway_chosen(self) -> Pathway | None:
        """The chosen pathway, or none."""
        return self.cleaned_data.get("pathway")

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves some sessions out."""
        return bool(self.school_chosen or self.pathway_chosen)
