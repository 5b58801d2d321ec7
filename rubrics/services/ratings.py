"""What a rater does: rates an outcome, submits, begins anew."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.districts.services.drafts import discard_draft
from plplanner.kit.editing import Edit, changed_values
from plplanner.kit.rows import StaleRow, update_row
from rubrics.enums import Confidence
from rubrics.models import Rater, Rating, SelfAssessment

TEXTS = ("evidence", "links", "note", "reason")


class NotOpen(ValidationError):
    """The self-assessment is not open, so nobody can rate."""

    def __init__(self) -> None:
        super().__init__("This self-assessment is not open, so ratings stay as they are. What you typed is kept here.")


class NothingRated(ValidationError):
    """There is nothing to submit yet."""

    def __init__(self) -> None:
        super().__init__("You have not rated any outcome yet. Rate at least one, then submit.")


def rating_values(rating: Rating) -> dict[str, Any]:
    """Read all that one rating's form edits; where the rubric is scored, the score decides the level."""
    chosen = "score" if rating.rater.assessment.edition.instrument.is_scored else "level"
    values = {name: getattr(rating, name) for name in (*TEXTS, "confidence")}
    return {chosen: getattr(rating, chosen), "ticks": list(rating.ticks), **values}


def save_rating(*, rating: Rating, edit: Edit, by: User) -> Rating:
    """Save a rating. Raises EditConflict or NotOpen with nothing changed."""
    try:
        with transaction.atomic():
            return _attempt(rating, edit, by=by)
    except StaleRow:
        # The rater saved from another tab between our read and our write.
        with transaction.atomic():
            again = Rating.objects.select_for_update().get(pk=rating.pk)
            again.rater = rating.rater
            return _attempt(again, edit, by=by)


def _attempt(rating: Rating, edit: Edit, *, by: User) -> Rating:
    require_open(rating.rater)
    changed = changed_values(row=rating, edit=edit, current=rating_values(rating))
    if changed:
        update_row(rating, version=rating.version, values=_columns(rating, changed), by=by)
        record_of_rater(rating.rater, action="rate", by=by, outcome=rating.outcome_code, fields=sorted(changed))
    discard_draft(row_id=rating.pk, by=by)
    return rating


def _columns(rating: Rating, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns to write: with the level that a score falls into, without the reason of an earlier change."""
    values = dict(changed)
    if "score" in values:
        score = values["score"]
        level = None if score is None else rating.rater.assessment.edition.instrument.level_of_score(score)
        values["level"] = level.number if level else None
    if {"level", "score"} & values.keys():
        values.setdefault("reason", "")
    return values


@transaction.atomic
def submit_ratings(*, rater: Rater, version: int, by: User) -> Rater:
    """Hand the ratings in; doing it again changes nothing. They can still change until the self-assessment closes.

    Raises NotOpen, NothingRated, or StaleRow if they were submitted or begun anew elsewhere meanwhile.
    """
    if rater.submitted_at is not None:
        return rater
    require_open(rater)
    if not rater.ratings.filter(level__isnull=False).exists():
        raise NothingRated
    update_row(rater, version=version, values={"submitted_at": timezone.now()}, by=by)
    record_of_rater(rater, action="submit", by=by)
    return rater


@transaction.atomic
def restart_ratings(*, rater: Rater, version: int, by: User) -> Rater:
    """Take back every level, tick and confidence; evidence, notes and files stay, and so does the history.

    Raises NotOpen, or StaleRow if they were submitted or begun anew elsewhere meanwhile.
    """
    require_open(rater)
    update_row(rater, version=version, values={"submitted_at": None}, by=by)
    blank: dict[str, Any] = {
        "level": None,
        "score": None,
        "ticks": [],
        "confidence": Confidence.NONE.value,
        "reason": "",
    }
    for rating in Rating.objects.select_for_update().filter(rater=rater).order_by("pk"):
        if any(getattr(rating, name) != value for name, value in blank.items()):
            update_row(rating, version=rating.version, values=blank, by=by)
    record_of_rater(rater, action="restart", by=by)
    return rater


def require_open(rater: Rater) -> None:
    """Refuse unless the self-assessment is open by now, whenever it was read, and stays so until the commit.

    A rating that came in while it was being closed would show its rater, by the difference to what others saw before.
    """
    days = SelfAssessment.objects.only("opens_on", "closes_on", "closed_at").select_for_update(no_key=True)
    if not days.get(pk=rater.assessment_id).is_open:
        raise NotOpen


def record_of_rater(rater: Rater, *, action: str, by: User, **detail: Any) -> None:
    """Note that the rater did something, never what they think: entries outlive a promise of anonymity."""
    assessment = rater.assessment
    record(by=by, action=action, of=rater, district_id=assessment.district_id, scope_id=assessment.pk, detail=detail)
