"""Double-booking: the same teachers in two places at once."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.clashes import SET_ASIDE, Booking, clashes_of, find_clashes
from resources.enums import CalendarKind

DAY = datetime.date(2025, 10, 13)
NOON, ONE, TWO, THREE = (datetime.time(hour) for hour in (12, 13, 14, 15))

KEYS = iter(range(10**9))
BOOKINGS = st.lists(
    st.builds(
        Booking,
        key=st.builds(lambda: next(KEYS)),
        day=st.dates(DAY, DAY + datetime.timedelta(days=2)),
        kind=st.sampled_from(CalendarKind.values),
        starts_at=st.sampled_from([None, NOON, ONE]),
        ends_at=st.sampled_from([None, TWO, THREE]),
        school=st.sampled_from([None, "North", "South"]),
        group=st.sampled_from(["", "Grade 3", "Mathematics"]),
    ),
    max_size=12,
)


def booking(key: str = "", **values: Any) -> Booking:
    known: dict[str, Any] = {"key": key, "day": DAY, "kind": "session", "starts_at": NOON, "ends_at": TWO}
    return Booking(**known | values)


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        ({}, True),
        ({"starts_at": TWO, "ends_at": THREE}, False),
        ({"starts_at": ONE, "ends_at": THREE}, True),
        ({"starts_at": None, "ends_at": None}, True),
        ({"starts_at": TWO, "ends_at": None}, False),
        ({"day": DAY + datetime.timedelta(days=1)}, False),
        ({"school": "South"}, False),
        ({"school": None}, True),
        ({"group": "Mathematics"}, False),
        ({"group": "grade 3"}, True),
        ({"group": ""}, True),
        ({"kind": "contract_day"}, False),
        ({"kind": "substitutes"}, True),
    ],
)
def test_two_dates_clash_when_the_same_teachers_are_asked_for(other: dict[str, Any], *, clashes: bool) -> None:
    one = booking("one", school="North", group="Grade 3")
    two = booking("two", **{"school": "North", "group": "Grade 3"} | other)

    assert [{a.key, b.key} for a, b in find_clashes([two, one])] == ([{"one", "two"}] if clashes else [])


def test_two_days_set_aside_at_once_clash() -> None:
    one, two = booking("one", kind="contract_day"), booking("two", kind="early_release")

    assert clashes_of(one, [one, two]) == [two]


def test_no_more_clashes_are_listed_than_asked_for() -> None:
    assert len(find_clashes([booking(str(number)) for number in range(50)], most=10)) == 10


def test_a_thousand_sessions_of_one_day_are_judged_quickly() -> None:
    many = [booking(str(number), group=f"Team {number}") for number in range(1_000)]

    assert find_clashes(many) == []


def test_the_calculation_knows_the_kinds() -> None:
    assert set(CalendarKind.values) > SET_ASIDE


@given(BOOKINGS)
def test_every_clash_is_found_in_any_order(bookings: list[Booking]) -> None:
    expected = {frozenset({a.key, b.key}) for a in bookings for b in bookings if a.key != b.key and a.meets(b)}

    found = [{frozenset({a.key, b.key}) for a, b in find_clashes(order)} for order in (bookings, bookings[::-1])]

    assert found == [expected, expected]
