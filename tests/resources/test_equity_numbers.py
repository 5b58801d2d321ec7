"""Equity across schools, against sums worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.equity import SchoolShare, access_rate, mean, need_ratio, reads_even, spread

CLOSE = Decimal("0.0001")


def school(teachers: str | None, amount: str | None, need: bool | None = None) -> SchoolShare:
    return SchoolShare(
        name="A school",
        teachers=None if teachers is None else Decimal(teachers),
        amount=None if amount is None else Decimal(amount),
        is_high_need=need,
    )


FIVE = [
    school("10", "100", need=True),  # 10 for each
    school("10", "200", need=True),  # 20
    school("20", "600", need=False),  # 30
    school("20", "800", need=False),  # 40
    school("40", "1600", need=None),  # 40
]
# N = 100, Σ = 3,300, so μ = 33. High need: 300 / 20 = 15. Other: 1,400 / 40 = 35. 15 / 35 = 0.428571…
# Variance: (10·23² + 10·13² + 20·3² + 20·7² + 40·7²) / 100 = (5,290 + 1,690 + 180 + 980 + 1,960) / 100 = 101.
# √101 / 33 = 10.0499 / 33 = 0.30454.


def test_each_number_is_the_one_worked_by_hand() -> None:
    found = spread(FIVE)

    assert mean(FIVE) == 33
    assert need_ratio(FIVE) == Decimal(15) / Decimal(35)
    assert found is not None
    assert abs(found.variation - Decimal("0.30454")) < CLOSE
    # Σ (n/N)(x/μ) ln(x/μ) = 0.1·(0.30303·−1.19392) + 0.1·(0.60606·−0.50078) + 0.2·(0.90909·−0.09531)
    #   + 0.2·(1.21212·0.19237) + 0.4·(1.21212·0.19237) = −0.03618 − 0.03035 − 0.01733 + 0.04664 + 0.09327 = 0.05605.
    assert abs(found.theil - Decimal("0.05605")) < CLOSE
    # Between: 0.2·(15/33)ln(15/33) + 0.4·(35/33)ln(35/33) + 0.4·(40/33)ln(40/33)
    #   = −0.07168 + 0.02496 + 0.09327 = 0.04656.
    assert abs(found.theil_between - Decimal("0.04656")) < CLOSE


def test_access_counts_teachers_not_schools() -> None:
    assert access_rate(FIVE, dose=Decimal(30)) == Decimal("0.8")


@pytest.mark.parametrize(
    ("schools", "ratio"),
    [
        ([school("10", None, need=True), school("10", "5", need=False)], None),
        ([school("10", "5", need=True)], None),
        ([school("10", "0", need=True), school("10", "5", need=False)], Decimal(0)),
        ([school("0", "5", need=True), school("10", "5", need=False)], None),
    ],
    ids=["not known is not zero", "nobody elsewhere", "zero is zero", "no teachers"],
)
def test_need_ratio_needs_numbers_on_both_sides(schools: list[SchoolShare], ratio: Decimal | None) -> None:
    assert need_ratio(schools) == ratio


def test_no_index_for_fewer_than_five_schools_with_numbers() -> None:
    assert spread([*FIVE[:4], school("10", None)]) is None


@pytest.mark.parametrize(("ratio", "even"), [("0.94", False), ("0.95", True), ("1.05", True), ("1.06", False)])
def test_about_even_is_within_five_hundredths(ratio: str, even: bool) -> None:
    assert reads_even(Decimal(ratio)) is even


SCHOOLS = st.builds(
    SchoolShare,
    name=st.just("A school"),
    teachers=st.integers(1, 200).map(Decimal),
    amount=st.integers(0, 10**7).map(Decimal),
    is_high_need=st.sampled_from([True, False, None]),
)


@given(st.lists(SCHOOLS, min_size=5, max_size=12))
def test_no_index_is_ever_negative(schools: list[SchoolShare]) -> None:
    found = spread(schools)

    if found is not None:
        tolerance = Decimal("1e-20")
        assert min(found.variation, found.theil, found.theil_within, found.theil_between) >= -tolerance


@given(st.lists(SCHOOLS, min_size=5, max_size=8), st.integers(2, 50))
def test_a_richer_district_is_no_less_even(schools: list[SchoolShare], factor: int) -> None:
    richer = [
        SchoolShare(
            name=each.name,
            teachers=each.teachers,
            amount=(each.amount or Decimal(0)) * factor,
            is_high_need=each.is_high_need,
        )
        for each in schools
    ]
    before, after = spread(schools), spread(richer)

    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert abs(before.theil - after.theil) < Decimal("1e-15")
