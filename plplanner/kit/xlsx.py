"""Writes tables as an Excel workbook: text stays text, and nothing in it is a formula or a link."""

import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plplanner.kit.text import clean_line, clean_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
CONTINUED = "Continues the text above, which is longer than an Excel cell."
MOST_ROWS = 1_048_575
"""What a sheet holds below its headings."""
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_PROPERTY = 255

_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
_HEAD = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": "#DFEEED",
    "border": 1,
    "border_color": "#A9B5BA",
}

Value = str | int | Decimal | datetime.date | None


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column's heading and its width in characters."""

    heading: str
    width: int = 20


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table on a sheet of its own."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[tuple[Value, ...]]


def write_xlsx(sheets: Sequence[Sheet], *, title: str, author: str, created: datetime.datetime) -> bytes:
    """Return the workbook's bytes.

    A text longer than a cell can hold goes on in the rows below, which say so in a last column of their own.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **_TEXT_STAYS_TEXT}) as workbook:
        workbook.set_properties(_properties(title=title, author=author, created=created))
        head = workbook.add_format(_HEAD)
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        names: set[str] = set()
        for sheet in sheets:
            name = _sheet_name(sheet.name, names)
            _write_sheet(workbook.add_worksheet(name), sheet, head=head, body=body, day=day)
    return buffer.getvalue()


def stream_xlsx(
    file: BinaryIO,
    *,
    name: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Value]],
    title: str,
    author: str,
    created: datetime.datetime,
) -> None:
    """Write one long table into a file, in the memory of a row; what one sheet cannot hold goes on in the next.

    A text that does not fit a cell is cut off.
    """
    with xlsxwriter.Workbook(file, {"constant_memory": True, **_TEXT_STAYS_TEXT}) as workbook:
        workbook.set_properties(_properties(title=title, author=author, created=created))
        styles = {"head": workbook.add_format(_HEAD), "body": workbook.add_format({"valign": "top"})}
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        names: set[str] = set()
        left = iter(rows)
        row = next(left, None)
        while row is not None or not names:
            worksheet = workbook.add_worksheet(_sheet_name(name, names))
            _begin_sheet(worksheet, columns, head=styles["head"])
            number = 0
            while row is not None and number < MOST_ROWS:
                number += 1
                for place, value in enumerate(row):
                    fitting = _pieces(clean_text(value))[0] if isinstance(value, str) else value
                    _write_cell(worksheet, number, place, fitting, body=styles["body"], day=day)
                row = next(left, None)
            worksheet.autofilter(0, 0, max(number, 1), len(columns) - 1)


def _properties(*, title: str, author: str, created: datetime.datetime) -> dict[str, object]:
    return {
        "title": clean_line(title)[:_LONGEST_PROPERTY],
        "author": clean_line(author)[:_LONGEST_PROPERTY],
        "created": created.replace(tzinfo=None),
    }


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel takes, not used before; Excel reserves "History" and apostrophes at the ends."""
    clean = _FORBIDDEN_IN_NAMES.sub(" ", clean_line(wanted)).strip("' ")[:_LONGEST_NAME].strip("' ") or "Sheet"
    if clean.casefold() == "history":
        clean = "History of changes"
    name, number = clean, 1
    while name.casefold() in taken:
        number += 1
        name = f"{clean[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _begin_sheet(worksheet: Worksheet, columns: Sequence[SheetColumn], *, head: Format) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(1)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.freeze_panes(1, 0)
    worksheet.hide_gridlines(0)
    for number, column in enumerate(columns):
        worksheet.set_column(number, number, column.width)
        worksheet.write_string(0, number, clean_line(column.heading), head)


def _write_sheet(worksheet: Worksheet, sheet: Sheet, *, head: Format, body: Format, day: Format) -> None:
    _begin_sheet(worksheet, sheet.columns, head=head)
    rows = [piece for row in sheet.rows for piece in _fitting(row)]
    for number, (values, is_continued) in enumerate(rows, 1):
        for place, value in enumerate(values):
            _write_cell(worksheet, number, place, value, body=body, day=day)
        if is_continued:
            worksheet.write_string(number, len(sheet.columns), CONTINUED, body)
    if any(is_continued for _, is_continued in rows):
        worksheet.set_column(len(sheet.columns), len(sheet.columns), 24)
        worksheet.write_string(0, len(sheet.columns), "Note", head)
    if rows:
        worksheet.autofilter(0, 0, len(rows), len(sheet.columns) - 1)


def _write_cell(worksheet: Worksheet, row: int, column: int, value: Value, *, body: Format, day: Format) -> None:
    match value:
        case None | "":
            return
        case str():
            write_text(worksheet, row, column, value, body)
        case datetime.date():
            worksheet.write_datetime(row, column, datetime.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  (a calendar date)
        case _:
            worksheet.write_number(row, column, value, body)


def write_text(worksheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text as itself.

    XlsxWriter takes a text from <r> to </r> for its own markup and does not escape it; as two runs it is text again.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        worksheet.write_rich_string(row, column, text[0], text[1:], style)
    else:
        worksheet.write_string(row, column, text, style)


def _fitting(row: tuple[Value, ...]) -> Iterator[tuple[tuple[Value, ...], bool]]:
    """Yield the row, and below it rows with what did not fit into its cells."""
    pieces = [_pieces(clean_text(value)) if isinstance(value, str) else [value] for value in row]
    for number, values in enumerate(zip_longest(*pieces)):
        yield values, number > 0


def _pieces(text: str) -> list[Value]:
    """Cut a text so that each piece fits a cell, counted as Excel does, in UTF-16 units."""
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return [text]
    size = LONGEST_CELL // 2 if any(ord(each) > 0xFFFF for each in text) else LONGEST_CELL  # noqa: PLR2004  (the last character of one unit)
    return [text[start : start + size] for start in range(0, len(text), size)]
