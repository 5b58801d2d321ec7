"""Fetching a plan for a page: out of sight is 404, in sight without the right is 403."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from plans.models import Plan
from plans.permissions import may_write
from plplanner.districts.http import AuthenticatedHttpRequest

FINISHED = "This plan is marked as finished. A director can reopen it; then it can be changed."


def visible_plan(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> Plan:
    """Return the plan if the person may see it."""
    # Not the edition, whose content is kept parsed (`Plan.layout`): reading it anew would take as long as the rest.
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("district"), pk=plan_id)


def writable_plan(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> Plan:
    """Return the plan if the person writes this district's plans; the services refuse a finished plan."""
    plan = visible_plan(request, plan_id)
    if not may_write(request.user, plan):
        raise PermissionDenied("Your role in this district lets you read this plan but not change it.")
    return plan


def away_if_finished(request: AuthenticatedHttpRequest, plan: Plan, *, to: str) -> HttpResponse | None:
    """Send a person who opens an edit page of a finished plan to the page that shows the same, with the reason.

    A post goes on: the service refuses it, so that the page can show what was typed.
    """
    if not plan.is_finished or request.method == "POST":
        return None
    messages.info(request, FINISHED)
    return redirect(to)
