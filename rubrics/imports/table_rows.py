"""The rows of a CSV or Excel file, and which of them begin one of a rubric's tables."""

import csv
import io
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from plplanner.kit.archives import ArchiveRefused
from plplanner.kit.text import clean_text
from plplanner.kit.workbooks import WorkbookRefused, read_first_sheet
from rubrics.imports.reading import RubricRefused, place
from rubrics.imports.table_layout import NEEDED, unguard

DELIMITERS = ",;\t|"
SEARCHED_ROWS = 60

_BULLETS = "•▪●◦ \t"


@dataclass(frozen=True)
class Row:
    """A row of the file and the line or row number it begins on."""

    line: int
    cells: tuple[str, ...]


Rows = Generator[Row, None, None]


def find_delimiter(text: str) -> str | None:
    """Return the character between cells with which one of the first rows begins a table; None if none does."""
    return next((each for each in DELIMITERS if _has_header(text, each)), None)


def _has_header(text: str, delimiter: str) -> bool:
    try:
        return any(table_of(row) for row in islice(csv_rows(text, delimiter), SEARCHED_ROWS))
    except RubricRefused:
        return False


def csv_rows(text: str, delimiter: str) -> Rows:
    """Yield the rows of a CSV text. Raises RubricRefused at the row that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(clean_text(unguard(cell)) for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        sentence = "The row cannot be read: a cell is too long or a quote is not closed."
        raise RubricRefused(sentence, subject=place(line)) from error


def sheet_rows(content: bytes) -> Rows:
    """Yield the rows of a workbook's first sheet. Raises RubricRefused for what is no workbook."""
    try:
        for line, cells in read_first_sheet(io.BytesIO(content)):
            yield Row(line, tuple(clean_text(cell) for cell in cells))
    except (ArchiveRefused, WorkbookRefused) as error:
        raise RubricRefused(str(error)) from error


def table_of(row: Row) -> tuple[str, ...] | None:
    """Return the table that a row of column names begins."""
    names = {folded(cell) for cell in row.cells}
    for table, needed in NEEDED.items():
        if {folded(name) for name in needed} <= names:
            return table
    return None


def folded(name: str) -> str:
    """Return a column name without regard to case and spacing."""
    return " ".join(name.split()).casefold()


def filled_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Leave out rows in which nothing is written."""
    return (row for row in rows if any(cell.strip() for cell in row.cells))


def cell_lines(cell: str) -> list[str]:
    """Return the lines of a cell that are not blank."""
    return [line.strip() for line in cell.split("\n") if line.strip()]


def statements_in(cell: str) -> list[str]:
    """Read a statement, or several that stand on lines of their own, perhaps behind bullets."""
    lines = cell_lines(cell)
    return [line.lstrip(_BULLETS) for line in lines] if len(lines) > 1 else lines
