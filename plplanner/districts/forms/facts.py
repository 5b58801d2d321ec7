"""Forms of facts: choosing a school year, and correcting a year's values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plplanner.districts.selectors.facts import FactLine, arrange
from plplanner.districts.services.facts import FactChange
from plplanner.kit.fields import LineField, NumberField
from plplanner.kit.numbers import NumberKind, parse_missing, round_to
from plplanner.kit.versions import VersionField
from plplanner.kit.years import school_year_label

YEARS_BACK = 20


class SchoolYearForm(forms.Form):
    """A school year to record facts of."""

    school_year = forms.TypedChoiceField(
        label="School year", coerce=int, error_messages={"required": "Choose a school year."}
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(this_year + 1, this_year - YEARS_BACK, -1)
        field = cast("forms.TypedChoiceField", self.fields["school_year"])
        field.choices = [(year, school_year_label(year)) for year in years]
        field.initial = this_year


class FactField(NumberField):
    """A number of one kind as people paste it, or a mark for "not known"; finer than it is kept, it is rounded."""

    def to_python(self, value: Any) -> Decimal | None:
        """Read the number, or nothing."""
        if isinstance(value, str) and parse_missing(value) is not None:
            return None
        number = super().to_python(value)
        return number if number is None or self.kind is NumberKind.COUNT else round_to(number, self.quantum)


@dataclass(frozen=True, kw_only=True)
class FactFieldset:
    """The fields under one heading."""

    title: str
    fields: Sequence[tuple[forms.BoundField, str]]


class FactsForm(forms.Form):
    """All values of one school year, each with the text and the version the page was drawn with."""

    note = LineField(
        label="Where do the numbers you changed come from?",
        max_length=300,
        required=False,
        help_text="For example: state report card, October count.",
    )

    def __init__(self, *args: Any, lines: Iterable[FactLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        note = self.fields.pop("note")
        for line in self.lines:
            self._add_fields(line)
        self.fields["note"] = note

    def _add_fields(self, line: FactLine) -> None:
        shown = _shown(line)
        hint = f"Now {line.value}: {line.source}" if line.source else ""
        self.fields[line.key] = FactField(
            kind=line.kind, label=line.label, initial=shown, help_text=hint, required=False
        )
        self.fields[f"base-{line.key}"] = forms.CharField(
            required=False, initial=shown, max_length=100, widget=forms.HiddenInput
        )
        self.fields[f"version-{line.key}"] = VersionField(initial=line.version, min_value=0)

    @property
    def fieldsets(self) -> list[FactFieldset]:
        """Arrange the visible fields under headings, each with the unit that stands before it."""
        return [
            FactFieldset(title=title, fields=[(self[line.key], _prefix(line)) for line in lines])
            for title, lines in arrange(self.lines)
        ]

    def changes(self) -> list[FactChange]:
        """List the values that the person changed against what their page showed."""
        return [self._change(line) for line in self.lines if self._is_changed(line)]

    def show_again(self, refused: Iterable[FactChange]) -> None:
        """After a stale save: point out what somebody else saved, and let the next save overrule it."""
        keys = {change.key for change in refused}
        data = cast("QueryDict", self.data).copy()
        for line in self.lines:
            if (line.measure, line.group) in keys:
                data[f"base-{line.key}"] = _shown(line)
                data[f"version-{line.key}"] = str(line.version)
                theirs = f"{line.value} ({line.source})"
                self.add_error(line.key, f"Meanwhile this was saved: {theirs}. Save again to keep yours.")
        self.data = data

    def _is_changed(self, line: FactLine) -> bool:
        base = self.cleaned_data[f"base-{line.key}"]
        try:
            before = self.fields[line.key].clean(base)
        except ValidationError:
            return True
        return bool(before != self.cleaned_data[line.key])

    def _change(self, line: FactLine) -> FactChange:
        return FactChange(
            measure=line.measure,
            group=line.group,
            value=self.cleaned_data[line.key],
            version=self.cleaned_data[f"version-{line.key}"],
        )


def _shown(line: FactLine) -> str:
    """Write the number as its box shows it; the dollar sign stands before the box."""
    return line.value.removeprefix("$") if line.is_known else ""


def _prefix(line: FactLine) -> str:
    return "$" if line.kind is NumberKind.MONEY else ""
