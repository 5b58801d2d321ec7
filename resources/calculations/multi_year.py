"""Recurring cost carried into the years to come, and how long the money lasts that pays for it."""

import datetime
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.cents import from_cents, to_cents
from plplanner.kit.years import school_year_span

HUNDRED = Decimal(100)


class Cover(enum.StrEnum):
    """How long a fund lasts in a fiscal year."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Growth:
    """By how much cost is assumed to grow each year, in percent: what people are paid, and everything else."""

    people: Decimal = Decimal(0)
    other: Decimal = Decimal(0)


def carried(amount: Decimal, *, percent: Decimal, years: int) -> Decimal:
    """Return what an amount comes to after so many years of growth, rounded once, to the cent."""
    return from_cents(to_cents(amount * (1 + percent / HUNDRED) ** years))


def cover(*, starts_on: datetime.date | None, ends_on: datetime.date | None, year: int) -> Cover:
    """Tell whether a fund lasts through a fiscal year; without days it is always there."""
    first, last = school_year_span(year)
    begins, ends = starts_on or first, ends_on or last
    if begins > last or ends < first:
        return Cover.NONE
    return Cover.WHOLE if begins <= first and ends >= last else Cover.PART


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A fund's money that no line plans to use, and the fiscal years the fund lasts through."""

    name: str
    amount: Decimal
    years: frozenset[int]


def replacements(needs: Sequence[Mapping[int, Decimal]], offers: Sequence[Offer]) -> list[Offer | None]:
    """Give each need, one after the other, the offer with the least left that is enough for its dearest year.

    What one need takes is gone for those after it; a need that no offer is enough for takes nothing.
    """
    left = [each.amount for each in offers]
    found: list[Offer | None] = []
    for need in needs:
        most = max(need.values(), default=Decimal(0))
        able = [place for place, each in enumerate(offers) if left[place] >= most and need.keys() <= each.years]
        if able:
            chosen = min(able, key=left.__getitem__)
            left[chosen] -= most
        found.append(offers[chosen] if able else None)
    return found
