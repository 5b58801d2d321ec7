"""The life of a self-assessment: opened, changed, closed, reopened."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import District, Membership, User
from plplanner.kit.rows import insert_row, update_row
from rubrics.models import Rating, RubricEdition, SelfAssessment
from rubrics.selectors.assessments import UNTOUCHED, results_were_shown
from rubrics.services.asking import LinkTo
from rubrics.services.raters import choose_raters, create_blank_ratings

EDITION_FIXED = "Somebody has begun to rate, so the rubric stays. Open another self-assessment for another rubric."
STAYS_CLOSED = (
    "Results of this anonymous self-assessment have been shown. What changed after reopening it would show who rated "
    "late, so it stays closed. Open a new one."
)
FIXED_FROM_OPENING = frozenset({"is_anonymous", "opens_on"})
"""What people were promised when they began to rate."""


@transaction.atomic
def open_assessment(
    *,
    district: District,
    edition: RubricEdition,
    values: Mapping[str, Any],
    members: Sequence[Membership],
    by: User,
    assessment_id: uuid.UUID | None = None,
    link_to: LinkTo | None = None,
) -> SelfAssessment:
    """Create a self-assessment and ask its raters; with an id that exists, return that one unchanged.

    With `link_to`, the raters are told by mail.

    Raises ValidationError for a draft edition, and for an id of another district's self-assessment.
    """
    # Two posts at once wait for each other here, so that the second one finds what the first made.
    District.objects.select_for_update(no_key=True).only("pk").get(pk=district.pk)
    existing = SelfAssessment.objects.filter(pk=assessment_id).first() if assessment_id else None
    if existing is not None:
        if existing.district_id != district.pk:
            raise ValidationError("Open this page again and begin once more.", code="foreign-id")
        return existing
    if not edition.is_published:
        raise ValidationError("This edition is a draft. An administrator can publish it; then it can be rated on.")
    assessment = SelfAssessment(pk=assessment_id or uuid.uuid4(), district=district, edition=edition, **values)
    insert_row(assessment, by=by)
    _record(assessment, action="create", by=by)
    choose_raters(assessment=assessment, members=members, by=by, link_to=link_to)
    return assessment


@transaction.atomic
def change_assessment(
    *, assessment: SelfAssessment, version: int, values: Mapping[str, Any], by: User
) -> SelfAssessment:
    """Change title, dates, target, and, while they are not fixed, anonymity and edition.

    Raises StaleRow if somebody changed it first, ValidationError for what is fixed by now; then nothing is changed.
    """
    if timezone.localdate() >= assessment.opens_on and FIXED_FROM_OPENING & values.keys():
        raise ValidationError("It is open by now: its first day, and whether ratings are anonymous, stay as they are.")
    if assessment.is_closed and "closes_on" in values:
        raise ValidationError("It is closed by now. Reopen it with a new last day.")
    moves = "edition" in values and values["edition"].pk != assessment.edition_id
    update_row(assessment, version=version, values=values, by=by)
    if moves:
        _begin_anew(assessment)
    _record(assessment, action="edit", by=by, fields=sorted(values))
    return assessment


def _begin_anew(assessment: SelfAssessment) -> None:
    """Give every rater the outcomes of the edition chosen instead; refuse when somebody has begun on the other."""
    ratings = Rating.objects.filter(rater__assessment=assessment)
    # What somebody saves in this moment makes the row newer, so that it stays and is found below.
    ratings.filter(UNTOUCHED).delete()
    if ratings.exists():
        raise ValidationError(EDITION_FIXED)
    create_blank_ratings(assessment, assessment.raters.all())


@transaction.atomic
def close_assessment(*, assessment: SelfAssessment, version: int, by: User) -> SelfAssessment:
    """End rating now; closing a closed one changes nothing. Raises StaleRow if somebody changed it first."""
    if not assessment.is_closed:
        update_row(assessment, version=version, values={"closed_at": timezone.now()}, by=by)
        _record(assessment, action="close", by=by)
    return assessment


@transaction.atomic
def reopen_assessment(
    *, assessment: SelfAssessment, version: int, closes_on: datetime.date, by: User
) -> SelfAssessment:
    """Let people rate again until a new last day; reopening an open one changes nothing.

    Raises ValidationError for an anonymous one whose results may have been seen: the difference would be a person's.
    """
    if not assessment.is_closed:
        return assessment
    if results_were_shown(assessment):
        raise ValidationError(STAYS_CLOSED)
    update_row(assessment, version=version, values={"closed_at": None, "closes_on": closes_on}, by=by)
    _record(assessment, action="reopen", by=by, closes_on=closes_on.isoformat())
    return assessment


def _record(assessment: SelfAssessment, *, action: str, by: User, **detail: Any) -> None:
    record(
        by=by,
        action=action,
        of=assessment,
        district_id=assessment.district_id,
        scope_id=assessment.pk,
        detail=detail,
    )
