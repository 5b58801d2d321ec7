"""How full a person's posts are: over a school year, and at its fullest time."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

YEAR, FALL, SPRING = "year", "fall", "spring"
"""The parts of a school year that an assignment lasts, as `resources.enums.Period` stores them."""

FULL_TIME = Decimal(1)
"""What one person can fill at any one time."""


@dataclass(frozen=True, kw_only=True)
class PartTime:
    """One assignment: how much of a full-time post, in which part of the year. None is not known, and adds nothing."""

    period: str
    fte: Decimal | None


def yearly_fte(assignments: Iterable[PartTime]) -> Decimal:
    """Add assignments up over the year: a fall or a spring is half of one."""
    sums = _sums(assignments)
    return sums[YEAR] + (sums[FALL] + sums[SPRING]) / 2


def most_at_once(assignments: Iterable[PartTime]) -> Decimal:
    """Return the most that the assignments come to at any one time: in fall or in spring, whichever is fuller."""
    sums = _sums(assignments)
    return sums[YEAR] + max(sums[FALL], sums[SPRING])


def left_in(period: str, assignments: Iterable[PartTime]) -> Decimal:
    """Return how much another assignment in this part of the year may have; less than zero when it is too full."""
    sums = _sums(assignments)
    if period == YEAR:
        return FULL_TIME - sums[YEAR] - max(sums[FALL], sums[SPRING])
    return FULL_TIME - sums[YEAR] - sums[period]


def _sums(assignments: Iterable[PartTime]) -> dict[str, Decimal]:
    sums = dict.fromkeys((YEAR, FALL, SPRING), Decimal(0))
    for each in assignments:
        sums[each.period] += each.fte or Decimal(0)
    return sums
