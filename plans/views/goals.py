"""Goals: the list, one goal with its activity tables, editing, and what can be done to a goal as a whole."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plans.forms.goals import GoalForm
from plans.models import Goal, Plan
from plans.permissions import can_edit
from plans.selectors.goals import goal_activities, goal_cards, goal_number, goal_summary, numbered_goal, removed_goals
from plans.services.edits import goal_values, save_goal
from plans.services.rows import add_goal
from plans.views.access import away_if_finished, visible_plan, writable_plan
from plans.views.editing import edit_plan_row
from plans.views.rows import refused_add, refused_post, undo_address
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.versions import NewIdForm


@require_safe
def goal_list(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show the goals as cards."""
    plan = visible_plan(request, plan_id)
    return render(
        request,
        "plans/goal_list.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "goals",
            "goals": goal_cards(plan),
            "removed": removed_goals(plan),
            "undo_url": undo_address(request, plan),
            "can_edit": can_edit(request.user, plan),
            "new_id": uuid.uuid4(),
        },
    )


@require_safe
def goal_detail(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Show one goal and its activity tables, read-only."""
    plan = visible_plan(request, plan_id)
    found = numbered_goal(plan, goal_id)
    if found is None:
        raise Http404
    goal, number = found
    activities = goal_activities(goal)
    is_removed = goal.removed_at is not None
    may_edit = can_edit(request.user, plan)
    return render(
        request,
        "plans/goal_detail.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "goals",
            "goal": goal,
            "number": number,
            "summary": goal_summary(goal),
            "is_removed": is_removed,
            "can_restore": may_edit and is_removed,
            "tables": activities.tables,
            "undo_url": undo_address(request, plan),
            "removed_tables": activities.removed_tables,
            "removed_activities": activities.removed_activities,
            "can_edit": may_edit and not is_removed,
            "new_id": uuid.uuid4(),
        },
    )


@read_or_post
def goal_edit(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Edit one goal."""
    plan = writable_plan(request, plan_id)
    goal: Goal = get_object_or_404(Goal.objects.for_plan(plan), pk=goal_id)
    goal.plan = plan
    if (response := away_if_finished(request, plan, to=goal.get_absolute_url())) is not None:
        return response

    def form_for(data: QueryDict | None, values: Mapping[str, Any], version: int) -> GoalForm:
        return GoalForm(data, values=values, version=version, edition=plan.layout, year_labels=plan.year_labels)

    editing = edit_plan_row(
        request,
        row=goal,
        form_for=form_for,
        values_of=goal_values,
        save=lambda row, edit: save_goal(goal=row, edit=edit, by=request.user),
        after_save=lambda button: _after_save(request, plan, goal, button),
    )
    if editing.response is not None:
        return editing.response
    return render(
        request,
        "plans/row_edit.html",
        editing.context
        | {
            "section_key": "goals",
            "title": f"Goal {goal_number(goal)}",
            "primary": "Save and see all goals",
            "add": "Save and add another goal",
            "back_url": reverse("plans:goal-list", args=[plan.pk]),
        },
    )


def _after_save(request: AuthenticatedHttpRequest, plan: Plan, goal: Goal, button: str) -> str:
    """Return the next address: a new goal, the goal's activities, or the list."""
    new_row = NewIdForm(request.POST)
    if button == "add" and new_row.is_valid():
        added = add_goal(plan=plan, goal_id=new_row.cleaned_data["new_id"], by=request.user)
        return reverse("plans:goal-edit", args=[plan.pk, added.pk])
    return goal.get_absolute_url() if button == "activities" else reverse("plans:goal-list", args=[plan.pk])


@require_POST
def goal_add(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Add a blank goal and open it."""
    plan = writable_plan(request, plan_id)
    form = NewIdForm(request.POST)
    if not form.is_valid():
        return refused_post(request, plan, "Open the list of goals and press “Add a goal” again.")
    try:
        goal = add_goal(plan=plan, goal_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        return refused_add(request, plan, refusal)
    return redirect("plans:goal-edit", plan.pk, goal.pk)
