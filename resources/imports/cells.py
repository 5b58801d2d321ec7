"""Reads single cells as people and spreadsheets write them; each refusal says why and what to enter."""

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from django.db.models import TextChoices

from plplanner.kit.csv_writer import without_guard
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import MONEY_QUANTUM, NumberKind, NumberRefused, parse_missing, parse_number, round_to
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR, school_year_label
from resources.imports.findings import CellRefused

QUANTITY_QUANTUM = Decimal("0.001")
LARGEST_QUANTITY = Decimal("999999999.999")
FTE_QUANTUM = Decimal("0.001")

_YES = {"yes", "y", "true", "1", "x"}
_NO = {"", "no", "n", "false", "0"}
_TWO_YEARS = re.compile(r"([0-9]{4})\s*[-–—/]\s*([0-9]{2}|[0-9]{4})")
_FISCAL_YEAR = re.compile(r"FY\s*'?([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_US_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SERIAL_DAY = re.compile(r"[0-9]{5}")
_FIRST_SERIAL = datetime.date(1899, 12, 30)
"""Day 0 of spreadsheets' calendars, which is how a workbook stores a date."""


def folded(text: str) -> str:
    """Return a name as it is compared: white space and case do not count."""
    return " ".join(text.split()).casefold()


def read_text(text: str, *, longest: int) -> str:
    """Read a text; an apostrophe that keeps a spreadsheet from taking it for a formula goes."""
    plain = without_guard(text)
    if len(plain) > longest:
        raise CellRefused(f"The text has {len(plain):,} characters.", f"Shorten it to {longest:,} characters.")
    return plain


def read_yes(text: str) -> bool:
    """Read a yes or no; empty is no."""
    word = folded(text)
    if word in _YES:
        return True
    if word in _NO or parse_missing(text) is not None:
        return False
    raise CellRefused("This is neither yes nor no.", "Enter yes or no.")


def choice_reader(choices: type[TextChoices], *, also: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """Make a reader of one of the choices, by its value or its label; empty is not chosen where that is a choice."""
    known = {folded(str(label)): value for value, label in choices.choices} | {value: value for value in choices.values}
    known |= dict(also or {})
    shown = ", ".join(str(label) for value, label in choices.choices if value)

    def read(text: str) -> str:
        value = known.get(folded(text))
        if value is None and parse_missing(text) is not None:
            value = known.get("")
        if value is None:
            reason = "This is none of the choices." if text else "Nothing is chosen."
            raise CellRefused(reason, f"Enter one of: {shown}.")
        return str(value)

    return read


def read_money(text: str) -> Decimal | None:
    """Read dollars and cents, zero or more; None is not known."""
    return _read_number(text, kind=NumberKind.MONEY, quantum=MONEY_QUANTUM, largest=LARGEST_MONEY)


def read_quantity(text: str) -> Decimal | None:
    """Read a quantity, zero or more; None is not known."""
    return _read_number(text, kind=NumberKind.COUNT, quantum=QUANTITY_QUANTUM, largest=LARGEST_QUANTITY)


def read_fte(text: str) -> Decimal | None:
    """Read full-time equivalents of one person, more than 0 and at most 1; None is not known."""
    fte = _read_number(text, kind=NumberKind.FTE, quantum=FTE_QUANTUM, largest=LARGEST_QUANTITY)
    if fte is not None and not 0 < fte <= 1:
        raise CellRefused(
            "One entry is more than 0 and at most 1 full-time post.", "Enter for example 0.5 for half of a post."
        )
    return fte


def _read_number(text: str, *, kind: NumberKind, quantum: Decimal, largest: Decimal) -> Decimal | None:
    if parse_missing(text) is not None:
        return None
    try:
        number = parse_number(text, kind=kind)
    except NumberRefused as refused:
        raise CellRefused(str(refused), "Correct this cell, or leave it empty if the number is not known.") from None
    if number < 0:
        raise CellRefused("The number is below zero.", "Enter zero or more, or leave it empty if it is not known.")
    if number > largest:
        raise CellRefused("The number is too large.", f"Enter {largest:,} or less.")
    rounded = round_to(number, quantum)
    if rounded != number:
        places = -int(quantum.as_tuple().exponent)
        raise CellRefused("The number is too fine.", f"Enter at most {places} digits after the point.")
    return rounded


def read_year(text: str) -> int:
    """Read a fiscal or school year: 2025-26, 2025–26, 2025-2026, FY26."""
    two = _TWO_YEARS.fullmatch(text)
    fiscal = _FISCAL_YEAR.fullmatch(text)
    year = None
    if two:
        first = int(two[1])
        year = first if (first + 1) % 10 ** len(two[2]) == int(two[2]) else None
    elif fiscal:
        last = int(fiscal[1])
        year = (last if len(fiscal[1]) > 2 else 2000 + last) - 1  # noqa: PLR2004  (two digits)
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        shown = school_year_label(2025).replace("–", "-")
        raise CellRefused(
            "This is no fiscal year." if text else "The row has no fiscal year.",
            f"Enter both calendar years, for example {shown}, or FY26 for the same year.",
        )
    return year


def read_day(text: str) -> datetime.date | None:
    """Read a day: 2026-09-30, 9/30/2026, or a workbook's day number; None is not known."""
    if parse_missing(text) is not None:
        return None
    if _SERIAL_DAY.fullmatch(text):
        return _FIRST_SERIAL + datetime.timedelta(days=int(text))
    iso, american = _ISO_DAY.fullmatch(text), _US_DAY.fullmatch(text)
    parts = (iso[1], iso[2], iso[3]) if iso else (american[3], american[1], american[2]) if american else ("0",) * 3
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        raise CellRefused("This is no day.", "Enter it as 2026-09-30 or 9/30/2026.") from None
