"""The report of a self-assessment as files: one table of formats and their writers.

There is a file only where some ratings may be shown: the page of results says why there is none.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plplanner.kit import csv_writer, docx_writer, pdf, xlsx
from rubrics.enums import ReportFormat
from rubrics.exports.report_json import report_json
from rubrics.exports.report_layout import lay_out
from rubrics.exports.report_tables import report_csv, report_xlsx
from rubrics.report import AssessmentReport


def report_docx(report: AssessmentReport) -> bytes:
    """Return the .docx file."""
    return docx_writer.write_docx(lay_out(report), created=datetime.datetime.now(datetime.UTC))


def report_pdf(report: AssessmentReport) -> bytes:
    """Return the PDF/UA-1 file."""
    return pdf.write_pdf(lay_out(report))


@dataclass(frozen=True)
class Writer:
    """How one format is written, and what its file is."""

    write: Callable[[AssessmentReport], bytes]
    content_type: str


WRITERS: Mapping[ReportFormat, Writer] = {
    ReportFormat.DOCX: Writer(report_docx, docx_writer.CONTENT_TYPE),
    ReportFormat.PDF: Writer(report_pdf, pdf.CONTENT_TYPE),
    ReportFormat.XLSX: Writer(report_xlsx, xlsx.CONTENT_TYPE),
    ReportFormat.CSV: Writer(report_csv, csv_writer.CONTENT_TYPE),
    ReportFormat.JSON: Writer(report_json, "application/json"),
}

WITH_PEOPLE = frozenset({ReportFormat.XLSX, ReportFormat.JSON})
"""Formats that hold who rated what, for those who may know: a table for each person is no reading matter."""


def file_stem(report: AssessmentReport) -> str:
    """Name the file after the district, the self-assessment and its school year."""
    return f"{report.district} - {report.title} - {report.school_year}"
