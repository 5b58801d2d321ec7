"""What was spent of a fiscal year against its plan."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.dates import long_day
from plplanner.kit.years import school_year_label, school_year_span
from resources.forms.ledger import address_query
from resources.forms.monitoring import CompareForm
from resources.selectors.monitoring import amounts_of_year, compared_by, compared_row, months_of, year_sums
from resources.selectors.monitoring_lines import differing_lines, differing_rows, is_over
from resources.views.access import may_write, visible_district
from resources.views.ledger import ledger_address

PAGE_LENGTH = 50


@require_safe
def monitoring(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show planned and actual amounts by month and by one more thing, and the lines that differ from their plan."""
    district = visible_district(request, district_id)
    today = timezone.localdate()
    form = CompareForm(request.GET)
    sums = year_sums(district, year)
    page = Paginator(differing_rows(district, year, today=today), PAGE_LENGTH).get_page(request.GET.get("page"))

    def address(key: str) -> str:
        return ledger_address(district, year, address_query({form.chosen: key}))

    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "monitoring",
        "form": form,
        "has_lines": bool(sums.lines),
        "amounts": amounts_of_year(sums),
        "months": months_of(district, year, sums, today=today),
        "rows": compared_by(district, year, by=form.chosen, address=address),
        "total": compared_row("All lines", sums),
        "page": page,
        "lines": differing_lines(page.object_list),
        "is_over": is_over(year, today=today),
        "last_day": long_day(school_year_span(year)[1]),
        "ledger_url": ledger_address(district, year),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/monitoring.html", context)
