"""How evenly resources reach schools."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.years import school_year_label
from resources.forms.equity import EquityForm
from resources.selectors.equity import equity_of
from resources.views.access import visible_district


@require_safe
def equity_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show dollars and hours by school, and what teachers in schools of high need get."""
    district = visible_district(request, district_id)
    form = EquityForm(request.GET)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "equity",
        "form": form,
        "equity": equity_of(district, year, form.question),
    }
    return render(request, "resources/equity_detail.html", context)
