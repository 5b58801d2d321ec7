"""Loading a file into the ledger: choose, look at what would change, confirm; and files to fill in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.kit.csv_writer import CONTENT_TYPE, write_csv
from plplanner.kit.downloads import attachment
from plplanner.kit.uploads import discard_kept, keep_upload, open_kept
from resources.enums import ImportKind
from resources.exports.columns import year_text
from resources.forms.ledger_import import ConfirmForm, KindForm, LedgerFileForm
from resources.imports.findings import FileRefused
from resources.imports.report import LedgerReport, report_rows, summary
from resources.imports.templates import template_rows
from resources.selectors.ledger_import import earlier_loads
from resources.services.ledger_import import LedgerMoved, load_ledger
from resources.views.access import writable_district

AREA = "ledger-imports"
SECTION = "load"
SHOWN_FINDINGS = 200
SHOWN_CHANGES = 50
GONE = "This file was loaded already, or a day has passed. Choose it again if you need it."
MOVED = "Somebody changed the same rows since you looked. This is what the file would change now."


@read_or_post
def ledger_import(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Take a file and lead to its preview."""
    district = writable_district(request, district_id)
    is_post = request.method == "POST"
    form = LedgerFileForm(request.POST, request.FILES) if is_post else LedgerFileForm()
    if is_post and form.is_valid():
        upload_id = keep_upload(form.cleaned_data["file"], area=AREA, owner=_owner(request, district))
        query = f"?kind={form.chosen}" if form.chosen else ""
        return redirect(reverse("resources:ledger-import-confirm", args=[district.pk, year, upload_id]) + query)
    context = {
        "district": district,
        "year": year,
        "section": SECTION,
        "form": form,
        "kinds": ImportKind.choices,
        "loads": earlier_loads(district),
    }
    return render(request, "resources/import_form.html", context)


@read_or_post
def ledger_import_confirm(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, upload_id: UUID
) -> HttpResponse:
    """Show what the file would change, and load it when confirmed."""
    district = writable_district(request, district_id)
    confirmed = ConfirmForm(request.POST if request.method == "POST" else None)
    place = {"district": district, "year": year, "section": SECTION}
    seen = confirmed.cleaned_data["seen"] if confirmed.is_valid() else ""
    notice = ""
    try:
        report = _load(request, district, year, upload_id, seen=seen)
    except LedgerMoved:
        report, notice = _load(request, district, year, upload_id, seen=""), MOVED
    except FileRefused as refused:
        return render(request, "resources/import_refused.html", {**place, "sentence": str(refused)})
    if report is None:
        messages.warning(request, GONE)
        return redirect("resources:ledger-import", district.pk, year)
    if not report.dry_run and not report.is_refused:
        discard_kept(upload_id, area=AREA, owner=_owner(request, district))
        messages.success(request, summary(report))
        return redirect("resources:ledger-import", district.pk, year)
    return render(request, "resources/import_preview.html", {**place, **_preview(report), "moved": notice})


@require_safe
def ledger_import_template(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, import_kind: str
) -> HttpResponse:
    """Hand out an empty file with the columns of a kind and one example."""
    writable_district(request, district_id)
    if import_kind not in ImportKind.values:
        raise Http404
    kind = ImportKind(import_kind)
    names, rows = template_rows(kind, year=year_text(year))
    stem = f"{kind.label.lower()} to fill in"
    return attachment(write_csv(names, rows), stem=stem, extension="csv", content_type=CONTENT_TYPE)


def _load(
    request: AuthenticatedHttpRequest, district: District, year: int, upload_id: UUID, *, seen: str
) -> LedgerReport | None:
    """Read the kept file, and load it if the person has seen what it would do; None if it is no longer there."""
    kept = open_kept(upload_id, area=AREA, owner=_owner(request, district))
    if kept is None:
        return None
    with kept.file:
        return load_ledger(
            file=kept.content,
            file_name=kept.name,
            district=district,
            by=request.user,
            kind=KindForm(request.GET).chosen,
            default_year=year,
            dry_run=not seen,
            expected=seen,
        )


def _preview(report: LedgerReport) -> dict[str, object]:
    edited_first = sorted(report.changes, key=lambda change: not change.edited)
    return {
        "rows": report_rows(report),
        "notices": report.notices,
        "errors": [each for each in report.findings if each.is_error][:SHOWN_FINDINGS],
        "left_out": [each for each in report.findings if not each.is_error][:SHOWN_FINDINGS],
        "error_count": report.errors,
        "more_errors": max(0, report.errors - SHOWN_FINDINGS),
        "changes": edited_first[:SHOWN_CHANGES],
        "more_changes": max(0, report.changes_total - SHOWN_CHANGES),
        "is_refused": report.is_refused,
        "may_load": report.has_changes and not report.is_refused,
        "form": ConfirmForm(initial={"seen": report.fingerprint}),
    }


def _owner(request: AuthenticatedHttpRequest, district: District) -> str:
    """A file waits for one person and one district."""
    return f"{request.user.pk}-{district.pk}"
