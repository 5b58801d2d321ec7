"""Sums of lines as benchmarks read them, wherever they are stored."""

from collections.abc import Iterable
from decimal import Decimal
from operator import add
from typing import Any, NamedTuple, Protocol

from plplanner.kit.money import ZERO


class Sums(Protocol):
    """Sums of lines, as they are stored: of one kind of line, or of what a fund pays."""

    @property
    def lines(self) -> int:
        """How many lines there are."""

    @property
    def planned(self) -> Decimal:
        """What is known to be planned."""

    @property
    def committed(self) -> Decimal:
        """What is known to be committed."""

    @property
    def actual(self) -> Decimal:
        """What is known to be spent."""

    @property
    def planned_unknown(self) -> int:
        """How many lines have no planned amount."""

    @property
    def committed_unknown(self) -> int:
        """How many lines have no committed amount."""

    @property
    def actual_unknown(self) -> int:
        """How many lines have no actual amount."""

    @property
    def paid_time(self) -> str:
        """Whether it is contracted teacher time, a coach's salary, or neither."""


class FundSums(Sums, Protocol):
    """Sums of what a fund pays."""

    @property
    def obligated(self) -> Decimal:
        """What is spoken for."""


class LedgerSums(Sums, Protocol):
    """Sums of lines of one kind."""

    @property
    def resource_kind(self) -> str:
        """The kind of resource."""

    @property
    def is_technology_training(self) -> bool:
        """Whether it is learning to teach with technology."""


class PaidSums(NamedTuple):
    """Sums of lines by who is paid, and by whether they are for technology."""

    paid_time: str
    is_technology_training: bool
    lines: int
    planned: Decimal
    committed: Decimal
    actual: Decimal
    planned_unknown: int
    committed_unknown: int
    actual_unknown: int


def by_pay(totals: Iterable[LedgerSums]) -> list[PaidSums]:
    """Add totals up by who is paid, and by whether they are for technology."""
    found: dict[tuple[str, bool], tuple[Any, ...]] = {}
    for row in totals:
        key = (row.paid_time, row.is_technology_training)
        amounts = (row.lines, row.planned or ZERO, row.committed or ZERO, row.actual or ZERO)
        sums = (*amounts, row.planned_unknown, row.committed_unknown, row.actual_unknown)
        found[key] = tuple(map(add, found[key], sums)) if key in found else sums
    return [PaidSums(*key, *sums) for key, sums in found.items()]
