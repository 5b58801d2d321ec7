"""What people do with the annual calendar."""

from typing import Any
from uuid import UUID

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.models import CalendarEntry
from resources.services.rows import add_row, columns_of, save_columns

COLUMNS = (
    "title",
    "kind",
    "day",
    "starts_at",
    "ends_at",
    "hours",
    "school",
    "group",
    "substitutes",
    "place",
    "activity",
)


def calendar_entry_values(row: CalendarEntry) -> dict[str, Any]:
    """Read what the form of a date edits."""
    return columns_of(row, COLUMNS)


def add_calendar_entry(*, district: District, school_year: int, new_id: UUID, by: User) -> CalendarEntry:
    """Add a date without a title or a day; adding the same id again changes nothing."""
    return add_row(CalendarEntry(pk=new_id, district=district, school_year=school_year), by=by)


def save_calendar_entry(row: CalendarEntry, edit: Edit, by: User) -> CalendarEntry:
    """Save a date. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_columns(row, edit=edit, by=by, columns=COLUMNS)
