"""Whatever people do with requests: stored totals are right, and what was asked is what goes on and what is saved."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plplanner.districts.models import District, User
from resources.models import BudgetRequest, Fund, LedgerLine, RequestCost, RequestMerge
from resources.selectors.request_costs import add_up, families_of, family_of
from resources.services.decisions import Decision, decide_request, reopen_decision
from resources.services.reconciliation import merge_requests, unmerge_request
from tests.factories import BudgetRequestFactory, DistrictFactory, FundFactory, RequestCostFactory, UserFactory
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db
REQUESTS = 4

CENTS = st.integers(min_value=0, max_value=10**9).map(lambda cents: Decimal(cents).scaleb(-2))
WHICH = st.integers(min_value=0, max_value=REQUESTS - 1)
MASK = st.integers(min_value=0, max_value=2**8 - 1)
STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "unmerge", "decide", "part", "decline", "reopen"]), WHICH, WHICH, MASK),
    max_size=10,
)


def take(step: tuple[str, int, int, int], rows: list[BudgetRequest], funds: list[Fund], by: User) -> None:
    """Take a step as a page would, on the rows as they are now."""
    name, first, second, mask = step
    now = [BudgetRequest.objects.get(pk=row.pk) for row in rows]
    row, other = now[first], now[second]
    going_on = family_of(row).going_on
    if name == "merge":
        costs = [*going_on, *family_of(other).going_on]
        staying = {cost.pk for place, cost in enumerate(costs) if not mask >> place & 1}
        versions = {row.pk: row.version, other.pk: other.version}
        merge_requests(kept=row, absorbed=[other], staying=staying, versions=versions, reason="", by=by)
    elif name == "unmerge":
        unmerge_request(request=row, by=by)
    elif name == "reopen":
        reopen_decision(request=row, reason="Again.", by=by)
    else:
        kept = {"decide": 1, "part": mask % 3, "decline": 0}[name]
        approved = {cost.pk: (cost.amount or Decimal(7)) if kept == 1 else Decimal(kept) / 2 for cost in going_on}
        shares = [(funds[0], Decimal("33.30")), (funds[1], Decimal("66.70"))]
        decision = Decision(version=row.version, approved=approved, shares=shares, reason="So it is.")
        decide_request(request=row, decision=decision, by=by)


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
