"""What is recorded of a district's years, as the named quantities need it: a statement for each kind, at any size."""

import datetime
import enum
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from plplanner.districts.models import AuditEntry, District, DistrictFact
from plplanner.kit.years import school_year_span
from resources.calculations.funds import NOTHING, FundBalance
from resources.calculations.hours import DatedTime, WeeklyTime, YearOfHours, hours_of_year, work_year_hours
from resources.models import Fund, FundAward, LedgerTotal, StaffAssignment, WorkYear
from resources.selectors import quantities_rows as rows_of
from resources.selectors.fund_balances import fund_balance
from resources.selectors.quantities_rows import FundRow, MoneyRow, TimeRow
from resources.selectors.quantities_sums import FundSums, LedgerSums, PaidSums, by_pay

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


class Saved(NamedTuple):
    """When a row was saved last, and by whom; nobody is empty."""

    at: datetime.datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class FundOfYear:
    """One fund in one fiscal year: what it has, and what its lines come to by who is paid."""

    balance: FundBalance
    saved: Saved | None
    """Who saved its award last, where it has one."""
    totals: Sequence[FundSums]
    is_dated_into: bool
    """Whether its first and last day, where it has any, let it pay in this year."""

    @property
    def is_judged(self) -> bool:
        """Whether it is a program of which something is known or should be in this year."""
        return self.balance.is_program and (self.balance.has_anything or self.is_dated_into)


class SchoolOfYear(NamedTuple):
    """A school by name."""

    pk: UUID
    name: str


class ContractTime(NamedTuple):
    """The hours that a teacher works by contract; None are not known."""

    hours: Decimal | None
    saved: Saved


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is recorded of one district in one school year."""

    school_year: int
    totals: Sequence[LedgerSums] = ()
    last_change: Saved | None = None
    """Who changed the ledger last."""
    funds: Sequence[FundOfYear] = ()
    facts: Mapping[str, DistrictFact] = field(default_factory=dict)
    coaches: Sequence[StaffAssignment] = ()
    schools: Sequence[SchoolOfYear] = ()
    school_facts: Mapping[tuple[UUID, str], Decimal | None] = field(default_factory=dict)
    work_year: ContractTime | None = None
    hours: YearOfHours | None = None
    hours_saved: Saved | None = None
    """Who saved a date of the calendar or a team time last."""

    @cached_property
    def sums(self) -> Sequence[PaidSums]:
        """The totals, added up by what benchmarks tell apart."""
        return by_pay(self.totals)

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
    asked = set(needs)
    found: Found = {year: {} for year in years}
    for answers, read in READERS:
        if asked & answers:
            read(district, found)
    return {year: replace(Figures(school_year=year), **fields) for year, fields in found.items()}


def _by_year(rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.school_year].append(row)
    return grouped


def latest(saved: Iterable[Saved | None]) -> Saved | None:
    """Return the latest of several."""
    return max((each for each in saved if each is not None), key=lambda each: each.at, default=None)


def _read_money(district: District, found: Found) -> None:
    """Read the stored totals, and the funds with their awards; two statements."""
    money = _by_year(rows_of.money_rows(district, found))
    funds = rows_of.fund_rows(district, found)
    for year, fields in found.items():
        fields["totals"] = [row for row in money[year] if row.says == rows_of.LEDGER]
        fields["funds"] = _funds_of_year(funds, money[year], year)


def _read_last_change(district: District, found: Found) -> None:
    """Read who changed the ledger last; one statement."""
    changes = AuditEntry.objects.for_district(district.pk).filter(object_kind__in=CHANGES_OF_LEDGER)
    change = changes.values_list("at", "actor_name").first()
    for fields in found.values():
        fields["last_change"] = Saved(*change) if change else None


def _funds_of_year(funds: Iterable[FundRow], money: Iterable[MoneyRow], year: int) -> list[FundOfYear]:
    came: dict[UUID | None, Decimal] = defaultdict(lambda: NOTHING)
    went: dict[UUID | None, Decimal] = defaultdict(lambda: NOTHING)
    totals: dict[UUID | None, list[MoneyRow]] = defaultdict(list)
    for row in money:
        if row.says == rows_of.TRANSFER:
            came[row.fund_id] += row.planned
            went[row.from_fund_id] += row.planned
        elif row.says == rows_of.FUND:
            totals[row.fund_id].append(row)
    of_year: dict[UUID, FundRow] = {}
    for fund in funds:
        if fund.id not in of_year or fund.award_year == year:
            of_year[fund.id] = fund
    return [
        _fund_of_year(fund, year, came=came[fund.id], went=went[fund.id], totals=totals[fund.id])
        for fund in of_year.values()
    ]


def _fund_of_year(row: FundRow, year: int, *, came: Decimal, went: Decimal, totals: Sequence[FundSums]) -> FundOfYear:
    fund = Fund(
        id=row.id,
        name=row.name,
        kind=row.kind,
        is_program=row.is_program,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
    has_award = row.award_year == year
    award = FundAward(amount=row.amount, carry_over=row.carry_over) if has_award else None
    balance = fund_balance(fund, award=award, transfers_in=came, transfers_out=went, totals=totals)
    has_days = fund.starts_on is not None or fund.ends_on is not None
    return FundOfYear(
        balance=balance,
        saved=Saved(at=row.updated_at, by=row.updated_by or "") if has_award and row.updated_at else None,
        totals=totals,
        is_dated_into=has_days and balance.is_open_in(*school_year_span(year)),
    )


def _read_facts(district: District, found: Found) -> None:
    """Read the district's facts that have no groups; one statement."""
    facts = _by_year(rows_of.fact_rows(district, found))
    for year, fields in found.items():
        fields["facts"] = {fact.measure: fact for fact in facts[year]}


def _read_coaches(district: District, found: Found) -> None:
    """Read the assignments of coaches; one statement."""
    grouped = _by_year(rows_of.coach_rows(district, found))
    for year, fields in found.items():
        fields["coaches"] = grouped[year]


def _read_schools(district: District, found: Found) -> None:
    """Read the schools, with their students and teachers; one statement."""
    rows = rows_of.school_rows(district, found)
    schools = [SchoolOfYear(pk=pk, name=name) for pk, name in {row.id: row.name for row in rows}.items()]
    facts = _by_year(rows)
    for year, fields in found.items():
        fields["schools"] = schools
        fields["school_facts"] = {(row.id, row.measure): row.value for row in facts[year]}


def _read_time(district: District, found: Found) -> None:
    """Read the work year, the calendar and team time; one statement."""
    grouped = _by_year(rows_of.time_rows(district, found))
    for year, fields in found.items():
        contract = [row for row in grouped[year] if row.says == rows_of.WORK_YEAR]
        weekly = [row for row in grouped[year] if row.says == rows_of.TEAM_TIME]
        dates = [row for row in grouped[year] if row.says not in {rows_of.WORK_YEAR, rows_of.TEAM_TIME}]
        fields["work_year"] = next(map(_contract_time, contract), None)
        if dates or weekly:
            fields["hours"] = hours_of_year(map(_dated, dates), map(_weekly, weekly))
            fields["hours_saved"] = latest(map(_saved, [*dates, *weekly]))


def _saved(row: TimeRow) -> Saved:
    return Saved(at=row.updated_at, by=row.updated_by or "")


def _contract_time(row: TimeRow) -> ContractTime:
    return ContractTime(hours=work_year_hours(row.minutes, row.hours), saved=_saved(row))


def _dated(row: TimeRow) -> DatedTime:
    return DatedTime(kind=row.says, hours=row.hours, school=row.school_id, group=row.group)


def _weekly(row: TimeRow) -> WeeklyTime:
    return WeeklyTime(
        minutes=row.minutes, meetings=row.meetings, weeks=row.weeks, school=row.school_id, group=row.group
    )


READERS: Sequence[tuple[set[Need], Callable[[District, Found], None]]] = (
    ({Need.LEDGER, Need.FUNDS}, _read_money),
    ({Need.LEDGER}, _read_last_change),
    ({Need.FACTS}, _read_facts),
    ({Need.COACHES}, _read_coaches),
    ({Need.SCHOOLS}, _read_schools),
    ({Need.TIME}, _read_time),
)


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
