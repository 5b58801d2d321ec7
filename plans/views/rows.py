"""What goals, activity tables and activities have in common over HTTP: move, copy, remove, bring back."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.forms.buttons import CopyForm, MoveForm, RemovedForm
from plans.models import Activity, ActivityTable, Goal, Plan
from plans.models.removable import PlanRowQuerySet
from plans.services.rows import OrderChanged, copy_activity, copy_goal, move_row, remove_row, restore_row
from plans.views.access import writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.rows import StaleRow
from plplanner.kit.text import shorten
from plplanner.kit.versions import VersionForm

NAME_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class RowKind:
    """One kind of row: where its rows are found, what people call it, and which page lists it."""

    noun: str
    consequence: str
    rows_of: Callable[[Plan], PlanRowQuerySet[Any]]
    list_page: Callable[[Any], str]


ROW_KINDS = {
    "goals": RowKind(
        noun="goal",
        consequence="Its outcomes and activities go with it. You can bring it back from the list of goals.",
        rows_of=lambda plan: Goal.objects.for_plan(plan).select_related("plan__district"),
        list_page=lambda goal: reverse("plans:goal-list", args=[goal.plan_id]),
    ),
    "tables": RowKind(
        noun="table",
        consequence="Its activities go with it. You can bring it back from the goal’s page.",
        rows_of=lambda plan: ActivityTable.objects.for_plan(plan).select_related("goal__plan__district"),
        list_page=lambda table: table.goal.get_absolute_url(),
    ),
    "activities": RowKind(
        noun="activity",
        consequence="You can bring it back from the goal’s page.",
        rows_of=lambda plan: Activity.objects.for_plan(plan).select_related("table__goal__plan__district"),
        list_page=lambda activity: activity.table.goal.get_absolute_url(),
    ),
}


@read_or_post
def row_remove(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, row_id: uuid.UUID, kind: str) -> HttpResponse:
    """Ask before removing; then remove and offer to undo."""
    plan = writable_plan(request, plan_id)
    row_kind = ROW_KINDS[kind]
    row = get_object_or_404(row_kind.rows_of(plan), pk=row_id)
    back = row_kind.list_page(row)
    form = VersionForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            remove_row(row=row, version=form.cleaned_data["version"], by=request.user)
            return redirect(f"{back}?{urlencode({'removed': row.pk, 'kind': kind})}")
        except StaleRow:
            row.refresh_from_db()
            messages.warning(request, f"Somebody changed this {row_kind.noun} just now. Look at it, then decide.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(back)
    return render(
        request,
        "plans/row_remove.html",
        {
            "plan": plan,
            "district": plan.district,
            "kind": row_kind,
            "name": shorten(str(row), NAME_LENGTH),
            "back": back,
            "form": VersionForm(initial={"version": row.version}),
        },
    )


@require_POST
def row_restore(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, row_id: uuid.UUID, kind: str) -> HttpResponse:
    """Bring a removed row back."""
    plan = writable_plan(request, plan_id)
    row_kind = ROW_KINDS[kind]
    row = get_object_or_404(row_kind.rows_of(plan), pk=row_id)
    try:
        restore_row(row=row, by=request.user)
        messages.success(request, f"The {row_kind.noun} is back.")
    except StaleRow:
        messages.error(request, f"Somebody changed this {row_kind.noun} just now. Try again.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(row_kind.list_page(row))


@require_POST
def row_move(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, kind: str) -> HttpResponse:
    """Move the row that the pressed button names, or say why it stays."""
    plan = writable_plan(request, plan_id)
    row_kind = ROW_KINDS[kind]
    form = MoveForm(request.POST)
    row = row_kind.rows_of(plan).present().filter(pk=form.cleaned_data["row"]).first() if form.is_valid() else None
    if row is None:
        return refused_post(request, plan, f"That {row_kind.noun} is no longer here, so nothing was moved.")
    try:
        move_row(row=row, seen_at=form.cleaned_data["seen_at"], to=form.cleaned_data["to"], by=request.user)
    except OrderChanged:
        messages.warning(request, "The order has changed since you opened the page. Look again, then move.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(row_kind.list_page(row))


@require_POST
def row_copy(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, kind: str) -> HttpResponse:
    """Copy the row that the pressed button names to the end of its list."""
    plan = writable_plan(request, plan_id)
    row_kind = ROW_KINDS[kind]
    form = CopyForm(request.POST)
    row = row_kind.rows_of(plan).present().filter(pk=form.cleaned_data["row"]).first() if form.is_valid() else None
    if row is None:
        return refused_post(request, plan, f"That {row_kind.noun} is no longer here. Choose another.")
    new_id = form.cleaned_data["new_id"]
    try:
        if isinstance(row, Goal):
            copy_goal(goal=row, into=plan, goal_id=new_id, by=request.user)
        else:
            copy_activity(activity=row, into=row.table, activity_id=new_id, by=request.user)
        messages.success(request, f"Copied. The new {row_kind.noun} is at the end.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(row_kind.list_page(row))


def refused_add(request: AuthenticatedHttpRequest, plan: Plan, refusal: ValidationError) -> HttpResponse:
    """Say why nothing was added, on the plan's page."""
    return refused_post(request, plan, " ".join(refusal.messages))


def refused_post(request: AuthenticatedHttpRequest, plan: Plan, sentence: str) -> HttpResponse:
    """Say why a button did nothing, on the plan's page."""
    messages.error(request, sentence)
    return redirect(plan)


def undo_address(request: AuthenticatedHttpRequest, plan: Plan) -> str:
    """Return where to post to bring back the row that was just removed, or nothing."""
    form = RemovedForm(request.GET)
    if not form.is_valid():
        return ""
    noun = ROW_KINDS[form.cleaned_data["kind"]].noun
    return reverse(f"plans:{noun}-restore", args=[plan.pk, form.cleaned_data["removed"]])
