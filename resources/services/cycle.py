"""What people do in the delivery cycle: set up teams, add what is due, and accept what another team hands over."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.enums import DeliveryPhase
from plplanner.districts.models import District, User
from resources.calculations.cycle import NEXT_PHASE, window_of
from resources.models import Handoff, Milestone, WorkingTeam
from resources.services.rows import add_row, record_row, write_columns

TEAM_COLUMNS = ("name", "phase", "lead", "members", "starts_on", "ends_on", "charge")
MILESTONE_COLUMNS = ("title", "phase", "pathway", "owner", "due_on", "done_on")
HANDOFF_COLUMNS = ("what", "from_team", "to_team", "pathway", "due_on", "note")
NAME_LENGTH = 150

FOUR_TEAMS: Mapping[str, tuple[str, str]] = {
    DeliveryPhase.PLANNING: (
        "Planning team",
        "Puts the pathways in order, finds what is missing, and asks for money for whole pathways.",
    ),
    DeliveryPhase.DELIVERY: (
        "Delivery team",
        "Prepares and leads the sessions, and shares what works while they run.",
    ),
    DeliveryPhase.COACHING: (
        "Coaching team",
        "Follows up in classrooms, so that what was learned is used.",
    ),
    DeliveryPhase.EVALUATION: (
        "Evaluation team",
        "Watches what changes for educators and students, and recommends what to change next year.",
    ),
}
"""The name of each phase's team and what it is there for, as they are set up at once."""


def add_team(*, district: District, school_year: int, phase: str, new_id: UUID, by: User) -> WorkingTeam:
    """Add a team with its phase's window filled in; adding the same id again changes nothing."""
    return add_row(_team(district, school_year, phase, new_id), by=by)


@transaction.atomic
def set_up_teams(*, district: District, school_year: int, new_id: UUID, by: User) -> list[WorkingTeam]:
    """Add the team of each phase that has none; doing it again adds none. Raises ValidationError for a foreign id."""
    District.objects.select_for_update().get(pk=district.pk)
    teams = WorkingTeam.objects.for_district(district).in_year(school_year).present()
    there = set(teams.values_list("phase", flat=True))
    added = []
    for phase, (name, charge) in FOUR_TEAMS.items():
        if phase not in there:
            team = _team(district, school_year, phase, uuid5(new_id, phase))
            team.name, team.charge = name, charge
            added.append(add_row(team, by=by))
    return added


def add_milestone(*, district: District, school_year: int, phase: str, new_id: UUID, by: User) -> Milestone:
    """Add a milestone of a phase; adding the same id again changes nothing."""
    return add_row(Milestone(pk=new_id, district=district, school_year=school_year, phase=phase), by=by)


def add_handoff(*, district: District, school_year: int, phase: str, new_id: UUID, by: User) -> Handoff:
    """Add a handoff from the phase's first team to the next phase's; adding the same id again changes nothing."""
    teams: dict[str, WorkingTeam] = {}
    for team in WorkingTeam.objects.for_district(district).in_year(school_year).present():
        teams.setdefault(team.phase, team)
    row = Handoff(
        pk=new_id,
        district=district,
        school_year=school_year,
        from_team=teams.get(phase) if phase else None,
        to_team=teams.get(NEXT_PHASE.get(phase, "-")),
    )
    return add_row(row, by=by)


@transaction.atomic
def accept_handoff(handoff: Handoff, *, by: User) -> Handoff:
    """Keep that the other team took over, when, and who said so; doing it again changes nothing."""
    held = _held(handoff)
    if held.accepted_at is None:
        values = {"accepted_at": timezone.now(), "accepted_by": by, "accepted_by_name": str(by)[:NAME_LENGTH]}
        write_columns(held, values, by=by)
        record_row(held, action="accept", by=by, version=held.version)
    return held


@transaction.atomic
def reopen_handoff(handoff: Handoff, *, by: User) -> Handoff:
    """Take back that a handoff was accepted; the audit keeps who had accepted it. Doing it again changes nothing."""
    held = _held(handoff)
    if held.accepted_at is not None:
        before = {"accepted_at": held.accepted_at.isoformat(), "accepted_by": held.accepted_by_name}
        write_columns(held, {"accepted_at": None, "accepted_by": None, "accepted_by_name": ""}, by=by)
        record_row(held, action="reopen", by=by, version=held.version, before=before)
    return held


def _team(district: District, school_year: int, phase: str, new_id: UUID) -> WorkingTeam:
    team = WorkingTeam(pk=new_id, district=district, school_year=school_year, phase=phase)
    team.starts_on, team.ends_on = window_of(phase, school_year) or (None, None)
    return team


def _held(handoff: Handoff) -> Handoff:
    held = Handoff.objects.select_for_update(of=("self",)).get(pk=handoff.pk)
    if held.removed_at is not None:
        raise ValidationError("This handoff was removed. Bring it back first.", code="removed")
    return held
