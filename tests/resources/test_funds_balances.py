"""What funds have and what is left of them: worked by hand, and from the stored rows."""

import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from plplanner.districts.models import District
from resources.calculations.funds import BalanceSum, FundBalance, add_up
from resources.models import Fund, FundTotal
from resources.selectors.fund_balances import fund_balances
from tests.factories import DistrictFactory, FundAwardFactory, FundFactory, FundTransferFactory

YEAR = 2025


def dollars(amount: str) -> Decimal:
    """Read an amount."""
    return Decimal(amount).quantize(Decimal("0.01"))


def balance(**amounts: str) -> FundBalance:
    """Return the balance of a fund with some amounts."""
    known: dict[str, Any] = {name: dollars(amount) for name, amount in amounts.items()}
    return FundBalance(fund_id=uuid4(), name="A fund", **known)


def test_available_adds_carry_over_and_transfers_to_the_award() -> None:
    one = balance(award="100000", carry_over="2500.50", transfers_in="1000", transfers_out="3000.25")

    # 100,000.00 + 2,500.50 + 1,000.00 − 3,000.25 = 100,500.25; without the carry-over 97,999.75.
    assert (one.available, one.available_of_year) == (dollars("100500.25"), dollars("97999.75"))


def test_remaining_and_unplanned_may_be_below_zero() -> None:
    one = balance(award="1000", planned="1200", committed="900", actual="950", obligated="1050.01")

    assert (one.remaining, one.unplanned) == (dollars("-50.01"), dollars("-200"))


def test_nothing_is_known_to_be_left_without_an_award() -> None:
    one = balance(carry_over="500", planned="200")

    assert (one.available, one.available_of_year, one.remaining, one.unplanned) == (None, None, None, None)


def total(fund: Fund, **values: Any) -> FundTotal:
    """Store what lines of the year charge to a fund."""
    nothing = dict.fromkeys(("planned", "committed", "actual", "obligated"), dollars("0"))
    return FundTotal.objects.create(fund=fund, school_year=YEAR, **nothing | values)


@pytest.mark.parametrize(
    ("starts", "ends", "is_open"),
    [
        (None, None, True),
        (None, datetime.date(2025, 6, 30), False),
        (None, datetime.date(2025, 7, 1), True),
        (datetime.date(2026, 7, 1), None, False),
        (datetime.date(2026, 6, 30), datetime.date(2026, 6, 30), True),
    ],
)
def test_a_fund_is_open_in_a_year_if_a_day_is_shared(
    starts: datetime.date | None, ends: datetime.date | None, *, is_open: bool
) -> None:
    one = FundBalance(fund_id=uuid4(), name="A fund", starts_on=starts, ends_on=ends)

    assert one.is_open_in(datetime.date(2025, 7, 1), datetime.date(2026, 6, 30)) == is_open


def test_sums_count_unknown_awards_apart() -> None:
    known = balance(award="1000", carry_over="10", planned="1100", obligated="500", committed="500")
    unknown = balance(planned="40", committed="30", actual="20", obligated="30", transfers_in="5")

    assert add_up([known, unknown]) == BalanceSum(
        funds=2,
        award=dollars("1000"),
        carry_over=dollars("10"),
        available=dollars("1010"),
        planned=dollars("1140"),
        committed=dollars("530"),
        actual=dollars("20"),
        remaining=dollars("510"),
        unplanned=dollars("-90"),
        awards_unknown=1,
        over=[known],
    )


def test_sums_of_unknown_awards_are_not_known() -> None:
    total = add_up([balance(planned="40"), balance(planned="2")])

    assert (total.award, total.carry_over, total.available, total.remaining, total.unplanned) == (None,) * 5
    assert (total.planned, total.awards_unknown) == (dollars("42"), 2)


@pytest.mark.django_db
def test_balances_read_all_that_is_stored_of_one_year() -> None:
    district: District = DistrictFactory.create()
    title, local = (
        FundFactory.create(district=district, name="Title II-A"),
        FundFactory.create(district=district, name="Local"),
    )
    FundAwardFactory.create(fund=title, school_year=YEAR, amount=dollars("1000"), carry_over=dollars("50"))
    FundAwardFactory.create(fund=title, school_year=YEAR + 1, amount=dollars("7"))
    FundTransferFactory.create(district=district, from_fund=title, to_fund=local, amount=dollars("100"))
    FundTransferFactory.create(district=district, to_fund=title, amount=dollars("3"))
    FundTransferFactory.create(district=district, to_fund=title, amount=None)
    FundTransferFactory.create(district=district, to_fund=title, removed_at=timezone.now())
    FundTransferFactory.create(district=district, to_fund=title, school_year=YEAR + 1)
    total(title, lines=1, planned=dollars("30"), obligated=dollars("5"))
    total(title, paid_time="coach", lines=2, planned=dollars("60"))

    first, second = fund_balances(district, YEAR)

    assert (first.name, first.available, first.transfers_in) == ("Local", None, dollars("100"))
    assert (second.available, second.planned, second.new_money) == (dollars("953"), dollars("90"), dollars("30"))
    assert (second.remaining, second.unplanned, second.lines) == (dollars("948"), dollars("863"), 3)


@pytest.mark.django_db
def test_removed_funds_and_other_districts_are_left_out() -> None:
    district: District = DistrictFactory.create()
    FundFactory.create(district=district, removed_at=timezone.now())
    FundFactory.create()

    assert fund_balances(district, YEAR) == []
