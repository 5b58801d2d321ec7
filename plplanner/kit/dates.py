"""Days as US readers write them; the one place where their formats live. Times of day are in `times`."""

import datetime

# Not strftime: it takes ten times as long, on pages with thousands of days, and it follows the server's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: datetime.date) -> str:
    """Write a day for tables and lists: Nov 14, 2026."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def long_day(day: datetime.date) -> str:
    """Write a day for headings, sentences and covers: November 14, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def day_range(first: datetime.date | None, last: datetime.date | None) -> str:
    """Write what there is of two days: Sep 3, 2026 – May 20, 2027."""
    if first and last:
        return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"
    return f"From {short_day(first)}" if first else f"Until {short_day(last)}" if last else ""


def weekday(day: datetime.date) -> str:
    """Write a day with its name: Saturday, November 14, 2026."""
    return f"{day:%A}, {long_day(day)}"
