"""The plan as a tagged PDF."""

from plans.document import DocumentOptions, PlanDocument
from plans.exports.layout import lay_out
from plplanner.kit.pdf import write_pdf


def plan_pdf(document: PlanDocument, options: DocumentOptions) -> bytes:
    """Return the PDF/UA-1 file."""
    return write_pdf(lay_out(document, options))
