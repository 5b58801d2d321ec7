"""A rubric as an Excel workbook of one sheet, made to be edited: bold column names, and cells that stay text."""

import io

import xlsxwriter

from plplanner.kit.text import clean_line
from plplanner.kit.xlsx import write_text
from rubrics.exports.rows import HEADERS, instrument_rows
from rubrics.instrument import Instrument

_WIDTHS = (24, 40, 16, 40, 14, 12, 80, 50)


def write_xlsx(instrument: Instrument) -> bytes:
    """Return the workbook's bytes."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"title": clean_line(instrument.title)[:255], "comments": instrument.attribution[:255]})
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DFEEED"})
        # "@" keeps what people type as text: else Excel makes 3.1 of the code 3.10.
        body = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = workbook.add_worksheet("Rubric")
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, body)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(0)
        for number, row in enumerate(instrument_rows(instrument)):
            for place, text in enumerate(row):
                if text:
                    write_text(sheet, number, place, text, head if row in HEADERS else body)
    return buffer.getvalue()
