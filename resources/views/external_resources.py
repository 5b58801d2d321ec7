"""Grants and gifts that the district seeks."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_of
from resources.forms.external_resources import ExternalResourceForm
from resources.models import ExternalResource
from resources.selectors.external_resources import external_list as list_external
from resources.services.external_resources import EXTERNAL_COLUMNS, add_external_resource
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 25


def _list_address(district: District, year: int) -> str:
    return reverse("resources:external-list", args=[district.pk, year])


EXTERNAL = RowPages[ExternalResource](
    noun="external-resource",
    plural="external-resources",
    title="Grant or gift",
    section="providers",
    model=ExternalResource,
    form=lambda row, data, values, version: ExternalResourceForm(
        data, values=values, version=version, district=row.district
    ),
    values_of=lambda row: columns_of(row, EXTERNAL_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=EXTERNAL_COLUMNS),
    place=lambda row: _list_address(row.district, school_year_of(timezone.localdate())),
    related=("fund",),
)
external_resource_add = add_view(EXTERNAL, add_external_resource, to=_list_address)


@require_safe
def external_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what is sought, the next deadline first, what was decided, and the sums by year."""
    district = visible_district(request, district_id)
    found = list_external(district, today=timezone.localdate())
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "section": "providers",
        "external": found,
        "page": Paginator([*found.open, *found.decided], PAGE_LENGTH).get_page(request.GET.get("page")),
        "removed": found.removed if can_write else [],
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/external_list.html", context)
