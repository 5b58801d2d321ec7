"""Whatever people do with requests: stored totals are right, and what was asked is what goes on and what is saved."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plplanner.districts.models import District
from resources.models import BudgetRequest, LedgerLine, RequestCost, RequestMerge
from resources.selectors.request_costs import add_up, families_of
from tests.factories import BudgetRequestFactory, DistrictFactory, FundFactory, RequestCostFactory, UserFactory
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals
from tests.resources.request_steps import REQUESTS, take

pytestmark = pytest.mark.django_db

CENTS = st.integers(min_value=0, max_value=10**9).map(lambda cents: Decimal(cents).scaleb(-2))
WHICH = st.integers(min_value=0, max_value=REQUESTS - 1)
MASK = st.integers(min_value=0, max_value=2**8 - 1)
STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "unmerge", "decide", "part", "decline", "reopen"]), WHICH, WHICH, MASK),
    max_size=10,
)


def require_agreement(district: District) -> None:
    """Compare what is stored with what adds up."""
    assert stored_totals(district) == expected_totals(district)
    assert stored_fund_totals(district) == expected_fund_totals(district)
    standing = list(BudgetRequest.objects.exclude(status="merged"))
    goes_on = sum((add_up(family.going_on) for family in families_of(standing).values()), Decimal(0))
    saved = RequestMerge.objects.aggregate(sum=Sum("saved"))["sum"] or Decimal(0)
    asked = RequestCost.objects.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    assert asked == goes_on + saved
    approved = RequestCost.objects.aggregate(sum=Sum("approved"))["sum"] or Decimal(0)
    planned = LedgerLine.objects.present().aggregate(sum=Sum("planned"))["sum"] or Decimal(0)
    assert planned == approved


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.none() | CENTS, min_size=REQUESTS * 2, max_size=REQUESTS * 2), steps=STEPS)
def test_any_sequence_keeps_totals_and_what_is_asked(
    amounts: list[Decimal | None], steps: list[tuple[str, int, int, int]]
) -> None:
    with transaction.atomic():
        walk(amounts, steps)
        transaction.set_rollback(True)


def walk(amounts: list[Decimal | None], steps: list[tuple[str, int, int, int]]) -> None:
    """Take steps on requests of a new district; refused ones change nothing."""
    district, by = DistrictFactory.create(), UserFactory.create()
    rows = BudgetRequestFactory.create_batch(REQUESTS, district=district, status="submitted")
    for place, amount in enumerate(amounts):
        RequestCostFactory.create(request=rows[place % REQUESTS], amount=amount)
    funds = FundFactory.create_batch(2, district=district)

    for step in steps:
        try:
            take(step, rows, funds, by)
        except ValidationError:
            continue
        finally:
            require_agreement(district)
