"""Adding, saving, removing and bringing back a district's rows: the same for each kind, with what differs handed in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.districts.services.drafts import discard_draft
from plplanner.kit.editing import Edit, RowRemoved, changed_values
from plplanner.kit.rows import StaleRow, VersionedRow, constraints_in_words, insert_row, update_row
from resources.models.rows import ResourceRow

Row = TypeVar("Row", bound=ResourceRow)
Edited = TypeVar("Edited", bound=VersionedRow)
Write = Callable[[Edited, Mapping[str, Any]], None]
Read = Callable[[Edited], Mapping[str, Any]]


@transaction.atomic
def add_row(row: Row, *, by: User) -> Row:
    """Add a blank row under the id that its page was drawn with; adding it again changes nothing.

    Raises ValidationError for an id that another district's row has: no page of this district has drawn it.
    """
    try:
        with constraints_in_words(row):
            insert_row(row, by=by)
    except (IntegrityError, ValidationError):
        # Sent twice, a row that may be there once only would seem to be in its own way.
        existing: Row | None = type(row)._base_manager.filter(pk=row.pk).first()
        if existing is None:
            raise
        if existing.district_id != row.district_id:
            raise ValidationError("Open the page again and press the button once more.", code="foreign-id") from None
        return existing
    record_row(row, action="add", by=by)
    return row


def save_row(
    row: Edited, *, edit: Edit, by: User, read: Read[Edited], write: Write[Edited], district_id: object
) -> Edited:
    """Save what a form edits. Raises EditConflict, RowRemoved or ValidationError with nothing changed.

    `read` returns all that the form edits; `write` writes changed values, with `update_row` first among what it does.
    """

    def attempt(row: Edited) -> Edited:
        if getattr(row, "removed_at", None) is not None:
            raise RowRemoved("Somebody removed this while you were writing.")
        changed = changed_values(row=row, edit=edit, current=read(row))
        if changed:
            write(row, changed)
            record(
                by=by,
                action="edit",
                of=row,
                district_id=district_id,
                detail={"fields": sorted(changed), "version": row.version},
            )
        discard_draft(row_id=row.pk, by=by)
        return row

    try:
        with transaction.atomic():
            return attempt(row)
    except StaleRow:
        with transaction.atomic():
            return attempt(type(row)._base_manager.select_for_update().get(pk=row.pk))


def write_columns(row: VersionedRow, values: Mapping[str, Any], *, by: User) -> None:
    """Write changed values of the row's own columns, judged by its constraints in words."""
    for name, value in values.items():
        setattr(row, name, value)
    with constraints_in_words(row):
        update_row(row, version=row.version, values=values, by=by)


def columns_of(row: VersionedRow, columns: Iterable[str]) -> dict[str, Any]:
    """Read some of the row's own columns."""
    return {name: getattr(row, name) for name in columns}


def save_columns(row: Edited, *, edit: Edit, by: User, columns: Iterable[str], district_id: object = None) -> Edited:
    """Save a row of which a form edits these columns and nothing else. Raises what `save_row` does.

    `district_id` says whose a row is that has no district of its own.
    """
    return save_row(
        row,
        edit=edit,
        by=by,
        read=lambda each: columns_of(each, columns),
        write=lambda each, values: write_columns(each, values, by=by),
        district_id=getattr(row, "district_id", district_id),
    )


@transaction.atomic
def remove_row(row: Row, *, by: User) -> Row:
    """Take a row out; doing it again changes nothing."""
    return _set_removed(row, removed=True, by=by)


@transaction.atomic
def restore_row(row: Row, *, by: User) -> Row:
    """Bring a removed row back; doing it again changes nothing. Raises ValidationError when its place is taken."""
    return _set_removed(row, removed=False, by=by)


def _set_removed(row: Row, *, removed: bool, by: User) -> Row:
    held: Row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if (held.removed_at is not None) == removed:
        return held
    values = {"removed_at": timezone.now(), "removed_by": by} if removed else {"removed_at": None, "removed_by": None}
    write_columns(held, values, by=by)
    record_row(held, action="remove" if removed else "restore", by=by)
    return held


def record_row(row: ResourceRow, *, action: str, by: User | None, **detail: Any) -> None:
    """Note what a person did to a row."""
    record(by=by, action=action, of=row, district_id=row.district_id, detail=detail)
