"""Saving what people typed: merged where two people touched different fields, refused where they touched the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plplanner.kit.merging import Conflict, canonical, merge_fields
from plplanner.kit.rows import VersionedRow


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What a form sends to be saved: the version and texts it began from, and the values as they are now."""

    version: int
    base: Mapping[str, str]
    values: Mapping[str, Any]


class EditConflict(Exception):
    """Both sides changed the same fields; nothing was saved.

    `theirs` is the row as it is now and `their_texts` what it was compared by, which is what the person's next edit
    begins from; `merged` holds the text of every edited field, mine where both changed it.
    """

    def __init__(
        self,
        *,
        conflicts: list[Conflict[str]],
        merged: dict[str, str],
        theirs: VersionedRow,
        their_texts: dict[str, str],
    ) -> None:
        super().__init__("Somebody else changed the same text.")
        self.conflicts = conflicts
        self.merged = merged
        self.theirs = theirs
        self.their_texts = their_texts


class RowRemoved(Exception):
    """Somebody removed the row, or what it stands in, while it was being edited; nothing was saved."""


def texts_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Turn values into the texts they are compared by."""
    return {name: canonical(value) for name, value in values.items()}


def changed_values(*, row: VersionedRow, edit: Edit, current: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values to write over the row's `current` ones. Raises EditConflict for fields both sides changed."""
    mine, theirs = texts_of(edit.values), texts_of(current)
    base = theirs if row.version == edit.version else edit.base
    merge = merge_fields(base=base, mine=mine, theirs=theirs)
    if merge.conflicts:
        raise EditConflict(conflicts=merge.conflicts, merged=merge.values, theirs=row, their_texts=theirs)
    return {name: edit.values[name] for name, text in merge.values.items() if text != theirs[name]}
