"""Sessions that took place, against what the calendar planned."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.forms.held_sessions import SessionFilterForm, SessionForm
from resources.models import HeldSession
from resources.selectors.held_sessions import (
    SessionFilter,
    removed_sessions,
    session_lines,
    session_rows,
    session_summary,
)
from resources.services.held_sessions import SESSION_COLUMNS, add_session
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 100


def _list_address(district: District, year: int) -> str:
    return reverse("resources:session-list", args=[district.pk, year])


SESSIONS = RowPages[HeldSession](
    noun="session",
    plural="sessions",
    title="Session",
    section="sessions",
    model=HeldSession,
    form=lambda row, data, values, version: SessionForm(data, values=values, version=version, row=row),
    values_of=lambda row: columns_of(row, SESSION_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=SESSION_COLUMNS),
    place=lambda row: _list_address(row.district, row.school_year),
    related=("school", "pathway", "activity"),
    add=lambda row, new_id, by: add_session(district=row.district, school_year=row.school_year, new_id=new_id, by=by),
    consequence="It counts in no sum from then on. You can bring it back from the list.",
)

session_add = add_view(SESSIONS, add_session, to=_list_address)


@require_safe
def session_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the sessions of a school year, what they add up to, and how much of their time was follow-up."""
    district = visible_district(request, district_id)
    form = SessionFilterForm(request.GET, district=district)
    chosen = SessionFilter(district=district, school_year=year, school=form.school_chosen, pathway=form.pathway_chosen)
    page = Paginator(session_rows(chosen), PAGE_LENGTH).get_page(request.GET.get("page"))
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "sessions",
        "form": form,
        "summary": session_summary(chosen),
        "has_plan": chosen.pathway is None,
        "page": page,
        "sessions": session_lines(page.object_list),
        "removed": removed_sessions(district, year) if can_write else None,
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/session_list.html", context)
