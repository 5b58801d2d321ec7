"""People who lead the learning of others, as the pages of a school year show them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from plplanner.districts.models import District
from plplanner.kit.numbers import format_count, format_fte
from resources.calculations.fte import PartTime, left_in, yearly_fte
from resources.enums import Period, StaffRole
from resources.models import StaffAssignment, StaffMember
from resources.selectors.removed import RemovedRow
from resources.selectors.staff_load import SchoolLoad, school_loads

WHOLE_DISTRICT = "Whole district"


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    """Where a person works, and how much."""

    id: UUID
    label: str


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """A person or vacant post with the school year's assignments; `new_id` is what another one will get."""

    id: UUID
    name: str
    role: str
    focus: str
    is_vacant: bool
    places: Sequence[PlaceLine]
    fte: str
    new_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """The sums of one role, vacant posts apart."""

    role: str
    people: str
    fte: str
    vacant: str
    vacant_fte: str


@dataclass(frozen=True, kw_only=True)
class StaffYear:
    """All about a district's staff in one school year."""

    people: Sequence[PersonLine]
    roles: Sequence[RoleLine]
    schools: Sequence[SchoolLoad]
    removed_people: Sequence[RemovedRow]
    removed_assignments: Sequence[RemovedRow]


def parts_of(row: StaffAssignment) -> list[PartTime]:
    """Read the person's other assignments of the same school year."""
    others = StaffAssignment.objects.present().in_year(row.school_year).filter(staff_member_id=row.staff_member_id)
    return [part_of(each) for each in others.exclude(pk=row.pk)]


def part_of(row: StaffAssignment) -> PartTime:
    """Read one assignment's part of a full-time post."""
    return PartTime(period=row.period, fte=row.fte)


def left_for(row: StaffAssignment) -> dict[str, Decimal]:
    """Return how much an assignment may have in each part of its school year, beside the person's others."""
    others = parts_of(row)
    return {period: left_in(period, others) for period in Period.values}


def staff_year(district: District, year: int) -> StaffYear:
    """Read the staff of a school year: people by name, sums by role and by school."""
    members = list(StaffMember.objects.for_district(district).order_by("name", "pk"))
    assignments = list(
        StaffAssignment.objects.for_district(district).in_year(year).select_related("school", "staff_member")
    )
    of_member: Mapping[UUID, list[StaffAssignment]] = defaultdict(list)
    for each in assignments:
        if each.removed_at is None:
            of_member[each.staff_member_id].append(each)
    present = [each for each in members if each.removed_at is None]
    counted = [each for member in present if not member.is_vacant for each in of_member[member.pk]]
    return StaffYear(
        people=[_person(each, of_member[each.pk]) for each in sorted(present, key=_by_role)],
        roles=[_role_line(role, present, of_member) for role in StaffRole],
        schools=school_loads(district, year, counted),
        removed_people=[RemovedRow(id=each.pk, name=str(each)) for each in members if each.removed_at],
        removed_assignments=[
            RemovedRow(id=each.pk, name=f"{each.staff_member}: {place_label(each)}")
            for each in assignments
            if each.removed_at is not None and each.staff_member.removed_at is None
        ],
    )


def _by_role(member: StaffMember) -> int:
    return StaffRole.values.index(member.role)


def _person(member: StaffMember, assignments: Sequence[StaffAssignment]) -> PersonLine:
    return PersonLine(
        id=member.pk,
        name=str(member),
        role=member.get_role_display(),
        focus=member.focus,
        is_vacant=member.is_vacant,
        places=[PlaceLine(id=each.pk, label=place_label(each)) for each in assignments],
        fte=format_fte(_sum(assignments)),
        new_id=uuid.uuid4(),
    )


def place_label(row: StaffAssignment) -> str:
    """Write where, how much and when: "North Elementary, 0.50, fall"."""
    words = [str(row.school or WHOLE_DISTRICT), "FTE not known" if row.fte is None else format_fte(row.fte)]
    if row.period != Period.YEAR:
        words.append(row.get_period_display().lower())
    return ", ".join(words)


def _role_line(
    role: StaffRole, members: Iterable[StaffMember], of_member: Mapping[UUID, Sequence[StaffAssignment]]
) -> RoleLine:
    of_role = [each for each in members if each.role == role]
    vacant = [each for each in of_role if each.is_vacant]
    filled = [each for each in of_role if not each.is_vacant]
    return RoleLine(
        role=role.label,
        people=format_count(len(filled)),
        fte=format_fte(sum((_sum(of_member[each.pk]) for each in filled), Decimal(0))),
        vacant=format_count(len(vacant)),
        vacant_fte=format_fte(sum((_sum(of_member[each.pk]) for each in vacant), Decimal(0))),
    )


def _sum(assignments: Iterable[StaffAssignment]) -> Decimal:
    return yearly_fte(map(part_of, assignments))
