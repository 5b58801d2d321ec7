"""The facts of a district or school in one school year, ready to print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from plplanner.districts.enums import MEASURE_GROUPS, MEASURE_UNITS, FactStatus, Measure, Unit
from plplanner.districts.models import District, DistrictFact, Fact, School, SchoolFact
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NumberKind, format_number
from plplanner.kit.years import school_year_label

KIND_OF_UNIT: Mapping[Unit, NumberKind] = {
    Unit.COUNT: NumberKind.COUNT,
    Unit.FTE: NumberKind.FTE,
    Unit.DOLLARS: NumberKind.MONEY,
}
SCHOOL_MEASURES = (Measure.ENROLLMENT, Measure.TEACHER_FTE)
"""What a school's page asks for."""

SECTIONS: Sequence[tuple[str, Sequence[Measure]]] = (
    ("Students and staff", (Measure.ENROLLMENT, Measure.TEACHER_FTE, Measure.SCHOOLS)),
    (
        "Money",
        (
            Measure.OPERATING_BUDGET,
            Measure.TOTAL_EXPENDITURE,
            Measure.PER_PUPIL_EXPENDITURE,
            Measure.INSTRUCTIONAL_TECHNOLOGY,
            Measure.TOTAL_REVENUE,
            Measure.LOCAL_REVENUE,
            Measure.STATE_REVENUE,
            Measure.FEDERAL_REVENUE,
        ),
    ),
    ("Who the students are", (Measure.STUDENTS_IN_GROUP,)),
    ("Teaching certificates", (Measure.CERTIFIED_STAFF,)),
)
"""The order in which pages and documents show the measures."""


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """One value as a page prints it; `version` 0 means that nobody has said anything yet."""

    measure: str
    group: str
    label: str
    value: str
    unit: str
    status: str
    source: str
    raw: Decimal | None
    version: int

    @property
    def key(self) -> str:
        """Name the line for forms and anchors."""
        return f"{self.measure}__{self.group}" if self.group else self.measure

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return self.raw is not None

    @property
    def kind(self) -> NumberKind:
        """Say how the number is written."""
        return KIND_OF_UNIT[unit_of(self.measure)]


@dataclass(frozen=True, kw_only=True)
class DistrictYear:
    """All facts of one district in one school year, known or not, in the order of `SECTIONS`."""

    school_year: int
    facts: tuple[FactLine, ...]

    @property
    def label(self) -> str:
        """Name the school year: "2026–27"."""
        return school_year_label(self.school_year)

    @property
    def known(self) -> tuple[FactLine, ...]:
        """Keep the facts with a number."""
        return tuple(line for line in self.facts if line.is_known)

    @property
    def sections(self) -> list[tuple[str, list[FactLine]]]:
        """Arrange the facts under headings."""
        return arrange(self.facts)

    def of(self, measure: str) -> tuple[FactLine, ...]:
        """Return the lines of one measure: one, or one for each group."""
        return tuple(line for line in self.facts if line.measure == measure)


def district_year(district: District, school_year: int) -> DistrictYear:
    """Read the facts of a district in one school year, in one query."""
    rows = DistrictFact.objects.filter(district=district, school_year=school_year).select_related("source_import")
    measures = [measure for _, group in SECTIONS for measure in group]
    return DistrictYear(school_year=school_year, facts=_lines(rows, measures))


def years_with_facts(district: District) -> list[int]:
    """List the school years of which anything is recorded, latest first, in one query."""
    years = DistrictFact.objects.filter(district=district).values_list("school_year", flat=True).distinct()
    return sorted(years.order_by(), reverse=True)


def school_year_facts(school: School, school_year: int) -> tuple[FactLine, ...]:
    """Read the facts of a school in one school year, in one query."""
    rows = SchoolFact.objects.filter(school=school, school_year=school_year).select_related("source_import")
    return _lines(rows, SCHOOL_MEASURES)


def school_facts_by_year(school: School) -> list[tuple[int, tuple[FactLine, ...]]]:
    """Read a school's facts, latest year first, in one query."""
    by_year: dict[int, list[SchoolFact]] = {}
    for row in SchoolFact.objects.filter(school=school).select_related("source_import"):
        by_year.setdefault(row.school_year, []).append(row)
    return [(year, _lines(by_year[year], SCHOOL_MEASURES)) for year in sorted(by_year, reverse=True)]


def unit_of(measure: str) -> Unit:
    """Say what a measure counts in."""
    return MEASURE_UNITS.get(measure, Unit.COUNT)


def arrange(lines: Iterable[FactLine]) -> list[tuple[str, list[FactLine]]]:
    """Arrange lines under the headings of `SECTIONS`, leaving out empty headings."""
    held = list(lines)
    arranged = [(title, [line for line in held if line.measure in measures]) for title, measures in SECTIONS]
    return [(title, found) for title, found in arranged if found]


def source_of(fact: Fact) -> str:
    """Say where a value comes from, as one phrase."""
    if fact.source_import is not None:
        phrase = f"NCES file {fact.source_import.file_name}, {school_year_label(fact.school_year)}"
    else:
        day = short_day(timezone.localtime(fact.updated_at))
        phrase = f"entered by {fact.entered_by_name}, {day}"
    return f"{phrase} ({fact.note})" if fact.note else phrase


def shared_source(sources: Iterable[str]) -> str:
    """Return the one source that all values with a source share; empty when they have several, or none."""
    found = {source for source in sources if source}
    return found.pop() if len(found) == 1 else ""


def _lines(rows: Iterable[Fact], measures: Iterable[Measure]) -> tuple[FactLine, ...]:
    by_key = {(row.measure, row.group): row for row in rows}
    return tuple(
        _line(by_key.get((measure.value, group)), measure, group, label)
        for measure in measures
        for group, label in _groups(measure)
    )


def _groups(measure: Measure) -> list[tuple[str, str]]:
    groups = MEASURE_GROUPS.get(measure)
    if groups is None:
        return [("", str(measure.label))]
    return [(str(group), str(label)) for group, label in groups.choices]


def _line(row: Fact | None, measure: Measure, group: str, label: str) -> FactLine:
    unit = unit_of(measure)
    raw = row.value if row else None
    status = FactStatus(row.status) if row else FactStatus.NOT_KNOWN
    return FactLine(
        measure=measure.value,
        group=group,
        label=label,
        value=str(status.label) if raw is None else format_number(raw, kind=KIND_OF_UNIT[unit]),
        unit=str(unit.label),
        status=status.value,
        source=source_of(row) if row else "",
        raw=raw,
        version=row.version if row else 0,
    )
