"""What a scenario changes in one of its years, what that costs, and where money of programs goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.cents import split
from plplanner.kit.numbers import DOLLAR_QUANTUM, MONEY_QUANTUM
from resources.calculations.benchmarks import round_up
from resources.calculations.request_checks import product

NOTHING = Decimal("0.00")
COACH_QUANTUM = Decimal("0.001")
HOUR_QUANTUM = Decimal("0.01")
QUANTA: Mapping[str, Decimal] = {
    "coaches": COACH_QUANTUM,
    "dollars": MONEY_QUANTUM,
    "technology_dollars": MONEY_QUANTUM,
    "reallocated": MONEY_QUANTUM,
    "hours": HOUR_QUANTUM,
}
"""What a year of a scenario changes, and how fine each is kept."""
STEPS: Mapping[str, Decimal] = {
    **QUANTA,
    "dollars": DOLLAR_QUANTUM,
    "technology_dollars": DOLLAR_QUANTUM,
    "reallocated": DOLLAR_QUANTUM,
}
"""To what each is rounded up where a scenario proposes it."""
LAST_YEAR = 3


@dataclass(frozen=True, kw_only=True)
class Change:
    """What one year of a scenario has beyond the recorded year it starts from; None is nothing.

    `technology_dollars` are part of `dollars`; `hours` are those of each teacher.
    """

    coaches: Decimal | None = None
    dollars: Decimal | None = None
    technology_dollars: Decimal | None = None
    reallocated: Decimal | None = None
    hours: Decimal | None = None

    @property
    def has_anything(self) -> bool:
        """Whether it changes any number."""
        return any(getattr(self, name) for name in QUANTA)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What changes cost: coaches and new money. `unknown` counts the years whose coaches have no cost yet."""

    coaches: Decimal = NOTHING
    dollars: Decimal = NOTHING
    unknown: int = 0

    @property
    def known(self) -> Decimal:
        """What is known of it."""
        return self.coaches + self.dollars

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            coaches=self.coaches + other.coaches,
            dollars=self.dollars + other.dollars,
            unknown=self.unknown + other.unknown,
        )


def cost_of(change: Change, coach_cost: Decimal | None) -> Cost:
    """Return what a year costs; money that programs have already is turned to another use and costs nothing more."""
    coaches = product(change.coaches, coach_cost) if change.coaches else NOTHING
    return Cost(coaches=coaches or NOTHING, dollars=change.dollars or NOTHING, unknown=int(coaches is None))


def over_three_years(whole: Change) -> list[Change]:
    """Return a third, two thirds and the whole of each number, rounded up: money to whole dollars."""
    return [
        Change(**{name: _part(getattr(whole, name), year, step) for name, step in STEPS.items()})
        for year in range(1, LAST_YEAR + 1)
    ]


def _part(number: Decimal | None, year: int, step: Decimal) -> Decimal | None:
    return round_up(number * year / LAST_YEAR, step) if number else None


def place(amount: Decimal, wants: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    """Give an amount to places that want some, want by want, each in proportion while it lasts.

    Every want has one number for each place. The later want gets what the earlier leaves; none gets more than it asks.
    """
    given = [NOTHING] * (len(wants[0]) if wants else 0)
    for want in wants:
        rounded = [round_up(each, MONEY_QUANTUM) for each in want]
        share = min(amount - sum(given, NOTHING), sum(rounded, NOTHING))
        if share:
            given = [one + more for one, more in zip(given, split(share, rounded), strict=True)]
    return given


def refusals(coach_cost: Decimal | None, changes: Mapping[int, Change], *, most: Decimal) -> dict[tuple[str, int], str]:
    """Say what contradicts itself, by the field and the year; `most` is the largest amount of money that is kept."""
    found = {}
    for year, change in changes.items():
        if (change.technology_dollars or NOTHING) > (change.dollars or NOTHING):
            found["technology_dollars", year] = (
                f"In Year {year} more goes to technology than there is new money. Correct one of the two."
            )
        if cost_of(change, coach_cost).coaches > most:
            found["coaches", year] = (
                f"In Year {year} the coaches cost more than an amount can be. Correct their number or their cost."
            )
    return found
