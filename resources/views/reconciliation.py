"""Reconciling requests across departments: what is probably asked for twice, side by side, merged or told apart."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.forms.decisions import MergeForm, refuse
from resources.forms.requests import DistinctForm, OtherRequestForm, ids_in
from resources.models import BudgetRequest
from resources.selectors.reconciliation import Comparison, comparison, reconciliation_page
from resources.selectors.requests import saved_in_words
from resources.services.reconciliation import merge_requests, say_distinct, take_back_distinct, unmerge_request
from resources.views.access import may_write, visible_district, visible_row, writable_row
from resources.views.requests import request_address


def _page_address(district: District, year: int) -> str:
    return reverse("resources:reconciliation", args=[district.pk, year])


@require_safe
def reconciliation(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show which submitted requests of a year probably ask for the same, or pay different prices."""
    district = visible_district(request, district_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "requests",
        "page": reconciliation_page(district, year),
        "saved": saved_in_words(district, year),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/reconciliation_page.html", context)


@require_safe
def reconciliation_compare(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Show a request beside those it is probably a duplicate of, or beside the ones the address names."""
    row = visible_row(request, BudgetRequest, request_id)
    compared = comparison(row, ids_in(request.GET, "with"))
    form = MergeForm(compared=compared) if compared else None
    return _compare_page(request, row, compared, form, DistinctForm())


@read_or_post
def request_merge(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Let one of several requests go on for all; the page that asks is the comparison."""
    row = writable_row(request, BudgetRequest, request_id)
    chosen = ids_in(request.POST, "with")
    compared = comparison(row, chosen) if request.method == "POST" and chosen else None
    if compared is None:
        if request.method == "POST":
            messages.error(
                request, "Nothing was merged. Choose the requests on this page and press the button once more."
            )
        return redirect("resources:reconciliation-compare", row.pk)
    form = MergeForm(request.POST, compared=compared)
    if form.is_valid():
        kept_id = UUID(form.cleaned_data["goes_on"])
        found = BudgetRequest.objects.visible_to(request.user).in_bulk([side.id for side in compared.sides])
        try:
            merge_requests(
                kept=found[kept_id],
                absorbed=[each for key, each in found.items() if key != kept_id],
                staying={UUID(key) for key in form.cleaned_data["stays"]},
                versions=form.seen,
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Merged. “{found[kept_id]}” goes on for all.")
            return redirect(request_address(found[kept_id]))
    return _compare_page(request, row, compared, form, DistinctForm())


def _compare_page(
    request: AuthenticatedHttpRequest,
    row: BudgetRequest,
    compared: Comparison | None,
    form: MergeForm | None,
    distinct_form: DistinctForm,
) -> HttpResponse:
    context = {
        "district": row.district,
        "year": row.school_year,
        "section": "requests",
        "row": row,
        "compared": compared,
        "form": form,
        "distinct_form": distinct_form,
        "other": compared.sides[1] if compared else None,
        "may_write": may_write(request, row.district),
    }
    return render(request, "resources/reconciliation_compare.html", context)


@require_POST
def request_unmerge(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Let a merged request stand for itself again."""
    row = writable_row(request, BudgetRequest, request_id)
    if row.merged_into_id is None:
        messages.info(request, f"“{row}” stands for itself already.")
        return redirect(request_address(row))
    try:
        unmerge_request(request=row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"“{row}” stands for itself again, with all its costs.")
    return redirect(request_address(row))


@require_POST
def request_distinct(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Remember that two requests are no duplicates, and why."""
    row = writable_row(request, BudgetRequest, request_id)
    form = DistinctForm(request.POST)
    other = _other(request, form)
    if not form.is_valid() or other is None:
        compared = comparison(row, [other.pk] if other else [])
        return _compare_page(request, row, compared, MergeForm(compared=compared) if compared else None, form)
    try:
        say_distinct(one=row, other=other, reason=form.cleaned_data["reason"], by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"“{row}” and “{other}” are no longer shown as duplicates.")
    return redirect(_page_address(row.district, row.school_year))


@require_POST
def request_distinct_undo(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Forget that two requests are no duplicates."""
    row = writable_row(request, BudgetRequest, request_id)
    form = OtherRequestForm(request.POST)
    other = _other(request, form)
    if other is None or other == row:
        messages.error(request, "Nothing was changed. Open this page again and press the button once more.")
    else:
        take_back_distinct(one=row, other=other, by=request.user)
        messages.success(request, f"“{row}” and “{other}” are compared again.")
    return redirect(_page_address(row.district, row.school_year))


def _other(request: AuthenticatedHttpRequest, form: OtherRequestForm) -> BudgetRequest | None:
    form.full_clean()
    key = form.cleaned_data.get("other")
    if key is None:
        return None
    return get_object_or_404(BudgetRequest.objects.visible_to(request.user), pk=key)
