"""Scenarios of a district's year as their pages show them: in a list, side by side, and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from plplanner.districts.models import District
from plplanner.kit.numbers import NOT_KNOWN, format_money
from plplanner.kit.text import shorten
from resources.calculations.scenarios import Cost
from resources.models import Scenario
from resources.models.scenarios import YEARS
from resources.selectors.benchmarks import Missing
from resources.selectors.removed import RemovedRows, last_removed
from resources.selectors.scenarios_figures import Start, judge_years, read_start
from resources.selectors.scenarios_shortfalls import Shortfalls, shortfalls_of
from resources.selectors.scenarios_words import (
    NONE,
    BenchmarkRows,
    QuantityRow,
    benchmark_rows_of,
    cost_rows,
    costs_of,
    notes_of,
    quantity_rows,
    year_heads,
)

NAME_LENGTH = 80
BEFORE_YEARS = 2
"""The columns of a table before those of years: what it is, and today."""


@dataclass(frozen=True, kw_only=True)
class ScenarioLine:
    """One scenario of the list: what it costs in each year, and together."""

    id: UUID
    name: str
    costs: tuple[str, ...]
    together: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Scenarios side by side: after today, three columns for each."""

    names: tuple[str, ...]
    rows: tuple[BenchmarkRows, ...]

    @property
    def span(self) -> int:
        """How many columns stand side by side."""
        return BEFORE_YEARS + len(self.names) * len(YEARS)


@dataclass(frozen=True, kw_only=True)
class ScenarioBoard:
    """Scenarios of a year, each and together."""

    lines: tuple[ScenarioLine, ...]
    comparison: Comparison
    shortfalls: Shortfalls
    missing: tuple[Missing, ...]


@dataclass(frozen=True, kw_only=True)
class ScenarioPage:
    """Everything about one scenario."""

    heads: tuple[str, ...]
    quantities: tuple[QuantityRow, ...]
    costs: tuple[QuantityRow, ...]
    coach_cost: str
    has_changes: bool
    benchmarks: tuple[BenchmarkRows, ...]
    notes: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def span(self) -> int:
        """How many columns stand side by side."""
        return BEFORE_YEARS + len(self.heads)


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What would close every shortfall, as the numbers of a scenario's form."""

    shortfalls: Shortfalls
    rows: tuple[QuantityRow, ...]
    is_open: bool
    """Whether the scenario is new, so that the numbers are of use at once."""


def scenarios_of(district: District, school_year: int) -> "QuerySet[Scenario]":
    """Return the scenarios that begin in a year, the last saved first, without their notes."""
    rows = Scenario.objects.for_district(district).in_year(school_year).present()
    return rows.defer("note").order_by("-updated_at", "pk")


def removed_scenarios(district: District, school_year: int) -> RemovedRows:
    """List the scenarios of a year that were removed last."""
    return last_removed(Scenario.objects.for_district(district).in_year(school_year).defer("note"))


def _line(scenario: Scenario) -> ScenarioLine:
    costs = costs_of(scenario)
    whole = sum(costs, Cost())
    return ScenarioLine(
        id=scenario.pk,
        name=shorten(str(scenario), NAME_LENGTH),
        costs=tuple(_dollars(cost) for cost in costs),
        together=_dollars(whole),
        note="Without coaches, whose cost is not known" if whole.unknown and whole.known else "",
    )


def _dollars(cost: Cost) -> str:
    if cost.known:
        return format_money(cost.known)
    return NOT_KNOWN if cost.unknown else NONE


def scenario_board(district: District, school_year: int, scenarios: Sequence[Scenario]) -> ScenarioBoard:
    """Read the years of scenarios and judge them side by side; as many statements at any size."""
    prefetch_related_objects(scenarios, "years")
    start = read_start(district, school_year)
    years = [year for each in scenarios for year in judge_years(start, each)]
    return ScenarioBoard(
        lines=tuple(_line(each) for each in scenarios),
        comparison=Comparison(
            names=tuple(shorten(str(each), NAME_LENGTH) for each in scenarios),
            rows=benchmark_rows_of(start, years),
        ),
        shortfalls=shortfalls_of(start),
        missing=_missing(start),
    )


def scenario_page(scenario: Scenario) -> ScenarioPage:
    """Show one scenario: what it changes and costs, and how the benchmarks move."""
    prefetch_related_objects([scenario], "years")
    start = read_start(scenario.district, scenario.school_year)
    years = judge_years(start, scenario)
    changes = [year.change for year in years]
    return ScenarioPage(
        heads=year_heads(scenario.school_year),
        quantities=quantity_rows(changes),
        costs=cost_rows(costs_of(scenario)),
        coach_cost="" if scenario.coach_cost is None else format_money(scenario.coach_cost),
        has_changes=any(each.has_anything for each in changes),
        benchmarks=benchmark_rows_of(start, years),
        notes=tuple(notes_of(start, scenario, years)),
        missing=_missing(start),
    )


def _missing(start: Start) -> tuple[Missing, ...]:
    """List what has to be entered before each benchmark can be computed today, once each; optional ones left out."""
    return tuple(
        dict.fromkeys(
            missing
            for judged in start.today
            if not judged.benchmark.is_optional
            for result in judged.results
            for missing in result.missing
        )
    )


def suggestion_for(scenario: Scenario) -> Suggestion:
    """Show what would close the shortfalls of the year in which a scenario begins."""
    shortfalls = shortfalls_of(read_start(scenario.district, scenario.school_year))
    return Suggestion(
        shortfalls=shortfalls,
        rows=tuple(row for row in quantity_rows(shortfalls.years) if any(cell != NONE for cell in row.cells)),
        is_open=not scenario.name,
    )
