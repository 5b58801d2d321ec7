"""What the team agrees, its targets, and its meeting."""

from typing import Any, cast

from django import forms

from plplanner.kit.fields import TextField, day_field
from plplanner.kit.versions import VersionedFormMixin, VersionField
from rubrics.enums import Opportunity
from rubrics.instrument import Instrument, Level, Outcome
from rubrics.report import Agreement, Meeting
from rubrics.report_words import level_name
from rubrics.selectors.rating_page import offers_scores


class AgreeForm(VersionedFormMixin, forms.Form):
    """The level (or score) that the team agrees on an outcome, why, and how well it can act on it."""

    level = forms.TypedChoiceField(
        label="Which level do we agree on?",
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level you agree on.", "invalid_choice": "Choose one of these levels."},
    )
    score = forms.TypedChoiceField(
        label="Which score do we agree on?",
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the score you agree on.", "invalid_choice": "Choose one of these scores."},
    )
    reason = TextField(
        label="Why this one?",
        help_text="A sentence or two that the next team understands.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why you agree on this."},
    )
    opportunity = forms.TypedChoiceField(
        label="How well can we act on it now?",
        help_text="It weighs the priorities: the gap times this number.",
        coerce=int,
        empty_value=None,
        choices=[(each.value, f"{each.value}: {each.label}") for each in Opportunity],
        required=False,
        widget=forms.RadioSelect,
    )
    version = VersionField(min_value=0)

    def __init__(self, data: Any = None, *, instrument: Instrument, outcome: Outcome, agreement: Agreement) -> None:
        names = ("level", "score", "reason", "opportunity", "version")
        super().__init__(data, initial={name: getattr(agreement, name) for name in names})
        self.instrument = instrument
        del self.fields["level" if instrument.is_scored else "score"]
        choices = cast("forms.ChoiceField", self.fields[self.choice_name])
        choices.choices = score_choices(instrument) if instrument.is_scored else level_choices(instrument, outcome)
        self.offers_levels = not instrument.is_scored or offers_scores(instrument)
        if not self.offers_levels:
            choices.widget = forms.Select(choices=[("", "Choose a score"), *choices.choices])

    @property
    def choice_name(self) -> str:
        """The field that chooses: a level, or a score where the rubric is scored."""
        return "score" if self.instrument.is_scored else "level"

    @property
    def choice(self) -> forms.BoundField:
        """The field that chooses."""
        return self[self.choice_name]

    @property
    def values(self) -> dict[str, Any]:
        """What to save; the level follows from the score."""
        cleaned = self.cleaned_data
        score = cleaned.get("score")
        level = self.instrument.level_of_score(score) if score is not None else None
        return {
            "level": level.number if level else cleaned.get("level"),
            "score": score,
            "reason": cleaned["reason"],
            "opportunity": cleaned["opportunity"],
        }


class TargetForm(VersionedFormMixin, forms.Form):
    """The level to reach and by when, or neither."""

    target_level = forms.TypedChoiceField(
        label="Which level do we want to reach?",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these levels."},
    )
    target_on = day_field("By when?")
    version = VersionField(min_value=0)

    def __init__(self, data: Any = None, *, instrument: Instrument, outcome: Outcome, agreement: Agreement) -> None:
        names = ("target_level", "target_on", "version")
        super().__init__(data, initial={name: getattr(agreement, name) for name in names})
        choices = cast("forms.ChoiceField", self.fields["target_level"])
        choices.choices = [("", "No target of its own"), *level_choices(instrument, outcome)]

    def clean(self) -> dict[str, Any]:
        """Ask for the day with the level, and the level with the day."""
        cleaned = super().clean() or {}
        level, on = cleaned.get("target_level"), cleaned.get("target_on")
        if level is not None and on is None and "target_on" not in self.errors:
            self.add_error("target_on", "Enter the day by which you want to reach it.")
        if on is not None and level is None and "target_level" not in self.errors:
            self.add_error("target_level", "Choose the level you want to reach by that day, or clear the day.")
        return cleaned


class MeetingForm(VersionedFormMixin, forms.Form):
    """When the team met, and who was there."""

    held_on = day_field("When did you meet?")
    present = TextField(
        label="Who was there?",
        help_text="One name a line.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = VersionField(min_value=0)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data, initial={name: getattr(meeting, name) for name in ("held_on", "present", "version")})


def level_choices(instrument: Instrument, outcome: Outcome) -> list[tuple[Any, str]]:
    """Offer the levels that exist for the outcome, in the rubric's order."""
    return [(each.number, _named(instrument, each)) for each in instrument.levels if _exists(instrument, outcome, each)]


def score_choices(instrument: Instrument) -> list[tuple[Any, str]]:
    """Offer every score with the level it falls into."""
    if instrument.scores is None:
        return []
    scores = range(instrument.scores.least, instrument.scores.most + 1)
    return [(score, f"{score}: {level.label}") for score in scores if (level := instrument.level_of_score(score))]


def _exists(instrument: Instrument, outcome: Outcome, level: Level) -> bool:
    return instrument.can_choose(outcome, level.number)


def _named(instrument: Instrument, level: Level) -> str:
    name = level_name(level)
    return f"{name}, the fullest practice" if level == instrument.best else name
