"""How the people who lead the learning of others are spread over a district's schools."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from plplanner.districts.enums import FactStatus, Measure
from plplanner.districts.models import District, DistrictFact, School, SchoolFact
from plplanner.kit.numbers import NOT_KNOWN, format_count, format_fte, format_ratio
from plplanner.kit.years import school_year_label
from resources.calculations.fte import PartTime, yearly_fte
from resources.enums import StaffRole
from resources.models import StaffAssignment


@dataclass(frozen=True, kw_only=True)
class Students:
    """How many students there are, and of which school year that is."""

    number: Decimal
    year: int


@dataclass(frozen=True, kw_only=True)
class SchoolLoad:
    """What one school, the whole district's posts, or all of them together have of each role."""

    name: str
    ftes: Sequence[str]
    students: str
    load: str


def school_loads(district: District, year: int, assignments: Sequence[StaffAssignment]) -> list[SchoolLoad]:
    """List every present school with its FTE by role and its students for each coach, then the posts for all."""
    schools = School.objects.for_district(district).present().order_by("name", "pk")
    students = _students_by_school(district, year)
    by_place: Mapping[UUID | None, list[StaffAssignment]] = defaultdict(list)
    names = {each.pk: each.name for each in schools}
    for each in assignments:
        by_place[each.school_id].append(each)
        if each.school is not None:  # a school that is closed now may have had people then
            names.setdefault(each.school.pk, each.school.name)
    lines = [_load(names[place], by_place[place], students.get(place), year) for place in names]
    whole = _load("Whole district, no one school", by_place[None], None, year, counts_students=False)
    everything = _load("All together", assignments, _students_of(district, year), year)
    return [*lines, whole, everything]


def _load(
    name: str,
    assignments: Iterable[StaffAssignment],
    students: Students | None,
    year: int,
    *,
    counts_students: bool = True,
) -> SchoolLoad:
    ftes = _by_role(assignments)
    return SchoolLoad(
        name=name,
        ftes=[format_fte(ftes[role]) for role in StaffRole],
        students=_students_cell(students, year) if counts_students else "",
        load=_load_cell(students, ftes[StaffRole.COACH]) if counts_students else "",
    )


def _by_role(assignments: Iterable[StaffAssignment]) -> dict[str, Decimal]:
    parts: dict[str, list[PartTime]] = {role: [] for role in StaffRole.values}
    for each in assignments:
        parts[each.staff_member.role].append(PartTime(period=each.period, fte=each.fte))
    return {role: yearly_fte(of_role) for role, of_role in parts.items()}


def _students_cell(students: Students | None, year: int) -> str:
    if students is None:
        return NOT_KNOWN
    of_year = "" if students.year == year else f" ({school_year_label(students.year)})"
    return f"{format_count(students.number)}{of_year}"


def _load_cell(students: Students | None, coaches: Decimal) -> str:
    if not coaches:
        return "No coach"
    return NOT_KNOWN if students is None else format_ratio(students.number / coaches)


def _students_by_school(district: District, year: int) -> dict[UUID, Students]:
    """Return each school's students, of this school year or the last one before it that is known."""
    facts = SchoolFact.objects.filter(school__district=district, **_known_until(year)).order_by("school_year")
    return {each.school_id: Students(number=each.value, year=each.school_year) for each in facts if each.value}


def _students_of(district: District, year: int) -> Students | None:
    fact = DistrictFact.objects.filter(district=district, **_known_until(year)).order_by("-school_year").first()
    return Students(number=fact.value, year=fact.school_year) if fact is not None and fact.value else None


def _known_until(year: int) -> dict[str, object]:
    return {"measure": Measure.ENROLLMENT, "group": "", "status": FactStatus.KNOWN, "school_year__lte": year}
