"""Forms that edit one row, arranged in groups as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms

from plplanner.kit.row_form import RowForm


@dataclass(frozen=True, kw_only=True)
class Part:
    """Names of fields under one heading, those of one line together; `more` stand in a part closed while empty."""

    title: str
    lines: Sequence[Sequence[str]] = ()
    more_title: str = ""
    more: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """Fields that stand side by side where there is room, mostly one."""

    fields: Sequence[forms.BoundField]

    @property
    def is_shared(self) -> bool:
        """Whether several fields stand in it."""
        return len(self.fields) > 1


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """A part with its fields."""

    title: str
    lines: Sequence[FieldLine]
    more_title: str
    more: Sequence[FieldLine]

    @property
    def is_open(self) -> bool:
        """Whether the closed part has something to show."""
        return any(field.value() or field.errors for line in self.more for field in line.fields)


class ResourceRowForm(RowForm):
    """Edits one row of a district's resources."""

    parts: ClassVar[Sequence[Part]]

    @property
    def groups(self) -> list[FieldGroup]:
        """Arrange the fields as `parts` says."""
        return [
            FieldGroup(
                title=part.title, lines=self._lines(part.lines), more_title=part.more_title, more=self._lines(part.more)
            )
            for part in self.parts
        ]

    def _lines(self, lines: Sequence[Sequence[str]]) -> list[FieldLine]:
        return [FieldLine(fields=[self[name] for name in names]) for names in lines]
