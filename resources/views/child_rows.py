"""Adding a row below another one, from the page that shows both."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from resources.models.rows import ResourceRow, ResourceRowQuerySet
from resources.views.access import writable_district
from resources.views.rows import RowPages, add_and_open

Parent = TypeVar("Parent", bound=ResourceRow)


def child_add_view(
    pages: RowPages[Any], parent: type[Parent], add: Callable[..., ResourceRow], *, to: Callable[[Parent, int], str]
) -> Callable[..., HttpResponse]:
    """Make the view that adds a blank row below a present one and opens it; `to` is where a refused post leads.

    `add` is called with the parent and with `new_id=` and `by=`.
    """

    @require_POST
    def child_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int, **ids: UUID) -> HttpResponse:
        district = writable_district(request, district_id)
        row = present_row(district, parent, *ids.values())
        return add_and_open(request, pages, partial(add, row), back=to(row, year))

    return child_add


def present_row(district: District, model: type[Parent], row_id: UUID) -> Parent:
    """Return a row of the district that is not removed, or answer that there is none."""
    present = ResourceRowQuerySet[Parent](model).for_district(district).present()
    row: Parent = get_object_or_404(present, pk=row_id)
    row.district = district  # already read
    return row
