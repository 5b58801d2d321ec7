"""Where a self-assessment stands on a day."""

import datetime


def state_on(today: datetime.date, *, opens_on: datetime.date, closes_on: datetime.date, is_closed: bool) -> str:
    """Return "planned", "open" or "closed"; its last day is still open, and closing it early ends it at once."""
    if is_closed or today > closes_on:
        return "closed"
    return "planned" if today < opens_on else "open"
