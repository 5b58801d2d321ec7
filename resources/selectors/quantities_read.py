"""Reads what the named quantities are made of: a fixed number of queries for each need, for as many years as asked."""

import enum
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from plplanner.districts.enums import Measure
from plplanner.districts.models import AuditEntry, District, DistrictFact, School, SchoolFact
from plplanner.kit.years import school_year_span
from resources.calculations.funds import NOTHING, FundBalance
from resources.calculations.hours import DatedTime, WeeklyTime, YearOfHours, hours_of_year
from resources.enums import StaffRole
from resources.models import (
    CalendarEntry,
    Fund,
    FundAward,
    FundTotal,
    FundTransfer,
    LedgerTotal,
    StaffAssignment,
    TeamTime,
    WorkYear,
)
from resources.selectors.fund_balances import fund_balance

CHANGES_OF_LEDGER = ("ledgerline", "ledgerimport")
"""What the audit entries are about that change lines."""


class Need(enum.StrEnum):
    """What a quantity is read from."""

    LEDGER = "ledger"
    FUNDS = "funds"
    FACTS = "facts"
    COACHES = "coaches"
    SCHOOLS = "schools"
    TIME = "time"


@dataclass(frozen=True, kw_only=True)
class FundOfYear:
    """One fund in one fiscal year: what it has, and what its lines come to by who is paid."""

    balance: FundBalance
    award: FundAward | None
    totals: Sequence[FundTotal]
    is_dated_into: bool
    """Whether its first and last day, where it has any, let it pay in this year."""

    @property
    def is_judged(self) -> bool:
        """Whether it is a program of which something is known or should be in this year."""
        return self.balance.is_program and (self.balance.has_anything or self.is_dated_into)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is recorded of one district in one school year."""

    school_year: int
    totals: Sequence[LedgerTotal] = ()
    last_change: AuditEntry | None = None
    funds: Sequence[FundOfYear] = ()
    facts: Mapping[str, DistrictFact] = field(default_factory=dict)
    coaches: Sequence[StaffAssignment] = ()
    schools: Sequence[School] = ()
    school_facts: Mapping[tuple[UUID, str], SchoolFact] = field(default_factory=dict)
    work_year: WorkYear | None = None
    hours: YearOfHours | None = None

    @property
    def has_anything(self) -> bool:
        """Whether anything is recorded that a benchmark could rest on."""
        known = bool(self.facts or self.coaches or self.work_year or self.hours)
        return known or any(total.lines for total in self.totals)


Years = Collection[int]
Found = dict[int, dict[str, Any]]
"""By school year: fields of its figures."""


def read_figures(district: District, years: Years, needs: Iterable[Need]) -> dict[int, Figures]:
    """Read what the needs ask for, of each year."""
    found: Found = {year: {} for year in years}
    for need in sorted(set(needs)):
        READERS[need](district, found)
    return {year: replace(Figures(school_year=year), **fields) for year, fields in found.items()}


def _by_year(rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.school_year].append(row)
    return grouped


def _read_ledger(district: District, found: Found) -> None:
    """Read the stored totals, and who changed the ledger last; two queries."""
    totals = _by_year(LedgerTotal.objects.filter(district=district, school_year__in=found, lines__gt=0))
    changes = AuditEntry.objects.for_district(district.pk).filter(object_kind__in=CHANGES_OF_LEDGER)
    last_change = changes.first()
    for year, fields in found.items():
        fields.update(totals=totals[year], last_change=last_change)


def _read_funds(district: District, found: Found) -> None:
    """Read funds, awards, transfers and what lines charge to each fund; four queries."""
    funds = list(Fund.objects.for_district(district).present())
    awards = _by_year(
        FundAward.objects.filter(fund__district=district, school_year__in=found).select_related("updated_by")
    )
    totals = _by_year(FundTotal.objects.filter(fund__district=district, school_year__in=found, lines__gt=0))
    moves = _moves(district, found)
    for year, fields in found.items():
        award_of = {award.fund_id: award for award in awards[year]}
        totals_of = defaultdict(list)
        for total in totals[year]:
            totals_of[total.fund_id].append(total)
        fields["funds"] = [
            _fund_of_year(
                fund,
                year,
                award=award_of.get(fund.pk),
                moved=moves[year],
                totals=totals_of[fund.pk],
            )
            for fund in funds
        ]


@dataclass(frozen=True)
class _Moved:
    """What transfers of a year brought to each fund and took from it."""

    came: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(lambda: NOTHING))
    went: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(lambda: NOTHING))


def _moves(district: District, found: Found) -> dict[int, _Moved]:
    known = FundTransfer.objects.for_district(district).present().filter(school_year__in=found, amount__isnull=False)
    sums: Iterable[Any] = (
        known.order_by().values("school_year", "from_fund_id", "to_fund_id").annotate(sum=Sum("amount"))
    )
    moves: dict[int, _Moved] = defaultdict(_Moved)
    for each in sums:
        moves[each["school_year"]].came[each["to_fund_id"]] += each["sum"]
        moves[each["school_year"]].went[each["from_fund_id"]] += each["sum"]
    return moves


def _fund_of_year(
    fund: Fund, year: int, *, award: FundAward | None, moved: _Moved, totals: Sequence[FundTotal]
) -> FundOfYear:
    balance = fund_balance(
        fund, award=award, transfers_in=moved.came[fund.pk], transfers_out=moved.went[fund.pk], totals=totals
    )
    has_days = fund.starts_on is not None or fund.ends_on is not None
    is_dated_into = has_days and balance.is_open_in(*school_year_span(year))
    return FundOfYear(balance=balance, award=award, totals=totals, is_dated_into=is_dated_into)


def _read_facts(district: District, found: Found) -> None:
    """Read the district's facts that have no groups; one query."""
    rows = DistrictFact.objects.filter(district=district, school_year__in=found, group="")
    facts = _by_year(rows.select_related("source_import"))
    for year, fields in found.items():
        fields["facts"] = {fact.measure: fact for fact in facts[year]}


def _read_coaches(district: District, found: Found) -> None:
    """Read the assignments of coaches, those of vacant posts among them; one query."""
    rows = StaffAssignment.objects.for_district(district).present().filter(school_year__in=found)
    coaches = rows.filter(staff_member__role=StaffRole.COACH, staff_member__removed_at=None)
    grouped = _by_year(coaches.select_related("staff_member", "updated_by").order_by("-updated_at"))
    for year, fields in found.items():
        fields["coaches"] = grouped[year]


def _read_schools(district: District, found: Found) -> None:
    """Read the schools, with their students and teachers; two queries."""
    schools = list(School.objects.for_district(district).present())
    measures = [Measure.ENROLLMENT, Measure.TEACHER_FTE]
    rows = SchoolFact.objects.filter(school__district=district, school_year__in=found, measure__in=measures, group="")
    facts = _by_year(rows.select_related("source_import"))
    for year, fields in found.items():
        by_school = {(fact.school_id, fact.measure): fact for fact in facts[year]}
        fields.update(schools=schools, school_facts=by_school)


def _read_time(district: District, found: Found) -> None:
    """Read the work year, the calendar and team time; three queries."""
    work_years = {
        row.school_year: row
        for row in WorkYear.objects.filter(district=district, school_year__in=found).select_related("updated_by")
    }
    dates = _by_year(CalendarEntry.objects.for_district(district).present().filter(school_year__in=found))
    weekly = _by_year(TeamTime.objects.for_district(district).present().filter(school_year__in=found))
    for year, fields in found.items():
        fields["work_year"] = work_years.get(year)
        if dates[year] or weekly[year]:
            fields["hours"] = hours_of_year(map(_dated, dates[year]), map(_weekly, weekly[year]))


def _dated(entry: CalendarEntry) -> DatedTime:
    return DatedTime(kind=entry.kind, hours=entry.hours, school=entry.school_id, group=entry.group)


def _weekly(time: TeamTime) -> WeeklyTime:
    return WeeklyTime(
        minutes=time.minutes, meetings=time.meetings, weeks=time.weeks, school=time.school_id, group=time.group
    )


READERS: Mapping[Need, Callable[[District, Found], None]] = {
    Need.LEDGER: _read_ledger,
    Need.FUNDS: _read_funds,
    Need.FACTS: _read_facts,
    Need.COACHES: _read_coaches,
    Need.SCHOOLS: _read_schools,
    Need.TIME: _read_time,
}


def years_with_figures(district: District) -> list[int]:
    """List the school years of which facts, lines, awards, coaches or times are recorded, earliest first; one query."""
    of = {"district": district}
    first = DistrictFact.objects.filter(**of).order_by().values_list("school_year")
    others = [
        LedgerTotal.objects.filter(**of, lines__gt=0).order_by().values_list("school_year"),
        FundAward.objects.filter(fund__district=district).order_by().values_list("school_year"),
        StaffAssignment.objects.filter(**of, removed_at=None).order_by().values_list("school_year"),
        WorkYear.objects.filter(**of).order_by().values_list("school_year"),
    ]
    return sorted(year for (year,) in first.union(*others))
