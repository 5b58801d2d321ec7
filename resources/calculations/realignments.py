"""What a move of planned money does to the weights of a line's fund shares."""

from collections.abc import Sequence
from decimal import Decimal

from plplanner.kit.cents import split
from resources.calculations.shares import WHOLE

UNITS = WHOLE * 100
"""A percent is kept to four decimals, which is to say: `split` gives hundredths of hundredths."""
SMALLEST = Decimal("0.0001")


def parts_after(parts: Sequence[Decimal]) -> list[Decimal]:
    """Return the weights that shares have once the planned amount has changed.

    Percents stay as they are. Dollars add up to the amount that was planned before, so they become percents of the
    whole, to four decimals and adding up to 100: each fund goes on paying its proportion of what is planned now. None
    becomes zero, however small it was.
    """
    if not parts or sum(parts) == WHOLE:
        return list(parts)
    percents = [each / 100 for each in split(UNITS, parts)]
    short = [place for place, percent in enumerate(percents) if not percent]
    for place in short:
        largest = max(range(len(percents)), key=lambda each: percents[each])
        percents[largest] -= SMALLEST
        percents[place] = SMALLEST
    return percents
