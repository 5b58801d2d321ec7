"""Districts, schools and roles as their pages show them."""

from dataclasses import dataclass
from uuid import UUID

from plplanner.districts.enums import DISTRICT_ROLES, Role
from plplanner.districts.models import District, School, User
from plplanner.districts.roles import ROLE_TABLE, Permission


@dataclass(frozen=True, kw_only=True)
class RoleColumn:
    """One role of the role table."""

    name: str
    summary: str
    place: str


@dataclass(frozen=True, kw_only=True)
class PermissionRow:
    """One permission of the role table, with whether each role (in the order of the columns) holds it."""

    sentence: str
    held: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class SchoolLine:
    """A school in its district's list."""

    id: UUID
    name: str
    nces_id: str
    grade_span: str
    title_one: str
    need_designation: str


def districts_of(user: User) -> list[District]:
    """List the districts in which the person holds a role, by name; states they review are not among them."""
    return list(District.objects.filter(memberships__user=user).order_by("name", "state"))


def list_schools(district: District, *, removed: bool = False) -> list[SchoolLine]:
    """List the schools of a district (or those removed from it) by name, in one query."""
    rows = School.objects.for_district(district).filter(removed_at__isnull=not removed)
    return [
        SchoolLine(
            id=row.pk,
            name=row.name,
            nces_id=row.nces_id,
            grade_span=row.grade_span,
            title_one=row.get_title_one_display() if row.title_one else "",
            need_designation=row.get_need_designation_display() if row.need_designation else "",
        )
        for row in rows.order_by("name")
    ]


def role_columns() -> list[RoleColumn]:
    """List the roles in the order of the role table."""
    return [
        RoleColumn(
            name=str(Role(role).label),
            summary=description.summary,
            place="in a district" if role in DISTRICT_ROLES else "in a state",
        )
        for role, description in ROLE_TABLE.items()
    ]


def permission_rows() -> list[PermissionRow]:
    """List the permissions with who holds them."""
    return [
        PermissionRow(
            sentence=permission.value,
            held=tuple(permission in description.permissions for description in ROLE_TABLE.values()),
        )
        for permission in Permission
    ]
