"""Scenarios in words: what each year changes and costs, and what the benchmarks then say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.numbers import NOT_KNOWN, format_money
from plplanner.kit.years import school_year_label
from resources.calculations.benchmarks import CANNOT_COMPUTE, MEETS
from resources.calculations.scenarios import NOTHING, Change, Cost, cost_of
from resources.enums import Scope
from resources.models import Benchmark, Scenario
from resources.selectors.benchmarks import Result, split_of
from resources.selectors.benchmarks_words import plain, shortfall_words, threshold_words, value_words
from resources.selectors.quantities import Split
from resources.selectors.scenarios_figures import Judged, JudgedYear, Start, changes_of

NONE = "–"
BOTH_WAYS = "Both ways of counting"
STATUS = {MEETS: ("Meets", "done"), CANNOT_COMPUTE: (NOT_KNOWN, "none")}
"""The word of a status and its mark; what is not here is short."""
QUANTITY_LABELS = {
    "coaches": "More coaches (FTE)",
    "dollars": "New money ($)",
    "technology_dollars": "Of it for technology ($)",
    "reallocated": "Reallocated in programs ($)",
    "hours": "More hours a teacher",
}
MONEY = ("dollars", "technology_dollars", "reallocated")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a benchmark says in one year."""

    value: str
    status: str
    kind: str
    missing: str
    note: str = ""
    """How many of the programs are short, where each is judged."""

    @property
    def is_known(self) -> bool:
        """Whether it can be computed."""
        return self.kind != "none"


@dataclass(frozen=True, kw_only=True)
class ScopeRow:
    """One benchmark in one scope: today, then each year."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class BenchmarkRows:
    """One benchmark in both scopes; in one row where no cost is in it."""

    code: str
    title: str
    threshold: str
    scopes: tuple[ScopeRow, ...]


@dataclass(frozen=True, kw_only=True)
class QuantityRow:
    """One number of a scenario in its three years, and together where that says something."""

    label: str
    cells: tuple[str, ...]
    together: str = ""
    is_part: bool = False
    """Whether it is a part of the row above."""


def year_heads(school_year: int) -> tuple[str, ...]:
    """Name the three school years that begin with this one."""
    return tuple(school_year_label(school_year + ahead) for ahead in range(3))


def benchmark_rows_of(start: Start, years: Iterable[JudgedYear]) -> tuple[BenchmarkRows, ...]:
    """Put each benchmark's results side by side: today, then the years in their order."""
    columns = [start.today, *(year.judged for year in years)]
    return tuple(
        BenchmarkRows(
            code=judged[0].benchmark.code,
            title=judged[0].benchmark.title,
            threshold=threshold_words(judged[0].benchmark),
            scopes=tuple(_scope_rows(judged)),
        )
        for judged in zip(*columns, strict=True)
    )


def _scope_rows(judged: Sequence[Judged]) -> Iterable[ScopeRow]:
    one = judged[0]
    for place, scope in enumerate(Scope if one.has_scopes else (Scope.ALL,)):
        cells = tuple(_cell(one.benchmark, each.results[place]) for each in judged)
        yield ScopeRow(label=str(scope.label) if one.has_scopes else BOTH_WAYS, cells=cells)


def _cell(benchmark: Benchmark, result: Result) -> Cell:
    judgement = result.judgement
    status, kind = STATUS.get(judgement.status, ("Short", "care"))
    return Cell(
        value=value_words(benchmark, judgement),
        status=status,
        kind=kind,
        missing=shortfall_words(benchmark, judgement) if judgement.shortfall else "",
        note=_programs(benchmark, result),
    )


def _programs(benchmark: Benchmark, result: Result) -> str:
    if split_of(benchmark) != Split.FUND or not result.judgement.shortfall:
        return ""
    return f"{len(result.short_parts)} of {len(result.parts)} programs"


def quantity_rows(changes: Sequence[Change]) -> tuple[QuantityRow, ...]:
    """Show what each year changes."""
    return tuple(
        QuantityRow(
            label=label,
            cells=tuple(number_words(name, getattr(change, name)) for change in changes),
            together=_together(name, changes),
            is_part=name == "technology_dollars",
        )
        for name, label in QUANTITY_LABELS.items()
    )


def number_words(name: str, number: Decimal | None) -> str:
    """Write one number of a scenario; money without its sign, which heads the row."""
    if not number:
        return NONE
    return format_money(number).removeprefix("$") if name in MONEY else plain(number)


def _together(name: str, changes: Iterable[Change]) -> str:
    if name not in MONEY:
        return ""
    return number_words(name, sum((getattr(each, name) or NOTHING for each in changes), NOTHING))


def costs_of(scenario: Scenario) -> list[Cost]:
    """Return what each year of a scenario costs."""
    return [cost_of(change, scenario.coach_cost) for change in changes_of(scenario).values()]


def cost_rows(costs: Sequence[Cost]) -> tuple[QuantityRow, ...]:
    """Show what coaches cost, and what coaches and new money come to, by year and together."""
    whole = sum(costs, Cost())
    return (
        QuantityRow(
            label="Coaches cost ($)",
            cells=tuple(_coaches(cost) for cost in costs),
            together=_coaches(whole),
        ),
        QuantityRow(
            label="In all, coaches and new money ($)",
            cells=tuple(_total(cost) for cost in costs),
            together=_total(whole),
        ),
    )


def _coaches(cost: Cost) -> str:
    if cost.unknown and not cost.coaches:
        return NOT_KNOWN
    return number_words("dollars", cost.coaches)


def _total(cost: Cost) -> str:
    if cost.unknown and not cost.known:
        return NOT_KNOWN
    return number_words("dollars", cost.known)


def unknown_words(whole: Cost) -> str:
    """Say that coaches have no cost yet, and that the sums leave them out."""
    if not whole.unknown:
        return ""
    years = "one year" if whole.unknown == 1 else f"{whole.unknown} years"
    return (
        f"What one coach costs is not known. The coaches of {years} are in no sum, and count toward no share of money."
    )


def notes_of(start: Start, scenario: Scenario, years: Sequence[JudgedYear]) -> list[str]:
    """Say what to know of a scenario's numbers."""
    label = school_year_label(start.figures.school_year)
    changes = [year.change for year in years]
    notes = [unknown_words(sum(costs_of(scenario), Cost()))]
    if not start.has_coaches and any(each.coaches for each in changes):
        notes.append(f"No coach with an FTE is recorded in {label}. The scenario counts from none.")
    for number, year in enumerate(years, start=1):
        if year.unplaced:
            notes.append(
                f"In Year {number} {format_money(year.unplaced)} more is turned to learning than the programs of "
                f"{label} have. It counts in the investment of all funds, and in no program."
            )
    return [note for note in notes if note]
