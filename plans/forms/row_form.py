"""Forms that edit one row of a plan, with how to answer each field as the plan's edition says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from plans.edition import YEAR_FIELDS, TemplateField
from plans.portable import LONGEST_TEXT
from plplanner.kit.fields import TextField
from plplanner.kit.row_form import RowForm

COMPLETE = [("yes", "Yes"), ("no", "No, I’ll come back later")]


def complete_field(label: str) -> forms.TypedChoiceField:
    """Ask whether the writer calls the row complete; not answered is None."""
    return forms.TypedChoiceField(
        label=label,
        choices=COMPLETE,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True, kw_only=True)
class GuidedField:
    """A field with how to answer it."""

    field: forms.BoundField
    guide: TemplateField

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """Fields side by side where there is room for it, mostly one."""

    fields: Sequence[GuidedField]
    wrapper_class: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether several fields stand in it."""
        return len(self.fields) > 1


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Rows under one heading; the optional ones stand in a part that opens when any field there is filled or wrong."""

    title: str
    rows: Sequence[FieldRow] = ()
    optional_title: str = ""
    optional: Sequence[FieldRow] = ()

    @property
    def is_open(self) -> bool:
        """Whether the optional part has something to show."""
        return any(each.field.value() or each.field.errors for row in self.optional for each in row.fields)


class GuidedRowForm(RowForm):
    """Edits one row of a plan."""

    guides: Mapping[str, TemplateField]
    """How to answer each field, as the plan's edition says."""

    def row(self, *names: str, wrapper_class: str = "") -> FieldRow:
        """Put fields with their guidance side by side."""
        fields = [GuidedField(field=self[name], guide=self.guides[name]) for name in names]
        return FieldRow(fields=fields, wrapper_class=wrapper_class)

    def rows(self, *names: str) -> list[FieldRow]:
        """Put fields below each other."""
        return [self.row(name) for name in names]

    def named_by_heading(self, name: str) -> FieldRow:
        """Show a field without its label, which the heading above says already; screen readers still read it."""
        return self.row(name, wrapper_class="field-label-hidden")


SHORT_ANSWERS = {"frequency", "links", "duration", *YEAR_FIELDS[1:]}
"""Fields that a line or two usually fill; their boxes begin small and grow."""


def text_field(field: TemplateField) -> TextField:
    """Ask for a text as the edition words it."""
    return TextField(
        label=field.label,
        help_text=field.prompt,
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2 if field.key in SHORT_ANSWERS else 5}),
    )
