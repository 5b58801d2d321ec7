"""What people do with the coach log."""

from uuid import UUID

from plplanner.districts.models import District, User
from resources.models import CoachLogEntry
from resources.services.rows import add_row

LOG_COLUMNS = ("staff_member", "day", "hours", "school", "pathway", "intended", "result")


def add_log_entry(*, district: District, school_year: int, new_id: UUID, by: User) -> CoachLogEntry:
    """Add an entry without a coach or a day; adding the same id again changes nothing."""
    return add_row(CoachLogEntry(pk=new_id, district=district, school_year=school_year), by=by)
