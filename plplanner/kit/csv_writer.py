"""Writes a table as CSV that a spreadsheet opens as text: nothing in it is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from plplanner.kit.text import clean_text

CONTENT_TYPE = "text/csv; charset=utf-8"
_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""

_ROWS_AT_ONCE = 500
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Return the file's bytes, in UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK + buffer.getvalue()).encode("utf-8")


def stream_csv(headings: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Iterator[bytes]:
    """Yield the file's bytes as the rows come, in the memory of some hundred of them."""
    yield write_csv(headings, [])
    left = iter(rows)
    while some := list(islice(left, _ROWS_AT_ONCE)):
        buffer = io.StringIO()
        csv.writer(buffer).writerows([_cell(value) for value in row] for row in some)
        yield buffer.getvalue().encode("utf-8")


def without_guard(text: str) -> str:
    """Take off the apostrophe that a text has in a file because it begins like a formula."""
    rest = text.removeprefix("'")
    return rest if rest != text and _cell(rest) == text else text


def _cell(value: str | int | None) -> str | int:
    """Put an apostrophe before what a spreadsheet would take for a formula; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = clean_text(value)
    return f"'{text}" if text.lstrip().startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text
