"""What benchmarks say of two numbers: the worked values of the guide, and what holds for any numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.benchmarks import CANNOT_COMPUTE, MEETS, SHORT, Judgement, Pair, Rule, judge, pool

TENTH = Rule(threshold=Decimal("0.1"))
COACHES = Rule(threshold=Decimal(200), is_most=True)
THREE_TENTHS = Rule(threshold=Decimal("0.3"))
QUARTER = Rule(threshold=Decimal("0.25"))

amounts = st.decimals(min_value=0, max_value=Decimal("99999999999.99"), places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999999.99"), places=2)
thresholds = st.decimals(min_value=Decimal("0.0001"), max_value=Decimal(1000), places=4)
rules = st.builds(Rule, threshold=thresholds, is_most=st.booleans())
pairs = st.builds(Pair, numerator=amounts, denominator=positive)


def pair(numerator: str | None, denominator: str | None) -> Pair:
    """Write a pair as numbers."""
    one, other = (None if number is None else Decimal(number) for number in (numerator, denominator))
    return Pair(numerator=one, denominator=other)


# District, students, coaches needed exactly and rounded up, total expenditure and a tenth of it (NCES 2020-21).
WORKED = [
    ("Birmingham City", "21597", "107.985", 108, "282232000", "28223200"),
    ("Colbert County", "2618", "13.09", 14, "36186000", "3618600"),
    ("Albertville City", "5842", "29.21", 30, "59207000", "5920700"),
]


@pytest.mark.parametrize(("name", "students", "coaches", "whole", "spent", "tenth"), WORKED)
def test_worked_values_of_the_guide(
    *, name: str, students: str, coaches: str, whole: int, spent: str, tenth: str
) -> None:
    without_coaches = judge(COACHES, pair(students, None))
    one_coach = judge(COACHES, pair(students, "1"))
    nothing_spent = judge(TENTH, pair("0", spent))

    assert (without_coaches.status, without_coaches.need, without_coaches.whole_need, without_coaches.value) == (
        CANNOT_COMPUTE,
        Decimal(coaches),
        whole,
        None,
    ), name
    assert (one_coach.status, one_coach.shortfall) == (SHORT, Decimal(coaches) - 1)
    assert (nothing_spent.need, nothing_spent.shortfall) == (Decimal(tenth), Decimal(tenth))


@pytest.mark.parametrize(
    ("rule", "numerator", "denominator", "status", "value", "shortfall"),
    [
        (TENTH, "12000", "120000", MEETS, "0.1", "0"),
        (TENTH, "11999.99", "120000", SHORT, None, "0.01"),
        (TENTH, "0", "120000", SHORT, "0", "12000"),
        (TENTH, "500", "0", CANNOT_COMPUTE, None, None),
        (TENTH, "0", "0", CANNOT_COMPUTE, None, None),
        (TENTH, None, "120000", CANNOT_COMPUTE, None, None),
        (TENTH, "500", None, CANNOT_COMPUTE, None, None),
        (COACHES, "600", "3", MEETS, "200", "0"),
        (COACHES, "600", "2.5", SHORT, "240", "0.5"),
        (COACHES, "600", "0", CANNOT_COMPUTE, None, None),
        (COACHES, "0", "1", MEETS, "0", "0"),
        (THREE_TENTHS, "30000", "100000", MEETS, "0.3", "0"),
        (THREE_TENTHS, "28000", "100000", SHORT, "0.28", "2000"),
        (QUARTER, "90", "1440", SHORT, "0.0625", "270"),
    ],
)
def test_judging(
    *,
    rule: Rule,
    numerator: str | None,
    denominator: str | None,
    status: str,
    value: str | None,
    shortfall: str | None,
) -> None:
    found = judge(rule, pair(numerator, denominator))

    assert found.status == status
    assert found.shortfall == (None if shortfall is None else Decimal(shortfall))
    if value is not None:
        assert found.value == Decimal(value)


def test_programs_are_judged_one_by_one_and_together() -> None:
    # Together 19,000 of 150,000 is 12.7 percent; the second alone puts 4,000 of 50,000, 1,000 short of its tenth.
    found = pool(TENTH, [pair("15000", "100000"), pair("4000", "50000")])

    assert found == Judgement(
        status=SHORT, value=Decimal(19000) / Decimal(150000), need=Decimal("15000.0"), shortfall=Decimal("1000.0")
    )


@pytest.mark.parametrize(
    "pairs",
    [[], [pair("5", "0")], [pair("5", "50"), pair("5", None)], [pair("5", "50"), pair(None, "50")]],
)
def test_programs_cannot_be_judged_while_one_is_not_known(pairs: list[Pair]) -> None:
    assert pool(TENTH, pairs).status == CANNOT_COMPUTE


def test_a_program_without_an_award_is_passed_over() -> None:
    assert pool(TENTH, [pair("5", "50"), pair("0", "0")]).status == MEETS


@given(rule=rules, given_pair=pairs)
def test_what_is_short_meets_the_threshold_once_the_shortfall_is_added(rule: Rule, given_pair: Pair) -> None:
    found = judge(rule, given_pair)
    assert given_pair.numerator is not None
    assert given_pair.denominator is not None
    assert found.shortfall is not None

    if rule.is_most:
        mended = Pair(numerator=given_pair.numerator, denominator=given_pair.denominator + found.shortfall)
    else:
        mended = Pair(numerator=given_pair.numerator + found.shortfall, denominator=given_pair.denominator)

    assert (found.status == MEETS) == (found.shortfall == 0)
    assert judge(rule, mended).status == MEETS


@given(rule=rules, numerator=st.none() | amounts)
def test_without_a_denominator_nothing_is_ever_met(rule: Rule, numerator: Decimal | None) -> None:
    for denominator in (None, Decimal(0)):
        found = judge(rule, Pair(numerator=numerator, denominator=denominator))

        assert (found.status, found.value, found.shortfall) == (CANNOT_COMPUTE, None, None)


@given(rule=rules, several=st.lists(pairs, min_size=1, max_size=6))
def test_programs_meet_it_together_when_each_does(rule: Rule, several: list[Pair]) -> None:
    together, each = pool(rule, several), [judge(rule, one) for one in several]

    assert (together.status == MEETS) == all(one.status == MEETS for one in each)
    assert pool(rule, list(reversed(several))) == together
