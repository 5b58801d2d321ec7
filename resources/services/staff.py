"""What people do with the people who lead the learning of others, and with how their time is divided."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from plplanner.kit.years import school_year_label
from resources.calculations.fte import left_in
from resources.enums import Period
from resources.models import StaffAssignment, StaffMember
from resources.selectors.staff import parts_of
from resources.services.rows import add_row, columns_of, restore_row, save_columns, save_row, write_columns

SPAN: Mapping[str, str] = {
    Period.YEAR: "all of {year}",
    Period.FALL: "the fall of {year}",
    Period.SPRING: "the spring of {year}",
}
MEMBER_COLUMNS = ("name", "role", "is_vacant", "focus", "external_id")
ASSIGNMENT_COLUMNS = ("school", "period", "fte")


def staff_member_values(row: StaffMember) -> dict[str, Any]:
    """Read what the form of a person or post edits."""
    return columns_of(row, MEMBER_COLUMNS)


def assignment_values(row: StaffAssignment) -> dict[str, Any]:
    """Read what the form of an assignment edits."""
    return columns_of(row, ASSIGNMENT_COLUMNS)


def add_staff_member(*, district: District, school_year: int, new_id: UUID, by: User) -> StaffMember:
    """Add a person without a name; adding the same id again changes nothing."""
    del school_year  # a person belongs to every year
    return add_row(StaffMember(pk=new_id, district=district), by=by)


def add_assignment(*, staff_member: StaffMember, school_year: int, new_id: UUID, by: User) -> StaffAssignment:
    """Add an assignment without an FTE yet; adding the same id again changes nothing."""
    row = StaffAssignment(
        pk=new_id, district_id=staff_member.district_id, staff_member=staff_member, school_year=school_year
    )
    return add_row(row, by=by)


def save_staff_member(row: StaffMember, edit: Edit, by: User) -> StaffMember:
    """Save a person or post. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_columns(row, edit=edit, by=by, columns=MEMBER_COLUMNS)


def save_assignment(row: StaffAssignment, edit: Edit, by: User) -> StaffAssignment:
    """Save an assignment. Raises EditConflict, RowRemoved or ValidationError (with what is left), nothing changed."""

    def write(each: StaffAssignment, values: Mapping[str, Any]) -> None:
        member = _held(each)
        for name, value in values.items():
            setattr(each, name, value)
        _refuse_too_much(each, member)
        write_columns(each, values, by=by)

    return save_row(row, edit=edit, by=by, read=assignment_values, write=write, district_id=row.district_id)


@transaction.atomic
def restore_assignment(row: StaffAssignment, by: User) -> StaffAssignment:
    """Bring a removed assignment back, if the person still has room for it."""
    member = _held(row)
    _refuse_too_much(row, member)
    return restore_row(row, by=by)


def _held(row: StaffAssignment) -> StaffMember:
    """Hold the person, so that two people who fill one post at once do so one after the other."""
    return StaffMember.objects.select_for_update().get(pk=row.staff_member_id)


def _refuse_too_much(row: StaffAssignment, member: StaffMember) -> None:
    left = left_in(row.period, parts_of(row))
    if row.fte is None or row.fte <= left:
        return
    span = SPAN[row.period].format(year=school_year_label(row.school_year))
    if left > 0:
        raise ValidationError(
            f"{member} has {left.normalize():f} FTE left for {span}. Enter that or less, or reduce another assignment."
        )
    raise ValidationError(f"{member} has nothing left for {span}. Reduce another assignment first.")
