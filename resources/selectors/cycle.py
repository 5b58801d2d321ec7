"""The delivery cycle of a school year as its board shows it: late first, each phase a column."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from plans.enums import DeliveryPhase
from plplanner.districts.models import District
from plplanner.kit.dates import day_range
from plplanner.kit.numbers import format_count
from resources.calculations.cycle import days_late, done_in_words, due_in_words, late_in_words
from resources.models import Handoff, Milestone, Pathway, WorkingTeam
from resources.selectors.removed import RemovedRow

NO_TEAM = "No team chosen"
WHEN: dict[str, str] = {
    DeliveryPhase.PLANNING: "Spring before",
    DeliveryPhase.DELIVERY: "Summer, fall, spring",
    DeliveryPhase.COACHING: "Fall, spring",
    DeliveryPhase.EVALUATION: "All year",
    DeliveryPhase.NONE: "",
}
LAST = datetime.date.max


@dataclass(frozen=True, kw_only=True)
class TeamCard:
    """A working team."""

    id: UUID
    name: str
    lead: str
    members: Sequence[str]
    window: str
    charge: str


@dataclass(frozen=True, kw_only=True)
class DueCard:
    """A milestone or handoff: what, whose, and whether it is late."""

    id: UUID
    title: str
    who: str
    pathway: str
    due: str
    late: str
    """How late it is, in words, while it is open."""
    done: str
    """When it was reached or accepted, by whom, and how late that was."""
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not reached or accepted yet."""
        return not self.done


@dataclass(frozen=True, kw_only=True)
class PhaseColumn:
    """One phase of the cycle: its teams, what they have to reach, and what they hand over."""

    phase: str
    label: str
    when: str
    teams: Sequence[TeamCard]
    milestones: Sequence[DueCard]
    reached: Sequence[DueCard]
    handoffs: Sequence[DueCard]
    accepted: Sequence[DueCard]
    new_team_id: UUID = field(default_factory=uuid.uuid4)
    new_milestone_id: UUID = field(default_factory=uuid.uuid4)
    new_handoff_id: UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True, kw_only=True)
class Board:
    """The delivery cycle of one school year."""

    columns: Sequence[PhaseColumn]
    is_empty: bool
    late: str
    removed_teams: Sequence[RemovedRow]
    removed_milestones: Sequence[RemovedRow]
    removed_handoffs: Sequence[RemovedRow]


@dataclass(frozen=True, kw_only=True)
class CycleRows:
    """All rows of a school year's cycle, removed ones too, as they were read."""

    teams: Sequence[WorkingTeam]
    milestones: Sequence[Milestone]
    handoffs: Sequence[Handoff]


def teams_of(district: District, year: int) -> list[WorkingTeam]:
    """List a school year's present teams by name, in one query."""
    return list(WorkingTeam.objects.for_district(district).in_year(year).present().order_by("name", "pk"))


def cycle_rows(district: District, year: int, *, pathway: Pathway | None = None) -> CycleRows:
    """Read a school year's cycle in three queries; of one pathway, its milestones and handoffs only."""
    milestones = Milestone.objects.for_district(district).in_year(year).select_related("pathway")
    handoffs = Handoff.objects.for_district(district).in_year(year).select_related("pathway", "from_team", "to_team")
    if pathway is not None:
        milestones, handoffs = milestones.filter(pathway=pathway), handoffs.filter(pathway=pathway)
    return CycleRows(
        teams=list(WorkingTeam.objects.for_district(district).in_year(year)),
        milestones=sorted(milestones, key=_by_day),
        handoffs=sorted(handoffs, key=_by_day),
    )


def _by_day(row: Milestone | Handoff) -> tuple[datetime.date, datetime.datetime]:
    """What is due first comes first; of one day, and without any, as it was entered."""
    return row.due_on or LAST, row.created_at


def cycle_board(district: District, year: int, *, today: datetime.date, pathway: Pathway | None = None) -> Board:
    """Sort a school year's teams, milestones and handoffs by phase, what is due first on top, in three queries."""
    rows = cycle_rows(district, year, pathway=pathway)
    teams = [row for row in rows.teams if row.removed_at is None]
    milestones = [row for row in rows.milestones if row.removed_at is None]
    handoffs = [row for row in rows.handoffs if row.removed_at is None]
    columns = [_column(phase, teams, milestones, handoffs, today) for phase in DeliveryPhase]
    late = sum(1 for column in columns for card in [*column.milestones, *column.handoffs] if card.late)
    return Board(
        # The phases in order; what has no phase last, if there is any.
        columns=[*columns[1:], *(columns[:1] if _has_cards(columns[0]) else [])],
        is_empty=not any(map(_has_cards, columns)) and pathway is None,
        late=_late(late),
        removed_teams=_removed(rows.teams),
        removed_milestones=_removed(rows.milestones),
        removed_handoffs=_removed(rows.handoffs),
    )


def _has_cards(column: PhaseColumn) -> bool:
    return bool(column.teams or column.milestones or column.reached or column.handoffs or column.accepted)


def _removed(rows: Sequence[WorkingTeam | Milestone | Handoff]) -> list[RemovedRow]:
    return [RemovedRow(id=row.pk, name=str(row)) for row in rows if row.removed_at is not None]


def _late(count: int) -> str:
    if not count:
        return ""
    return (
        "1 milestone or handoff is late." if count == 1 else f"{format_count(count)} milestones or handoffs are late."
    )


def phase_of(handoff: Handoff) -> str:
    """Return in which phase a handoff is shown: that of the team that hands over, or else of the one that takes it."""
    if handoff.from_team is not None and handoff.from_team.phase:
        return handoff.from_team.phase
    return handoff.to_team.phase if handoff.to_team is not None else ""


def _column(
    phase: DeliveryPhase,
    teams: Sequence[WorkingTeam],
    milestones: Sequence[Milestone],
    handoffs: Sequence[Handoff],
    today: datetime.date,
) -> PhaseColumn:
    due = [milestone_card(row, today) for row in milestones if row.phase == phase]
    handed = [handoff_card(row, today) for row in handoffs if phase_of(row) == phase]
    return PhaseColumn(
        phase=phase.value,
        label=str(phase.label) if phase else "Phase not chosen",
        when=WHEN[phase],
        teams=[_team(row) for row in teams if row.phase == phase],
        milestones=[card for card in due if card.is_open],
        reached=[card for card in due if not card.is_open],
        handoffs=[card for card in handed if card.is_open],
        accepted=[card for card in handed if not card.is_open],
    )


def _team(row: WorkingTeam) -> TeamCard:
    return TeamCard(
        id=row.pk,
        name=str(row),
        lead=row.lead,
        members=row.members.splitlines(),
        window=day_range(row.starts_on, row.ends_on) or "No window yet",
        charge=row.charge,
    )


def milestone_card(row: Milestone, today: datetime.date) -> DueCard:
    """Show a milestone."""
    days = days_late(row.due_on, done=row.done_on, today=today)
    return DueCard(
        id=row.pk,
        title=str(row),
        who=row.owner,
        pathway=str(row.pathway) if row.pathway else "",
        due=due_in_words(row.due_on),
        late="" if row.done_on else late_in_words(days),
        done=f"Reached {done_in_words(row.done_on, days)}" if row.done_on else "",
    )


def handoff_card(row: Handoff, today: datetime.date) -> DueCard:
    """Show a handoff."""
    accepted = timezone.localdate(row.accepted_at) if row.accepted_at else None
    days = days_late(row.due_on, done=accepted, today=today)
    by = f" by {row.accepted_by_name}" if row.accepted_by_name else ""
    return DueCard(
        id=row.pk,
        title=str(row),
        who=f"{row.from_team or NO_TEAM} to {row.to_team or NO_TEAM.lower()}",
        pathway=str(row.pathway) if row.pathway else "",
        due=due_in_words(row.due_on),
        late="" if accepted else late_in_words(days),
        done=f"Accepted{by} {done_in_words(accepted, days)}" if accepted else "",
        note=row.note,
    )
