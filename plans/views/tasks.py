"""The plan's home: its task list."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from plans.forms.editing import PresenceForm
from plans.permissions import can_edit, can_finish, can_reopen
from plans.selectors.editing import others_editing
from plans.selectors.tasks import last_saved, plan_tasks
from plans.services.edits import note_presence
from plans.views.access import visible_plan, writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest


@require_safe
def plan_detail(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show the task list."""
    plan = visible_plan(request, plan_id)
    return render(
        request,
        "plans/plan_detail.html",
        {
            "plan": plan,
            "district": plan.district,
            "tasks": plan_tasks(plan),
            "last_saved": last_saved(plan),
            "can_edit": can_edit(request.user, plan),
            "can_finish": can_finish(request.user, plan),
            "can_reopen": can_reopen(request.user, plan),
        },
    )


@require_POST
def presence_note(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> JsonResponse:
    """Note that the person has a row open, and name the others who do."""
    plan = writable_plan(request, plan_id)
    form = PresenceForm(request.POST, plan=plan)
    if not form.is_valid():
        return JsonResponse({"others": []}, status=422)
    row_id = form.cleaned_data["row"]
    note_presence(plan=plan, row_id=row_id, by=request.user)
    return JsonResponse({"others": others_editing(plan, row_id, request.user)})
