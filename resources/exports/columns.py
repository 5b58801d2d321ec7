"""The columns of a file of ledger lines: what `export_ledger` writes and the import reads back. Knows no database.

Choices are written by their label ("External services"), yes or no as words, amounts as plain dollars ("8000.00"), and
what nobody knows, or nobody chose, is an empty cell; an empty school is district-wide. `id` is the line's id in the
finance system, or its own id here (a UUID) where it has none. In a CSV file a text that begins like a formula has an
apostrophe before it; `plplanner.kit.csv_writer.without_guard` takes it off.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from plplanner.kit.numbers import NumberKind, NumberRefused, parse_number
from resources.calculations.shares import WHOLE

LINE_HEADERS = (
    "id",
    "fiscal_year",
    "title",
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "technology_training",
    "recurring",
    "pathway",
    "department",
    "school",
    "quantity",
    "unit",
    "planned",
    "committed",
    "actual",
    "funds",
    "function_code",
    "object_code",
    "note",
)
YES, NO = "yes", "no"

FUNDS_EXAMPLE = "Title II-A 60%; Local 40%"
FUNDS_UNREADABLE = f"Name each fund with its share, for example “{FUNDS_EXAMPLE}” or “Title II-A $6000; Local $4000”."

_FUND = re.compile(
    r"""\s*(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<name>[^;"]+?))\s+(?P<part>\$\s?[0-9.,]+|[0-9.,]+\s?%?)\s*(?:;|\Z)"""
)
_NEEDS_QUOTES = re.compile(r"""[;"]""")


class FundsUnreadable(ValueError):
    """The cell of funds does not say who pays how much; the message is a sentence that says how to write it."""


def year_text(year: int) -> str:
    """Write a fiscal year as files have it: 2025 gives "2025-26"."""
    return f"{year}-{(year + 1) % 100:02d}"


def funds_text(shares: Sequence[tuple[str, Decimal]]) -> str:
    """Write who pays a line, percents where they add up to 100, dollars otherwise."""
    is_percent = sum((part for _, part in shares), Decimal(0)) == WHOLE
    return "; ".join(f"{_quoted(name)} {_part_text(part, is_percent=is_percent)}" for name, part in shares)


def read_funds(text: str) -> list[tuple[str, Decimal]]:
    """Read a cell that `funds_text` wrote, or a person: names of funds with their shares in percent or dollars.

    Raises FundsUnreadable. Whether the shares add up is judged where the line's planned amount is known.
    """
    found: list[tuple[str, Decimal]] = []
    place, end = 0, len(text.rstrip("; \t\n"))
    while place < end:
        match = _FUND.match(text, place)
        if match is None:
            raise FundsUnreadable(FUNDS_UNREADABLE)
        quoted = match["quoted"]
        name = match["name"] if quoted is None else quoted.replace('""', '"')
        try:
            part = parse_number(match["part"].replace("%", "").replace("$", ""), kind=NumberKind.COUNT)
        except NumberRefused:
            raise FundsUnreadable(FUNDS_UNREADABLE) from None
        found.append((name.strip(), part))
        place = match.end()
    return found


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""')) if _NEEDS_QUOTES.search(name) else name


def _part_text(part: Decimal, *, is_percent: bool) -> str:
    plain = f"{part.normalize():f}"
    return f"{plain}%" if is_percent else f"${plain}"
