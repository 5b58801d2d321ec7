"""Forms of a plan as a whole: finding one, beginning one, its settings."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plans.calculations import CarryChoice
from plans.enums import PlanStatus
from plans.models import Plan
from plplanner.kit.fields import LineField
from plplanner.kit.versions import VersionedFormMixin, VersionField
from plplanner.kit.years import school_year_label, school_year_of

LAST_PAGE = 100_000
YEARS_AROUND = 5


class PageForm(forms.Form):
    """Which page of a list to show."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)


class PlanSearchForm(PageForm):
    """What to look for in the list of plans."""

    q = LineField(label="Title or district", required=False)
    status = forms.ChoiceField(label="Status", choices=[("", "All"), *PlanStatus.choices], required=False)


class BeginningForm(forms.Form):
    """Where a new plan begins: the district, and the earlier plan it carries forward."""

    district = forms.UUIDField(required=False)
    earlier = forms.UUIDField(required=False)


def year_choices(*years: int) -> list[tuple[int, str]]:
    """Offer the school years around the ones given."""
    return [(year, school_year_label(year)) for year in range(min(years) - YEARS_AROUND, max(years) + YEARS_AROUND + 1)]


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    """Set what a choice field offers."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def usual_first_year(today: datetime.date) -> int:
    """Return the school year a plan written today usually begins in: from January on, the next one."""
    return school_year_of(today + datetime.timedelta(days=181))


class NewPlanForm(forms.Form):
    """A new plan's name and first year; the hidden id makes the same post twice one plan."""

    title = LineField(
        label="Title",
        help_text="It stands on the cover of the document.",
        error_messages={"required": "Enter a title."},
    )
    first_year = forms.TypedChoiceField(
        label="First school year", coerce=int, error_messages={"required": "Choose the first school year."}
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data: QueryDict | None = None, *, today: datetime.date, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        years = [usual_first_year(today), int(initial["first_year"])]
        offer(self, "first_year", year_choices(*years))


class CarryForwardForm(NewPlanForm):
    """A new plan that continues an earlier one, with what comes along."""

    narrative = forms.BooleanField(label="The district profile, mission and vision", required=False, initial=True)
    goals = forms.TypedMultipleChoiceField(
        label="Goals",
        help_text="Outcomes move along: Year 2 of the earlier plan becomes Year 1 of a plan that begins a year later.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    activities = forms.BooleanField(label="The activities of these goals", required=False, initial=True)

    field_order = ["title", "first_year", "narrative", "goals", "activities"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        today: datetime.date,
        initial: Mapping[str, Any],
        goals: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, today=today, initial={**initial, "goals": [place for place, _ in goals]})
        offer(self, "goals", goals)

    def choice(self) -> CarryChoice:
        """Return what comes along; call it on a valid form."""
        return CarryChoice(
            narrative=self.cleaned_data["narrative"],
            goals=frozenset(self.cleaned_data["goals"]),
            activities=self.cleaned_data["activities"],
        )


class PlanSettingsForm(VersionedFormMixin, forms.Form):
    """A plan's title, first year and the year of its facts."""

    title = LineField(
        label="Title",
        help_text="It stands on the cover of the document.",
        error_messages={"required": "Enter a title."},
    )
    first_year = forms.TypedChoiceField(
        label="First school year",
        help_text="Outcomes stay with their plan year: Year 1 is always the first.",
        coerce=int,
        error_messages={"required": "Choose the first school year."},
    )
    facts_year = forms.TypedChoiceField(
        label="School year of the facts",
        help_text="The district’s numbers of this year stand beside the questions and in the document.",
        coerce=int,
        empty_value=None,
        required=False,
    )
    version = VersionField()

    def __init__(
        self, data: QueryDict | None = None, *, plan: Plan, years_with_facts: Sequence[int], today: datetime.date
    ) -> None:
        values = {name: getattr(plan, name) for name in ("title", "first_year", "facts_year", "version")}
        super().__init__(data, initial=values)
        self.plan = plan
        offer(self, "first_year", year_choices(plan.first_year, usual_first_year(today)))
        offered = sorted({*years_with_facts, *([plan.facts_year] if plan.facts_year else [])}, reverse=True)
        offer(self, "facts_year", [("", "No facts"), *((year, school_year_label(year)) for year in offered)])

    def values(self) -> dict[str, Any]:
        """Return the settings to save; call it on a valid form."""
        return {name: self.cleaned_data[name] for name in ("title", "first_year", "facts_year")}

    def changed_values(self) -> dict[str, Any]:
        """Return the settings that differ from the plan's."""
        return {name: value for name, value in self.values().items() if value != getattr(self.plan, name)}


class ReasonForm(forms.Form):
    """Why a finished plan is opened again."""

    reason = LineField(
        label="Why do you reopen the plan?",
        help_text="One sentence. It is kept with the plan’s changes.",
        max_length=500,
        error_messages={"required": "Write one sentence that says why."},
    )
    version = VersionField()
