"""Turning the rows of a pasted table into activities."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from plans.forms.paste import PasteForm
from plans.models import ActivityTable
from plans.selectors.goals import goal_number
from plans.services.paste import add_pasted_activities
from plans.views.access import away_if_finished, writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post


@read_or_post
def table_paste(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, table_id: uuid.UUID) -> HttpResponse:
    """Take a pasted table, show how its rows are read, and add them."""
    plan = writable_plan(request, plan_id)
    tables = ActivityTable.objects.for_plan(plan).present().select_related("goal__plan__district")
    table = get_object_or_404(tables, pk=table_id)
    if (response := away_if_finished(request, plan, to=table.goal.get_absolute_url())) is not None:
        return response
    form = PasteForm(request.POST if request.method == "POST" else None, initial={"page_id": uuid.uuid4()})
    if form.is_valid() and "add" in request.POST:
        rows = form.cleaned_data["text"]
        try:
            add_pasted_activities(
                table=table,
                rows=rows,
                page_id=form.cleaned_data["page_id"],
                instead_of=form.cleaned_data["instead_of"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Added {len(rows)} {'activity' if len(rows) == 1 else 'activities'}.")
            return redirect(f"{table.goal.get_absolute_url()}#table-{table.pk}")
    return render(
        request,
        "plans/table_paste.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "activities",
            "table": table,
            "caption": f"Goal {goal_number(table.goal)}",
            "form": form,
            "rows": form.cleaned_data.get("text", []) if form.is_bound else [],
            "back_url": table.goal.get_absolute_url(),
        },
    )
