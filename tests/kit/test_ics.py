"""iCalendar files: what calendar programs read back."""

import datetime
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.ics import Event, write_calendar

ZONE = "America/Chicago"
CHANGED = datetime.datetime(2025, 8, 1, 15, 30, tzinfo=datetime.UTC)


def event(**values: object) -> Event:
    known = {
        "uid": "one",
        "sequence": 3,
        "changed_at": CHANGED,
        "title": "Institute",
        "day": datetime.date(2025, 10, 13),
    }
    return Event(**known | values)  # type: ignore[arg-type]  # a test says what it varies


def read(*events: Event) -> list[Any]:
    """Return the events that a calendar program finds in the file; the library types all that one can hold."""
    text = write_calendar(events, name="Amber Falls", time_zone=ZONE)
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_times_are_in_the_zone_in_summer_and_winter() -> None:
    nine = {"starts_at": datetime.time(9), "ends_at": datetime.time(11, 30)}

    october, january = read(event(**nine), event(uid="two", day=datetime.date(2026, 1, 12), **nine))

    # Chicago is five hours behind UTC in October and six in January.
    assert october.start.astimezone(datetime.UTC).hour == 14
    assert january.start.astimezone(datetime.UTC).hour == 15
    assert (october.end - october.start) == datetime.timedelta(hours=2, minutes=30)


def test_an_event_without_a_time_lasts_the_day() -> None:
    (whole,) = read(event())

    assert (whole.start, whole.end) == (datetime.date(2025, 10, 13), datetime.date(2025, 10, 14))


@pytest.mark.parametrize("minutes", [90, None])
def test_an_event_without_an_end_lasts_as_long_as_is_known(minutes: int | None) -> None:
    lasting = None if minutes is None else datetime.timedelta(minutes=minutes)

    (open_ended,) = read(event(starts_at=datetime.time(9), lasting=lasting))

    assert open_ended.duration == (lasting or datetime.timedelta(0))


def test_programs_can_tell_an_event_again_and_that_it_is_cancelled() -> None:
    (read_event,) = read(event(is_cancelled=True))

    assert [read_event[name] for name in ("uid", "sequence", "status")] == ["one", 3, "CANCELLED"]
    assert read_event["last-modified"].dt == CHANGED


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=300))
def test_any_title_comes_back_from_lines_of_75_octets(title: str) -> None:
    text = write_calendar([event(title=title, place=title)], name=title, time_zone=ZONE)

    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    (read_event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(read_event["summary"]) == title


def test_a_title_cannot_add_lines_of_its_own() -> None:
    text = write_calendar([event(title="A\r\nSTATUS:CANCELLED\nX-EVIL:1")], name="N", time_zone=ZONE)

    assert b"\r\nX-EVIL" not in text
    assert text.count(b"STATUS:") == 1 or b"\r\nSTATUS:CANCELLED" not in text


def test_a_calendar_without_events_is_one() -> None:
    assert read() == []
