"""The benchmarks of a year as a table: a row for each benchmark, scope and amount, and for each fund or school."""

from collections.abc import Iterable, Sequence

from plplanner.kit.years import school_year_label
from resources.enums import BenchmarkStatus
from resources.selectors.benchmarks import Held, PartResult, Result
from resources.selectors.benchmarks_words import exact_value, plain, unit_of_need
from resources.selectors.quantities_words import write_exactly

FILE_HEADINGS = (
    "Benchmark",
    "Title",
    "School year",
    "Scope",
    "Amounts",
    "Fund or school",
    "Status",
    "Value",
    "Threshold",
    "Divided",
    "By",
    "Shortfall",
    "Shortfall in",
    "Missing",
    "Source of what is divided",
    "Source of the divisor",
)


def file_rows(held: Iterable[Held], school_year: int) -> list[Sequence[str | None]]:
    """Write all benchmarks from every angle."""
    rows: list[Sequence[str | None]] = []
    for each in held:
        for result in each.results:
            rows.append(_row(each, result, None, school_year))
            rows += [_row(each, result, part, school_year) for part in result.parts]
    return rows


def _row(held: Held, result: Result, part: PartResult | None, school_year: int) -> Sequence[str | None]:
    numbers = part or PartResult(
        name="",
        numerator=result.numerator.value,
        denominator=result.denominator.value,
        judgement=result.judgement,
    )
    judgement, benchmark = numbers.judgement, held.benchmark
    unit = unit_of_need(benchmark)
    return (
        benchmark.code,
        benchmark.title,
        school_year_label(school_year),
        str(result.angle.scope.label),
        str(result.angle.basis.label),
        numbers.name,
        str(BenchmarkStatus(judgement.status).label),
        exact_value(judgement.value),
        plain(benchmark.threshold),
        write_exactly(numbers.numerator, held.numerator.unit),
        write_exactly(numbers.denominator, held.denominator.unit),
        write_exactly(judgement.shortfall, unit),
        unit.value,
        "; ".join(missing.what for missing in result.missing) if part is None else "",
        result.numerator.source,
        result.denominator.source,
    )
