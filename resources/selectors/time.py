"""Time for professional learning in a school year: hours of a teacher by school, the work year, and team time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from plplanner.districts.models import District, School
from plplanner.kit.numbers import NOT_KNOWN, format_count, format_percent, round_to
from resources.calculations.hours import (
    TeacherHours,
    WeeklyTime,
    YearOfHours,
    hours_of_year,
    work_year_hours,
)
from resources.enums import PeopleGroup
from resources.models import ScheduleModel, TeamTime, WorkYear
from resources.selectors.hours import dated_times

HOURS_QUANTUM = Decimal("0.01")
ALL_SCHOOLS = "All schools"
ALL_TEACHERS = "All teachers"


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """The hours of a teacher of one school, or of one group in it, by where they come from."""

    name: str
    group: str
    contract_days: str
    early_release: str
    sessions: str
    substitutes: str
    team_time: str
    total: str
    share: str


@dataclass(frozen=True, kw_only=True)
class TeamTimeLine:
    """Team time of one group in one school."""

    id: UUID
    name: str
    school: str
    group: str
    model: str
    meetings: str
    hours_a_week: str
    weeks: str
    hours: str
    adaptation: str


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One fact of the work year."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class TimeYear:
    """All about a district's time in one school year."""

    hours: Sequence[HoursLine]
    group_hours: Sequence[HoursLine]
    work_year: Sequence[SummaryRow]
    team_times: Sequence[TeamTimeLine]
    removed_team_times: Sequence[TeamTimeLine]
    unknown: int
    has_hours: bool


def format_hours(value: Decimal | None) -> str:
    """Show hours to two decimals, for columns of them: "54.00", "29.17"."""
    return NOT_KNOWN if value is None else f"{round_to(value, HOURS_QUANTUM):,}"


def plain_hours(value: Decimal) -> str:
    """Show hours in a sentence or alone: "54", "7.5", "29.17"."""
    rounded = round_to(value, HOURS_QUANTUM)
    whole = round_to(rounded, Decimal(1))
    return f"{whole:,}" if whole == rounded else f"{rounded.normalize():,f}"


def work_year_of(district: District, year: int) -> WorkYear | None:
    """Return the district's work year, if somebody has entered one."""
    return WorkYear.objects.filter(district=district, school_year=year).first()


def time_year(district: District, year: int) -> TimeYear:
    """Read the time of a school year."""
    team_times = list(
        TeamTime.objects.for_district(district)
        .in_year(year)
        .select_related("school", "schedule_model")
        .order_by("school__name", "created_at", "pk")
    )
    present = [each for each in team_times if each.removed_at is None]
    hours = hours_of_year(dated_times(district, year), [weekly_time(each) for each in present])
    names = {each.pk: each.name for each in School.objects.for_district(district).present().order_by("name", "pk")}
    work_year = work_year_of(district, year)
    contract = _contract_hours(work_year)
    by_school = [hours_line(name, hours.of(school), contract) for school, name in names.items()]
    return TimeYear(
        hours=[hours_line(ALL_SCHOOLS, hours.of(), contract), *by_school],
        group_hours=_group_lines(hours, names, contract),
        work_year=_work_year_rows(work_year, contract),
        team_times=[_team_time_line(each) for each in present],
        removed_team_times=[_team_time_line(each) for each in team_times if each.removed_at is not None],
        unknown=sum((each for each in hours.sums.values()), TeacherHours()).unknown,
        has_hours=bool(hours.sums),
    )


def weekly_time(row: TeamTime) -> WeeklyTime:
    """Read a row of team time as plain numbers."""
    return WeeklyTime(
        minutes=row.minutes, meetings=row.meetings, weeks=row.weeks, school=row.school_id, group=row.group
    )


def hours_line(name: str, hours: TeacherHours, contract: Decimal | None, *, group: str = "") -> HoursLine:
    """Write the hours of a teacher as a row of a table."""
    share = hours.share_of(contract)
    return HoursLine(
        name=name,
        group=group,
        contract_days=format_hours(hours.contract_days),
        early_release=format_hours(hours.early_release),
        sessions=format_hours(hours.sessions),
        substitutes=format_hours(hours.substitutes),
        team_time=format_hours(hours.team_time),
        total=format_hours(hours.total),
        share=NOT_KNOWN if share is None else format_percent(share),
    )


def _group_lines(hours: YearOfHours, names: dict[UUID, str], contract: Decimal | None) -> list[HoursLine]:
    """List the groups that have time of their own, with all hours of a teacher in them."""
    places: list[tuple[UUID | None, str]] = [(None, ALL_SCHOOLS), *names.items()]
    found = [(name, group, school) for school, name in places for group in sorted(hours.groups.get(school, ()))]
    return [hours_line(name, hours.of(school, group), contract, group=group) for name, group, school in found]


def _contract_hours(work_year: WorkYear | None) -> Decimal | None:
    return work_year_hours(work_year.contract_days, work_year.hours_per_day) if work_year else None


def _work_year_rows(work_year: WorkYear | None, contract: Decimal | None) -> list[SummaryRow]:
    row = work_year or WorkYear()
    days = "" if row.contract_days is None else format_count(row.contract_days)
    groups = ", ".join(PeopleGroup(each).label for each in row.calendar_groups if each in PeopleGroup.values)
    return [
        SummaryRow(label="Contract days of a teacher", value=days),
        SummaryRow(label="Hours a day", value="" if row.hours_per_day is None else plain_hours(row.hours_per_day)),
        SummaryRow(label="Hours of the work year", value="" if contract is None else plain_hours(contract)),
        SummaryRow(label="Who made the calendar", value=row.calendar_made_by),
        SummaryRow(label="Groups that took part", value=groups),
    ]


def _team_time_line(row: TeamTime) -> TeamTimeLine:
    time = weekly_time(row)
    weekly = time.minutes_of_a_week
    school, group = str(row.school or ALL_SCHOOLS), row.group or ALL_TEACHERS
    return TeamTimeLine(
        id=row.pk,
        name=f"{school}, {group}",
        school=school,
        group=group,
        model=str(row.schedule_model or ""),
        meetings=NOT_KNOWN if weekly is None else f"{row.meetings} × {row.minutes} minutes",
        hours_a_week=format_hours(None if weekly is None else Decimal(weekly) / 60),
        weeks=NOT_KNOWN if row.weeks is None else str(row.weeks),
        hours=format_hours(time.hours),
        adaptation=row.adaptation,
    )


def schedule_models() -> list[ScheduleModel]:
    """List the models of a school day, in order."""
    return list(ScheduleModel.objects.order_by("position"))
