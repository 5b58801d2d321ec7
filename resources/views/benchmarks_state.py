"""Benchmarks that a state sets for all its districts, from a school year on."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.enums import State
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR, school_year_label
from resources.models.benchmarks import Owner
from resources.permissions import may_set_for_state
from resources.selectors.benchmarks_state import state_board
from resources.views.benchmarks_own import OwnPages, own_add, own_change, own_remove, own_restore


@require_safe
def state_benchmark_list(request: AuthenticatedHttpRequest, state: str, year: int) -> HttpResponse:
    """Show which benchmarks hold in the state's districts, and what the state set."""
    pages = _pages(request, state, year)
    before, after = max(year - 1, EARLIEST_YEAR), min(year + 1, LATEST_YEAR)
    context = pages.context | {
        "board": state_board(state, year),
        "other_years": [(other, school_year_label(other)) for other in (before, after) if other != year],
    }
    return render(request, "resources/benchmark_state_list.html", context)


@read_or_post
def state_benchmark_add(request: AuthenticatedHttpRequest, state: str, year: int) -> HttpResponse:
    """Add a benchmark for all districts of the state."""
    return own_add(request, _pages(request, state, year))


@read_or_post
def state_benchmark_change(
    request: AuthenticatedHttpRequest, state: str, year: int, benchmark_code: str
) -> HttpResponse:
    """Set the state's threshold, which holds from this year on."""
    return own_change(request, _pages(request, state, year), benchmark_code)


@read_or_post
def state_benchmark_remove(
    request: AuthenticatedHttpRequest, state: str, year: int, benchmark_code: str
) -> HttpResponse:
    """Ask, then take out what the state changed or added."""
    return own_remove(request, _pages(request, state, year), benchmark_code)


@require_POST
def state_benchmark_restore(
    request: AuthenticatedHttpRequest, state: str, year: int, state_benchmark_id: UUID
) -> HttpResponse:
    """Bring back what the state took out."""
    return own_restore(request, _pages(request, state, year), state_benchmark_id)


def _pages(request: AuthenticatedHttpRequest, state: str, year: int) -> OwnPages:
    """Return the pages of a state; to whoever does not work for it, there are none."""
    if state not in State.values or not may_set_for_state(request.user, state):
        raise Http404
    return OwnPages(
        owner=Owner(state=state),
        year=year,
        who="the state",
        noun="state-benchmark",
        place=state,
        frame={"base": "resources/base_state.html", "state": state, "state_name": str(State(state).label)},
    )
