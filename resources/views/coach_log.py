"""The coach log: where coaches spent their time, what for, and what came of it."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.forms.coach_log import LogEntryForm
from resources.models import CoachLogEntry
from resources.selectors.coach_log import log_lines, log_rows, log_summary, removed_entries
from resources.services.coach_log import LOG_COLUMNS, add_log_entry
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 100


def _list_address(district: District, year: int) -> str:
    return reverse("resources:coach-log", args=[district.pk, year])


LOG_ENTRIES = RowPages[CoachLogEntry](
    noun="coach-log-entry",
    plural="coach-log-entries",
    title="Entry",
    section="coach-log",
    model=CoachLogEntry,
    form=lambda row, data, values, version: LogEntryForm(data, values=values, version=version, row=row),
    values_of=lambda row: columns_of(row, LOG_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=LOG_COLUMNS),
    place=lambda row: _list_address(row.district, row.school_year),
    related=("staff_member", "school", "pathway"),
    add=lambda row, new_id, by: add_log_entry(district=row.district, school_year=row.school_year, new_id=new_id, by=by),
    consequence="Its hours count nowhere from then on. You can bring it back from the list.",
)

coach_log_entry_add = add_view(LOG_ENTRIES, add_log_entry, to=_list_address)


@require_safe
def coach_log(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the entries of a school year, and what they add up to by coach and by school."""
    district = visible_district(request, district_id)
    page = Paginator(log_rows(district, year), PAGE_LENGTH).get_page(request.GET.get("page"))
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "coach-log",
        "summary": log_summary(district, year),
        "page": page,
        "entries": log_lines(page.object_list),
        "removed": removed_entries(district, year) if can_write else None,
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/coach_log.html", context)
