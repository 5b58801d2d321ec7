"""Everything about one benchmark in one year: formula, inputs with their sources, parts, and the years before."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.safestring import SafeString

from plplanner.districts.models import District
from plplanner.kit.charts import Bar, bar_chart
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NOT_KNOWN
from plplanner.kit.years import school_year_label
from resources.calculations.benchmarks import MEETS
from resources.enums import Basis, PaidTime, Scope
from resources.models import Benchmark
from resources.selectors.benchmarks import (
    Held,
    Missing,
    PartResult,
    Result,
    benchmark_rows,
    hold,
    in_force,
    needs_of,
)
from resources.selectors.benchmarks_page import Card, card_of
from resources.selectors.benchmarks_words import (
    STATUS_KINDS,
    ResultWords,
    amount_words,
    formula_words,
    result_words,
    threshold_words,
    unit_of_need,
    value_words,
)
from resources.selectors.quantities import Split
from resources.selectors.quantities_money import paid_anyway
from resources.selectors.quantities_read import Figures, read_figures, years_with_figures
from resources.selectors.quantities_words import Quantity, Unit, write_value

MOST_YEARS = 12
"""How many years a trend goes back."""
PER_MILLE = Decimal(1000)
STATUS_OF_PART = {MEETS: "Meets", "short": "Short"}


@dataclass(frozen=True, kw_only=True)
class InputLine:
    """One number that went in: what it is, where it comes from, or where to enter it."""

    label: str
    value: str
    source: str
    notes: tuple[str, ...]
    page: str
    is_known: bool


@dataclass(frozen=True, kw_only=True)
class AngleLine:
    """The formula with its numbers from one angle."""

    label: str
    numerator: str
    denominator: str
    words: ResultWords


@dataclass(frozen=True, kw_only=True)
class PartLine:
    """What a benchmark says of one fund or school."""

    name: str
    numerator: str
    denominator: str
    value: str
    need: str
    shortfall: str
    status: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class PartTable:
    """The funds or schools from one angle."""

    label: str
    lines: tuple[PartLine, ...]


@dataclass(frozen=True, kw_only=True)
class PaidLine:
    """How much of one of the three amounts is paid anyway."""

    label: str
    contracted: str
    coach: str


@dataclass(frozen=True, kw_only=True)
class TrendLine:
    """One school year of the trend."""

    year: str
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BenchmarkPage:
    """Everything about one benchmark in one year."""

    benchmark: Benchmark
    card: Card
    formula: str
    formula_in_numbers: str
    angles: tuple[AngleLine, ...]
    inputs: tuple[InputLine, ...]
    missing: tuple[Missing, ...]
    part_heads: tuple[str, ...]
    is_by_school: bool
    parts: tuple[PartTable, ...]
    later_parts: tuple[PartTable, ...]
    """The funds by committed and actual amounts."""
    paid: tuple[PaidLine, ...]
    trend_heads: tuple[str, ...]
    trend: tuple[TrendLine, ...]
    chart: SafeString | None
    effective: str
    edited: str
    has_awards: bool
    """Whether money that was carried over can be counted in or out."""
    is_own: bool
    """Whether the district itself added or changed it."""


def benchmark_page(
    district: District, school_year: int, code: str, *, carry_over: bool = False
) -> BenchmarkPage | None:
    """Read everything about one benchmark; None when none of this code holds in the year.

    `carry_over` counts what programs carried over from the year before as part of their award.
    """
    rows = benchmark_rows(district)
    benchmark = next((row for row in in_force(rows, school_year) if row.code == code), None)
    if benchmark is None:
        return None
    years = [year for year in years_with_figures(district) if year <= school_year][-MOST_YEARS:]
    figures = read_figures(district, {*years, school_year}, needs_of([benchmark]))
    over_years = [
        (year, hold(row, rows, figures[year], carry_over=carry_over))
        for year in years
        for row in in_force(rows, year)
        if row.code == code
    ]
    held = hold(benchmark, rows, figures[school_year], carry_over=carry_over)
    known = [(year, each) for year, each in over_years if each.has_a_number]
    return _page(held, known, figures[school_year])


def _page(held: Held, over_years: Sequence[tuple[int, Held]], figures: Figures) -> BenchmarkPage:
    benchmark, results = held.benchmark, _shown(held)
    return BenchmarkPage(
        benchmark=benchmark,
        card=card_of(held, figures.school_year),
        formula=f"{held.numerator.label} ÷ {held.denominator.label}",
        formula_in_numbers=formula_words(held, held.at(Scope.ALL, Basis.PLANNED)),
        angles=tuple(_angle_line(held, result) for result in results),
        inputs=tuple(dict.fromkeys(_input(each) for each in _quantities(results))),
        missing=tuple(dict.fromkeys(missing for result in results for missing in result.missing)),
        part_heads=(held.numerator.head, held.denominator.head),
        is_by_school=held.split == Split.SCHOOL,
        parts=_part_tables(held, [Basis.PLANNED]),
        later_parts=_part_tables(held, [Basis.COMMITTED, Basis.ACTUAL]),
        paid=_paid(figures) if held.has_scopes else (),
        trend_heads=tuple(angle_label(held, result) for result in results),
        trend=tuple(_trend_line(year, each) for year, each in over_years),
        chart=_chart(held, over_years) if over_years else None,
        effective=short_day(benchmark.effective_on) if benchmark.effective_on else "",
        edited=_edited(benchmark),
        has_awards="fund_award" in {benchmark.numerator, benchmark.denominator},
        is_own=bool(benchmark.district_id),
    )


def _edited(benchmark: Benchmark) -> str:
    if benchmark.updated_by is None:
        return ""
    return f"{benchmark.updated_by}, {short_day(timezone.localtime(benchmark.updated_at))}"


def _shown(held: Held) -> list[Result]:
    """Keep the angles that can differ: without cost there is one."""
    return list(held.results) if held.has_scopes else [held.at(Scope.ALL, Basis.PLANNED)]


def angle_label(held: Held, result: Result) -> str:
    """Name an angle: "Planned, new money only"."""
    if not held.has_scopes:
        return "Result"
    scope = str(result.angle.scope.label)
    return f"{result.angle.basis.label}, {scope[:1].lower()}{scope[1:]}"


def _quantities(results: Iterable[Result]) -> list[Quantity]:
    """List what went in; the divisor once, then what is divided from each angle."""
    counted = list(results)
    return [result.denominator for result in counted] + [result.numerator for result in counted]


def _input(quantity: Quantity) -> InputLine:
    return InputLine(
        label=quantity.label,
        value=write_value(quantity.value, quantity.unit),
        source=quantity.source,
        notes=quantity.notes,
        page=quantity.page.value,
        is_known=quantity.value is not None,
    )


def _angle_line(held: Held, result: Result) -> AngleLine:
    words = result_words(held, result)
    return AngleLine(
        label=angle_label(held, result), numerator=words.numerator, denominator=words.denominator, words=words
    )


def _part_tables(held: Held, bases: Collection[Basis]) -> tuple[PartTable, ...]:
    results = [result for result in _shown(held) if result.angle.basis in bases and result.parts]
    return tuple(
        PartTable(
            label=angle_label(held, result) if held.has_scopes else "Schools by name",
            lines=tuple(_part_line(held, part) for part in result.parts),
        )
        for result in results
    )


def _part_line(held: Held, part: PartResult) -> PartLine:
    judgement, unit = part.judgement, unit_of_need(held.benchmark)
    return PartLine(
        name=part.name,
        numerator=write_value(part.numerator, held.numerator.unit),
        denominator=write_value(part.denominator, held.denominator.unit),
        value=value_words(held.benchmark, judgement),
        need=NOT_KNOWN if judgement.need is None else amount_words(judgement.need, unit),
        shortfall=NOT_KNOWN if judgement.shortfall is None else amount_words(judgement.shortfall, unit),
        status=STATUS_OF_PART.get(judgement.status, "Cannot compute"),
        kind=STATUS_KINDS.get(judgement.status, "care"),
    )


def _paid(figures: Figures) -> tuple[PaidLine, ...]:
    lines = []
    for basis in Basis:
        paid = paid_anyway(figures, basis)
        contracted, coach = (write_value(paid[kind], Unit.DOLLARS) for kind in (PaidTime.CONTRACTED, PaidTime.COACH))
        lines.append(PaidLine(label=str(basis.label), contracted=contracted, coach=coach))
    return tuple(lines)


def _trend_line(year: int, held: Held) -> TrendLine:
    return TrendLine(year=school_year_label(year), cells=tuple(_trend_cell(held, each) for each in _shown(held)))


def _trend_cell(held: Held, result: Result) -> str:
    value = value_words(held.benchmark, result.judgement)
    status = STATUS_OF_PART.get(result.judgement.status, "")
    return f"{value}, {status.lower()}" if status else value


def _chart(held: Held, over_years: Sequence[tuple[int, Held]]) -> SafeString:
    planned = [(year, each.at(Scope.ALL, Basis.PLANNED).judgement) for year, each in over_years]
    bars = [
        Bar(
            label=school_year_label(year),
            count=0 if judgement.value is None else int(judgement.value * PER_MILLE),
            text=value_words(held.benchmark, judgement),
        )
        for year, judgement in planned
    ]
    return bar_chart(
        bars,
        id="trend",
        title=f"{held.benchmark.title}, by school year",
        description=f"The benchmark is {threshold_words(held.benchmark)}. The table below has all numbers.",
    )
