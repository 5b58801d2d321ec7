"""Loading a rubric: choose a file or paste a text, look at what it would change, confirm; and files to fill in."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.permissions import require_administrator
from plplanner.kit.downloads import attachment
from plplanner.kit.rows import StaleRow
from plplanner.kit.uploads import discard_kept, keep_upload, open_kept
from rubrics.enums import ExportFormat
from rubrics.exports import WRITERS
from rubrics.exports.template import TEMPLATE
from rubrics.forms.loading import LoadForm, PolarityForm, RubricFileForm
from rubrics.imports import Reading
from rubrics.imports.reading import POLARITY_MISSING
from rubrics.instrument import Polarity
from rubrics.selectors.comparing_page import (
    count_rows,
    difference_lines,
    finding_lines,
    instrument_rows,
    level_heads,
)
from rubrics.services.loading import LoadPlan, LoadStatus, load_rubric, plan_load, read_file

AREA = "rubric-loads"
TEMPLATE_FORMATS = (ExportFormat.XLSX, ExportFormat.CSV, ExportFormat.JSON)
CHANGED_MEANWHILE = "Somebody else loaded or published an edition meanwhile. Look at the changes again, then load it."


@read_or_post
def edition_load(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Take a file or a pasted text and lead to its preview; administrators only."""
    require_administrator(request.user)
    is_post = request.method == "POST"
    form = RubricFileForm(request.POST if is_post else None, request.FILES if is_post else None)
    if form.is_valid():
        upload_id = keep_upload(form.upload, area=AREA, owner=request.user.pk)
        return redirect("rubrics:edition-load-confirm", upload_id)
    return render(request, "rubrics/edition_load.html", {"form": form, "formats": TEMPLATE_FORMATS})


@read_or_post
def edition_load_confirm(request: AuthenticatedHttpRequest, upload_id: UUID) -> HttpResponse:
    """Show what the file would change, and load it when confirmed."""
    require_administrator(request.user)
    polarity = PolarityForm(request.GET if "polarity" in request.GET else None)
    reading = _read(request, upload_id, polarity.chosen)
    if reading is None and request.method != "POST":
        raise Http404
    if reading is None:
        messages.warning(request, "This file was loaded already, or a day has passed. Choose it again if you need it.")
        return redirect("rubrics:edition-load")
    form = LoadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan = load_rubric(
                reading=reading,
                by=request.user,
                publishes=form.cleaned_data["publishes"],
                seen=form.cleaned_data["seen"],
            )
        except StaleRow:
            messages.warning(request, CHANGED_MEANWHILE)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            if plan.status != LoadStatus.REFUSED:
                return _loaded(request, upload_id, plan)
    return _preview(request, plan_load(reading), polarity)


def _read(request: AuthenticatedHttpRequest, upload_id: UUID, polarity: Polarity | None) -> Reading | None:
    """Read the kept file; None if it is no longer there."""
    kept = open_kept(upload_id, area=AREA, owner=request.user.pk)
    if kept is None:
        return None
    with kept.file:
        return read_file(content=kept.content.read(), name=kept.name, file_format=None, polarity=polarity)


def _loaded(request: AuthenticatedHttpRequest, upload_id: UUID, plan: LoadPlan) -> HttpResponse:
    """Throw the file away and lead to the edition."""
    discard_kept(upload_id, area=AREA, owner=request.user.pk)
    state = "It is published." if plan.is_published else "It is a draft: publish it when you have looked at it."
    told = "was there already" if plan.status == LoadStatus.UNCHANGED else "is loaded"
    messages.success(request, f"The edition {plan.slug} {told}. {state}")
    return redirect("rubrics:edition-detail", plan.slug)


def _preview(request: AuthenticatedHttpRequest, plan: LoadPlan, polarity: PolarityForm) -> HttpResponse:
    instrument = plan.instrument
    asks_polarity = any(each.code == POLARITY_MISSING for each in plan.findings)
    findings = [each for each in plan.findings if each.code != POLARITY_MISSING]
    return render(
        request,
        "rubrics/edition_preview.html",
        {
            "plan": plan,
            "instrument": instrument,
            "is_new": plan.status == LoadStatus.NEW,
            "is_updated": plan.status == LoadStatus.UPDATED,
            "is_unchanged": plan.status == LoadStatus.UNCHANGED,
            "polarity_form": polarity if asks_polarity else None,
            "form": LoadForm(initial={"seen": plan.fingerprint}),
            "rows": instrument_rows(instrument) if instrument else [],
            "heads": level_heads(instrument) if instrument else [],
            "counts": count_rows(instrument) if instrument else [],
            "differences": difference_lines(plan.differences),
            "difference_count": len(plan.differences),
            "findings": finding_lines(findings),
        },
    )


@require_safe
def template_download(request: AuthenticatedHttpRequest, template_format: str) -> HttpResponse:
    """Hand out a small rubric to write one's own over."""
    del request  # anyone who is signed in may have it
    if template_format not in TEMPLATE_FORMATS:
        raise Http404
    writer = WRITERS[ExportFormat(template_format)]
    content = writer.write(TEMPLATE, timezone.now())
    return attachment(content, stem="rubric to fill in", extension=writer.extension, content_type=writer.content_type)
