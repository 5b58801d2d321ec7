"""Turning a scenario into draft budget requests."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.numbers import format_count
from plplanner.kit.versions import VersionForm
from plplanner.kit.years import school_year_label
from resources.models import Scenario
from resources.selectors.scenarios_requests import draft_page
from resources.services.scenarios_requests import STALE, make_requests
from resources.views.access import writable_row
from resources.views.scenarios import scenario_address


@read_or_post
def scenario_requests(request: AuthenticatedHttpRequest, scenario_id: UUID) -> HttpResponse:
    """Show which draft requests a scenario becomes, and make those that do not exist yet."""
    row = writable_row(request, Scenario, scenario_id)
    if row.removed_at is not None:
        messages.info(request, "This scenario is removed. Bring it back first.")
        return redirect(scenario_address(row))
    if request.method == "POST":
        _make(request, row)
        return redirect(request.path)
    context = {
        "district": row.district,
        "year": row.school_year,
        "year_label": school_year_label(row.school_year),
        "section": "scenarios",
        "scenario": row,
        "page": draft_page(row),
    }
    return render(request, "resources/scenario_requests.html", context)


def _make(request: AuthenticatedHttpRequest, row: Scenario) -> None:
    form = VersionForm(request.POST)
    if not form.is_valid():
        messages.error(request, STALE)
        return
    try:
        made = make_requests(scenario=row, version=form.cleaned_data["version"], by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return
    if not made:
        messages.info(request, "No request was made: all of them exist already.")
        return
    many = "One draft request is made." if len(made) == 1 else f"{format_count(len(made))} draft requests are made."
    messages.success(request, f"{many} Complete each with its department and fund, then submit it.")
