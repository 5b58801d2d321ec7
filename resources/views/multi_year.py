"""The years to come."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from resources.forms.multi_year import GrowthForm
from resources.selectors.multi_year import multi_year
from resources.views.access import may_write, visible_district


@require_safe
def multi_year_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Carry the year's recurring lines to the two years after it."""
    district = visible_district(request, district_id)
    form = GrowthForm(request.GET)
    context = {
        "district": district,
        "year": year,
        "section": "multi-year",
        "form": form,
        "plan": multi_year(district, year, form.growth),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/multi_year_detail.html", context)
