"""What people do with the district's lists of departments and pathways."""

from uuid import UUID

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.models import Department, Pathway
from resources.services.rows import add_row, save_row, write_columns

Named = Department | Pathway


def named_values(row: Named) -> dict[str, str]:
    """Read what the form of a department or pathway edits."""
    return {"name": row.name}


def add_department(*, district: District, school_year: int, new_id: UUID, by: User) -> Department:
    """Add a department without a name; adding the same id again changes nothing."""
    del school_year  # a department belongs to every year
    return add_row(Department(pk=new_id, district=district), by=by)


def add_pathway(*, district: District, school_year: int, new_id: UUID, by: User) -> Pathway:
    """Add a pathway without a name; adding the same id again changes nothing."""
    del school_year  # a pathway belongs to every year
    return add_row(Pathway(pk=new_id, district=district), by=by)


def save_department(row: Department, edit: Edit, by: User) -> Department:
    """Save a department. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_row(
        row,
        edit=edit,
        by=by,
        read=named_values,
        write=lambda each, values: write_columns(each, values, by=by),
        district_id=row.district_id,
    )


def save_pathway(row: Pathway, edit: Edit, by: User) -> Pathway:
    """Save a pathway. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_row(
        row,
        edit=edit,
        by=by,
        read=named_values,
        write=lambda each, values: write_columns(each, values, by=by),
        district_id=row.district_id,
    )
