"""What people do with the grants and gifts that a district seeks."""

from uuid import UUID

from plplanner.districts.models import District, User
from resources.models import ExternalResource
from resources.services.rows import add_row

EXTERNAL_COLUMNS = (
    "name",
    "funder",
    "deadline",
    "amount_sought",
    "amount_won",
    "status",
    "purpose",
    "result",
    "fund",
)


def add_external_resource(*, district: District, school_year: int, new_id: UUID, by: User) -> ExternalResource:
    """Add an external resource without a name; adding the same id again changes nothing."""
    del school_year  # its deadline says to which year it belongs
    return add_row(ExternalResource(pk=new_id, district=district), by=by)
