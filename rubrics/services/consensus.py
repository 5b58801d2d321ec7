"""The consensus meeting: votes shown, levels agreed, targets set, and who was there.

Each form is saved whole. One that comes late is refused only if somebody changed the same form's values in between, so
that showing the votes or setting a target does not get in the way of agreeing a level; the same post twice is one.
"""

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.kit.rows import StaleRow, insert_row, update_row
from rubrics.instrument import Outcome
from rubrics.models import ConsensusMeeting, ConsensusRating, SelfAssessment

Row = TypeVar("Row", ConsensusMeeting, ConsensusRating)

NOT_CLOSED = "The team agrees once the self-assessment is closed. It is still open."
BLANK_LEVEL = "The rubric does not describe this level here. Choose another."


@transaction.atomic
def reveal_votes(*, assessment: SelfAssessment, outcome: Outcome, by: User) -> ConsensusRating:
    """Show the votes of an outcome from now on; once shown they stay shown."""
    _require_closed(assessment)
    row = _rating_row(assessment, outcome, by)
    if row.revealed_at is None:
        update_row(row, version=row.version, values={"revealed_at": timezone.now()}, by=by)
        _record(row, assessment, action="reveal", by=by)
    return row


@transaction.atomic
def agree(
    *,
    assessment: SelfAssessment,
    outcome: Outcome,
    version: int,
    level: int | None,
    score: int | None,
    reason: str,
    opportunity: int | None,
    by: User,
) -> ConsensusRating:
    """Keep what the team agrees on an outcome. Raises StaleRow when somebody else agreed something first."""
    _require_closed(assessment)
    if level is not None:
        _require_choosable(assessment, outcome, level)
    values = {"level": level, "score": score, "reason": reason, "opportunity": opportunity}
    return _save(
        _rating_row(assessment, outcome, by), assessment, version=version, values=values, action="agree", by=by
    )


@transaction.atomic
def set_target(
    *,
    assessment: SelfAssessment,
    outcome: Outcome,
    version: int,
    level: int | None,
    on: datetime.date | None,
    by: User,
) -> ConsensusRating:
    """Keep the level to reach and by when, or neither. Raises StaleRow when somebody else set another first."""
    if level is not None:
        _require_choosable(assessment, outcome, level)
    values = {"target_level": level, "target_on": on}
    return _save(
        _rating_row(assessment, outcome, by), assessment, version=version, values=values, action="target", by=by
    )


@transaction.atomic
def record_meeting(
    *, assessment: SelfAssessment, version: int, held_on: datetime.date | None, present: str, by: User
) -> ConsensusMeeting:
    """Keep when the team met and who was there. Raises StaleRow when somebody else wrote it first."""
    row = _meeting_row(assessment, by)
    return _save(
        row, assessment, version=version, values={"held_on": held_on, "present": present}, action="meeting", by=by
    )


def _require_closed(assessment: SelfAssessment) -> None:
    if not assessment.is_closed:
        raise ValidationError(NOT_CLOSED)


def _require_choosable(assessment: SelfAssessment, outcome: Outcome, level: int) -> None:
    if not assessment.edition.instrument.can_choose(outcome, level):
        raise ValidationError(BLANK_LEVEL)


def _rating_row(assessment: SelfAssessment, outcome: Outcome, by: User) -> ConsensusRating:
    """Return the outcome's row, made blank if there is none, held until the transaction ends."""
    rows = ConsensusRating.objects.select_for_update().filter(assessment=assessment, outcome_code=outcome.code)
    found = rows.first()
    if found is None:
        _insert(ConsensusRating(assessment=assessment, outcome_code=outcome.code), by)
        found = rows.get()
    return found


def _meeting_row(assessment: SelfAssessment, by: User) -> ConsensusMeeting:
    rows = ConsensusMeeting.objects.select_for_update().filter(assessment=assessment)
    found = rows.first()
    if found is None:
        _insert(ConsensusMeeting(assessment=assessment), by)
        found = rows.get()
    return found


def _insert(row: ConsensusMeeting | ConsensusRating, by: User) -> None:
    """Add a blank row, or leave the one that somebody else added in this moment."""
    try:
        with transaction.atomic():
            insert_row(row, by=by)
    except IntegrityError:
        return


def _save(
    row: Row, assessment: SelfAssessment, *, version: int, values: Mapping[str, Any], action: str, by: User
) -> Row:
    """Write the values of one form, whole, if nobody changed any of them since the version it began from."""
    current = {name: getattr(row, name) for name in values}
    if current == values:
        return row
    if row.version != version and current != _as_of(row, version, values):
        raise StaleRow
    update_row(row, version=row.version, values=values, by=by)
    _record(row, assessment, action=action, by=by)
    return row


def _as_of(row: ConsensusMeeting | ConsensusRating, version: int, names: Mapping[str, Any]) -> dict[str, Any]:
    """Read the values as they were at a version; blank ones before there was a row (version 0)."""
    earlier = row.history.filter(version=version).first() or type(row)()
    return {name: getattr(earlier, name) for name in names}


def _record(row: ConsensusMeeting | ConsensusRating, assessment: SelfAssessment, *, action: str, by: User) -> None:
    record(by=by, action=action, of=row, district_id=assessment.district_id, scope_id=assessment.pk)
