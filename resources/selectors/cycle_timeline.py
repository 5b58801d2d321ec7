"""The delivery cycle of a school year as a timeline, and as the table beside it."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from plans.enums import DeliveryPhase
from plplanner.districts.models import District
from plplanner.kit.dates import day_range
from plplanner.kit.numbers import format_count
from plplanner.kit.timeline import Heading, Mark, Months, Row, Shape, Span, timeline
from plplanner.kit.years import school_year_label
from resources.models import Pathway
from resources.selectors.cycle import (
    LAST,
    CycleRows,
    DueCard,
    cycle_rows,
    handoff_card,
    milestone_card,
    phase_of,
)

PHASES = tuple(phase for phase in DeliveryPhase if phase)
MOST_DRAWN = 80
"""So many rows are drawn; the table has them all."""


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One row of the table."""

    phase: str
    kind: str
    title: str
    who: str
    when: str
    state: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class CycleTimeline:
    """The drawing and its table."""

    chart: SafeString
    rows: Sequence[TimelineRow]
    more: str
    """What the drawing leaves out; empty where it has everything."""


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A row of the table with what is drawn of it, if it has a day."""

    row: TimelineRow
    drawn: Row | None
    days: Sequence[datetime.date]


def cycle_timeline(
    district: District, year: int, *, today: datetime.date, pathway: Pathway | None = None
) -> CycleTimeline:
    """Draw a school year's teams, milestones and handoffs by phase and day, in three queries."""
    found = cycle_rows(district, year, pathway=pathway)
    by_phase = [(phase, list(_entries(phase, found, today))) for phase in [*PHASES, DeliveryPhase.NONE]]
    entries = [entry for _, each in by_phase for entry in each]
    drawn = list(_drawn(by_phase))
    months = _months(year, (day for entry in entries for day in entry.days))
    label = school_year_label(year)
    return CycleTimeline(
        chart=timeline(
            drawn[:MOST_DRAWN],
            months=months,
            today=today,
            id="cycle-timeline",
            title=f"Delivery cycle {label} by month",
            description=f"{day_range(months.first, months.last)}. Bars are the windows of teams, diamonds are "
            "milestones, arrows are handoffs; what is done is filled. The table below has every day in words.",
        ),
        rows=[entry.row for entry in entries],
        more=f"The drawing shows the first {format_count(MOST_DRAWN)} rows. The table has all of them."
        if len(drawn) > MOST_DRAWN
        else "",
    )


def _drawn(by_phase: Iterable[tuple[DeliveryPhase, Sequence[_Entry]]]) -> Iterator[Row]:
    for phase, entries in by_phase:
        rows = [entry.drawn for entry in entries if entry.drawn is not None]
        if rows:
            yield Heading(label=_label(phase))
            yield from rows


def _label(phase: DeliveryPhase) -> str:
    return str(phase.label) if phase else "Phase not chosen"


def _entries(phase: DeliveryPhase, found: CycleRows, today: datetime.date) -> Iterator[_Entry]:
    teams = [row for row in found.teams if row.removed_at is None and row.phase == phase]
    for team in sorted(teams, key=lambda row: row.starts_on or LAST):
        row = TimelineRow(
            phase=_label(phase),
            kind="Team",
            title=str(team),
            who=team.lead,
            when=day_range(team.starts_on, team.ends_on) or "No window yet",
            state="",
            is_late=False,
        )
        days = [day for day in (team.starts_on, team.ends_on) if day]
        yield _Entry(
            row=row, drawn=Span(label=str(team), first=team.starts_on, last=team.ends_on) if days else None, days=days
        )
    for milestone in found.milestones:
        if milestone.removed_at is None and milestone.phase == phase:
            card = milestone_card(milestone, today)
            yield _due(phase, "Milestone", card, milestone.done_on or milestone.due_on, Shape.DIAMOND)
    for handoff in found.handoffs:
        if handoff.removed_at is None and phase_of(handoff) == phase:
            card = handoff_card(handoff, today)
            accepted = timezone.localdate(handoff.accepted_at) if handoff.accepted_at else None
            yield _due(phase, "Handoff", card, accepted or handoff.due_on, Shape.ARROW)


def _due(phase: DeliveryPhase, kind: str, card: DueCard, day: datetime.date | None, shape: Shape) -> _Entry:
    row = TimelineRow(
        phase=_label(phase),
        kind=kind,
        title=card.title,
        who=card.who,
        when=card.due,
        state=card.done or card.late or "Open",
        is_late=bool(card.late),
    )
    mark = Mark(label=card.title, day=day, shape=shape, is_done=not card.is_open) if day else None
    return _Entry(row=row, drawn=mark, days=[day] if day else [])


def _months(year: int, days: Iterable[datetime.date]) -> Months:
    """Cover the spring before and the school year; more where something lies up to a year outside."""
    earliest, latest = datetime.date(year - 1, 7, 1), datetime.date(year + 2, 6, 30)
    within = [day for day in days if earliest <= day <= latest]
    first = min([datetime.date(year, 1, 1), *within])
    last = max([datetime.date(year + 1, 6, 30), *within])
    return Months.around(first, last)
