"""The plan as files: one table of formats and their writers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plans.document import DocumentOptions, PlanDocument
from plans.enums import ExportFormat
from plans.exports.docx import plan_docx
from plans.exports.html import plan_html
from plans.exports.pdf import plan_pdf
from plans.exports.xlsx import plan_xlsx
from plans.portable import content_to_json
from plplanner.kit import docx_writer, html_writer, pdf, xlsx


def plan_json(document: PlanDocument, options: DocumentOptions) -> bytes:
    """Return the portable shape (docs/formats.md), whole: a file to take in again leaves nothing out."""
    del options
    value = content_to_json(document.content)
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@dataclass(frozen=True)
class Writer:
    """How one format is written, and what its file is."""

    write: Callable[[PlanDocument, DocumentOptions], bytes]
    content_type: str


WRITERS: Mapping[ExportFormat, Writer] = {
    ExportFormat.DOCX: Writer(plan_docx, docx_writer.CONTENT_TYPE),
    ExportFormat.PDF: Writer(plan_pdf, pdf.CONTENT_TYPE),
    ExportFormat.XLSX: Writer(plan_xlsx, xlsx.CONTENT_TYPE),
    ExportFormat.JSON: Writer(plan_json, "application/json"),
    ExportFormat.HTML: Writer(plan_html, html_writer.CONTENT_TYPE),
}


def file_stem(document: PlanDocument) -> str:
    """Name the document's file after the district and the plan, and its first school year if the title has no year."""
    title, first_year = document.content.title, document.content.first_year
    year = document.year_labels[0] if document.year_labels and str(first_year) not in title else ""
    return " - ".join(part for part in (document.district.name, title, year) if part)
