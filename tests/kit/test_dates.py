import datetime

import pytest

from plplanner.kit.dates import day_range, long_day, short_day, weekday

FIRST, LAST = datetime.date(2026, 9, 3), datetime.date(2027, 5, 20)


def test_days_are_written_as_in_the_us() -> None:
    assert [short_day(FIRST), long_day(FIRST), weekday(FIRST)] == [
        "Sep 3, 2026",
        "September 3, 2026",
        "Thursday, September 3, 2026",
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ""),
        (FIRST, None, "From Sep 3, 2026"),
        (None, LAST, "Until May 20, 2027"),
        (FIRST, FIRST, "Sep 3, 2026"),
        (FIRST, LAST, "Sep 3, 2026 – May 20, 2027"),
    ],
)
def test_day_range_says_what_is_known(first: datetime.date | None, last: datetime.date | None, expected: str) -> None:
    assert day_range(first, last) == expected
