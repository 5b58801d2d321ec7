"""What would it take: scenarios of a district's year, compared, edited, and turned into draft requests."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.forms.scenarios import ScenarioForm
from resources.models import Scenario
from resources.selectors.scenarios import (
    removed_scenarios,
    scenario_board,
    scenario_page,
    scenarios_of,
    suggestion_for,
)
from resources.selectors.scenarios_words import year_heads
from resources.services.scenarios import add_scenario, save_scenario, scenario_values, start_scenario
from resources.views.access import may_write, visible_district, visible_row
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 8
"""So many scenarios stand side by side."""


def list_address(district: District, year: int) -> str:
    """Return where a year's scenarios are listed."""
    return reverse("resources:scenario-list", args=[district.pk, year])


def scenario_address(row: Scenario) -> str:
    """Return where a scenario is shown; a removed one, in the list."""
    if row.removed_at is not None:
        return list_address(row.district, row.school_year)
    return reverse("resources:scenario-detail", args=[row.pk])


def _form(row: Scenario, data: QueryDict | None, values: Mapping[str, Any], version: int) -> ScenarioForm:
    return ScenarioForm(data, values=values, version=version, school_year=row.school_year)


SCENARIOS = RowPages[Scenario](
    noun="scenario",
    plural="scenarios",
    title="Scenario",
    section="scenarios",
    model=Scenario,
    form=_form,
    values_of=scenario_values,
    save=save_scenario,
    place=scenario_address,
    primary="Save and see what it does",
    consequence="Requests made of it stay. You can bring it back from the list.",
    more=lambda row: {"suggestion": suggestion_for(row), "year_label": school_year_label(row.school_year)},
    template="resources/scenario_edit.html",
)

scenario_add = add_view(SCENARIOS, add_scenario, to=list_address)
scenario_start = add_view(SCENARIOS, start_scenario, to=list_address)


@require_safe
def scenario_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """List the scenarios that begin in a year, and compare what the benchmarks say of them."""
    district = visible_district(request, district_id)
    page = Paginator(scenarios_of(district, year), PAGE_LENGTH).get_page(request.GET.get("page"))
    scenarios = list(page.object_list)
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "heads": year_heads(year),
        "section": "scenarios",
        "page": page,
        "is_first": not scenarios,
        "query": request.GET,
        "board": scenario_board(district, year, scenarios),
        "removed": removed_scenarios(district, year) if can_write else None,
        "may_write": can_write,
        "new_id": uuid4(),
        "start_id": uuid4(),
    }
    return render(request, "resources/scenario_list.html", context)


@require_safe
def scenario_detail(request: AuthenticatedHttpRequest, scenario_id: UUID) -> HttpResponse:
    """Show what a scenario changes and costs, and how each benchmark moves."""
    row = visible_row(request, Scenario, scenario_id)
    if row.removed_at is not None:
        return redirect(scenario_address(row))
    context = {
        "district": row.district,
        "year": row.school_year,
        "year_label": school_year_label(row.school_year),
        "section": "scenarios",
        "scenario": row,
        "page": scenario_page(row),
        "may_write": may_write(request, row.district),
    }
    return render(request, "resources/scenario_detail.html", context)
