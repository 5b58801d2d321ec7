"""Events as an iCalendar file (RFC 5545), which calendar programs subscribe to."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//PL Planner//Calendar of professional learning//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8"
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event. `uid` never changes and `sequence` only rises, so that programs update what they have.

    Without a beginning it lasts the whole day; without an end, `lasting` says how long it is where that is known.
    """

    uid: str
    sequence: int
    changed_at: datetime.datetime
    title: str
    day: datetime.date
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    lasting: datetime.timedelta | None = None
    place: str = ""
    note: str = ""
    is_cancelled: bool = False


def write_calendar(events: Sequence[Event], *, name: str, time_zone: str) -> bytes:
    """Write the events under a name; times are in the zone, whose rules are written along."""
    zone = ZoneInfo(time_zone)
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", time_zone)
    days = [event.day for event in events if event.starts_at is not None]
    if days:
        first, last = min(days), max(days) + ONE_DAY
        calendar.add_component(icalendar.Timezone.from_tzinfo(zone, time_zone, first_date=first, last_date=last))
    for event in events:
        calendar.add_component(_component(event, zone))
    text: bytes = calendar.to_ical()
    return text


def _component(event: Event, zone: ZoneInfo) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("summary", event.title)
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    _add_times(component, event, zone)
    if event.place:
        component.add("location", event.place)
    if event.note:
        component.add("description", event.note)
    return component


def _add_times(component: icalendar.Event, event: Event, zone: ZoneInfo) -> None:
    if event.starts_at is None:
        component.add("dtstart", event.day)
        component.add("dtend", event.day + ONE_DAY)
        return
    component.add("dtstart", datetime.datetime.combine(event.day, event.starts_at, zone))
    if event.ends_at is not None:
        component.add("dtend", datetime.datetime.combine(event.day, event.ends_at, zone))
    elif event.lasting:
        component.add("duration", event.lasting)
