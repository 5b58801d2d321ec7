"""A year's figures as a scenario would have them, judged by the same functions as those that are recorded."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from plplanner.districts.models import District
from resources.calculations.benchmarks import Judgement
from resources.calculations.hours import TeacherHours, YearOfHours
from resources.calculations.scenarios import NOTHING, Change, cost_of, place
from resources.enums import PaidTime, Scope
from resources.models import Benchmark, FundTotal, LedgerTotal, Scenario, StaffAssignment, StaffMember
from resources.models.scenarios import YEARS
from resources.selectors.benchmarks import Result, benchmark_rows, in_force, judge_benchmark, needs_of, split_of
from resources.selectors.quantities import QUANTITIES, Split
from resources.selectors.quantities_money import amount_of
from resources.selectors.quantities_read import Figures, FundOfYear, Need, read_figures
from resources.selectors.quantities_words import Angle

ANGLES = tuple(Angle(scope=scope) for scope in Scope)
"""Scenarios are judged on planned amounts, in both scopes."""
EVERYBODY: tuple[Hashable | None, str] = (None, "")
"""The key of hours that every teacher of the district has."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What one benchmark says in each scope, in the order of `Scope`."""

    benchmark: Benchmark
    results: tuple[Result, ...]

    @property
    def has_scopes(self) -> bool:
        """Whether some cost is in it, so that the scopes can differ."""
        return any(QUANTITIES[name].has_scopes for name in (self.benchmark.numerator, self.benchmark.denominator))

    @property
    def strictest(self) -> Judgement:
        """What it says in the scope in which more is missing."""
        return max((each.judgement for each in self.results), key=lambda each: each.shortfall or NOTHING)


@dataclass(frozen=True, kw_only=True)
class Start:
    """What the scenarios of a district's year start from: its benchmarks, its figures, and what they say today."""

    figures: Figures
    today: tuple[Judged, ...]

    @property
    def has_coaches(self) -> bool:
        """Whether any coach with a known FTE is recorded."""
        return any(each.fte is not None and not each.staff_member.is_vacant for each in self.figures.coaches)


@dataclass(frozen=True, kw_only=True)
class JudgedYear:
    """What the benchmarks say of one year of a scenario; `unplaced` is money that no program has room for."""

    change: Change
    judged: tuple[Judged, ...]
    unplaced: Decimal


def read_start(district: District, school_year: int) -> Start:
    """Read and judge what scenarios of a district's year start from; as many queries at any size."""
    benchmarks = in_force(benchmark_rows(district), school_year)
    # The money of lines is read with that of funds; who changed the ledger last is not asked for here.
    needs = {Need.FUNDS if need == Need.LEDGER else need for need in needs_of(benchmarks)}
    read = read_figures(district, [school_year], needs)[school_year]
    figures = without_schools(read)
    return Start(figures=figures, today=judge_all(benchmarks, figures))


def judge_all(benchmarks: Iterable[Benchmark], figures: Figures) -> tuple[Judged, ...]:
    """Judge benchmarks in both scopes."""
    return tuple(Judged(benchmark=each, results=judge_benchmark(each, figures, ANGLES)) for each in benchmarks)


def without_schools(figures: Figures) -> Figures:
    """Return figures that say the same of the district, without its schools: a scenario is judged many times."""
    if figures.hours is None:
        return replace(figures, schools=(), school_facts={})
    value = QUANTITIES["pl_hours"].read(figures, Angle()).value
    sums = {} if value is None else {EVERYBODY: TeacherHours(sessions=value)}
    return replace(figures, schools=(), school_facts={}, hours=YearOfHours(sums=sums))


def judge_years(start: Start, scenario: Scenario) -> list[JudgedYear]:
    """Judge each year of a scenario, which was read with its years; no statement."""
    return [judge_change(start, change, scenario.coach_cost) for change in changes_of(scenario).values()]


def judge_change(start: Start, change: Change, coach_cost: Decimal | None) -> JudgedYear:
    """Judge the start with one change made to it."""
    placed = place_reallocated(start, change.reallocated or NOTHING)
    figures = changed_figures(start.figures, change, coach_cost=coach_cost, placed=placed)
    return JudgedYear(
        change=change,
        judged=judge_all([each.benchmark for each in start.today], figures),
        unplaced=(change.reallocated or NOTHING) - sum(placed.values(), NOTHING),
    )


def changes_of(scenario: Scenario) -> dict[int, Change]:
    """Return what a scenario changes in each of its three years."""
    kept = {
        each.year: Change(
            coaches=each.coaches,
            dollars=each.dollars,
            technology_dollars=each.technology_dollars,
            reallocated=each.reallocated,
            hours=each.hours,
        )
        for each in scenario.years.all()
    }
    return {year: kept.get(year, Change()) for year in YEARS}


def changed_figures(
    figures: Figures, change: Change, *, coach_cost: Decimal | None, placed: Mapping[UUID, Decimal]
) -> Figures:
    """Return the figures with a change made to them. Budgets, awards, students and teachers stay as they are.

    What is not known stays so, but for coaches: who records none is taken to have none. `placed` says which program
    turns how much of its money to professional learning.
    """
    knows_cost = amount_of(figures.totals, Angle()) is not None
    return replace(
        figures,
        totals=[*figures.totals, *_totals(change, coach_cost)] if knows_cost else figures.totals,
        funds=[_with_money(fund, placed.get(fund.balance.fund_id)) for fund in figures.funds],
        coaches=[*figures.coaches, *_coaches(change)],
        hours=_with_hours(figures.hours, change.hours),
    )


def _totals(change: Change, coach_cost: Decimal | None) -> list[LedgerTotal]:
    """Return what the lines of a change would come to."""
    technology = change.technology_dollars or NOTHING
    found = [
        LedgerTotal(lines=1, planned=amount, committed=NOTHING, actual=NOTHING, is_technology_training=is_technology)
        for amount, is_technology in (
            ((change.dollars or NOTHING) - technology + (change.reallocated or NOTHING), False),
            (technology, True),
        )
        if amount
    ]
    if change.coaches:
        cost = cost_of(change, coach_cost)
        coaches = LedgerTotal(lines=1, planned=cost.coaches, planned_unknown=cost.unknown, paid_time=PaidTime.COACH)
        found.append(coaches)
    return found


def _with_money(fund: FundOfYear, amount: Decimal | None) -> FundOfYear:
    if not amount:
        return fund
    return replace(fund, totals=[*fund.totals, FundTotal(lines=1, planned=amount, committed=NOTHING, actual=NOTHING)])


def _coaches(change: Change) -> list[StaffAssignment]:
    return [StaffAssignment(staff_member=StaffMember(), fte=change.coaches)] if change.coaches else []


def _with_hours(hours: YearOfHours | None, more: Decimal | None) -> YearOfHours | None:
    if hours is None or not more or not any(each.total for each in hours.sums.values()):
        return hours
    everybody = hours.sums.get(EVERYBODY, TeacherHours()) + TeacherHours(sessions=more)
    return replace(hours, sums={**hours.sums, EVERYBODY: everybody})


def place_reallocated(start: Start, amount: Decimal) -> dict[UUID, Decimal]:
    """Say which program turns how much of its money to learning.

    Those that are short come first: for what they lack counting all cost, then for what they lack of new money. What
    is left goes by the money that each has for something else; beyond that, none has room.
    """
    funds = [fund for fund in start.figures.funds if fund.is_judged]
    ids = [fund.balance.fund_id for fund in funds]
    all_cost, new_money = (_lacks(start.today, scope) for scope in Scope)
    first = [all_cost[each] for each in ids]
    second = [max(new_money[each] - all_cost[each], NOTHING) for each in ids]
    rooms = [max(_elsewhere(fund) - one - two, NOTHING) for fund, one, two in zip(funds, first, second, strict=True)]
    return dict(zip(ids, place(amount, [first, second, rooms]), strict=True))


def _lacks(judged: Sequence[Judged], scope: Scope) -> dict[UUID, Decimal]:
    """Return what each program lacks in one scope, by the benchmark that asks most of it."""
    lacks: dict[UUID, Decimal] = defaultdict(lambda: NOTHING)
    for each in judged:
        if split_of(each.benchmark) != Split.FUND:
            continue
        result = next(one for one in each.results if one.angle.scope == scope)
        for part, found in zip(result.numerator.parts, result.parts, strict=True):
            lacks[part.id] = max(lacks[part.id], found.judgement.shortfall or NOTHING)
    return lacks


def _elsewhere(fund: FundOfYear) -> Decimal:
    """Return what a program has this year that no line of learning is planned to use."""
    return max((fund.balance.available_of_year or NOTHING) - fund.balance.planned, NOTHING)
