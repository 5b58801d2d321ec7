"""A rubric as a CSV file."""

import csv
import io

from rubrics.exports.rows import instrument_rows
from rubrics.imports.table_layout import guard
from rubrics.instrument import Instrument

CONTENT_TYPE = "text/csv; charset=utf-8"


def write_csv(instrument: Instrument) -> bytes:
    """Return the file's bytes, with the mark by which spreadsheets know UTF-8; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guard(cell) for cell in row] for row in instrument_rows(instrument))
    return text.getvalue().encode("utf-8-sig")
