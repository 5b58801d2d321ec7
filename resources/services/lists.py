"""What people do with the district's list of departments."""

from uuid import UUID

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.models import Department
from resources.services.rows import add_row, save_row, write_columns


def department_values(row: Department) -> dict[str, str]:
    """Read what the form of a department edits."""
    return {"name": row.name}


def add_department(*, district: District, school_year: int, new_id: UUID, by: User) -> Department:
    """Add a department without a name; adding the same id again changes nothing."""
    del school_year  # a department belongs to every year
    return add_row(Department(pk=new_id, district=district), by=by)


def save_department(row: Department, edit: Edit, by: User) -> Department:
    """Save a department. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_row(
        row,
        edit=edit,
        by=by,
        read=department_values,
        write=lambda each, values: write_columns(each, values, by=by),
        district_id=row.district_id,
    )
