"""How many hours of professional learning a teacher has in a school year, by school.

What is entered for a group (the third-grade team, the mathematics department) is had by that group only: adding the
groups of a school up would count each teacher many times. So a teacher's hours are those of every teacher, and those
of the one group that is asked for. A school or group of None or "" is all of them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from resources.calculations.percents import percent_of

CONTRACT_DAY, EARLY_RELEASE, SESSION, SUBSTITUTES = "contract_day", "early_release", "session", "substitutes"
"""The kinds of dates that give hours, as `resources.enums.CalendarKind` stores them."""

MINUTES_OF_AN_HOUR = 60

School = TypeVar("School", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class DatedTime:
    """A date of the calendar: the hours of each teacher whom it concerns. None is not known, and adds nothing."""

    kind: str
    hours: Decimal | None
    school: Hashable | None = None
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class WeeklyTime:
    """Time that teams meet in every week. Without one of its three numbers it is not known, and adds nothing."""

    minutes: int | None
    meetings: int | None
    weeks: int | None
    school: Hashable | None = None
    group: str = ""

    @property
    def minutes_of_a_week(self) -> int | None:
        """Minutes of one week."""
        return None if self.minutes is None or self.meetings is None else self.minutes * self.meetings

    @property
    def minutes_of_a_year(self) -> int | None:
        """Minutes of one year."""
        weekly = self.minutes_of_a_week
        return None if weekly is None or self.weeks is None else weekly * self.weeks

    @property
    def hours(self) -> Decimal | None:
        """Hours of one year."""
        minutes = self.minutes_of_a_year
        return None if minutes is None else Decimal(minutes) / MINUTES_OF_AN_HOUR


@dataclass(frozen=True, kw_only=True)
class TeacherHours:
    """What one teacher has in a year, by where it comes from; `unknown` counts what has no number yet."""

    contract_days: Decimal = Decimal(0)
    early_release: Decimal = Decimal(0)
    sessions: Decimal = Decimal(0)
    substitutes: Decimal = Decimal(0)
    team_minutes: int = 0
    unknown: int = 0

    @property
    def dated(self) -> Decimal:
        """The hours of all dates of the calendar."""
        return self.contract_days + self.early_release + self.sessions + self.substitutes

    @property
    def team_time(self) -> Decimal:
        """The hours of team time."""
        return Decimal(self.team_minutes) / MINUTES_OF_AN_HOUR

    @property
    def total(self) -> Decimal:
        """All hours of the year."""
        return self.dated + self.team_time

    def share_of(self, work_hours: Decimal | None) -> Decimal | None:
        """Return the share of the work year in percent; None when that is not known or nothing."""
        return percent_of(self.total, work_hours)

    def __add__(self, other: "TeacherHours") -> "TeacherHours":
        return TeacherHours(
            contract_days=self.contract_days + other.contract_days,
            early_release=self.early_release + other.early_release,
            sessions=self.sessions + other.sessions,
            substitutes=self.substitutes + other.substitutes,
            team_minutes=self.team_minutes + other.team_minutes,
            unknown=self.unknown + other.unknown,
        )


NOTHING = TeacherHours()


@dataclass(frozen=True, kw_only=True)
class YearOfHours:
    """The hours of a district's school year, added up once and asked for by school and group."""

    sums: Mapping[tuple[Hashable | None, str], TeacherHours]
    groups: Mapping[Hashable | None, frozenset[str]] = field(default_factory=dict)

    def of(self, school: Hashable | None = None, group: str = "") -> TeacherHours:
        """Return the hours of a teacher of a school (None: what teachers of all schools have) and of a group in it."""
        keys = {(of_school, of_group) for of_school in (None, school) for of_group in ("", group)}
        return sum((self.sums.get(key, NOTHING) for key in keys), NOTHING)


def hours_of_year(dates: Iterable[DatedTime], weekly: Iterable[WeeklyTime]) -> YearOfHours:
    """Add up a school year's calendar and team time, each row once."""
    sums: dict[tuple[Hashable | None, str], TeacherHours] = defaultdict(TeacherHours)
    for date in dates:
        sums[date.school, date.group] += _of_date(date)
    for each in weekly:
        minutes = each.minutes_of_a_year
        sums[each.school, each.group] += TeacherHours(team_minutes=minutes or 0, unknown=int(minutes is None))
    groups: dict[Hashable | None, frozenset[str]] = defaultdict(frozenset)
    for school, group in sums:
        groups[school] |= {group} - {""}
    return YearOfHours(sums=dict(sums), groups=dict(groups))


def _of_date(date: DatedTime) -> TeacherHours:
    hours, nothing = date.hours or Decimal(0), Decimal(0)
    return TeacherHours(
        contract_days=hours if date.kind == CONTRACT_DAY else nothing,
        early_release=hours if date.kind == EARLY_RELEASE else nothing,
        sessions=hours if date.kind == SESSION else nothing,
        substitutes=hours if date.kind == SUBSTITUTES else nothing,
        unknown=int(date.hours is None),
    )


def work_year_hours(contract_days: int | None, hours_per_day: Decimal | None) -> Decimal | None:
    """Return the hours that a teacher works by contract; None when one of the two numbers is not known."""
    return None if contract_days is None or hours_per_day is None else contract_days * hours_per_day


def mean_hours(hours: Mapping[School, Decimal], teachers: Mapping[School, Decimal]) -> Decimal | None:
    """Return the mean over all teachers of schools whose teachers are known; None when there are none."""
    known = [school for school in hours if teachers.get(school)]
    staff = sum((teachers[school] for school in known), Decimal(0))
    return sum((hours[school] * teachers[school] for school in known), Decimal(0)) / staff if staff else None
