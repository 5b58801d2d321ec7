"""Which standards the plan serves."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.selectors.coverage import plan_coverage
from plans.views.access import visible_plan
from plplanner.districts.http import AuthenticatedHttpRequest


@require_safe
def standards_coverage(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show, for each edition of the standards, which activities serve each standard."""
    plan = visible_plan(request, plan_id)
    return render(
        request,
        "plans/coverage.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "standards",
            "editions": plan_coverage(plan),
        },
    )
