"""Time for professional learning: hours of a teacher, the work year, team time each week and models of it."""

from functools import partial
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.views.editing import edit_row
from plplanner.kit.years import school_year_label
from resources.forms.time import NewTeamTimeForm, TeamTimeForm, WorkYearForm
from resources.models import TeamTime
from resources.selectors.time import schedule_models, time_year
from resources.services.time import (
    add_team_time,
    save_team_time,
    save_work_year,
    team_time_values,
    work_year_to_edit,
    work_year_values,
)
from resources.views.access import may_write, visible_district, writable_district
from resources.views.rows import RowPages, add_and_open

PAGE_LENGTH = 100


def _overview_address(district: District, year: int) -> str:
    return reverse("resources:time-overview", args=[district.pk, year])


TEAM_TIMES = RowPages[TeamTime](
    noun="team-time",
    plural="team-times",
    title="Team time",
    section="time",
    model=TeamTime,
    form=lambda row, data, values, version: TeamTimeForm(data, values=values, version=version, district=row.district),
    values_of=team_time_values,
    save=save_team_time,
    place=lambda row: _overview_address(row.district, row.school_year),
    related=("school", "schedule_model"),
    consequence="Its hours then count no longer. You can bring it back from the page on time.",
    more=lambda row: {"model": row.schedule_model},
    template="resources/team_time_edit.html",
)


@require_safe
def time_overview(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show how many hours a teacher has for professional learning, and where they come from."""
    district = visible_district(request, district_id)
    time = time_year(district, year)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "time",
        "time": time,
        "page": Paginator(time.team_times, PAGE_LENGTH).get_page(request.GET.get("page")),
        "may_write": may_write(request, district),
        "new_id": uuid4(),
    }
    return render(request, "resources/time_overview.html", context)


@read_or_post
def work_year_edit(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Edit the work year; its row is made by the first save."""
    district = writable_district(request, district_id)
    back = _overview_address(district, year)
    editing = edit_row(
        request,
        row=work_year_to_edit(district, year),
        form_for=lambda data, values, version: WorkYearForm(data, values=values, version=version),
        values_of=work_year_values,
        save=lambda row, edit: save_work_year(row, edit, request.user),
        after_save=lambda _button: back,
    )
    if editing.response is not None:
        return editing.response
    context = editing.context | {
        "district": district,
        "year": year,
        "section": "time",
        "title": f"Work year {school_year_label(year)}",
        "primary": "Save",
        "add": "",
        "back_url": back,
    }
    return render(request, "resources/time_work_year.html", context)


@require_safe
def schedule_model_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show models of a school day with team time, to choose one and adapt it."""
    district = visible_district(request, district_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "time",
        "models": [(model, uuid4()) for model in schedule_models()],
        "may_write": may_write(request, district),
    }
    return render(request, "resources/time_models.html", context)


@require_POST
def team_time_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Add team time, from a schedule model or from nothing, and open it."""
    district = writable_district(request, district_id)
    add = partial(add_team_time, district=district, school_year=year)
    return add_and_open(request, TEAM_TIMES, add, back=_overview_address(district, year), form=NewTeamTimeForm)
