"""School years: an int, the calendar year in which the school year begins (2026 is 2026–27)."""

import datetime

FIRST_MONTH = 7
EARLIEST_YEAR = 1990
LATEST_YEAR = 2100


def school_year_label(year: int) -> str:
    """Name a school year by both calendar years: 2026 gives "2026–27"."""
    return school_years_label(year, years=1)


def school_years_label(first_year: int, *, years: int) -> str:
    """Name a run of school years by its first and last calendar year: 2026 and three years give "2026–29"."""
    return f"{first_year}–{(first_year + years) % 100:02d}"


def school_year_of(day: datetime.date) -> int:
    """Return the school year (1 July–30 June) that the day falls in."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def school_year_span(year: int, *, years: int = 1) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a run of school years."""
    return datetime.date(year, FIRST_MONTH, 1), datetime.date(year + years, FIRST_MONTH, 1) - datetime.timedelta(days=1)
