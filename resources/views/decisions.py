"""Deciding budget requests, with what that does to the funds in view."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.numbers import money_or_not_known
from plplanner.kit.years import school_year_label
from resources.enums import RequestStatus
from resources.forms.decisions import DecideForm, refuse
from resources.forms.requests import ReopenForm
from resources.models import BudgetRequest
from resources.permissions import DECIDED
from resources.selectors.decisions import effects, fund_choices, single_effects, warnings_of
from resources.selectors.fund_balances import fund_balances
from resources.selectors.request_costs import add_up, family_of
from resources.services.decisions import decide_request, reopen_decision
from resources.views.access import led_row
from resources.views.requests import request_address


@read_or_post
def request_decide(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Approve a request, all or in part, or decline it; overspending is said before it happens."""
    row = led_row(request, BudgetRequest, request_id, related=("fund",))
    if row.status != RequestStatus.SUBMITTED or row.removed_at is not None:
        return _closed(request, row)
    family = family_of(row)
    balances = fund_balances(row.district, row.school_year)
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        request=row,
        costs=family.going_on,
        funds=fund_choices(balances),
    )
    judged = form.judged
    shown = effects(balances, *judged) if judged else single_effects(balances, add_up(family.going_on))
    warnings = warnings_of(shown) if judged else []
    is_seen = form.is_bound and form.data.get("seen", "") == "\n".join(warnings)
    if judged and is_seen and "show" not in request.POST:
        try:
            decided = decide_request(request=row, decision=form.decision, by=request.user)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Decided: {RequestStatus(decided.status).label.lower()}.")
            return redirect(request_address(row))
    context = {
        "district": row.district,
        "year": row.school_year,
        "year_label": school_year_label(row.school_year),
        "section": "requests",
        "row": row,
        "form": form,
        "asked": money_or_not_known(add_up(family.going_on)),
        "effects": shown,
        "is_judged": judged is not None,
        "warnings": warnings,
        "seen": "\n".join(warnings),
        "back_url": request_address(row),
    }
    return render(request, "resources/decision_edit.html", context)


@read_or_post
def request_reopen(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Reopen a decision, as long as none of its money is committed or spent."""
    row = led_row(request, BudgetRequest, request_id)
    if row.status not in DECIDED:
        return _closed(request, row)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_decision(request=row, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The decision is reopened. Its lines are taken out of the ledger.")
            return redirect(request_address(row))
    context = {
        "district": row.district,
        "year": row.school_year,
        "section": "requests",
        "row": row,
        "status": capfirst(RequestStatus(row.status).label),
        "form": form,
        "back_url": request_address(row),
    }
    return render(request, "resources/decision_reopen.html", context)


def _closed(request: AuthenticatedHttpRequest, row: BudgetRequest) -> HttpResponse:
    """Lead to the request, which has moved on; the same decision sent twice ends here."""
    messages.info(request, f"“{row}” is {RequestStatus(row.status).label.lower()} by now. Nothing was changed.")
    return redirect(request_address(row))
