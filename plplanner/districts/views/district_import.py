"""Loading a file of districts: choose, look at what would change, confirm."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plplanner.districts.elsi import ExportRefused
from plplanner.districts.forms.district_import import DistrictImportForm
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.import_report import LoadReport, report_rows
from plplanner.districts.models import FactImport
from plplanner.districts.permissions import require_administrator
from plplanner.districts.services.district_import import load_districts
from plplanner.kit.numbers import format_count
from plplanner.kit.uploads import discard_kept, keep_upload, open_kept

AREA = "district-imports"
SHOWN_LOADS = 10
SHOWN_PROBLEMS = 200


@read_or_post
def district_import(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Take a file and lead to its preview; administrators only."""
    require_administrator(request.user)
    form = DistrictImportForm(request.POST, request.FILES) if request.method == "POST" else DistrictImportForm()
    if form.is_valid():
        upload_id = keep_upload(form.cleaned_data["file"], area=AREA, owner=request.user.pk)
        return redirect("districts:district-import-confirm", upload_id)
    loads = FactImport.objects.select_related("loaded_by")[:SHOWN_LOADS]
    return render(request, "districts/import_form.html", {"form": form, "loads": loads})


@read_or_post
def district_import_confirm(request: AuthenticatedHttpRequest, upload_id: UUID) -> HttpResponse:
    """Show what the file would change, and load it when confirmed."""
    require_administrator(request.user)
    confirmed = request.method == "POST"
    try:
        report = _load(request, upload_id, dry_run=not confirmed)
    except ExportRefused as refused:
        return render(request, "districts/import_refused.html", {"sentence": str(refused)})
    if report is None and not confirmed:
        raise Http404
    if report is None:
        messages.warning(request, "This file was loaded already, or a day has passed. Choose it again if you need it.")
        return redirect("districts:district-import")
    if confirmed:
        discard_kept(upload_id, area=AREA, owner=request.user.pk)
        messages.success(request, _summary(report))
        return redirect("districts:district-import")
    return render(
        request,
        "districts/import_preview.html",
        {
            "rows": report_rows(report),
            "notices": report.notices,
            "problems": report.unusable[:SHOWN_PROBLEMS],
            "more_problems": format_count(max(0, len(report.unusable) - SHOWN_PROBLEMS)),
            "has_more_problems": len(report.unusable) > SHOWN_PROBLEMS,
            "has_changes": report.changes > 0,
        },
    )


def _load(request: AuthenticatedHttpRequest, upload_id: UUID, *, dry_run: bool) -> LoadReport | None:
    """Read the kept file; None if it is no longer there."""
    kept = open_kept(upload_id, area=AREA, owner=request.user.pk)
    if kept is None:
        return None
    with kept.file:
        return load_districts(file=kept.content, file_name=kept.name, by=request.user, dry_run=dry_run)


def _summary(report: LoadReport) -> str:
    if not report.changes:
        return f"{report.file_name} holds nothing new. Nothing was changed."
    return (
        f"{report.file_name} is loaded. Districts: {format_count(report.districts_new)} new, "
        f"{format_count(report.districts_updated)} updated. Values: {format_count(report.facts_new)} new, "
        f"{format_count(report.facts_updated)} updated, {format_count(report.facts_kept)} kept as people entered them."
    )
