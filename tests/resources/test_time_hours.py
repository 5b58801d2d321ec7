"""Hours of professional learning per teacher and year, by school and group."""

from decimal import Decimal

import pytest

from resources.calculations.hours import (
    DatedTime,
    TeacherHours,
    WeeklyTime,
    hours_of_year,
    mean_hours,
    work_year_hours,
)
from resources.enums import CalendarKind

NORTH, SOUTH = "North", "South"

DATES = [
    DatedTime(kind="contract_day", hours=Decimal("6.5")),
    DatedTime(kind="contract_day", hours=Decimal("6.5")),
    DatedTime(kind="early_release", hours=Decimal("1.75"), school=NORTH),
    DatedTime(kind="session", hours=Decimal(3), school=NORTH, group="Grade 3"),
    DatedTime(kind="substitutes", hours=Decimal(7), group="Mathematics"),
    DatedTime(kind="session", hours=None, school=SOUTH),
]
WEEKLY = [
    WeeklyTime(minutes=45, meetings=2, weeks=36, school=NORTH),
    WeeklyTime(minutes=50, meetings=1, weeks=35, school=SOUTH),
    WeeklyTime(minutes=30, meetings=1, weeks=36, school=NORTH, group="Grade 3"),
    WeeklyTime(minutes=30, meetings=None, weeks=36, school=SOUTH),
]


def test_teachers_of_all_schools_have_what_concerns_all() -> None:
    assert hours_of_year(DATES, WEEKLY).of() == TeacherHours(contract_days=Decimal(13))


def test_a_school_adds_its_own_time() -> None:
    year = hours_of_year(DATES, WEEKLY)

    # North: 13 + 1.75 + 45 × 2 × 36 ÷ 60 = 54, so 68.75. South: 13 + 50 × 35 ÷ 60 = 29.1666…
    assert year.of(NORTH).total == Decimal("68.75")
    assert year.of(SOUTH).team_time == Decimal(1750) / 60
    assert year.of(SOUTH).unknown == 2


def test_a_group_has_its_own_time_on_top_and_no_other_group_has_it() -> None:
    year = hours_of_year(DATES, WEEKLY)

    # Grade 3 at North: 68.75 + 3 + 30 × 36 ÷ 60 = 18, so 89.75.
    assert year.of(NORTH, "Grade 3").total == Decimal("89.75")
    assert year.of(NORTH, "Mathematics").total == Decimal("75.75")


def test_share_of_the_work_year() -> None:
    hours = hours_of_year(DATES, WEEKLY).of(NORTH)

    assert work_year_hours(187, Decimal("7.5")) == Decimal("1402.5")
    assert hours.share_of(Decimal(1375)) == Decimal(5)
    assert (hours.share_of(None), hours.share_of(Decimal(0))) == (None, None)


def test_mean_weighs_schools_by_their_teachers() -> None:
    hours = {NORTH: Decimal(60), SOUTH: Decimal(30), "East": Decimal(90)}

    assert mean_hours(hours, {NORTH: Decimal(20), SOUTH: Decimal(10)}) == Decimal(50)
    assert mean_hours(hours, {}) is None


@pytest.mark.parametrize("kind", CalendarKind.values)
def test_a_date_of_each_kind_gives_its_hours_once(kind: str) -> None:
    assert hours_of_year([DatedTime(kind=kind, hours=Decimal("1.5"))], []).of().total == Decimal("1.5")
