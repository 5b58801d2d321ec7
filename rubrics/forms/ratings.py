"""The form of one rating."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict

from plplanner.kit.fields import TextField
from plplanner.kit.row_form import RowForm
from rubrics.calculations.statements import statements
from rubrics.enums import Confidence
from rubrics.instrument import Instrument, Outcome
from rubrics.selectors.rating_page import offers_scores

LONGEST_TEXT = 10_000
MOST_LINKS = 20
MOST_DIGITS = 9
"""No level and no score has more, and reading thousands of them is refused by Python."""

NO_SUCH_LEVEL = "Choose one of the levels that can be chosen for this outcome."
_BARE_ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?\Z", re.IGNORECASE)
is_web_address = URLValidator(schemes=["http", "https"], message="")


class LinksField(TextField):
    """Web addresses, one a line."""

    def clean(self, value: Any) -> str:
        """Refuse what is no address of the web: a link must not run anything."""
        lines = [_with_scheme(line.strip()) for line in super().clean(value).split("\n") if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(f"Enter at most {MOST_LINKS} links. Put the others into a document and link that.")
        for number, line in enumerate(lines, start=1):
            try:
                is_web_address(line)
            except ValidationError as error:
                raise ValidationError(
                    f"Line {number} is not a web address. Begin it with https:// and enter one address a line."
                ) from error
        return "\n".join(lines)


def _with_scheme(line: str) -> str:
    """Begin an address as a browser would that shows it without its beginning."""
    return f"https://{line}" if _BARE_ADDRESS.match(line) else line


class RatingForm(RowForm):
    """What one rater says of one outcome. `chosen_name` is the field that decides: the level, or the score."""

    ticks = forms.MultipleChoiceField(
        label="Statements that are true of us",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick only statements of this outcome."},
    )
    evidence = TextField(
        label="What do you base it on?",
        help_text="What you have seen or can show: documents, numbers, what people do.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    links = LinksField(
        label="Links",
        help_text="Web addresses, one a line.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confidence = forms.ChoiceField(
        label="How sure are you?", choices=Confidence.choices, required=False, widget=forms.RadioSelect
    )
    note = TextField(
        label="Note",
        help_text="What the team should know when it talks about this outcome.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = TextField(
        label="Why did your rating change?",
        help_text="One sentence. It is kept with the change.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        instrument: Instrument,
        outcome: Outcome,
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.instrument = instrument
        self.chosen_name = "score" if instrument.is_scored else "level"
        self.fields[self.chosen_name] = (
            _score_field(instrument) if instrument.is_scored else _level_field(instrument, outcome)
        )
        self.fields["ticks"].choices = [  # type: ignore[attr-defined]  # declared above
            (each.key, each.text) for each in statements(instrument, outcome)
        ]

    def clean_score(self) -> int | None:
        """Refuse a score between the bands of two levels."""
        score: int | None = self.cleaned_data["score"]
        if score is not None and self.instrument.level_of_score(score) is None:
            raise ValidationError(f"{score} falls into no level. Choose a score that stands beside one.")
        return score

    @property
    def chosen(self) -> str:
        """The level or score as the form holds it, nothing if it is not rated yet."""
        value = self[self.chosen_name].value()
        return "" if value is None else str(value)

    @property
    def chosen_level(self) -> int | None:
        """The level that the form holds, directly or by its score."""
        is_number = self.chosen.isdecimal() and len(self.chosen) <= MOST_DIGITS
        return level_chosen(self.instrument, int(self.chosen) if is_number else None)

    @property
    def ticked(self) -> Sequence[str]:
        """The ticked statements' keys as the form holds them."""
        return [str(key) for key in self["ticks"].value() or ()]


class AdviceForm(forms.Form):
    """What a page asks advice for while a person ticks and chooses."""

    chosen = forms.IntegerField(required=False)
    ticks = forms.MultipleChoiceField(required=False)

    def __init__(self, data: QueryDict, *, instrument: Instrument, outcome: Outcome) -> None:
        super().__init__(data)
        self.instrument = instrument
        self.fields["ticks"].choices = [  # type: ignore[attr-defined]  # declared above
            (each.key, each.text) for each in statements(instrument, outcome)
        ]

    @property
    def chosen_level(self) -> int | None:
        """The level that is chosen or into which the score falls; call it on a valid form."""
        return level_chosen(self.instrument, self.cleaned_data["chosen"])


def level_chosen(instrument: Instrument, chosen: int | None) -> int | None:
    """Return the level that a level's number stands for, or, where the rubric is scored, into which a score falls."""
    if chosen is None:
        return None
    level = instrument.level_of_score(chosen) if instrument.is_scored else instrument.level_by_number.get(chosen)
    return level.number if level else None


def _level_field(instrument: Instrument, outcome: Outcome) -> forms.TypedChoiceField:
    """Offer the levels that exist for the outcome."""
    offered = [(each.number, each.label) for each in instrument.levels if instrument.can_choose(outcome, each.number)]
    return _choices_field("Where do you stand?", offered)


def _score_field(instrument: Instrument) -> forms.Field:
    """Offer the scores one by one, or ask for the number where they are many."""
    scores = instrument.scores
    if scores is None or not offers_scores(instrument):
        least, most = (scores.least, scores.most) if scores else (0, 0)
        sentence = f"Enter a whole number from {least} to {most}, or leave it empty if you have not rated it yet."
        messages = {"invalid": sentence, "min_value": sentence, "max_value": sentence}
        return forms.IntegerField(
            label="Score",
            min_value=least,
            max_value=most,
            required=False,
            error_messages=messages,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        )
    return _choices_field("Where do you stand?", [(each, str(each)) for each in range(scores.least, scores.most + 1)])


def _choices_field(label: str, offered: Sequence[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Not rated yet"), *offered],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NO_SUCH_LEVEL},
    )
