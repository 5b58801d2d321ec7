"""Forms of working teams, milestones and handoffs, and of what the board shows."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plans.enums import DeliveryPhase
from plplanner.districts.models import District
from plplanner.kit.fields import LineField, TextField, day_field
from plplanner.kit.versions import NewIdForm
from resources.forms.row_choices import RowChoiceField
from resources.forms.row_form import Part, ResourceRowForm
from resources.models import Handoff, Pathway, WorkingTeam
from resources.selectors.cycle import teams_of

ENDS_BEFORE_START = "The last day is before the first. Correct one of them."


class PhaseAddForm(NewIdForm):
    """A row to add to one phase of the cycle."""

    phase = forms.ChoiceField(choices=DeliveryPhase, required=False)


class BoardForm(forms.Form):
    """Which pathway's milestones and handoffs the board shows."""

    pathway = forms.ModelChoiceField(
        Pathway.objects.none(),
        label="Milestones and handoffs of",
        required=False,
        empty_label="All pathways",
        error_messages={"invalid_choice": "Choose a pathway from the list."},
    )

    def __init__(self, data: QueryDict | None = None, *, district: District) -> None:
        super().__init__(data)
        offer_pathways(self.fields["pathway"], district=district, chosen=None)


def offer_pathways(field: forms.Field, *, district: District, chosen: Pathway | None) -> None:
    """Offer the district's present pathways, and the one that was chosen before."""
    pathways = Pathway.objects.for_district(district)
    offered = pathways.present() if chosen is None else pathways.present() | pathways.filter(pk=chosen.pk)
    cast("forms.ModelChoiceField[Pathway]", field).queryset = offered.order_by("name", "pk")


def pathway_field() -> "forms.ModelChoiceField[Pathway]":
    """Ask for a pathway, or none."""
    return forms.ModelChoiceField(
        Pathway.objects.none(),
        label="Pathway (optional)",
        required=False,
        empty_label="No one pathway",
        error_messages={"invalid_choice": "Choose a pathway from the list."},
    )


def _team_field(label: str) -> RowChoiceField:
    invalid = {"invalid_choice": "Choose a team from the list."}
    return RowChoiceField(label=label, empty="Not chosen", required=False, error_messages=invalid)


class WorkingTeamForm(ResourceRowForm):
    """Who works on a phase, and from when to when."""

    parts = (
        Part(title="The team", lines=[["name"], ["phase"], ["charge"]]),
        Part(title="Who is in it", lines=[["lead"], ["members"]]),
        Part(title="When it works", lines=[["starts_on", "ends_on"]]),
    )

    name = LineField(label="Name", max_length=120, error_messages={"required": "Enter the name of the team."})
    phase = forms.ChoiceField(label="Phase", choices=DeliveryPhase, required=False)
    charge = TextField(
        label="What it is there for (optional)",
        help_text="What it decides, what it makes, and what it hands over.",
        max_length=5_000,
        required=False,
    )
    lead = LineField(label="Lead (optional)", max_length=150, required=False)
    members = TextField(
        label="Members (optional)", help_text="One person or post a line.", max_length=5_000, required=False
    )
    starts_on = day_field("First day (optional)")
    ends_on = day_field("Last day (optional)")

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", ENDS_BEFORE_START)
        return cleaned


class MilestoneForm(ResourceRowForm):
    """What has to be reached, by when, and whether it is."""

    parts = (
        Part(title="The milestone", lines=[["title"], ["phase", "pathway"], ["owner"]]),
        Part(title="When", lines=[["due_on", "done_on"]]),
    )

    title = LineField(
        label="Milestone",
        help_text="What is true when it is reached, for example “All courses have a room and a date”.",
        error_messages={"required": "Enter what has to be reached."},
    )
    phase = forms.ChoiceField(label="Phase", choices=DeliveryPhase, required=False)
    pathway = pathway_field()
    owner = LineField(label="Who sees to it (optional)", max_length=150, required=False)
    due_on = day_field("Due (optional)", "It counts as late from the day after.")
    done_on = day_field("Reached on (optional)", "It counts as open until there is a day.")

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, district: District
    ) -> None:
        super().__init__(data, values=values, version=version)
        offer_pathways(self.fields["pathway"], district=district, chosen=values["pathway"])


class HandoffForm(ResourceRowForm):
    """What one team hands to another, and by when."""

    parts = (
        Part(title="The handoff", lines=[["what"], ["from_team", "to_team"]]),
        Part(title="When and for what", lines=[["due_on", "pathway"], ["note"]]),
    )

    what = LineField(
        label="What is handed over",
        help_text="For example “The list of courses with dates, rooms and who leads them”.",
        max_length=300,
        error_messages={"required": "Enter what is handed over."},
    )
    from_team = _team_field("From")
    to_team = _team_field("To")
    pathway = pathway_field()
    due_on = day_field("By when (optional)", "It counts as late from the day after.")
    note = TextField(label="Note (optional)", max_length=5_000, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, handoff: Handoff
    ) -> None:
        super().__init__(data, values=values, version=version)
        offer_pathways(self.fields["pathway"], district=handoff.district, chosen=values["pathway"])
        teams = [(team, str(team)) for team in teams_of(handoff.district, handoff.school_year)]
        for name in ("from_team", "to_team"):
            chosen: list[tuple[WorkingTeam, str]] = [(values[name], str(values[name]))] if values[name] else []
            cast("RowChoiceField", self.fields[name]).offer(teams, chosen)

    def clean(self) -> dict[str, Any]:
        """Refuse a team that hands over to itself."""
        cleaned = super().clean()
        if cleaned.get("from_team") and cleaned["from_team"] == cleaned.get("to_team"):
            self.add_error("to_team", "Choose two different teams.")
        return cleaned
