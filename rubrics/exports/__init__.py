"""A rubric as files, and the one table of their writers."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plplanner.kit import xlsx as kit_xlsx
from rubrics.enums import ExportFormat
from rubrics.exports import case, csv_file, docx, json_file
from rubrics.exports.case import write_case
from rubrics.exports.csv_file import write_csv
from rubrics.exports.docx import write_docx
from rubrics.exports.json_file import write_json
from rubrics.exports.xlsx import write_xlsx
from rubrics.instrument import Instrument


@dataclass(frozen=True)
class Writer:
    """How one format is written, and what its file is. Two formats also say when the rubric was last changed."""

    write: Callable[[Instrument, datetime.datetime], bytes]
    content_type: str
    extension: str


def _undated(write: Callable[[Instrument], bytes]) -> Callable[[Instrument, datetime.datetime], bytes]:
    return lambda instrument, changed_at: write(instrument)  # noqa: ARG005  # these files hold no date


WRITERS: Mapping[ExportFormat, Writer] = {
    ExportFormat.JSON: Writer(_undated(write_json), json_file.CONTENT_TYPE, "json"),
    ExportFormat.CSV: Writer(_undated(write_csv), csv_file.CONTENT_TYPE, "csv"),
    ExportFormat.XLSX: Writer(_undated(write_xlsx), kit_xlsx.CONTENT_TYPE, "xlsx"),
    ExportFormat.CASE: Writer(write_case, case.CONTENT_TYPE, "json"),
    ExportFormat.DOCX: Writer(write_docx, docx.CONTENT_TYPE, "docx"),
}
