"""The documents of a line as its page lists them."""

from dataclasses import dataclass
from uuid import UUID

from django.template.defaultfilters import date, filesizeformat
from django.utils.timezone import localtime

from resources.models import LedgerLine, LineDocument


@dataclass(frozen=True, kw_only=True)
class DocumentLine:
    """One document, ready to print."""

    id: UUID
    name: str
    size: str
    added: str


def documents_of(line: LedgerLine) -> list[DocumentLine]:
    """List a line's documents, the first added first, in one statement."""
    return [
        DocumentLine(
            id=each.pk,
            name=each.name,
            size=filesizeformat(each.size),
            added=f"added {date(localtime(each.added_at), 'F j, Y')}"
            + (f" by {each.added_by}" if each.added_by else ""),
        )
        for each in line.documents.select_related("added_by")
    ]


def _added(document: LineDocument) -> str:
    day = date(localtime(document.added_at), "F j, Y")
    return f"added {day} by {document.added_by}" if document.added_by else f"added {day}"
