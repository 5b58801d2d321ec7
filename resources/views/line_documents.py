"""Documents that support a line of the ledger."""

from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from plplanner.kit.downloads import attachment
from plplanner.kit.file_form import FileForm
from plplanner.kit.text import shorten
from resources.models import LedgerLine
from resources.selectors.line_documents import documents_of
from resources.services.line_documents import MOST_DOCUMENTS, add_document, remove_document
from resources.views.access import may_write, visible_row, writable_row
from resources.views.ledger import ledger_address
from resources.views.rows import NAME_LENGTH


@read_or_post
def line_documents(request: AuthenticatedHttpRequest, line_id: UUID) -> HttpResponse:
    """List the documents of a line, and keep one more."""
    line = visible_row(request, LedgerLine, line_id)
    if request.method == "POST":
        require_permission(request.user, Permission.EDIT_RESOURCES, line.district)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            document = add_document(line=line, name=form.name, content=form.content, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"“{document.name}” is kept with the line.")
            return redirect("resources:line-documents", line.pk)
    context = {
        "district": line.district,
        "year": line.school_year,
        "section": "ledger",
        "line": line,
        "name": shorten(str(line), NAME_LENGTH),
        "form": form,
        "documents": documents_of(line),
        "most": MOST_DOCUMENTS,
        "may_write": may_write(request, line.district),
        "ledger_url": ledger_address(line.district, line.school_year),
    }
    return render(request, "resources/line_documents.html", context)


@require_safe
def line_document(request: AuthenticatedHttpRequest, line_id: UUID, document_id: UUID) -> HttpResponse:
    """Send a document to who may see the line."""
    line = visible_row(request, LedgerLine, line_id)
    document = get_object_or_404(line.documents, pk=document_id)
    with document.content.open("rb") as stored:
        content = stored.read()
    path = PurePath(document.name)
    return attachment(
        content,
        stem=path.stem,
        extension=path.suffix.removeprefix(".") or "bin",
        content_type="application/octet-stream",
    )


@read_or_post
def line_document_remove(request: AuthenticatedHttpRequest, line_id: UUID, document_id: UUID) -> HttpResponse:
    """Ask, then remove a document for good."""
    line = writable_row(request, LedgerLine, line_id)
    document = get_object_or_404(line.documents, pk=document_id)
    if request.method == "POST":
        remove_document(document=document, by=request.user)
        messages.success(request, f"“{document.name}” is removed.")
        return redirect("resources:line-documents", line.pk)
    context = {"document": document, "line": line, "district": line.district}
    return render(request, "resources/line_document_remove.html", context)
