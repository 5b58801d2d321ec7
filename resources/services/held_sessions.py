"""What people do with sessions that took place."""

from uuid import UUID

from plplanner.districts.models import District, User
from resources.models import HeldSession
from resources.services.rows import add_row

SESSION_COLUMNS = ("title", "held_on", "hours", "participants", "is_follow_up", "school", "pathway", "activity")


def add_session(*, district: District, school_year: int, new_id: UUID, by: User) -> HeldSession:
    """Add a session without a title or a day; adding the same id again changes nothing."""
    return add_row(HeldSession(pk=new_id, district=district, school_year=school_year), by=by)
