"""What was spent against what was planned: month by month, and how far lines are from their plan."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.years import school_year_span
from resources.calculations.percents import percent_of

MONTHS_OF_A_YEAR = 12
NOTHING = Decimal("0.00")
POSTED_AHEAD = 3
"""So many months before the fiscal year something can be paid for it: orders are paid ahead."""
POSTED_LATE = 6
"""So many months after it: invoices come late."""

Month = tuple[int, int]
"""Year and number."""


@dataclass(frozen=True, kw_only=True)
class MonthSpent:
    """What was spent in one month, and from the beginning up to its end."""

    first_day: datetime.date
    spent: Decimal
    so_far: Decimal
    is_of_year: bool


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Amounts of some lines, None where no line of them has one; and those whose plan and actual are both known."""

    lines: int = 0
    planned: Decimal | None = None
    committed: Decimal | None = None
    actual: Decimal | None = None
    both: int = 0
    """So many lines have both, and are compared."""
    both_planned: Decimal = NOTHING
    both_actual: Decimal = NOTHING

    @property
    def difference(self) -> Decimal | None:
        """How much more than planned was spent of the lines that are compared; None where there are none."""
        return self.both_actual - self.both_planned if self.both else None

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of their plan; None where nothing was planned."""
        return percent_of(self.difference, self.both_planned)

    def __add__(self, other: "Compared") -> "Compared":
        return Compared(
            lines=self.lines + other.lines,
            planned=_known_sum(self.planned, other.planned),
            committed=_known_sum(self.committed, other.committed),
            actual=_known_sum(self.actual, other.actual),
            both=self.both + other.both,
            both_planned=self.both_planned + other.both_planned,
            both_actual=self.both_actual + other.both_actual,
        )


def _known_sum(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    return two if one is None else one if two is None else one + two


def posting_span(year: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day on which something can be paid for a fiscal year."""
    first, last = school_year_span(year)
    earliest, after_last = _month_after(first, -POSTED_AHEAD), _month_after(_first_of(last), POSTED_LATE + 1)
    return earliest, after_last - datetime.timedelta(days=1)


def spent_by_month(year: int, sums: Iterable[tuple[datetime.date, Decimal]], today: datetime.date) -> list[MonthSpent]:
    """Put sums of days or months into the months of a fiscal year, and into others where something was spent.

    Months that have not begun are left out, unless something is posted in them or later.
    """
    by_month: dict[datetime.date, Decimal] = {}
    for day, amount in sums:
        by_month[_first_of(day)] = by_month.get(_first_of(day), NOTHING) + amount
    first, _ = school_year_span(year)
    of_year = [_month_after(first, number) for number in range(MONTHS_OF_A_YEAR)]
    last = max([*by_month, _first_of(today)])
    months, so_far = [], NOTHING
    for month in sorted(each for each in {*of_year, *by_month} if each <= last):
        spent = by_month.get(month, NOTHING)
        so_far += spent
        months.append(MonthSpent(first_day=month, spent=spent, so_far=so_far, is_of_year=month in of_year))
    return months


def _first_of(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def _month_after(first: datetime.date, number: int) -> datetime.date:
    """Return the first day of the month so many months later."""
    years, months = divmod(first.month - 1 + number, MONTHS_OF_A_YEAR)
    return datetime.date(first.year + years, months + 1, 1)
