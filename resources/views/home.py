"""Where a district's resources begin: the way to one's own district, and the overview of a year."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.enums import State
from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.years import school_year_label, school_year_of
from resources.permissions import states_of
from resources.selectors.home import districts_with_resources, year_overview
from resources.views.access import may_write, visible_district


@require_safe
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Lead to this year's resources of the person's district; let them choose where they have several."""
    year = school_year_of(timezone.localdate())
    districts, states = districts_with_resources(request.user), states_of(request.user)
    if len(districts) == 1 and not states:
        return redirect("resources:overview", districts[0].pk, year)
    if len(states) == 1 and not districts:
        return redirect("resources:state-benchmark-list", states[0], year)
    context = {
        "districts": districts,
        "states": [(state, State(state).label) for state in states],
        "year": year,
        "is_administrator": request.user.is_administrator,
    }
    return render(request, "resources/home.html", context)


@require_safe
def overview(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what stands behind the district's professional learning in one year."""
    district = visible_district(request, district_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "overview",
        "overview": year_overview(district, year, today=timezone.localdate()),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/overview.html", context)
