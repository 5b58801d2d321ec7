"""The annual calendar of professional learning."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.forms.calendar import CalendarEntryForm, SchoolFilterForm
from resources.models import CalendarEntry
from resources.selectors.calendar import EntryLine, by_month, calendar_year, clashing_entries, concerning
from resources.services.calendar import add_calendar_entry, calendar_entry_values, save_calendar_entry
from resources.views.access import may_lead, may_write, visible_district
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 100
NAMED_CLASHES = 3


def _calendar_address(district: District, year: int) -> str:
    return reverse("resources:calendar", args=[district.pk, year])


def _double_booked(clashes: Sequence[EntryLine]) -> str:
    others = ", ".join(f"“{each.name}”" for each in clashes[:NAMED_CLASHES])
    return f"Some teachers are now asked to be in two places at once. On the same day: {others}."


ENTRIES = RowPages[CalendarEntry](
    noun="calendar-entry",
    plural="calendar-entries",
    title="Date",
    section="time",
    model=CalendarEntry,
    form=lambda row, data, values, version: CalendarEntryForm(
        data, values=values, version=version, district=row.district, school_year=row.school_year
    ),
    values_of=calendar_entry_values,
    save=save_calendar_entry,
    place=lambda row: _calendar_address(row.district, row.school_year),
    related=("school", "activity"),
    add=lambda row, new_id, by: add_calendar_entry(
        district=row.district, school_year=row.school_year, new_id=new_id, by=by
    ),
    consequence="Calendars that read the district’s address show it as cancelled. You can bring it back from the list.",
    warnings=lambda row: [_double_booked(clashes)] if (clashes := clashing_entries(row)) else [],
    more=lambda row: {"clashes": clashing_entries(row)},
    template="resources/calendar_entry_edit.html",
)

calendar_entry_add = add_view(ENTRIES, add_calendar_entry, to=_calendar_address)


@require_safe
def calendar(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the dates of a school year by month, and which of them ask for the same teachers at once."""
    district = visible_district(request, district_id)
    dates = calendar_year(district, year)
    choice = SchoolFilterForm(request.GET, district=district)
    page = Paginator(concerning(dates.entries, choice.chosen), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = _context(district, year) | {
        "calendar": dates,
        "choice": choice,
        "page": page,
        "months": by_month(page.object_list),
        "may_write": may_write(request, district),
        "may_lead": may_lead(request, district),
        "new_id": uuid4(),
    }
    return render(request, "resources/calendar.html", context)


@require_safe
def calendar_print(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show all dates of a school year, or those of one school, on a page to print."""
    district = visible_district(request, district_id)
    school = SchoolFilterForm(request.GET, district=district).chosen
    entries = concerning(calendar_year(district, year).entries, school)
    context = _context(district, year) | {"months": by_month(entries), "school": school}
    return render(request, "resources/calendar_print.html", context)


def _context(district: District, year: int) -> dict[str, Any]:
    return {"district": district, "year": year, "year_label": school_year_label(year), "section": "time"}
