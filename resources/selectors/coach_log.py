"""The coach log of a school year: where coaches spent their time, what for, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NOT_KNOWN, format_count
from resources.models import CoachLogEntry, StaffMember
from resources.selectors.hours import hours_in, hundredths_sum
from resources.selectors.removed import RemovedRows, last_removed
from resources.selectors.time import format_hours, plain_hours

NO_DAY = "No day yet"
NO_COACH = "No coach chosen"
NO_SCHOOL = "No one school"
NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One entry."""

    id: UUID
    name: str
    day: str
    coach: str
    hours: str
    school: str
    pathway: str
    intended: str
    result: str


@dataclass(frozen=True, kw_only=True)
class LogSum:
    """What the entries of one coach or school add up to."""

    label: str
    entries: str
    hours: str
    without_result: str


@dataclass(frozen=True, kw_only=True)
class LogSummary:
    """What the entries of a school year add up to."""

    by_coach: Sequence[LogSum]
    by_school: Sequence[LogSum]
    total: LogSum
    without_hours: int


@dataclass(frozen=True, kw_only=True)
class _Added:
    entries: int = 0
    hours: Decimal = NOTHING
    without_hours: int = 0
    without_result: int = 0

    def __add__(self, other: "_Added") -> "_Added":
        return _Added(
            entries=self.entries + other.entries,
            hours=self.hours + other.hours,
            without_hours=self.without_hours + other.without_hours,
            without_result=self.without_result + other.without_result,
        )


def log_rows(district: District, year: int) -> "QuerySet[CoachLogEntry]":
    """Return the present entries with what they name, the newest first and those without a day before all."""
    rows = CoachLogEntry.objects.for_district(district).in_year(year).present()
    newest = (F("day").desc(nulls_first=True), "-created_at", "pk")
    return rows.select_related("staff_member", "school", "pathway").order_by(*newest)


def log_lines(rows: Iterable[CoachLogEntry]) -> list[LogLine]:
    """Write entries as a table shows them."""
    return [_line(row) for row in rows]


def removed_entries(district: District, year: int) -> RemovedRows:
    """List the entries of a school year that were removed last."""
    rows = CoachLogEntry.objects.for_district(district).in_year(year)
    return last_removed(rows.select_related("staff_member"))


def log_summary(district: District, year: int) -> LogSummary:
    """Add up the entries of a school year by coach and by school, in one statement."""
    coaches: dict[tuple[Any, str], _Added] = defaultdict(_Added)
    schools: dict[tuple[Any, str], _Added] = defaultdict(_Added)
    for group in _groups(district, year):
        added = _Added(
            entries=group["entries"],
            hours=hours_in(group["sum_hours"]),
            without_hours=group["entries"] - group["with_hours"],
            without_result=group["without_result"],
        )
        coaches[group["staff_member_id"], _coach_name(group)] += added
        schools[group["school_id"], group["school__name"] or NO_SCHOOL] += added
    total = sum(coaches.values(), _Added())
    return LogSummary(
        by_coach=_sums(coaches),
        by_school=_sums(schools),
        total=_sum("All entries", total),
        without_hours=total.without_hours,
    )


def _groups(district: District, year: int) -> Iterable[Any]:
    """Add up the entries of each coach in each school."""
    rows = CoachLogEntry.objects.for_district(district).in_year(year).present().order_by()
    return rows.values("staff_member_id", "staff_member__name", "school_id", "school__name").annotate(
        entries=Count("*"),
        with_hours=Count("hours"),
        sum_hours=hundredths_sum(),
        without_result=Count("pk", filter=Q(result="")),
    )


def _coach_name(group: Mapping[str, Any]) -> str:
    if group["staff_member_id"] is None:
        return NO_COACH
    return group["staff_member__name"] or str(StaffMember())


def _sums(added: Mapping[tuple[Any, str], _Added]) -> list[LogSum]:
    """List sums by name; what belongs to none comes last."""
    named = sorted(added.items(), key=lambda each: (each[0][0] is None, each[0][1].casefold(), str(each[0][0])))
    return [_sum(label, sums) for (_, label), sums in named]


def _sum(label: str, added: _Added) -> LogSum:
    return LogSum(
        label=label,
        entries=format_count(added.entries),
        hours=plain_hours(added.hours) if added.without_hours < added.entries else NOT_KNOWN,
        without_result=format_count(added.without_result),
    )


def _line(row: CoachLogEntry) -> LogLine:
    return LogLine(
        id=row.pk,
        name=str(row),
        day=short_day(row.day) if row.day else NO_DAY,
        coach=str(row.staff_member or NO_COACH),
        hours=format_hours(row.hours),
        school=str(row.school or NO_SCHOOL),
        pathway=str(row.pathway or ""),
        intended=row.intended,
        result=row.result,
    )
