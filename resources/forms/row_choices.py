"""Choosing one of some rows that were read before."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from resources.forms.ledger_choices import PlainSelect
from resources.models.rows import ResourceRow

Offered = Sequence[tuple[ResourceRow, str]]
"""Rows to choose from, each as it is called."""


class RowChoiceField(forms.TypedChoiceField):
    """One of the offered rows, or none; its value is the row, which is not read once more."""

    widget = PlainSelect

    def __init__(self, *, empty: str, **options: Any) -> None:
        self.empty = empty
        super().__init__(coerce=str, empty_value=None, **options)

    def offer(self, *offered: Iterable[tuple[ResourceRow, str]]) -> None:
        """Offer rows; one that is named twice is offered once."""
        rows = {str(row.pk): (row, label) for each in offered for row, label in each}
        self.choices = [("", self.empty), *((key, label) for key, (_, label) in rows.items())]
        self.coerce = lambda key: rows[key][0]

    def prepare_value(self, value: Any) -> Any:
        """Show a row as its id."""
        return str(value.pk) if isinstance(value, ResourceRow) else value
