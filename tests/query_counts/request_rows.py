"""Fill the first district's budget requests until they have a number of rows, in few statements."""

from decimal import Decimal

from django.utils import timezone

from resources.models import BudgetRequest, RequestCost
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World


def requests(world: World, count: int) -> None:
    """Make `count` submitted requests of the year, each with a cost; every second one is much like the one before."""
    district, rows = world.mine.district, world.mine.resources
    made = BudgetRequest.objects.bulk_create(
        BudgetRequest(
            district=district,
            school_year=SCHOOL_YEAR,
            status="submitted",
            submitted_at=timezone.now(),
            title=f"Course {number // 2:05}x about {number // 2:05}y",
            vendor=f"Vendor {number // 2:05}",
            department=rows.department,
            pathway=rows.pathway,
            asked_by=rows.requests.request.asked_by,
        )
        for number in range(BudgetRequest.objects.for_district(district).count(), count)
    )
    RequestCost.objects.bulk_create(
        RequestCost(district=district, request=each, title="Trainer", amount=Decimal("100.00")) for each in made
    )


def costs(world: World, count: int) -> None:
    """Make `count` costs of the request; the year has as many requests."""
    requests(world, count)
    request = world.mine.resources.requests.request
    RequestCost.objects.bulk_create(
        RequestCost(
            district=world.mine.district,
            request=request,
            title=f"Cost {number}",
            delivery_phase="delivery",
            amount=Decimal("10.00"),
        )
        for number in range(request.costs.count(), count)
    )
