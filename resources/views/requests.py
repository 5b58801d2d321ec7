"""Budget requests: their list, their page, and the steps a request takes until it is decided."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District, User
from plplanner.kit.versions import VersionForm
from plplanner.kit.years import school_year_label
from resources.forms.decisions import refuse
from resources.forms.requests import RequestFilterForm, RequestForm, ReturnForm
from resources.models import BudgetRequest
from resources.permissions import may_ask, may_write_request, why_closed
from resources.selectors.ledger_choices import ledger_choices
from resources.selectors.request_detail import request_page
from resources.selectors.requests import removed_requests, request_lines, request_sums, requests_of
from resources.services.requests import (
    STALE,
    add_request,
    remove_request,
    request_values,
    restore_request,
    return_request,
    save_request,
    submit_request,
    take_back_request,
)
from resources.views.access import asking_district, may_lead, may_write, visible_district, visible_row, writable_row
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 50
SHOWN_WITH = ("department", "pathway", "activity", "fund", "asked_by", "merged_into", "decided_by")


def list_address(district: District, year: int) -> str:
    """Return where a year's requests are listed."""
    return reverse("resources:request-list", args=[district.pk, year])


def request_address(row: BudgetRequest) -> str:
    """Return where one request is shown."""
    return reverse("resources:request-detail", args=[row.pk])


def _form(row: BudgetRequest, data: QueryDict | None, values: Mapping[str, Any], version: int) -> RequestForm:
    choices = ledger_choices(row.district, chosen_activity=row.activity_id)
    departments_url = reverse("resources:list-overview", args=[row.district_id, row.school_year])
    return RequestForm(data, values=values, version=version, choices=choices, departments_url=departments_url)


def _place(row: BudgetRequest) -> str:
    return list_address(row.district, row.school_year) if row.removed_at else request_address(row)


REQUESTS = RowPages[BudgetRequest](
    noun="request",
    plural="requests",
    title="Request",
    section="requests",
    model=BudgetRequest,
    form=_form,
    values_of=request_values,
    save=save_request,
    place=_place,
    related=("department", "pathway", "activity", "fund"),
    primary="Save and see the costs",
    remove=remove_request,
    restore=restore_request,
    may_edit=may_write_request,
    why_closed=why_closed,
)
request_add = add_view(REQUESTS, add_request, to=list_address, district_for=asking_district)


@require_safe
def request_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what departments ask for in a year, by status, with what it comes to."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    form = RequestFilterForm(request.GET, district=district, school_year=year, user=request.user)
    page = Paginator(requests_of(form.chosen), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "requests",
        "form": form,
        "page": page,
        "query": request.GET,
        "requests": request_lines(list(page.object_list), by=request.user, may_write=can_write),
        "sums": request_sums(form.chosen),
        "removed": removed_requests(district, year, by=request.user, may_write=can_write),
        "may_ask": may_ask(request.user, district),
        "new_id": uuid4(),
    }
    return render(request, "resources/request_list.html", context)


@require_safe
def request_detail(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Show one request with its costs, what it lacks, and its trail."""
    row = visible_row(request, BudgetRequest, request_id, related=SHOWN_WITH)
    page = request_page(row)
    writes = may_write_request(request.user, row)
    context = {
        "district": row.district,
        "year": row.school_year,
        "year_label": school_year_label(row.school_year),
        "section": "requests",
        "row": row,
        "page": page,
        "may_change": writes and row.removed_at is None and not why_closed(request.user, row),
        "may_submit": writes and page.is_open and row.removed_at is None,
        "may_take_back": writes and page.is_submitted and not page.shares,
        "may_reconcile": may_write(request, row.district) and page.is_submitted,
        "may_return": may_write(request, row.district) and page.is_submitted and not page.shares,
        "may_decide": may_lead(request, row.district),
        "may_write_ledger": may_write(request, row.district),
        "new_id": uuid4(),
    }
    return render(request, "resources/request_detail.html", context)


def _step_view(take: Callable[[BudgetRequest, int, User], object], done: str) -> Callable[..., HttpResponse]:
    """Make the view of a step that a writer takes with one button."""

    @require_POST
    def request_step(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
        row = visible_row(request, BudgetRequest, request_id)
        if not may_write_request(request.user, row):
            raise PermissionDenied("Only who wrote this request may do this, or who may edit resources.")
        form = VersionForm(request.POST)
        if not form.is_valid():
            messages.error(request, STALE)
            return redirect(request_address(row))
        try:
            take(row, form.cleaned_data["version"], request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, done)
        return redirect(request_address(row))

    return request_step


request_submit = _step_view(
    lambda row, version, by: submit_request(request=row, version=version, by=by),
    "The request is submitted. It is compared with those of other departments, then decided.",
)
request_take_back = _step_view(
    lambda row, version, by: take_back_request(request=row, version=version, by=by),
    "The request is a draft again. Submit it when you have changed it.",
)


@read_or_post
def request_return(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Give a submitted request back to who wrote it, with the reason."""
    row = writable_row(request, BudgetRequest, request_id)
    form = ReturnForm(request.POST if request.method == "POST" else None, request=row)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            return_request(request=row, version=cleaned["version"], reason=cleaned["reason"], by=request.user)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The request is returned, with your reason.")
            return redirect(request_address(row))
    context = {
        "district": row.district,
        "year": row.school_year,
        "section": "requests",
        "row": row,
        "form": form,
        "back_url": request_address(row),
    }
    return render(request, "resources/request_return.html", context)
