"""What a benchmark says, in words and numbers: for pages, for the command, for files."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plplanner.kit.numbers import MONEY_QUANTUM, NOT_KNOWN, PERCENT_QUANTUM, RATIO_QUANTUM, format_money, round_to
from plplanner.kit.years import school_year_label
from resources.calculations.benchmarks import CANNOT_COMPUTE, MEETS, Judgement, round_up
from resources.enums import Basis, BenchmarkStatus, Direction, Scope
from resources.models import Benchmark
from resources.selectors.benchmarks import Held, Missing, PartResult, Result
from resources.selectors.quantities import QUANTITIES, Split
from resources.selectors.quantities_words import Unit, write_exactly, write_value

HUNDRED = Decimal(100)
FINEST_PERCENT = Decimal("0.0001")
STATUS_KINDS = {MEETS: "done", CANNOT_COMPUTE: "none"}
"""How a status is marked; a word says it first."""
MOST_NAMES = 5
"""How many programs a sentence names."""
VALUE_QUANTUM = Decimal("0.000001")
CHARGED_OF_AWARD = ("pl_charged_to_fund", "fund_award")
CHARGED_WORDS = {Basis.PLANNED: "planned", Basis.COMMITTED: "committed", Basis.ACTUAL: "spent"}


@dataclass(frozen=True, kw_only=True)
class ResultWords:
    """One result as people read it."""

    status: str
    kind: str
    value: str
    sentence: str
    said: str
    """The sentence without what to enter, which a page shows as links."""
    note: str
    caution: str
    """What should be looked at although the numbers may meet the line."""
    shortfall: str
    numerator: str
    denominator: str
    notes: tuple[str, ...]
    missing: tuple[Missing, ...]
    is_known: bool


def result_words(held: Held, result: Result) -> ResultWords:
    """Write one result."""
    benchmark = held.benchmark
    return ResultWords(
        status=str(BenchmarkStatus(result.judgement.status).label),
        kind=STATUS_KINDS.get(result.judgement.status, "care"),
        value=value_words(benchmark, result.judgement),
        sentence=sentence_of(held, result),
        said=sentence_of(held, result) if result.judgement.value is not None else _need(benchmark, result.judgement),
        note=_parts_note(held, result),
        caution=_caution(held, result),
        shortfall=shortfall_words(benchmark, result.judgement),
        numerator=write_value(result.numerator.value, result.numerator.unit),
        denominator=write_value(result.denominator.value, result.denominator.unit),
        notes=_notes(held, result),
        missing=result.missing,
        is_known=result.judgement.value is not None,
    )


def value_words(benchmark: Benchmark, judgement: Judgement) -> str:
    """Write the quotient: one decimal of a percent, two of a ratio, more where rounding would hide a shortfall."""
    if judgement.value is None:
        return NOT_KNOWN
    is_short = judgement.status != MEETS
    if benchmark.is_ratio:
        return f"{_number(judgement.value, RATIO_QUANTUM, benchmark.threshold, is_short=is_short)}:1"
    percent, line = judgement.value * HUNDRED, benchmark.threshold * HUNDRED
    return f"{_number(percent, PERCENT_QUANTUM, line, is_short=is_short)}%"


def _number(value: Decimal, quantum: Decimal, line: Decimal, *, is_short: bool) -> str:
    """Round; while the rounded number looks like the threshold though it is short of it, show one more decimal."""
    while is_short and value != line and round_to(value, quantum) == line and quantum > FINEST_PERCENT:
        quantum = quantum.scaleb(-1)
    return f"{round_to(value, quantum):,f}"


def threshold_words(benchmark: Benchmark) -> str:
    """Write where the line is drawn: "at least 10%", "at most 200 students to one full-time coach"."""
    word = "at most" if benchmark.direction == Direction.AT_MOST else "at least"
    if not benchmark.is_ratio:
        return f"{word} {plain(benchmark.threshold * HUNDRED)}%"
    numerator, denominator = QUANTITIES[benchmark.numerator], QUANTITIES[benchmark.denominator]
    return f"{word} {plain(benchmark.threshold)} {numerator.phrase} to one {denominator.phrase}"


def plain(number: Decimal) -> str:
    """Write a number with the decimals it has."""
    return f"{number.normalize():,f}"


def shortfall_words(benchmark: Benchmark, judgement: Judgement) -> str:
    """Write what is missing to the threshold, in dollars, FTE or hours; rounded up, so that adding it suffices."""
    if judgement.shortfall is None:
        return ""
    return amount_words(judgement.shortfall, unit_of_need(benchmark))


def unit_of_need(benchmark: Benchmark) -> Unit:
    """Return in what a shortfall is told: in what is divided, or, where it is a most, in what divides."""
    name = benchmark.denominator if benchmark.direction == Direction.AT_MOST else benchmark.numerator
    return QUANTITIES[name].unit


def amount_words(amount: Decimal, unit: Unit) -> str:
    """Write what is needed or missing: "$1,234", "1.2 FTE", "12.5 hours"."""
    up = round_up(amount, MONEY_QUANTUM)
    if unit == Unit.DOLLARS:
        return format_money(up)
    return f"{plain(up)} {unit}" if unit != Unit.COUNT else plain(up)


def sentence_of(held: Held, result: Result) -> str:
    """Say in a few sentences what the numbers mean, or what to enter."""
    judgement = result.judgement
    if judgement.status == CANNOT_COMPUTE:
        what = "; ".join(missing.what for missing in result.missing)
        return " ".join(filter(None, [f"Cannot compute: enter {what}.", _need(held.benchmark, judgement)]))
    said = [_quotient(held, judgement), f"The benchmark is {threshold_words(held.benchmark)}."]
    if held.split == Split.FUND:
        return " ".join([*said, _programs(held, result)])
    if judgement.shortfall:
        said.append(_missing(held, judgement))
    return " ".join(said)


def _quotient(held: Held, judgement: Judgement) -> str:
    value = value_words(held.benchmark, judgement)
    if held.benchmark.is_ratio:
        return f"There are {value.removesuffix(':1')} {held.numerator.phrase} to one {held.denominator.phrase}."
    phrase = held.numerator.phrase
    together = " together" if held.split == Split.FUND else ""
    return f"{phrase[:1].upper()}{phrase[1:]} takes {value} of {held.denominator.phrase}{together}."


def _missing(held: Held, judgement: Judgement) -> str:
    missing = shortfall_words(held.benchmark, judgement)
    if held.benchmark.direction == Direction.AT_MOST:
        return f"{_need(held.benchmark, judgement)} That is {missing} more than now."
    return f"{missing} more would meet it."


def _need(benchmark: Benchmark, judgement: Judgement) -> str:
    """Say what it takes to meet the threshold, where one number is enough to tell."""
    if judgement.need is None:
        return ""
    if benchmark.direction == Direction.AT_MOST and unit_of_need(benchmark) == Unit.FTE:
        return f"It takes {plain(judgement.need)} FTE, which is {judgement.whole_need:,} rounded up."
    return f"It takes {amount_words(judgement.need, unit_of_need(benchmark))}."


def _programs(held: Held, result: Result) -> str:
    """Say which funds are short: each has to meet the threshold, whatever they do together."""
    short = result.short_parts
    if not short:
        return "Each program meets it." if len(result.parts) > 1 else "It is the one program of the year."
    missing = shortfall_words(held.benchmark, result.judgement)
    return f"Each program should meet it. {_short_of(result)}. It takes {missing} more."


def _short_of(result: Result) -> str:
    """Say how many programs are short, and which: "2 of 5 programs are short: Title I, Part A; Local"."""
    short = result.short_parts
    counted = f"{len(short)} of {len(result.parts)} programs {'is' if len(short) == 1 else 'are'} short"
    names = [part.name for part in short[:MOST_NAMES]]
    more = len(short) - len(names)
    return f"{counted}: {'; '.join(names)}{f'; and {more:,} more' if more else ''}"


def _parts_note(held: Held, result: Result) -> str:
    if held.split != Split.FUND or result.judgement.value is None:
        return ""
    return f"together. {_short_of(result)}." if result.short_parts else "together. Each program meets it."


def _notes(held: Held, result: Result) -> tuple[str, ...]:
    return tuple(filter(None, [*result.notes, _caution(held, result)]))


def _caution(held: Held, result: Result) -> str:
    """Say that a program is charged more than it was awarded, which meets a threshold and is yet a mistake."""
    if (held.benchmark.numerator, held.benchmark.denominator) != CHARGED_OF_AWARD:
        return ""
    known = [(each.numerator, each.denominator) for each in result.parts]
    if not any(one is not None and other is not None and one > other for one, other in known):
        return ""
    return f"More is {CHARGED_WORDS[result.angle.basis]} than the award: look at the fund."


def formula_words(held: Held, result: Result) -> str:
    """Write the division with its numbers."""
    numerator = write_value(result.numerator.value, result.numerator.unit)
    denominator = write_value(result.denominator.value, result.denominator.unit)
    if result.judgement.status == CANNOT_COMPUTE:
        return f"{numerator} ÷ {denominator}: cannot compute"
    return f"{numerator} ÷ {denominator} = {value_words(held.benchmark, result.judgement)}"


def as_json(held: Held, school_year: int, scope: Scope, basis: Basis) -> dict[str, Any]:
    """Write one benchmark for another program; amounts are text with all their decimals."""
    result = held.at(scope, basis)
    judgement, benchmark = result.judgement, held.benchmark
    unit = unit_of_need(benchmark)
    return {
        "title": benchmark.title,
        "school_year": school_year_label(school_year),
        "scope": scope.value,
        "basis": basis.value,
        "carry_over": result.angle.carry_over,
        "status": judgement.status,
        "value": exact_value(judgement.value),
        "threshold": f"{benchmark.threshold.normalize():f}",
        "direction": benchmark.direction,
        "numerator": write_exactly(result.numerator.value, result.numerator.unit),
        "denominator": write_exactly(result.denominator.value, result.denominator.unit),
        "need": write_exactly(judgement.need, unit),
        "need_rounded_up": judgement.whole_need if unit == Unit.FTE else None,
        "shortfall": write_exactly(judgement.shortfall, unit),
        "unit": unit.value,
        "missing_inputs": [missing.what for missing in result.missing],
        "source": {
            "numerator": result.numerator.source,
            "denominator": result.denominator.source,
            "benchmark": benchmark.source,
        },
        "notes": list(_notes(held, result)),
        "sentence": sentence_of(held, result),
        "parts": [_part_as_json(held, part) for part in result.parts],
    }


def exact_value(value: Decimal | None) -> str | None:
    """Write a quotient; one that does not end is rounded to six decimals."""
    return None if value is None else f"{round_to(value, VALUE_QUANTUM).normalize():f}"


def _part_as_json(held: Held, part: PartResult) -> dict[str, Any]:
    benchmark = held.benchmark
    return {
        "name": part.name,
        "status": part.judgement.status,
        "value": exact_value(part.judgement.value),
        "numerator": write_exactly(part.numerator, held.numerator.unit),
        "denominator": write_exactly(part.denominator, held.denominator.unit),
        "shortfall": write_exactly(part.judgement.shortfall, unit_of_need(benchmark)),
    }
