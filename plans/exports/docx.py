"""The plan as a Word file, with the whole content embedded so that it comes back identically."""

import datetime
import json

from plans.document import DocumentOptions, PlanDocument
from plans.exports.layout import lay_out
from plans.portable import content_to_json
from plans.printed import printed_digests
from plplanner.kit.blocks import Embedded
from plplanner.kit.docx_writer import write_docx

NAMESPACE = "urn:plplanner:plan:1"
ELEMENT = "plan"


def plan_docx(document: PlanDocument, options: DocumentOptions) -> bytes:
    """Return the .docx: texts in content controls tagged with their place, optional details in the embedded part."""
    laid_out = lay_out(document, options)
    embedded = Embedded(
        namespace=NAMESPACE,
        name=ELEMENT,
        text=json.dumps(content_to_json(document.content)),
        printed=printed_digests(laid_out),
    )
    return write_docx(laid_out, created=datetime.datetime.now(datetime.UTC), embedded=embedded)
