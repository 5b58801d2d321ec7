"""Percents, not rounded."""

from decimal import Decimal


def percent_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a part in percent of the whole; None where one is not known, or the whole is nothing."""
    return None if part is None or not whole else part / whole * 100
