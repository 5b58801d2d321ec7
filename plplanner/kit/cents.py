"""Cents: exact conversion, and division without remainder. Knows no Django."""

from collections.abc import Sequence
from decimal import Decimal
from math import lcm

from plplanner.kit.numbers import MONEY_QUANTUM, round_to

CENTS_IN_DOLLAR = 100


def to_cents(dollars: Decimal) -> int:
    """Return the whole cents of an amount, rounded half up."""
    return int(round_to(dollars, MONEY_QUANTUM) * CENTS_IN_DOLLAR)


def from_cents(cents: int) -> Decimal:
    """Return the amount of so many cents."""
    return Decimal(cents).scaleb(-2)


def split(amount: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """Divide an amount in proportion to the parts, to the cent and without remainder.

    Each share is rounded down and what is left goes, a cent each, to the largest remainders, the earlier part first.
    Raises ValueError when the parts are negative or add up to nothing.
    """
    weights = _whole_weights(parts)
    whole = sum(weights)
    if not whole or min(weights) < 0:
        raise ValueError("The parts must be positive.")
    cents = to_cents(amount)
    divided = [divmod(cents * weight, whole) for weight in weights]
    shares = [share for share, _ in divided]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-divided[place][1], place))
    for place in by_remainder[: cents - sum(shares)]:
        shares[place] += 1
    return [from_cents(share) for share in shares]


def _whole_weights(parts: Sequence[Decimal]) -> list[int]:
    """Return whole numbers in the very proportions of the parts."""
    ratios = [part.as_integer_ratio() for part in parts]
    common = lcm(*(below for _, below in ratios))
    return [above * (common // below) for above, below in ratios]
