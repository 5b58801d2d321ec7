"""What was spent month by month, and how far that is from the plan."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.monitoring import Compared, posting_span, spent_by_month
from resources.calculations.percents import percent_of

YEAR = 2025
DAY = datetime.date
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


def spent(*sums: tuple[datetime.date, str], today: datetime.date) -> list[tuple[str, str, str, bool]]:
    months = spent_by_month(YEAR, [(day, Decimal(amount)) for day, amount in sums], today)
    return [(f"{each.first_day:%Y-%m}", str(each.spent), str(each.so_far), each.is_of_year) for each in months]


def test_months_add_up_from_july_on() -> None:
    months = spent(
        (DAY(2025, 7, 3), "10.00"), (DAY(2025, 7, 30), "5.50"), (DAY(2025, 9, 1), "4.50"), today=DAY(2025, 9, 2)
    )

    assert months == [
        ("2025-07", "15.50", "15.50", True),
        ("2025-08", "0.00", "15.50", True),
        ("2025-09", "4.50", "20.00", True),
    ]


def test_what_is_paid_before_and_after_the_year_has_months_of_its_own() -> None:
    months = spent((DAY(2025, 6, 30), "1.00"), (DAY(2026, 9, 1), "2.00"), today=DAY(2030, 1, 1))

    assert len(months) == 14
    assert months[0] == ("2025-06", "1.00", "1.00", False)
    assert months[-1] == ("2026-09", "2.00", "3.00", False)


@pytest.mark.parametrize(
    ("today", "number"),
    [(DAY(2025, 6, 30), 0), (DAY(2025, 7, 1), 1), (DAY(2026, 6, 1), 12), (DAY(2031, 1, 1), 12)],
)
def test_months_that_have_not_begun_are_left_out(today: datetime.date, number: int) -> None:
    assert len(spent(today=today)) == number


def test_a_posting_to_come_shows_the_months_up_to_it() -> None:
    months = spent((DAY(2025, 12, 1), "1.00"), today=DAY(2025, 8, 1))

    assert [month for month, *_ in months][-1] == "2025-12"


def test_postings_reach_from_three_months_before_to_six_months_after_the_year() -> None:
    assert posting_span(YEAR) == (DAY(2025, 4, 1), DAY(2026, 12, 31))


@given(st.lists(st.tuples(st.dates(DAY(2025, 4, 1), DAY(2026, 12, 31)), AMOUNTS)), st.dates())
def test_no_cent_is_lost_over_the_months(sums: list[tuple[datetime.date, Decimal]], today: datetime.date) -> None:
    months = spent_by_month(YEAR, sums, today)

    total = sum((amount for _, amount in sums), Decimal(0))
    assert sum((each.spent for each in months), Decimal(0)) == total
    assert not months or months[-1].so_far == total


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [("50", "200", "25"), ("0", "200", "0"), (None, "200", None), ("50", None, None), ("50", "0", None)],
)
def test_a_share_of_nothing_cannot_be_said(part: str | None, whole: str | None, percent: str | None) -> None:
    numbers = [None if each is None else Decimal(each) for each in (part, whole)]

    assert percent_of(*numbers) == (None if percent is None else Decimal(percent))


def test_the_difference_is_that_of_lines_with_both_amounts() -> None:
    sums = Compared(
        lines=3, planned=Decimal(300), actual=Decimal(90), both=1, both_planned=Decimal(100), both_actual=Decimal(90)
    )

    assert (sums.difference, sums.percent) == (Decimal(-10), Decimal(-10))
    assert (Compared(lines=2).difference, Compared(lines=2).percent) == (None, None)


def test_sums_add_up_and_unknown_stays_unknown() -> None:
    one = Compared(lines=1, planned=Decimal(5), both=1, both_planned=Decimal(5), both_actual=Decimal(6))
    two = Compared(lines=2, planned=Decimal(7), actual=Decimal(1))

    assert one + two == Compared(
        lines=3,
        planned=Decimal(12),
        actual=Decimal(1),
        both=1,
        both_planned=Decimal(5),
        both_actual=Decimal(6),
    )
