"""School years: an int, the calendar year in which the school year begins (2026 is 2026–27)."""

import datetime
import re

FIRST_MONTH = 7
EARLIEST_YEAR = 1990
LATEST_YEAR = 2100
_WRITTEN = re.compile(r"([0-9]{4})(?:[-–/]([0-9]{2}|[0-9]{4}))?")


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


def parse_school_year(text: str) -> int:
    """Read a school year as people write it: 2020-21, 2020–2021, 2020/21 or 2020. Raises ValueError with a sentence."""
    found = _WRITTEN.fullmatch(text.strip())
    year = int(found[1]) if found else 0
    next_year = found[2] if found else None
    follows = next_year is None or next_year == str(year + 1)[-len(next_year) :]
    if not follows or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"“{text}” is not a school year. Write it like 2020-21.")
    return year
