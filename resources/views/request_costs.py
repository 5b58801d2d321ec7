"""The costs of a budget request."""

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import User
from resources.forms.requests import CostForm
from resources.models import BudgetRequest, RequestCost
from resources.permissions import may_write_request, why_closed
from resources.services.request_costs import add_cost, cost_values, remove_cost, restore_cost, save_cost
from resources.views.access import visible_row
from resources.views.requests import request_address
from resources.views.rows import RowPages, add_and_open


def _request(row: RequestCost) -> BudgetRequest:
    """Return a cost's request with the district that was read with the cost."""
    row.request.district = row.district
    return row.request


def _place(row: RequestCost) -> str:
    return f"{request_address(row.request)}#costs"


COSTS = RowPages[RequestCost](
    noun="request-cost",
    plural="request-costs",
    title="Cost",
    section="requests",
    model=RequestCost,
    form=lambda _row, data, values, version: CostForm(data, values=values, version=version),
    values_of=cost_values,
    save=save_cost,
    place=_place,
    related=("request",),
    primary="Save and see the request",
    add=lambda row, new_id, by: add_cost(request=row.request, new_id=new_id, by=by),
    remove=remove_cost,
    restore=restore_cost,
    consequence="You can bring it back from the page of the request.",
    may_edit=lambda user, row: may_write_request(user, _request(row)),
    why_closed=lambda user, row: why_closed(user, _request(row)),
    more=lambda row: {"year": row.request.school_year, "request_row": row.request},
    template="resources/request_cost_edit.html",
)


@require_POST
def request_cost_add(request: AuthenticatedHttpRequest, request_id: UUID) -> HttpResponse:
    """Add a blank cost to a request and open it."""
    row = visible_row(request, BudgetRequest, request_id)
    _require_writer(request.user, row)
    return add_and_open(request, COSTS, partial(add_cost, request=row), back=request_address(row))


def _require_writer(user: User, row: BudgetRequest) -> None:
    if not may_write_request(user, row):
        raise PermissionDenied("Only who wrote this request may do this, or who may edit resources.")
