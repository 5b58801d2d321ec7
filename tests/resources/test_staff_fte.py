"""FTE of a person's assignments: over the year, and at the fullest time."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.fte import FALL, SPRING, YEAR, PartTime, left_in, most_at_once, yearly_fte
from resources.enums import Period

TENTHS = st.decimals(min_value=0, max_value=1, places=3)
ASSIGNMENTS = st.lists(st.builds(PartTime, period=st.sampled_from([YEAR, FALL, SPRING]), fte=TENTHS), max_size=8)


def of(*parts: tuple[str, str]) -> list[PartTime]:
    return [PartTime(period=period, fte=Decimal(fte)) for period, fte in parts]


@pytest.mark.parametrize(
    ("parts", "yearly", "most"),
    [
        ((), "0", "0"),
        (((YEAR, "0.4"), (YEAR, "0.6")), "1.0", "1.0"),
        # Half of 0.5 in fall and half of 0.25 in spring on top of 0.5: 0.875; in fall it is 1.0.
        (((YEAR, "0.5"), (FALL, "0.5"), (SPRING, "0.25")), "0.875", "1.0"),
        (((FALL, "1"), (SPRING, "1")), "1", "1"),
        (((FALL, "0.333"),), "0.1665", "0.333"),
    ],
)
def test_fte_adds_up_by_part_of_the_year(parts: tuple[tuple[str, str], ...], yearly: str, most: str) -> None:
    assert (yearly_fte(of(*parts)), most_at_once(of(*parts))) == (Decimal(yearly), Decimal(most))


def test_what_is_left_depends_on_the_part_of_the_year() -> None:
    parts = of((YEAR, "0.5"), (FALL, "0.4"))

    assert [left_in(period, parts) for period in (YEAR, FALL, SPRING)] == [
        Decimal("0.1"),
        Decimal("0.1"),
        Decimal("0.5"),
    ]


def test_an_unknown_fte_adds_nothing() -> None:
    assert yearly_fte([PartTime(period=YEAR, fte=None)]) == 0


def test_the_calculation_knows_every_period() -> None:
    assert {YEAR, FALL, SPRING} == set(Period.values)


@given(ASSIGNMENTS)
def test_no_year_holds_more_than_its_fullest_time(parts: list[PartTime]) -> None:
    assert yearly_fte(parts) <= most_at_once(parts)
    assert yearly_fte(parts) == yearly_fte(parts[::-1])
    assert min(left_in(period, parts) for period in Period.values) == 1 - most_at_once(parts)
