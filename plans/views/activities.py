"""Activities and their tables: the overview, editing, and what can be done to a row as a whole."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.edition import SectionKind
from plans.forms.activities import ActivityForm, TableForm
from plans.forms.sections import SectionForm
from plans.models import Activity, ActivityTable, Goal, Plan, Section
from plans.permissions import can_edit
from plans.selectors.goals import goal_number, plan_outline
from plans.services.edits import (
    activity_values,
    save_activity,
    save_section,
    save_table,
    section_values,
    table_values,
)
from plans.services.rows import add_activity, add_table
from plans.views.access import away_if_finished, visible_plan, writable_plan
from plans.views.editing import edit_plan_row
from plans.views.rows import refused_add, refused_post
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.text import shorten
from plplanner.kit.versions import NewIdForm

CAPTION_LENGTH = 120


@read_or_post
def activity_list(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show all activities under their goals, and ask whether the section is complete."""
    plan = visible_plan(request, plan_id) if request.method != "POST" else writable_plan(request, plan_id)
    template_section = plan.layout.of_kind(SectionKind.ACTIVITIES)
    section = get_object_or_404(Section, plan=plan, key=template_section.key if template_section else "")
    section.plan = plan

    def form_for(data: QueryDict | None, values: Mapping[str, Any], version: int) -> SectionForm:
        return SectionForm(data, values=values, version=version)

    editing = edit_plan_row(
        request,
        row=section,
        form_for=form_for,
        values_of=section_values,
        save=lambda row, edit: save_section(section=row, edit=edit, by=request.user),
        after_save=lambda _button: reverse("plans:plan-detail", args=[plan.pk]),
    )
    if editing.response is not None:
        return editing.response
    return render(
        request,
        "plans/activity_list.html",
        editing.context
        | {
            "section_key": "activities",
            "goals": plan_outline(plan),
            "base": reverse("plans:activity-list", args=[plan.pk]),
            "can_edit": can_edit(request.user, plan),
        },
    )


@read_or_post
def activity_edit(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, activity_id: uuid.UUID) -> HttpResponse:
    """Edit one activity."""
    plan = writable_plan(request, plan_id)
    activity = _activity(plan, activity_id)
    if (response := away_if_finished(request, plan, to=_place(activity.table))) is not None:
        return response

    def form_for(data: QueryDict | None, values: Mapping[str, Any], version: int) -> ActivityForm:
        return ActivityForm(data, values=values, version=version, edition=plan.layout, district=plan.district)

    editing = edit_plan_row(
        request,
        row=activity,
        form_for=form_for,
        values_of=activity_values,
        save=lambda row, edit: save_activity(activity=row, edit=edit, by=request.user),
        after_save=lambda button: _after_save(request, activity, button),
    )
    if editing.response is not None:
        return editing.response
    goal = activity.table.goal
    return render(
        request,
        "plans/row_edit.html",
        editing.context
        | {
            "section_key": "activities",
            "title": "Activity",
            "caption": f"Goal {goal_number(goal)}: {shorten(goal.statement, CAPTION_LENGTH)}",
            "primary": "Save and see the goal",
            "add": "Save and add another activity",
            "back_url": goal.get_absolute_url(),
            "rows_url": reverse("plans:table-paste", args=[plan.pk, activity.table_id]),
        },
    )


def _after_save(request: AuthenticatedHttpRequest, activity: Activity, button: str) -> str:
    """Return the next address: a new activity in the same table, or the goal."""
    new_row = NewIdForm(request.POST)
    if button == "add" and new_row.is_valid():
        added = add_activity(table=activity.table, activity_id=new_row.cleaned_data["new_id"], by=request.user)
        return reverse("plans:activity-edit", args=[activity.plan.pk, added.pk])
    return _place(activity.table)


def _place(table: ActivityTable) -> str:
    """Return the address of the table in its goal's page."""
    return f"{table.goal.get_absolute_url()}#table-{table.pk}"


@require_POST
def activity_add(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, table_id: uuid.UUID) -> HttpResponse:
    """Add a blank activity to a table and open it."""
    plan = writable_plan(request, plan_id)
    table = _table(plan, table_id)
    form = NewIdForm(request.POST)
    if not form.is_valid():
        return refused_post(request, plan, "Open the goal and press “Add an activity” again.")
    try:
        activity = add_activity(table=table, activity_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        return refused_add(request, plan, refusal)
    return redirect("plans:activity-edit", plan.pk, activity.pk)


@require_POST
def table_add(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Add an activity table to a goal and ask for its name."""
    plan = writable_plan(request, plan_id)
    goal = get_object_or_404(Goal.objects.for_plan(plan), pk=goal_id)
    goal.plan = plan
    form = NewIdForm(request.POST)
    if not form.is_valid():
        return refused_post(request, plan, "Open the goal and press “Add a table” again.")
    try:
        table = add_table(goal=goal, table_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        return refused_add(request, plan, refusal)
    return redirect("plans:table-edit", plan.pk, table.pk)


@read_or_post
def table_edit(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, table_id: uuid.UUID) -> HttpResponse:
    """Name an activity table."""
    plan = writable_plan(request, plan_id)
    table = _table(plan, table_id)
    if (response := away_if_finished(request, plan, to=_place(table))) is not None:
        return response

    def form_for(data: QueryDict | None, values: Mapping[str, Any], version: int) -> TableForm:
        return TableForm(data, values=values, version=version)

    editing = edit_plan_row(
        request,
        row=table,
        form_for=form_for,
        values_of=table_values,
        save=lambda row, edit: save_table(table=row, edit=edit, by=request.user),
        after_save=lambda _button: _place(table),
    )
    if editing.response is not None:
        return editing.response
    return render(
        request,
        "plans/row_edit.html",
        editing.context
        | {
            "section_key": "activities",
            "title": "Name of the table",
            "caption": f"Goal {goal_number(table.goal)}",
            "primary": "Save and see the goal",
            "back_url": table.goal.get_absolute_url(),
        },
    )


def _activity(plan: Plan, activity_id: uuid.UUID) -> Activity:
    activities = Activity.objects.for_plan(plan).select_related("table__goal")
    activity: Activity = get_object_or_404(activities, pk=activity_id)
    activity.table.goal.plan = plan
    return activity


def _table(plan: Plan, table_id: uuid.UUID) -> ActivityTable:
    table: ActivityTable = get_object_or_404(ActivityTable.objects.for_plan(plan).select_related("goal"), pk=table_id)
    table.goal.plan = plan
    return table
