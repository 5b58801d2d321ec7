"""Choosing several of a plan's activities, by goal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plans.models import Activity

Groups = Mapping[str, Sequence[tuple[UUID, str]]]


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick under headings, written in one go: a template for each box costs a hundred times as much."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the boxes, each with its label; the first has the id that an error leads to."""
        del renderer
        chosen = {str(each) for each in value or ()}
        field_id = (attrs or {}).get("id", f"id_{name}")
        groups, number = [], 0
        for title, boxes in self.choices:
            rows = [
                (f"{field_id}_{count}", name, key, SafeString(" checked") if str(key) in chosen else "", label)
                for count, (key, label) in enumerate(boxes, start=number)
            ]
            number += len(rows)
            groups.append((title, self._boxes(rows)))
        body = format_html_join("", '<p class="choice-group">{}</p>{}', groups)
        return format_html('<div id="{}" class="choice-groups">{}</div>', field_id, body)

    @staticmethod
    def _boxes(rows: Iterable[tuple[Any, ...]]) -> SafeString:
        box = '<div><label for="{0}"><input type="checkbox" name="{1}" value="{2}" id="{0}"{3}> {4}</label></div>'
        return format_html_join("", box, rows)


class ActivitiesField(forms.TypedMultipleChoiceField):
    """Some of the activities that are offered; its value is the activities, not read from the database."""

    widget = GroupedBoxes

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=lambda key: Activity(pk=UUID(key)), required=False, **options)

    def offer(self, groups: Groups) -> None:
        """Offer these, by the headings they stand under."""
        self.choices = [(title, [(str(key), label) for key, label in boxes]) for title, boxes in groups.items()]

    def prepare_value(self, value: Any) -> Any:
        """Show activities as their keys."""
        return [str(getattr(each, "pk", each)) for each in value or ()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare keys."""
        return sorted(self.prepare_value(initial)) != sorted(self.prepare_value(data))
