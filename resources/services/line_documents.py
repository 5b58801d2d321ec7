"""Documents that support a line of the ledger: added and removed by those who write it."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from plplanner.districts.models import User
from resources.models import LedgerLine, LineDocument
from resources.services.rows import record_row

MOST_DOCUMENTS = 10
"""So many documents may support one line."""


@transaction.atomic
def add_document(*, line: LedgerLine, name: str, content: bytes, by: User) -> LineDocument:
    """Keep a file with a line; the same file once more changes nothing. Raises ValidationError when it is full."""
    digest = hashlib.sha256(content).hexdigest()
    held = LedgerLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    existing = held.documents.filter(sha256=digest).first()
    if existing is not None:
        return existing
    if held.documents.count() >= MOST_DOCUMENTS:
        raise ValidationError(f"There are {MOST_DOCUMENTS} documents already. Remove one first.")
    document = LineDocument(line=held, name=name, size=len(content), sha256=digest, added_by=by)
    document.content.save("document", ContentFile(content), save=False)
    document.save(force_insert=True)
    record_row(line, action="add-document", by=by, document=str(document.pk), name=name)
    return document


@transaction.atomic
def remove_document(*, document: LineDocument, by: User) -> None:
    """Remove a document for good; removing it again changes nothing."""
    storage, path = document.content.storage, str(document.content.name)
    if LineDocument.objects.filter(pk=document.pk).delete()[0]:
        record_row(document.line, action="remove-document", by=by, document=str(document.pk), name=document.name)
        transaction.on_commit(lambda: storage.delete(path))
