"""The annual calendar of professional learning, as its pages show it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import time_format

from plplanner.districts.models import District, School
from plplanner.kit.dates import short_day
from plplanner.kit.text import shorten
from resources.calculations.clashes import Booking, clashes_of, find_clashes
from resources.models import CalendarEntry
from resources.selectors.time import ALL_SCHOOLS, ALL_TEACHERS, format_hours

NO_DAY = "No day yet"
TITLE_LENGTH = 80
SHOWN_CLASHES = 20


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One date of the calendar."""

    id: UUID
    name: str
    month: str
    day: str
    time: str
    kind: str
    school: str
    school_id: UUID | None
    group: str
    hours: str
    substitutes: str
    place: str
    activity: str
    is_double: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """The dates of one month."""

    name: str
    key: str
    entries: Sequence[EntryLine]


@dataclass(frozen=True, kw_only=True)
class ClashLine:
    """Two dates that ask for the same teachers at once."""

    day: str
    one: EntryLine
    other: EntryLine


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """The calendar of one school year."""

    entries: Sequence[EntryLine]
    clashes: Sequence[ClashLine]
    more_clashes: int
    removed: Sequence[EntryLine]


def calendar_year(district: District, year: int) -> CalendarYear:
    """Read the calendar of a school year in order of days; those without a day come last."""
    rows = sorted(
        CalendarEntry.objects.for_district(district).in_year(year).select_related("school", "activity"), key=_order
    )
    present = [each for each in rows if each.removed_at is None]
    pairs = find_clashes(booking for each in present if (booking := booking_of(each)) is not None)
    double = {booking.key for pair in pairs for booking in pair}
    lines = {each.pk: _line(each, is_double=each.pk in double) for each in present}
    clashes = [ClashLine(day=short_day(one.day), one=lines[_id(one)], other=lines[_id(other)]) for one, other in pairs]
    return CalendarYear(
        entries=list(lines.values()),
        clashes=clashes[:SHOWN_CLASHES],
        more_clashes=len(clashes[SHOWN_CLASHES:]),
        removed=[_line(each, is_double=False) for each in rows if each.removed_at is not None],
    )


def by_month(lines: Iterable[EntryLine]) -> list[Month]:
    """Part a run of dates, in order of days, by month."""
    parted = groupby(lines, key=lambda each: each.month)
    return [Month(name=name, key=f"month-{number}", entries=list(each)) for number, (name, each) in enumerate(parted)]


def concerning(lines: Iterable[EntryLine], school: School | None) -> list[EntryLine]:
    """Keep the dates that concern a school: its own, and those of all schools. Without a school, keep all."""
    return [each for each in lines if school is None or each.school_id in {None, school.pk}]


def clashing_entries(row: CalendarEntry) -> list[EntryLine]:
    """List the dates that ask for the same teachers at once as one does."""
    booking = booking_of(row)
    if booking is None or row.removed_at is not None:
        return []
    same_day = CalendarEntry.objects.filter(district_id=row.district_id, day=row.day).present().exclude(pk=row.pk)
    others = {each.pk: each for each in same_day.select_related("school", "activity")}
    found = clashes_of(booking, filter(None, map(booking_of, others.values())))
    return [_line(others[_id(each)], is_double=True) for each in found]


def booking_of(row: CalendarEntry) -> Booking | None:
    """Read when a date is and whom it concerns; nothing without a day."""
    if row.day is None:
        return None
    return Booking(
        key=row.pk,
        day=row.day,
        kind=row.kind,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        school=row.school_id,
        group=row.group,
    )


def entries_of_feed(district: District, *, since: int) -> "QuerySet[CalendarEntry]":
    """Return what a calendar address hands out: dates since a school year, also removed ones, to be taken off."""
    rows = CalendarEntry.objects.for_district(district).filter(school_year__gte=since, day__isnull=False)
    return rows.select_related("school").order_by("day", "starts_at", "pk")


def _id(booking: Booking) -> UUID:
    key = booking.key
    assert isinstance(key, UUID)  # noqa: S101  # what `booking_of` put there
    return key


def _order(row: CalendarEntry) -> tuple[datetime.date, datetime.time, str]:
    return row.day or datetime.date.max, row.starts_at or datetime.time.min, str(row.pk)


def _line(row: CalendarEntry, *, is_double: bool) -> EntryLine:
    return EntryLine(
        id=row.pk,
        name=shorten(str(row), TITLE_LENGTH),
        month=NO_DAY if row.day is None else f"{row.day:%B %Y}",
        day=NO_DAY if row.day is None else f"{row.day:%a}, {short_day(row.day)}",
        time=time_span(row.starts_at, row.ends_at),
        kind=row.get_kind_display(),
        school=str(row.school or ALL_SCHOOLS),
        school_id=row.school_id,
        group=row.group or ALL_TEACHERS,
        hours=format_hours(row.hours),
        substitutes="" if row.substitutes is None else str(row.substitutes),
        place=row.place,
        activity=shorten(str(row.activity), TITLE_LENGTH) if row.activity else "",
        is_double=is_double,
    )


def time_span(starts_at: datetime.time | None, ends_at: datetime.time | None) -> str:
    """Write when something begins and ends: "9:00 am – 11:30 am"; nothing where it is not known."""
    begins, ends = (time_format(each, "g:i A").lower() if each else "" for each in (starts_at, ends_at))
    if begins and ends:
        return f"{begins} – {ends}"
    return f"From {begins}" if begins else f"Until {ends}" if ends else ""
