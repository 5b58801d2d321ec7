"""The secret addresses of a district's calendar, and what they hand out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.ics import Event
from resources.models import CalendarEntry, CalendarFeed
from resources.selectors.calendar import entries_of_feed
from resources.selectors.time import ALL_SCHOOLS, ALL_TEACHERS, plain_hours

MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, kw_only=True)
class FeedLine:
    """One secret address, without the secret."""

    id: int
    made: str
    made_by: str
    stopped: str
    is_open: bool


def feed_lines(district: District) -> list[FeedLine]:
    """List a district's secret addresses, the newest first."""
    feeds = CalendarFeed.objects.filter(district=district).select_related("created_by").order_by("-created_at", "-pk")
    return [
        FeedLine(
            id=feed.pk,
            made=short_day(feed.created_at.date()),
            made_by=str(feed.created_by or "Somebody who has left"),
            stopped=short_day(feed.revoked_at.date()) if feed.revoked_at else "",
            is_open=feed.revoked_at is None,
        )
        for feed in feeds
    ]


def open_feeds() -> "QuerySet[CalendarFeed]":
    """Return the addresses that are not stopped, with their districts, to find one by its digest."""
    return CalendarFeed.objects.filter(revoked_at=None).select_related("district")


def feed_events(district: District, *, since: int) -> Sequence[Event]:
    """Read the calendar's dates since a school year as events."""
    return [_event(row) for row in entries_of_feed(district, since=since) if row.day is not None]


def _event(row: CalendarEntry) -> Event:
    if row.day is None:
        raise ValueError("A date without a day is no event.")
    return Event(
        uid=f"{row.pk}@plplanner",
        sequence=row.version,
        changed_at=row.updated_at,
        title=str(row),
        day=row.day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        lasting=_lasting(row.hours),
        place=row.place,
        note=_note(row),
        is_cancelled=row.removed_at is not None,
    )


def _lasting(hours: Decimal | None) -> datetime.timedelta | None:
    return datetime.timedelta(minutes=int(hours * MINUTES_OF_AN_HOUR)) if hours else None


def _note(row: CalendarEntry) -> str:
    words = [row.get_kind_display(), f"{row.school or ALL_SCHOOLS}, {row.group or ALL_TEACHERS}"]
    if row.hours is not None:
        words.append(f"{plain_hours(row.hours)} hours for each teacher")
    return "\n".join(words)
