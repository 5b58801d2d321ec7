"""Forms of a self-assessment as a whole: beginning one, its settings, its raters, its last day."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plplanner.districts.models import Membership
from plplanner.kit.fields import LineField, day_field
from plplanner.kit.versions import VersionedFormMixin, VersionField
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR, school_year_label, school_year_of
from rubrics.forms.raters import ChoosesRaters, offer
from rubrics.models import RubricEdition, SelfAssessment
from rubrics.selectors.assessments import level_choices

LAST_PAGE = 100_000
YEARS_AROUND = 3
USUAL_DAYS_OPEN = 21

NAMED, ANONYMOUS = "named", "anonymous"
OPENNESS = [
    (NAMED, "By name: the directors of the district see who rated what. Everybody else sees only the results."),
    (ANONYMOUS, "Anonymously: nobody sees who rated what, directors neither. Results appear after it closes."),
]


class PageForm(forms.Form):
    """Which page of a list to show."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)


class BeginningForm(forms.Form):
    """Where a new self-assessment begins: the district, and the rubric edition."""

    district = forms.UUIDField(required=False)
    edition = forms.SlugField(required=False, max_length=80)


class _HasDaysAndTarget(forms.Form):
    """What must hold between days, and between the target's halves."""

    def check_days(self, cleaned: Mapping[str, Any], *, opens_on: datetime.date | None) -> None:
        """Refuse a last day before the first."""
        closes_on = cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "Choose a last day that is not before the first.")

    def check_target(self, cleaned: Mapping[str, Any]) -> None:
        """Refuse half a target."""
        if "target_on" in self.errors or "target_level" in self.errors:
            return
        level, day = cleaned.get("target_level"), cleaned.get("target_on")
        if level is not None and day is None:
            self.add_error("target_on", "Enter the day by which you want to reach the level, or choose no target.")
        if level is None and day is not None:
            self.add_error("target_level", "Choose the level you want to reach by then, or leave the day empty.")


def target_field() -> forms.TypedChoiceField:
    """Ask which level the team wants to reach."""
    return forms.TypedChoiceField(
        label="Target level",
        help_text="Where you want to be on every outcome. You can set other targets for single outcomes later.",
        coerce=int,
        empty_value=None,
        required=False,
    )


def title_field() -> LineField:
    """Ask for the name."""
    return LineField(label="Title", error_messages={"required": "Enter a title."})


def year_field() -> forms.TypedChoiceField:
    """Ask for the school year."""
    return forms.TypedChoiceField(
        label="School year", coerce=int, error_messages={"required": "Choose the school year."}
    )


def openness_field() -> forms.TypedChoiceField:
    """Ask whether ratings are anonymous."""
    return forms.TypedChoiceField(
        label="How people rate",
        help_text=(
            "This stays as it is from the first day on. Anonymous results appear once it is closed, if at least five "
            "people have submitted their ratings."
        ),
        choices=OPENNESS,
        coerce=lambda value: value == ANONYMOUS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether people rate by name or anonymously."},
    )


def offer_years(form: forms.Form, around: int) -> None:
    """Offer the school years around one."""
    years = range(max(EARLIEST_YEAR, around - YEARS_AROUND), min(LATEST_YEAR, around + YEARS_AROUND) + 1)
    offer(form, "school_year", [(year, school_year_label(year)) for year in years])


def offer_levels(form: forms.Form, edition: RubricEdition) -> None:
    """Offer the edition's levels as a target, in its order."""
    offer(form, "target_level", [("", "No target yet"), *level_choices(edition)])


class NewAssessmentForm(ChoosesRaters, _HasDaysAndTarget):
    """A new self-assessment on one edition; the hidden id makes the same post twice one."""

    title = title_field()
    school_year = year_field()
    opens_on = day_field("First day", required="Enter the first day.")
    closes_on = day_field("Last day", required="Enter the last day.")
    is_anonymous = openness_field()
    target_level = target_field()
    target_on = day_field("Target date")
    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        edition: RubricEdition,
        members: Sequence[Membership],
        title: str,
        today: datetime.date,
    ) -> None:
        closes_on = today + datetime.timedelta(days=USUAL_DAYS_OPEN)
        initial = {"title": title, "school_year": school_year_of(today), "opens_on": today, "closes_on": closes_on}
        super().__init__(data, initial=initial)
        self.today = today
        offer_years(self, school_year_of(today))
        offer_levels(self, edition)
        self.offer_members(members)

    def clean_closes_on(self) -> datetime.date:
        """Refuse a last day that is over."""
        return _not_over(self.cleaned_data["closes_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Judge what belongs together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_days(cleaned, opens_on=cleaned.get("opens_on"))
        self.check_target(cleaned)
        if not self.errors and not self.chosen_members():
            self.add_error("people", "Choose at least one person who rates.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the columns of the self-assessment; call it on a valid form."""
        names = ("title", "school_year", "opens_on", "closes_on", "is_anonymous", "target_level", "target_on")
        return {name: self.cleaned_data[name] for name in names}


class AssessmentSettingsForm(VersionedFormMixin, _HasDaysAndTarget):
    """What can still change: the rubric until somebody has begun, days and openness until they are promised."""

    title = title_field()
    edition = forms.ModelChoiceField(
        label="Rubric",
        queryset=RubricEdition.objects.none(),
        empty_label=None,
        help_text="You can choose another one until somebody begins to rate.",
        error_messages={"required": "Choose the rubric.", "invalid_choice": "Choose one of the rubrics."},
    )
    school_year = year_field()
    opens_on = day_field("First day", required="Enter the first day.")
    closes_on = day_field("Last day", required="Enter the last day.")
    is_anonymous = openness_field()
    target_level = target_field()
    target_on = day_field("Target date")
    version = VersionField()

    def __init__(
        self, data: QueryDict | None = None, *, assessment: SelfAssessment, has_begun: bool, today: datetime.date
    ) -> None:
        names = ("title", "edition", "school_year", "opens_on", "closes_on", "target_level", "target_on", "version")
        initial = {name: getattr(assessment, name) for name in names}
        initial["is_anonymous"] = ANONYMOUS if assessment.is_anonymous else NAMED
        super().__init__(data, initial=initial)
        self.assessment, self.today = assessment, today
        cast(
            "forms.ModelChoiceField[RubricEdition]", self.fields["edition"]
        ).queryset = RubricEdition.objects.published()
        offer_years(self, assessment.school_year)
        offer_levels(self, assessment.edition)
        fixed = {
            "edition": has_begun,
            "opens_on": today >= assessment.opens_on,
            "is_anonymous": today >= assessment.opens_on,
            "closes_on": assessment.is_closed,
        }
        self.fixed = [self.fields.pop(name).label for name, is_fixed in fixed.items() if is_fixed]

    def clean_closes_on(self) -> datetime.date:
        """Refuse a last day that is over: closing has a button of its own."""
        return _not_over(self.cleaned_data["closes_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Judge what belongs together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_days(cleaned, opens_on=cleaned.get("opens_on", self.assessment.opens_on))
        self.check_target(cleaned)
        edition, level = cleaned.get("edition"), cleaned.get("target_level")
        if edition is not None and level is not None and level not in edition.instrument.level_by_number:
            self.add_error(
                "target_level", "The rubric you chose has no such level. Choose no target, save, and come back."
            )
        return cleaned

    def changed_values(self) -> dict[str, Any]:
        """Return the columns that differ from the self-assessment's; call it on a valid form."""
        held = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {name: value for name, value in held.items() if value != getattr(self.assessment, name)}


class ReopenForm(forms.Form):
    """The new last day of a closed self-assessment."""

    closes_on = day_field("New last day", required="Enter the new last day.")
    version = VersionField()

    def __init__(self, data: QueryDict | None = None, *, assessment: SelfAssessment, today: datetime.date) -> None:
        initial = {"closes_on": today + datetime.timedelta(days=7), "version": assessment.version}
        super().__init__(data, initial=initial)
        self.today = today

    def clean_closes_on(self) -> datetime.date:
        """Refuse a day that is over."""
        return _not_over(self.cleaned_data["closes_on"], self.today)


def _not_over(day: datetime.date, today: datetime.date) -> datetime.date:
    if day < today:
        raise ValidationError("Choose today or a later day.")
    return day
