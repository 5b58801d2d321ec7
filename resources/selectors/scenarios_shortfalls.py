"""What would close each shortfall of a year, as the numbers of a scenario: a third, two thirds, the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plplanner.kit.money import LARGEST_MONEY
from resources.calculations.scenarios import NOTHING, STEPS, Change, over_three_years
from resources.enums import Direction
from resources.selectors.benchmarks_words import amount_words, unit_of_need
from resources.selectors.scenarios_figures import Judged, Start

LEVERS: Mapping[str, str] = {
    "coach_fte": "coaches",
    "pl_investment": "dollars",
    "technology_pl": "technology_dollars",
    "pl_charged_to_fund": "reallocated",
    "pl_hours": "hours",
}
"""Which number of a scenario moves which quantity."""
LARGEST: Mapping[str, Decimal] = {
    "coaches": Decimal("99999.999"),
    "dollars": LARGEST_MONEY,
    "technology_dollars": LARGEST_MONEY,
    "reallocated": LARGEST_MONEY,
    "hours": Decimal("9999.99"),
}
"""The most that is kept of each."""


@dataclass(frozen=True, kw_only=True)
class ShortfallLine:
    """One benchmark that is short: what it lacks in the scope in which it lacks most."""

    title: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class Shortfalls:
    """What closes every shortfall of a year that a scenario can close."""

    lines: tuple[ShortfallLine, ...]
    years: tuple[Change, ...]

    @property
    def has_anything(self) -> bool:
        """Whether anything is short that a scenario can close."""
        return any(year.has_anything for year in self.years)


def shortfalls_of(start: Start) -> Shortfalls:
    """Return what is short, in the scope in which more is missing, and what closes it over three years."""
    short = [each for each in start.today if _lever(each) and _missing(each)]
    whole = _whole(short)
    return Shortfalls(
        lines=tuple(
            ShortfallLine(
                title=each.benchmark.title, missing=amount_words(_missing(each), unit_of_need(each.benchmark))
            )
            for each in short
        ),
        years=tuple(over_three_years(whole)),
    )


def _lever(judged: Judged) -> str:
    """Return the number that closes a benchmark: it raises what is divided, or, where that is a most, what divides."""
    benchmark = judged.benchmark
    moved = benchmark.denominator if benchmark.direction == Direction.AT_MOST else benchmark.numerator
    return LEVERS.get(moved, "")


def _missing(judged: Judged) -> Decimal:
    """Return what is missing; all that is needed where there is nothing to divide by yet, such as no coach."""
    strictest = judged.strictest
    if strictest.shortfall is not None or judged.benchmark.direction != Direction.AT_MOST:
        return strictest.shortfall or NOTHING
    return strictest.need or NOTHING


def _whole(short: Iterable[Judged]) -> Change:
    """Return the numbers that close all; money that programs turn to learning counts in the investment of all funds."""
    most = dict.fromkeys(LARGEST, NOTHING)
    for each in short:
        lever = _lever(each)
        most[lever] = max(most[lever], _missing(each))
    dollars = max(most["dollars"] - most["reallocated"], most["technology_dollars"])
    capped = {
        name: min(number, LARGEST[name] // STEPS[name] * STEPS[name]) or None
        for name, number in {**most, "dollars": dollars}.items()
    }
    return replace(Change(), **capped)
