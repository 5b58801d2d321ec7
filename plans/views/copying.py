"""Copying a goal or an activity into a plan, from the plan itself or another that the person may see."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plans.forms.copying import CopyActivityForm, CopyGoalForm, SourceForm
from plans.models import Activity, ActivityTable, Goal, Plan
from plans.selectors.copying import (
    activities_of,
    activity_choices,
    source_goals,
    source_lines,
    source_plans,
    table_choices,
)
from plans.services.rows import copy_activity, copy_goal
from plans.views.access import writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post

PAGE_SIZE = 25


@require_safe
def plan_copy(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Choose the plan to copy from, then a goal of it."""
    plan = writable_plan(request, plan_id)
    form = SourceForm(request.GET)
    if not form.is_valid() and ("plan" in form.errors or "goal" in form.errors):
        raise Http404
    source_id = form.cleaned_data.get("plan")
    if source_id is None:
        return _choose_plan(request, plan, form)
    source = get_object_or_404(source_plans(request.user, words=""), pk=source_id)
    goals = [(goal, uuid.uuid4()) for goal in source_goals(source)]
    return render(
        request,
        "plans/copy_from_goals.html",
        {"plan": plan, "district": plan.district, "section_key": "goals", "source": source, "goals": goals},
    )


def _choose_plan(request: AuthenticatedHttpRequest, plan: Plan, form: SourceForm) -> HttpResponse:
    found = source_plans(request.user, words=form.cleaned_data.get("q", ""))
    page = Paginator(found, PAGE_SIZE).get_page(form.cleaned_data.get("page") or 1)
    return render(
        request,
        "plans/copy_from.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "goals",
            "form": form,
            "page": page,
            "sources": source_lines(page),
            "has_search": page.paginator.count > 1 or bool(form.data.get("q")),
            "query": request.GET,
        },
    )


@require_POST
def copy_from_goal(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Copy a whole goal to the end of the plan."""
    plan = writable_plan(request, plan_id)
    form = CopyGoalForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose the goal once more.")
        return redirect("plans:plan-copy", plan.pk)
    goal = _source_goal(request, form.cleaned_data["goal"])
    try:
        copy = copy_goal(goal=goal, into=plan, goal_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(plan)
    messages.success(request, "The goal is copied to the end of the plan, with its activities.")
    return redirect(copy)


def _source_goal(request: AuthenticatedHttpRequest, goal_id: uuid.UUID) -> Goal:
    """Return a goal of a plan the person may see."""
    visible = Plan.objects.visible_to(request.user)
    goals = Goal.objects.present().filter(plan__in=visible).select_related("plan__district", "plan__edition")
    return get_object_or_404(goals, pk=goal_id)


@read_or_post
def copy_from_activity(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Choose an activity of a goal and copy it into a table of the plan."""
    plan = writable_plan(request, plan_id)
    goal = _source_goal(request, goal_id)
    form = CopyActivityForm(
        request.POST if request.method == "POST" else None,
        activities=activity_choices(goal),
        tables=table_choices(plan),
    )
    if form.is_valid():
        copy = _copied(request, plan, goal, form)
        if copy is not None:
            messages.success(request, "The activity is copied. Change what is different here.")
            return redirect(reverse("plans:activity-edit", args=[plan.pk, copy.pk]))
    context = {
        "plan": plan,
        "district": plan.district,
        "section_key": "activities",
        "goal": goal,
        "source": goal.plan,
        "form": form,
    }
    return render(request, "plans/copy_from_activities.html", context)


def _copied(request: AuthenticatedHttpRequest, plan: Plan, goal: Goal, form: CopyActivityForm) -> Activity | None:
    """Copy the activity, or put on the form why it cannot be; the form has seen that both ids were offered."""
    activity = get_object_or_404(
        activities_of(goal).prefetch_related("schools", "standards"), pk=form.cleaned_data["activity"]
    )
    table = get_object_or_404(ActivityTable.objects.for_plan(plan), pk=form.cleaned_data["table"])
    try:
        return copy_activity(activity=activity, into=table, activity_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None
