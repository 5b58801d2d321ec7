"""Sessions that took place in a school year, as their page shows them, beside what the calendar planned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from plplanner.districts.models import District, School
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NOT_KNOWN, format_count, format_percent
from plplanner.kit.text import shorten
from resources.calculations.held_sessions import SessionsOfYear, SessionSums
from resources.models import CalendarEntry, HeldSession, Pathway
from resources.selectors.hours import hours_in, hundredths_sum, participant_hundredths_sum
from resources.selectors.ledger import count_text
from resources.selectors.removed import RemovedRows, last_removed
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
    kind: str
    hours: str
    participants: str


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    """One sum, planned and held."""

    label: str
    planned: str
    held: str


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """The sums of follow-up, or of one-time sessions."""

    label: str
    sessions: str
    hours: str
    share: str


@dataclass(frozen=True, kw_only=True)
class SessionSummary:
    """What the sessions meant add up to."""

    rows: Sequence[HeldRow]
    kinds: Sequence[KindRow]
    share: str
    """The share of follow-up in words, or why nobody can say."""
    notes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class _Planned:
    """What the dates of the calendar add up to."""

    dates: int
    hours: Decimal


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


def removed_sessions(district: District, year: int) -> RemovedRows:
    """List the sessions of a school year that were removed last."""
    return last_removed(HeldSession.objects.for_district(district).in_year(year))


def session_summary(chosen: SessionFilter) -> SessionSummary:
    """Add up the sessions meant and what the calendar planned, in two statements."""
    year = _sums(chosen)
    return SessionSummary(
        rows=_rows(year.all, _planned(chosen)),
        kinds=[_kind(FOLLOW_UP, year.follow_up, year), _kind(ONE_TIME, year.one_time, year)],
        share=_share(year),
        notes=_notes(year.all),
    )


def _sums(chosen: SessionFilter) -> SessionsOfYear:
    groups: Iterable[Any] = (
        sessions_meant(chosen)
        .values("is_follow_up")
        .annotate(
            sessions=Count("*"),
            with_hours=Count("hours"),
            with_participants=Count("participants"),
            with_both=Count("pk", filter=Q(hours__isnull=False, participants__isnull=False)),
            sum_hours=hundredths_sum(),
            sum_participants=Sum("participants"),
            sum_participant_hours=participant_hundredths_sum(),
        )
    )
    sums = {group["is_follow_up"]: _group(group) for group in groups}
    return SessionsOfYear(follow_up=sums.get(True, SessionSums()), one_time=sums.get(False, SessionSums()))


def _group(group: Mapping[str, Any]) -> SessionSums:
    return SessionSums(
        sessions=group["sessions"],
        hours=hours_in(group["sum_hours"]),
        participants=group["sum_participants"] or 0,
        participant_hours=hours_in(group["sum_participant_hours"]),
        without_hours=group["sessions"] - group["with_hours"],
        without_participants=group["sessions"] - group["with_participants"],
        without_either=group["sessions"] - group["with_both"],
    )


def _planned(chosen: SessionFilter) -> _Planned | None:
    """Add up the calendar's dates; nothing for a pathway, which the calendar does not know."""
    if chosen.pathway is not None:
        return None
    dates = CalendarEntry.objects.for_district(chosen.district).in_year(chosen.school_year).present().order_by()
    dates = dates if chosen.school is None else dates.filter(school=chosen.school)
    found = dates.aggregate(dates=Count("*"), sum_hours=hundredths_sum())
    return _Planned(dates=found["dates"], hours=hours_in(found["sum_hours"]))


def _rows(sums: SessionSums, planned: _Planned | None) -> list[HeldRow]:
    dates = "" if planned is None else format_count(planned.dates)
    hours = "" if planned is None else plain_hours(planned.hours)
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


def _kind(label: str, sums: SessionSums, year: SessionsOfYear) -> KindRow:
    share = year.share_of(sums)
    return KindRow(
        label=label,
        sessions=format_count(sums.sessions),
        hours=_hours(sums),
        share=NOT_KNOWN if share is None else format_percent(share),
    )


def _share(year: SessionsOfYear) -> str:
    share = year.share_of(year.follow_up)
    if share is None:
        return "Nobody can say yet how much of the time was follow-up: no session has hours."
    follow_up, hours = plain_hours(year.follow_up.hours), plain_hours(year.all.hours)
    return f"{format_percent(share)} of the time was follow-up: {follow_up} of {hours} hours."


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
        kind=FOLLOW_UP if row.is_follow_up else ONE_TIME,
        hours=format_hours(row.hours),
        participants=NOT_KNOWN if row.participants is None else format_count(row.participants),
    )
