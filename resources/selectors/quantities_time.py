"""The quantities of time: hours of a teacher's learning, hours of a teacher's contract, and teachers."""

from collections.abc import Hashable
from decimal import Decimal

from plplanner.districts.enums import Measure
from plplanner.kit.years import school_year_label
from resources.calculations.hours import TeacherHours, YearOfHours, mean_hours
from resources.selectors.quantities_read import Figures
from resources.selectors.quantities_sources import counted_as, last_saved
from resources.selectors.quantities_words import Angle, Page, Part, Quantity, Unit, fact_quantity

GROUPS_ONLY = "Time of single groups is not counted, for it is not had by every teacher."


def read_pl_hours(figures: Figures, _angle: Angle) -> Quantity:
    """Read the hours of a teacher: the mean over schools by their teachers, or what teachers of all schools have."""
    year = school_year_label(figures.school_year)
    hours = figures.hours
    known = hours is not None and _has_known_hours(hours)
    return Quantity(
        name="pl_hours",
        label=f"Hours of professional learning and collaboration of a teacher, {year}",
        unit=Unit.HOURS,
        value=_hours_of_teacher(figures, hours) if hours and known else None,
        source=f"Calendar and team time {year}{last_saved([figures.hours_saved])}" if hours else "",
        notes=_notes(figures, hours) if hours else (),
        enter="" if known else "the calendar of professional learning and team time",
        page=Page.TIME,
        parts=tuple(_parts(figures, hours)) if hours else (),
    )


def _has_known_hours(hours: YearOfHours) -> bool:
    return any(each.total for each in hours.sums.values())


def _hours_of_teacher(figures: Figures, hours: YearOfHours) -> Decimal:
    if not any(school for school, _ in hours.sums):
        return hours.of().total
    by_school: dict[Hashable, Decimal] = {school.pk: hours.of(school.pk).total for school in figures.schools}
    mean = mean_hours(by_school, _teachers(figures))
    return hours.of().total if mean is None else mean


def _teachers(figures: Figures) -> dict[Hashable, Decimal]:
    found: dict[Hashable, Decimal] = {}
    for school in figures.schools:
        teachers = figures.school_facts.get((school.pk, Measure.TEACHER_FTE))
        if teachers is not None:
            found[school.pk] = teachers
    return found


def _parts(figures: Figures, hours: YearOfHours) -> list[Part]:
    return [Part(id=school.pk, name=school.name, value=hours.of(school.pk).total) for school in figures.schools]


def _notes(figures: Figures, hours: YearOfHours) -> tuple[str, ...]:
    notes = []
    unknown = sum((each for each in hours.sums.values()), TeacherHours()).unknown
    if unknown:
        notes.append(f"{counted_as(unknown, 'date or team time has', 'dates or team times have')} no hours yet.")
    if any(group for _, group in hours.sums):
        notes.append(GROUPS_ONLY)
    without = len(figures.schools) - len(_teachers(figures))
    if without and any(school for school, _ in hours.sums):
        schools = counted_as(without, "school without a number of teachers does", "schools without one do")
        notes.append(f"Schools count by their teachers; {schools} not count.")
    return tuple(notes)


def read_contract_hours(figures: Figures, _angle: Angle) -> Quantity:
    """Read the hours of a teacher's contract: days times hours a day."""
    year, work_year = school_year_label(figures.school_year), figures.work_year
    value = work_year.hours if work_year else None
    return Quantity(
        name="contract_hours",
        label=f"Contract hours of a teacher, {year}",
        unit=Unit.HOURS,
        value=value,
        source=f"Work year {year}{last_saved([work_year.saved])}" if work_year and value is not None else "",
        enter="" if value is not None else "the contract days and the hours of a day",
        page=Page.TIME,
    )


def read_teachers(figures: Figures, _angle: Angle) -> Quantity:
    """Read the district's teachers."""
    return fact_quantity(figures, Measure.TEACHER_FTE, name="teachers", label="Teachers, full-time equivalents")
