"""The delivery cycle over plain values: when each phase works, and what is late."""

import datetime
from collections.abc import Mapping

from plplanner.kit.dates import short_day

WINDOWS: Mapping[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "planning": ((0, 1), (0, 6)),
    "delivery": ((0, 7), (1, 5)),
    "coaching": ((0, 9), (1, 5)),
    "evaluation": ((0, 7), (1, 6)),
}
"""The first and the last month of each phase, counted in calendar years from the one in which the school year begins.

Planning is done in the spring before; delivery runs from summer to spring, coaching from fall to spring, evaluation
all year.
"""
NEXT_PHASE: Mapping[str, str] = {
    "planning": "delivery",
    "delivery": "coaching",
    "coaching": "evaluation",
    "evaluation": "planning",
}
"""To which phase a team mostly hands over; what evaluation learns goes to the planning of the year after."""


def window_of(phase: str, school_year: int) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day on which a phase is worked on, or nothing where it is not one of the four."""
    if phase not in WINDOWS:
        return None
    (first_year, first_month), (last_year, last_month) = WINDOWS[phase]
    last = datetime.date(school_year + last_year, last_month + 1, 1) - datetime.timedelta(days=1)
    return datetime.date(school_year + first_year, first_month, 1), last


def days_late(due: datetime.date | None, *, done: datetime.date | None, today: datetime.date) -> int:
    """Count the days from when something was due until it was done, or until today; 0 where it is in time."""
    if due is None:
        return 0
    return max(((done or today) - due).days, 0)


def late_in_words(days: int) -> str:
    """Write how late something is: "9 days late"; nothing where it is not."""
    if not days:
        return ""
    return "1 day late" if days == 1 else f"{days:,} days late"


def due_in_words(due: datetime.date | None) -> str:
    """Write when something is due."""
    return f"Due {short_day(due)}" if due else "No date yet"


def done_in_words(done: datetime.date, days: int) -> str:
    """Write when something was done, and how late that was."""
    late = late_in_words(days)
    return f"{short_day(done)}, {late}" if late else short_day(done)
