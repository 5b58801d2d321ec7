"""How the amounts of a line divide over the funds that pay for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.cents import split

WHOLE = Decimal(100)
"""What shares in percent add up to."""


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """The three amounts of a line or share in dollars; None is not known."""

    planned: Decimal | None = None
    committed: Decimal | None = None
    actual: Decimal | None = None

    @property
    def obligated(self) -> Decimal:
        """What is spoken for: the larger of what is committed and what is spent."""
        return max(self.committed or Decimal(0), self.actual or Decimal(0))


def divide(amounts: Amounts, parts: Sequence[Decimal]) -> list[Amounts]:
    """Divide each known amount in proportion to the parts, so that the shares add up to the cent."""
    if not parts:
        return []
    planned, committed, actual = (
        [None] * len(parts) if amount is None else split(amount, parts)
        for amount in (amounts.planned, amounts.committed, amounts.actual)
    )
    return [
        Amounts(planned=one, committed=two, actual=three)
        for one, two, three in zip(planned, committed, actual, strict=True)
    ]
