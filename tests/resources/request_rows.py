"""Budget requests for the world in which addresses and pages are tried: two of two departments, much alike."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from plplanner.districts.models import District, User
from resources.models import BudgetRequest, Department, Pathway, RequestCost


@dataclass(frozen=True, kw_only=True)
class RequestRows:
    """A submitted request with one cost, and another of much the same."""

    request: BudgetRequest
    cost: RequestCost
    twin: BudgetRequest

    @property
    def ids(self) -> dict[str, object]:
        """What each name in an address stands for."""
        return {"request_id": self.request.pk, "request_cost_id": self.cost.pk}


def create_requests(
    district: District, school_year: int, *, department: Department, pathway: Pathway, asked_by: User | None
) -> RequestRows:
    """Create both; the first is asked for by the person."""
    year = {"district": district, "school_year": school_year, "status": "submitted", "submitted_at": timezone.now()}
    alike = {
        "vendor": "Bright Path Learning",
        "pathway": pathway,
        "starts_on": datetime.date(school_year, 8, 3),
        "ends_on": datetime.date(school_year, 8, 5),
    }
    other = Department.objects.create(district=district, name="Multilingual learners")
    request = BudgetRequest.objects.create(
        **year, **alike, title="Decoding institute", department=department, asked_by=asked_by
    )
    twin = BudgetRequest.objects.create(**year, **alike, title="Institute on decoding", department=other)
    delivery = {"district": district, "delivery_phase": "delivery", "cost_element": "training", "unit": "days"}
    cost = RequestCost.objects.create(
        **delivery,
        request=request,
        title="Three days with a trainer",
        quantity=Decimal(3),
        unit_price=Decimal("4000.00"),
        amount=Decimal("12000.00"),
    )
    RequestCost.objects.create(
        **delivery,
        request=twin,
        title="Trainer",
        quantity=Decimal(2),
        unit_price=Decimal("4500.00"),
        amount=Decimal("9000.00"),
    )
    return RequestRows(request=request, cost=cost, twin=twin)
