"""Sessions that took place in a school year, as their page shows them, beside what the calendar planned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet

from plplanner.districts.models import District, School
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NOT_KNOWN, format_count, format_percent
from plplanner.kit.text import shorten
from resources.calculations.held_sessions import Held, SessionsOfYear, SessionSums, sessions_of_year
from resources.models import CalendarEntry, HeldSession, Pathway
from resources.selectors.ledger import count_text
from resources.selectors.time import format_hours, plain_hours

NO_DAY = "No day yet"
SEVERAL_SCHOOLS = "Several schools"
FOLLOW_UP, ONE_TIME = "Follow-up", "One time"
TITLE_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class SessionFilter:
    """Sessions of one district's school year, of one school or pathway where these are named."""

    district: District
    school_year: int
    school: School | None = None
    pathway: Pathway | None = None


@dataclass(frozen=True, kw_only=True)
class SessionLine:
    """One session."""

    id: UUID
    name: str
    day: str
    school: str
    pathway: str
    activity: str
    sort: str
    hours: str
    participants: str


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    """One sum, planned and held."""

    label: str
    planned: str
    held: str


@dataclass(frozen=True, kw_only=True)
class SortRow:
    """The sums of follow-up, or of one-time sessions."""

    label: str
    sessions: str
    hours: str
    share: str


@dataclass(frozen=True, kw_only=True)
class SessionSummary:
    """What the sessions meant add up to."""

    rows: Sequence[HeldRow]
    sorts: Sequence[SortRow]
    share: str
    """The share of follow-up in words, or why nobody can say."""
    notes: Sequence[str]


def sessions_meant(chosen: SessionFilter) -> "QuerySet[HeldSession]":
    """Return the present sessions that are meant, in no order."""
    rows = HeldSession.objects.for_district(chosen.district).in_year(chosen.school_year).present().order_by()
    rows = rows if chosen.school is None else rows.filter(school=chosen.school)
    return rows if chosen.pathway is None else rows.filter(pathway=chosen.pathway)


def session_rows(chosen: SessionFilter) -> "QuerySet[HeldSession]":
    """Return the sessions meant with what their line names, the newest first and those without a day before all."""
    newest = (F("held_on").desc(nulls_first=True), "-created_at", "pk")
    return sessions_meant(chosen).select_related("school", "pathway", "activity").order_by(*newest)


def session_lines(rows: Iterable[HeldSession]) -> list[SessionLine]:
    """Write sessions as a table shows them."""
    return [_line(row) for row in rows]


def removed_sessions(district: District, year: int) -> list[SessionLine]:
    """List the removed sessions of a school year."""
    rows = HeldSession.objects.for_district(district).in_year(year).filter(removed_at__isnull=False)
    return session_lines(rows.select_related("school", "pathway", "activity").order_by("title", "pk"))


def session_summary(chosen: SessionFilter) -> SessionSummary:
    """Add up the sessions meant and what the calendar planned, in two statements."""
    found = sessions_meant(chosen).values_list("hours", "participants", "is_follow_up")
    year = sessions_of_year(
        Held(hours=hours, participants=participants, is_follow_up=is_follow_up)
        for hours, participants, is_follow_up in found
    )
    return SessionSummary(
        rows=_rows(year.all, _planned(chosen)),
        sorts=[_sort(FOLLOW_UP, year.follow_up, year), _sort(ONE_TIME, year.one_time, year)],
        share=_share(year),
        notes=_notes(year.all),
    )


def _planned(chosen: SessionFilter) -> Sequence[Decimal | None] | None:
    """Read the hours of the calendar's dates; nothing for a pathway, which the calendar does not know."""
    if chosen.pathway is not None:
        return None
    dates = CalendarEntry.objects.for_district(chosen.district).in_year(chosen.school_year).present().order_by()
    dates = dates if chosen.school is None else dates.filter(school=chosen.school)
    return list(dates.values_list("hours", flat=True))


def _rows(sums: SessionSums, planned: Sequence[Decimal | None] | None) -> list[HeldRow]:
    dates = "" if planned is None else format_count(len(planned))
    hours = "" if planned is None else plain_hours(sum((each for each in planned if each is not None), Decimal(0)))
    return [
        HeldRow(label="Sessions", planned=dates, held=format_count(sums.sessions)),
        HeldRow(label="Hours", planned=hours, held=_hours(sums)),
        HeldRow(
            label="Participants",
            planned="",
            held=_known(format_count(sums.participants), sums, without=sums.without_participants),
        ),
        HeldRow(
            label="Participant hours",
            planned="",
            held=_known(plain_hours(sums.participant_hours), sums, without=sums.without_either),
        ),
    ]


def _hours(sums: SessionSums) -> str:
    return _known(plain_hours(sums.hours), sums, without=sums.without_hours)


def _known(text: str, sums: SessionSums, *, without: int) -> str:
    """Show a sum, unless there are sessions and none of them has what is added up."""
    return NOT_KNOWN if sums.sessions and without == sums.sessions else text


def _sort(label: str, sums: SessionSums, year: SessionsOfYear) -> SortRow:
    share = sums.hours / year.all.hours * 100 if year.all.hours else None
    return SortRow(
        label=label,
        sessions=format_count(sums.sessions),
        hours=_hours(sums),
        share=NOT_KNOWN if share is None else format_percent(share),
    )


def _share(year: SessionsOfYear) -> str:
    if year.follow_up_share is None:
        return "Nobody can say yet how much of the time was follow-up: no session has hours."
    follow_up, hours = plain_hours(year.follow_up.hours), plain_hours(year.all.hours)
    return f"{format_percent(year.follow_up_share)} of the time was follow-up: {follow_up} of {hours} hours."


def _notes(sums: SessionSums) -> list[str]:
    notes = []
    if sums.without_hours:
        notes.append(f"{count_text(sums.without_hours, 'session')} without hours: in no sum of hours.")
    if sums.without_participants:
        notes.append(f"{count_text(sums.without_participants, 'session')} without a number of participants.")
    return notes


def _line(row: HeldSession) -> SessionLine:
    return SessionLine(
        id=row.pk,
        name=shorten(str(row), TITLE_LENGTH),
        day=short_day(row.held_on) if row.held_on else NO_DAY,
        school=str(row.school or SEVERAL_SCHOOLS),
        pathway=str(row.pathway or ""),
        activity=shorten(str(row.activity), TITLE_LENGTH) if row.activity else "",
        sort=FOLLOW_UP if row.is_follow_up else ONE_TIME,
        hours=format_hours(row.hours),
        participants=NOT_KNOWN if row.participants is None else format_count(row.participants),
    )
