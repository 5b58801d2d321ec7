"""What people do with the district's list of departments."""

from uuid import UUID

from plplanner.districts.models import District, User
from resources.models import Department
from resources.services.rows import add_row

DEPARTMENT_COLUMNS = ("name",)


def add_department(*, district: District, school_year: int, new_id: UUID, by: User) -> Department:
    """Add a department without a name; adding the same id again changes nothing."""
    del school_year  # a department belongs to every year
    return add_row(Department(pk=new_id, district=district), by=by)
