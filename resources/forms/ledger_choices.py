"""Choices among many rows, read once for all fields of a form and drawn quickly."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from resources.selectors.ledger_choices import Key, Named, instance_of, present_ones

Pairs = Sequence[tuple[str, str]]

NOT_OF_THE_LIST = {"invalid_choice": "Choose one of the list."}


class PlainSelect(forms.Select):
    """A list of choices without groups, written in one go: a template for each option costs a hundred times as much."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the list."""
        del renderer
        chosen = {str(each) for each in self.format_value(value)}
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = format_html_join("", '<option value="{}"{}>{}</option>', self._options(chosen))
        return format_html("<select{}>{}</select>", flatatt(attributes), options)

    def _options(self, chosen: set[str]) -> Iterable[tuple[Any, str, Any]]:
        for value, label in self.choices:
            key = "" if value is None else value
            yield key, SafeString(" selected") if str(key) in chosen else "", label


class NamedField(forms.TypedChoiceField):
    """One of the rows that a line can name, or none; its value is the row, not read from the database."""

    widget = PlainSelect

    def __init__(self, *, column: str, empty: str, **options: Any) -> None:
        self.column = column
        self.empty = empty
        super().__init__(coerce=str, empty_value=None, required=False, **options)

    def offer(self, named: Iterable[Named], *chosen: Key | None) -> None:
        """Offer the present rows, and those chosen before."""
        offered = {str(each.key): each for each in present_ones(named, *chosen)}
        self.choices = [("", self.empty), *((key, each.label) for key, each in offered.items())]
        self.coerce = lambda key: instance_of(self.column, offered[key])

    def prepare_value(self, value: Any) -> Any:
        """Show a row as its key."""
        return str(value.pk) if hasattr(value, "pk") else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare keys."""
        return str(self.prepare_value(initial) or "") != str(data or "")


def pairs_of(named: Iterable[Named]) -> Pairs:
    """Return keys and labels, the removed ones last and marked as such."""
    in_order = sorted(named, key=lambda each: each.is_removed)
    return [(str(each.key), f"{each.label} (removed)" if each.is_removed else each.label) for each in in_order]
