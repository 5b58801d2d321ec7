"""What scenarios make of a year's numbers: worked by hand, and what holds for any."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.scenarios import Change, Cost, cost_of, over_three_years, place, refusals

MOST = Decimal("999999999999.99")
amounts = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2)


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


# Birmingham City has 21,597 students: 21,597 / 200 = 107.985 coaches, a third of which is 35.995.
def test_three_years_close_a_third_two_thirds_and_the_whole() -> None:
    whole = Change(coaches=Decimal("107.985"), dollars=Decimal("28223200.00"), hours=Decimal("255.5"))

    one, two, three = over_three_years(whole)

    assert [one.coaches, two.coaches, three.coaches] == numbers("35.995", "71.990", "107.985")
    # 28,223,200 / 3 = 9,407,733.33; two thirds are 18,815,466.67. Money is proposed in whole dollars, rounded up.
    assert [one.dollars, two.dollars, three.dollars] == numbers("9407734", "18815467", "28223200")
    # 255.5 / 3 = 85.1667, rounded up so that adding it suffices.
    assert [one.hours, two.hours, three.hours] == numbers("85.17", "170.34", "255.50")
    assert one.reallocated is None


# 3.5 coaches at $92,000.50 are $322,001.75; with $20,000 of new money, $342,001.75.
def test_coaches_and_new_money_cost_and_reallocated_money_costs_nothing_more() -> None:
    change = Change(coaches=Decimal("3.5"), dollars=Decimal(20000), reallocated=Decimal(50000))

    cost = cost_of(change, Decimal("92000.50"))

    assert (cost.coaches, cost.known, cost.unknown) == (Decimal("322001.75"), Decimal("342001.75"), 0)


def test_coaches_without_a_cost_are_counted_as_not_known() -> None:
    years = [Change(coaches=Decimal(1), dollars=Decimal(5)), Change(coaches=Decimal(2)), Change(dollars=Decimal(7))]

    whole = sum((cost_of(each, None) for each in years), Cost())

    assert (whole.known, whole.unknown) == (Decimal(12), 2)


@pytest.mark.parametrize(
    ("amount", "wants", "given_to"),
    [
        # Half of what two programs lack, 3,000 and 1,000, goes to them three to one.
        ("2000", [["3000", "1000"], ["0", "0"]], ["1500", "500"]),
        # What the first want leaves goes to the second.
        ("5000", [["3000", "1000"], ["0", "4000"]], ["3000", "2000"]),
        # More than all wants is not given.
        ("9000", [["3000", "1000"], ["0", "4000"]], ["3000", "5000"]),
        ("0", [["3000", "1000"]], ["0", "0"]),
        ("100", [["0", "0"]], ["0", "0"]),
        # A cent that cannot be divided goes to the larger remainder, the earlier one where they are even.
        ("0.01", [["5", "5"]], ["0.01", "0"]),
    ],
)
def test_money_goes_want_by_want(amount: str, wants: list[list[str]], given_to: list[str]) -> None:
    assert place(Decimal(amount), [numbers(*want) for want in wants]) == numbers(*given_to)


def test_money_without_programs_is_given_to_none() -> None:
    assert place(Decimal(100), [[], []]) == []


@given(amount=amounts, wants=st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=3))
def test_nobody_is_given_more_than_asked_and_nothing_is_lost(
    amount: Decimal, wants: list[tuple[Decimal, Decimal, Decimal]]
) -> None:
    given_to = place(amount, wants)

    asked = [sum(want[at] for want in wants) for at in range(3)]
    assert all(0 <= one <= most for one, most in zip(given_to, asked, strict=True))
    assert sum(given_to) == min(amount, sum(asked))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change(dollars=Decimal(10), technology_dollars=Decimal("10.01")), "technology_dollars"),
        (Change(technology_dollars=Decimal(1)), "technology_dollars"),
        (Change(coaches=Decimal(2)), "coaches"),
    ],
)
def test_numbers_that_contradict_each_other_are_named(change: Change, field: str) -> None:
    found = refusals(MOST, {2: change}, most=MOST)

    assert list(found) == [(field, 2)]
    assert found[field, 2].startswith("In Year 2 ")


def test_numbers_that_go_together_are_taken() -> None:
    changes = {1: Change(dollars=Decimal(10), technology_dollars=Decimal(10), coaches=Decimal(1)), 2: Change()}

    assert refusals(MOST, changes, most=MOST) == refusals(None, changes, most=MOST) == {}
