"""The document: preview, print page and files."""

import logging
import uuid

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.enums import ExportFormat
from plans.exports import WRITERS, file_stem
from plans.exports.html import plan_sheet
from plans.forms.document import DocumentForm, DownloadForm
from plans.models import Plan
from plans.selectors.document import plan_document
from plans.views.access import visible_plan
from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.downloads import attachment
from plplanner.kit.pdf import PdfError

# A bare address names no kind of file, which the form then asks for.
_NO_FORMAT = QueryDict("format=")

logger = logging.getLogger(__name__)

PDF_FAILED = "The PDF could not be made. Take the Word file away, and ask your administrator to look at the log."


@require_safe
def document_preview(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show the plan as the document it becomes."""
    plan = visible_plan(request, plan_id)
    form = DocumentForm(request.GET, edition=plan.layout, with_prompts=not plan.is_finished)
    return _preview(request, plan, form)


@require_safe
def document_print(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show the document alone, for the printer."""
    plan = visible_plan(request, plan_id)
    form = DocumentForm(request.GET, edition=plan.layout, with_prompts=not plan.is_finished)
    if form.is_bound and not form.is_valid():
        return _preview(request, plan, form)
    sheet = plan_sheet(plan_document(plan), form.options)
    return render(request, "plans/document_print.html", {"plan": plan, "sheet": sheet})


@require_safe
def document_download(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Send the document as a file."""
    plan = visible_plan(request, plan_id)
    form = DownloadForm(request.GET or _NO_FORMAT, edition=plan.layout, with_prompts=not plan.is_finished)
    if not form.is_valid():
        return _preview(request, plan, form)
    document = plan_document(plan)
    kind = ExportFormat(form.cleaned_data["format"])
    try:
        content = WRITERS[kind].write(document, form.options)
    except PdfError:
        logger.exception("The PDF of plan %s could not be made.", plan.pk)
        return _preview(request, plan, form, problem=PDF_FAILED)
    return attachment(content, stem=file_stem(document), extension=kind, content_type=WRITERS[kind].content_type)


def _preview(request: AuthenticatedHttpRequest, plan: Plan, form: DocumentForm, *, problem: str = "") -> HttpResponse:
    document = plan_document(plan)
    context = {
        "plan": plan,
        "district": plan.district,
        "section_key": "document",
        "form": form,
        "formats": [(kind.value, kind.label) for kind in ExportFormat],
        "problems": [{"text": problem, "href": ""}] if problem else [],
        "sheet": plan_sheet(document, form.options),
    }
    status = 503 if problem else 400 if form.errors else 200
    return render(request, "plans/document_preview.html", context, status=status)
