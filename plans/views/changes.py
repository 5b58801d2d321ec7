"""Who changed what in a plan."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from plans.forms.plans import PageForm
from plans.selectors.changes import change_days, change_line, field_changes, plan_entries
from plans.views.access import visible_plan
from plplanner.districts.http import AuthenticatedHttpRequest

PAGE_SIZE = 50


@require_safe
def plan_changes(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """List what people did, newest first, by day."""
    plan = visible_plan(request, plan_id)
    form = PageForm(request.GET)
    number = form.cleaned_data["page"] or 1 if form.is_valid() else 1
    page = Paginator(plan_entries(plan, by=request.user), PAGE_SIZE).get_page(number)
    return render(
        request,
        "plans/changes.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "changes",
            "page": page,
            "days": change_days(plan, page),
            "query": request.GET,
        },
    )


@require_safe
def change_detail(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, entry_id: int) -> HttpResponse:
    """Show the texts before and after one edit."""
    plan = visible_plan(request, plan_id)
    entry = get_object_or_404(plan_entries(plan, by=request.user), pk=entry_id)
    days = change_days(plan, [entry])
    return render(
        request,
        "plans/change_detail.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "changes",
            "day": days[0].label,
            "line": change_line(plan, entry),
            "changes": field_changes(plan, entry),
        },
    )
