"""Reads CSV and XLSX files as rows of text, from the header row below any title lines; a row at a time."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from plplanner.kit.archives import ArchiveRefused
from plplanner.kit.text import clean_line, clean_text
from plplanner.kit.workbooks import SheetRow, WorkbookRefused, read_first_sheet

TITLE_LINES = 60
DELIMITERS = ",;\t|"
LONGEST_LINE = 1024 * 1024

_CHUNK = 256 * 1024
_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0"
_TEXT_GUARD = re.compile(r'="(.*)"', re.DOTALL)

Row = SheetRow
"""A line number in the file (the row number in a sheet) and the texts of its cells."""

Rows = Generator[Row, None, None]
IsHeader = Callable[[Sequence[str]], bool]
Clean = Callable[[str], str]


class TableRefused(ValueError):
    """The file cannot be read as a table; the message is a sentence that says what to do."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A header and the rows below it. The rows are read as they are asked for, once, and may raise TableRefused."""

    header: Sequence[str]
    header_line: int
    rows: Iterator[Row]


def has_columns(*names: str) -> IsHeader:
    """Make a test for a header row: it holds all the names, whatever their case and spacing."""
    wanted = {_folded(name) for name in names}

    def is_header(cells: Sequence[str]) -> bool:
        return wanted <= {_folded(cell) for cell in cells}

    return is_header


def open_table(file: BinaryIO, *, is_header: IsHeader, keeps_breaks: bool = False) -> Table:
    """Find the header among the first lines of a CSV or XLSX file and return it with the rows below.

    Each cell is one line of text, or with `keeps_breaks` as many as it was written in. The file must be seekable and
    stay open while rows are read. Encoding (UTF-8, UTF-16 with its mark, else Western European) and delimiter are found
    out. Raises TableRefused when there is no such header.
    """
    clean = _clean_lines if keeps_breaks else clean_line
    file.seek(0)
    start = file.read(_CHUNK)
    file.seek(0)
    if not start.strip():
        raise TableRefused("This file is empty. Choose a file with a table in it.")
    if start.startswith(_OLE_START):
        raise TableRefused(
            "This is an old Excel file or one with a password. Save it as Excel workbook (.xlsx) or CSV."
        )
    if start.startswith(_ZIP_START):
        table = _below_header([_sheet_rows(file, clean)], is_header)
        return replace(table, rows=_padded(table.rows, len(table.header)))
    encoding = _find_encoding(file, start)
    return _below_header((_csv_rows(file, encoding, delimiter, clean) for delimiter in DELIMITERS), is_header)


def _below_header(readings: Iterable[Rows], is_header: IsHeader) -> Table:
    for rows in readings:
        for row in islice(rows, TITLE_LINES):
            if is_header(row.cells):
                return Table(header=[clean_line(cell) for cell in row.cells], header_line=row.line, rows=rows)
        rows.close()
    raise TableRefused(
        f"No row of column names was found in the first {TITLE_LINES} lines. Choose the file as it was downloaded."
    )


def _padded(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """Add the empty cells at the end of a row, which a workbook does not store."""
    for line, cells in rows:
        yield Row(line, [*cells, *[""] * (width - len(cells))])


def _sheet_rows(file: BinaryIO, clean: Clean) -> Rows:
    try:
        for line, cells in read_first_sheet(file):
            yield Row(line, [_clean_cell(cell, clean) if cell else cell for cell in cells])
    except (ArchiveRefused, WorkbookRefused) as error:
        raise TableRefused(str(error)) from error


def _csv_rows(file: BinaryIO, encoding: str, delimiter: str, clean: Clean) -> Rows:
    """Yield the rows that hold something; the line is the one a row begins on."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    reader = csv.reader(_bounded_lines(text), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield Row(line, [_clean_cell(cell, clean) if cell else cell for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableRefused(f"Line {line} cannot be read: a cell is too long or a quote is not closed.") from error
    finally:
        # Leaves the file open for the caller, who opened it and may have closed it by now.
        with suppress(ValueError):
            text.detach()


def _bounded_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise TableRefused("This file has a line of more than a million characters. Choose a CSV or XLSX file.")
        yield line


def _find_encoding(file: BinaryIO, start: bytes) -> str:
    """Read the whole file once, in pieces, to tell UTF-8 from the Western European code pages."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _first_fitting(file, ["utf-16"])
    if b"\x00" in start:
        raise TableRefused("This file is not text. Choose a CSV or XLSX file.")
    return _first_fitting(file, ["utf-8-sig", "cp1252", "latin-1"])


def _first_fitting(file: BinaryIO, encodings: list[str]) -> str:
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while piece := file.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise TableRefused("This file is not text. Choose a CSV or XLSX file.")


def _clean_cell(cell: str, clean: Clean) -> str:
    """Trim a cell and take off the ="…" by which exports keep a spreadsheet from reading an id as a number."""
    text = clean(cell)
    guarded = _TEXT_GUARD.fullmatch(text) if text.startswith("=") else None
    return clean(guarded[1]) if guarded else text


def _clean_lines(cell: str) -> str:
    return clean_text(cell).strip()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
