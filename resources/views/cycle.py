"""The delivery cycle: who works on each phase, what is due, and what one team hands to the next."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District, User
from plplanner.kit.versions import NewIdForm
from plplanner.kit.years import school_year_label
from resources.forms.cycle import BoardForm, HandoffForm, MilestoneForm, PhaseAddForm, WorkingTeamForm
from resources.models import Handoff, Milestone, Pathway, WorkingTeam
from resources.models.rows import ResourceRow
from resources.selectors.cycle import cycle_board as read_board
from resources.selectors.cycle_timeline import cycle_timeline as read_timeline
from resources.services.cycle import (
    HANDOFF_COLUMNS,
    MILESTONE_COLUMNS,
    TEAM_COLUMNS,
    accept_handoff,
    add_handoff,
    add_milestone,
    add_team,
    reopen_handoff,
    set_up_teams,
)
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district, writable_district, writable_row
from resources.views.rows import NOTHING_ADDED, RowPages, add_and_open


def _board_address(district: District, year: int) -> str:
    return reverse("resources:cycle-board", args=[district.pk, year])


TEAMS = RowPages[WorkingTeam](
    noun="working-team",
    plural="working-teams",
    title="Working team",
    section="cycle",
    model=WorkingTeam,
    form=lambda _row, data, values, version: WorkingTeamForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, TEAM_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=TEAM_COLUMNS),
    place=lambda row: _board_address(row.district, row.school_year),
    consequence="Handoffs that name it keep it. You can bring it back from the board.",
)
MILESTONES = RowPages[Milestone](
    noun="milestone",
    plural="milestones",
    title="Milestone",
    section="cycle",
    model=Milestone,
    form=lambda row, data, values, version: MilestoneForm(data, values=values, version=version, district=row.district),
    values_of=lambda row: columns_of(row, MILESTONE_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=MILESTONE_COLUMNS),
    place=lambda row: _board_address(row.district, row.school_year),
    related=("pathway",),
    add=lambda row, new_id, by: add_milestone(
        district=row.district, school_year=row.school_year, phase=row.phase, new_id=new_id, by=by
    ),
    consequence="You can bring it back from the board.",
)
HANDOFFS = RowPages[Handoff](
    noun="handoff",
    plural="handoffs",
    title="Handoff",
    section="cycle",
    model=Handoff,
    form=lambda row, data, values, version: HandoffForm(data, values=values, version=version, handoff=row),
    values_of=lambda row: columns_of(row, HANDOFF_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=HANDOFF_COLUMNS),
    place=lambda row: _board_address(row.district, row.school_year),
    related=("pathway", "from_team", "to_team"),
    consequence="You can bring it back from the board.",
)


@require_safe
def cycle_board(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the four phases of a school year, late milestones and handoffs first."""
    district = visible_district(request, district_id)
    form = BoardForm(request.GET, district=district)
    pathway = form.cleaned_data["pathway"] if form.is_valid() else None
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "cycle",
        "form": form,
        "pathway": pathway,
        "board": read_board(district, year, today=timezone.localdate(), pathway=pathway),
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/cycle_board.html", context)


@require_safe
def cycle_timeline(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Draw a school year's windows, milestones and handoffs by month, to print."""
    district = visible_district(request, district_id)
    form = BoardForm(request.GET, district=district)
    pathway: Pathway | None = form.cleaned_data["pathway"] if form.is_valid() else None
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "cycle",
        "form": form,
        "pathway": pathway,
        "timeline": read_timeline(district, year, today=timezone.localdate(), pathway=pathway),
    }
    return render(request, "resources/cycle_timeline.html", context)


@require_POST
def cycle_set_up(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Add the team of each phase that has none."""
    district = writable_district(request, district_id)
    form = NewIdForm(request.POST)
    if not form.is_valid():
        messages.error(request, NOTHING_ADDED)
        return redirect(_board_address(district, year))
    try:
        set_up_teams(district=district, school_year=year, new_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Each phase has a team now. Name who leads it and who is in it.")
    return redirect(_board_address(district, year))


def _add_view(pages: RowPages[Any], add: Callable[..., ResourceRow]) -> Callable[..., HttpResponse]:
    """Make the view that adds a row to a phase and opens it."""

    @require_POST
    def phase_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
        district = writable_district(request, district_id)
        add_to_year = partial(add, district=district, school_year=year)
        return add_and_open(request, pages, add_to_year, back=_board_address(district, year), form=PhaseAddForm)

    return phase_add


working_team_add = _add_view(TEAMS, add_team)
milestone_add = _add_view(MILESTONES, add_milestone)
handoff_add = _add_view(HANDOFFS, add_handoff)


def _handoff_view(act: Callable[..., Handoff], said: str) -> Callable[..., HttpResponse]:
    """Make the view that accepts a handoff, or takes that back."""

    @require_POST
    def handoff_act(request: AuthenticatedHttpRequest, handoff_id: UUID) -> HttpResponse:
        handoff = writable_row(request, Handoff, handoff_id)
        by: User = request.user
        try:
            act(handoff, by=by)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, said)
        return redirect(_board_address(handoff.district, handoff.school_year))

    return handoff_act


handoff_accept = _handoff_view(accept_handoff, "Accepted. Your name and the time are kept with it.")
handoff_reopen = _handoff_view(reopen_handoff, "Open again. Who had accepted it is kept in the list of changes.")
