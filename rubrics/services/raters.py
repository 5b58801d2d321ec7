"""Who is asked to rate. A rater comes with blank ratings, so that every outcome has one row from the start."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.audit import record
from plplanner.districts.models import Membership, User
from rubrics.models import Rater, Rating, SelfAssessment
from rubrics.selectors.assessments import UNTOUCHED, members_who_rate
from rubrics.services.asking import LinkTo, tell_raters

CLOSED = "This self-assessment is closed. Reopen it first; then you can ask more people."
ANONYMOUS_STAY = (
    "Whoever is asked stays asked: taking people out of an anonymous self-assessment would show who has begun. "
    "You can still ask more people."
)


@transaction.atomic
def choose_raters(
    *, assessment: SelfAssessment, members: Sequence[Membership], by: User, link_to: LinkTo | None = None
) -> None:
    """Ask exactly these members; doing it again changes nothing. With `link_to`, those newly asked are told by mail.

    Raises ValidationError when the self-assessment is closed, or when somebody left out has to stay: in a named one
    who has begun to rate, in an anonymous one everybody from the first day on.
    """
    # Two directors who choose at once wait for each other here.
    SelfAssessment.objects.select_for_update(no_key=True).only("pk").get(pk=assessment.pk)
    asked = {each.user_id: each for each in assessment.raters.all()}
    wanted = {each.user_id: each for each in members}
    # Whoever has left the district or its raters since cannot be chosen on a page, and what they said stays.
    here = {each.user_id for each in members_who_rate(assessment.district)}
    left_out = [rater for user_id, rater in asked.items() if user_id not in wanted and user_id in here]
    added = [member for user_id, member in wanted.items() if user_id not in asked]
    if not left_out and not added:
        return
    if assessment.is_closed:
        raise ValidationError(CLOSED)
    _remove(assessment, left_out)
    _add(assessment, added, by=by)
    if link_to is not None:
        tell_raters(assessment, [each.user for each in added], link_to=link_to, by=by)
    detail = {"added": len(added), "removed": len(left_out)}
    record(
        by=by,
        action="choose-raters",
        of=assessment,
        district_id=assessment.district_id,
        scope_id=assessment.pk,
        detail=detail,
    )


def _add(assessment: SelfAssessment, members: Iterable[Membership], *, by: User) -> None:
    raters = Rater.objects.bulk_create(
        Rater(assessment=assessment, user_id=each.user_id, role=each.role, updated_by=by) for each in members
    )
    create_blank_ratings(assessment, raters)


def create_blank_ratings(assessment: SelfAssessment, raters: Iterable[Rater]) -> None:
    """Make the ratings of raters who have none: one for each outcome, not rated yet."""
    codes = list(assessment.edition.instrument.outcome_by_code)
    Rating.objects.bulk_create(Rating(rater=rater, outcome_code=code) for rater in raters for code in codes)


def _remove(assessment: SelfAssessment, raters: Sequence[Rater]) -> None:
    if not raters:
        return
    if assessment.is_anonymous and assessment.is_open:
        raise ValidationError(ANONYMOUS_STAY)
    # What somebody saves in this moment makes the row newer, so that it stays and is found below.
    Rating.objects.filter(UNTOUCHED, rater__in=raters).delete()
    begun = Rater.objects.filter(pk__in=[each.pk for each in raters], ratings__isnull=False).distinct()
    names = sorted(str(each.user) for each in begun.select_related("user"))
    if names:
        raise ValidationError(
            f"{', '.join(names)} {'has' if len(names) == 1 else 'have'} begun to rate and cannot be taken out. "
            "Choose them again."
        )
    Rater.objects.filter(pk__in=[each.pk for each in raters]).delete()
