"""What a self-assessment shows a person, read in one aggregate whatever the number of raters."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import User
from rubrics.calculations.privacy import SMALLEST_GROUP, what_may_be_shown
from rubrics.enums import Confidence
from rubrics.instrument import Instrument, Outcome
from rubrics.models import ConsensusMeeting, ConsensusRating, Rating, SelfAssessment
from rubrics.permissions import can_see_results, may_see_names
from rubrics.report import (
    Agreement,
    AssessmentReport,
    Group,
    Meeting,
    OutcomeResult,
    PersonRating,
    Ratings,
    ratings_of,
)
from rubrics.selectors.assessments import submitted_count

NOT_CLOSED = "The results appear when the self-assessment is closed."
TOO_FEW = (
    "Fewer than five people have submitted their ratings, so that results would show who said what. They stay hidden."
)
NOBODY = "Nobody has submitted ratings."

Counts = Mapping[tuple[int, int | None], int]
"""Ratings by level and score."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """What may be shown of one outcome's ratings."""

    everyone: Ratings | None = None
    groups: tuple[Group, ...] = field(default=())


NOTHING = Spread()


def assessment_report(assessment: SelfAssessment, *, user: User, with_people: bool = False) -> AssessmentReport:
    """Read what the self-assessment shows this person; `with_people` adds who rated what, if they may know."""
    instrument = assessment.edition.instrument
    submitted = submitted_count(assessment)
    why_hidden = _why_hidden(assessment, user, submitted)
    spreads = {} if why_hidden else spreads_of([assessment], user=user).get(assessment.pk, {})
    agreements = agreements_of([assessment]).get(assessment.pk, {})
    people = _people(assessment) if with_people and may_see_names(user, assessment) else ()
    return AssessmentReport(
        title=assessment.title,
        district=str(assessment.district),
        school_year=assessment.school_year_label,
        state=str(assessment.state.label),
        opens_on=assessment.opens_on,
        closes_on=assessment.closes_on,
        is_anonymous=assessment.is_anonymous,
        sees_names=may_see_names(user, assessment),
        as_of=timezone.localdate(),
        instrument=instrument,
        why_hidden=why_hidden,
        submitted=None if why_hidden else submitted,
        outcomes=tuple(
            _result(assessment, strand.title, outcome, spreads, agreements)
            for strand in instrument.strands
            for outcome in strand.outcomes
        ),
        meeting=meeting_of(assessment),
        people=people,
    )


def _why_hidden(assessment: SelfAssessment, user: User, submitted: int) -> str:
    """Say why the person sees no ratings at all; blank if they see some."""
    if not can_see_results(user, assessment):
        return NOT_CLOSED
    if submitted < SMALLEST_GROUP and not may_see_names(user, assessment):
        return TOO_FEW
    return "" if submitted else NOBODY


def spreads_of(assessments: Collection[SelfAssessment], *, user: User) -> Mapping[uuid.UUID, Mapping[str, Spread]]:
    """Return by self-assessment and outcome what may be shown of its ratings, in one statement.

    Whether the person may see results at all is for the caller to ask first.
    """
    found: dict[uuid.UUID, dict[str, dict[str, dict[tuple[int, int | None], int]]]]
    found = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    rows = (
        Rating.objects.filter(rater__assessment__in=assessments, rater__submitted_at__isnull=False, level__isnull=False)
        .values_list("rater__assessment", "outcome_code", "rater__role", "level", "score")
        .annotate(count=Count("pk"))
        .order_by()
    )
    for assessment_id, code, role, level, score, count in rows:
        found[assessment_id][code][role][level, score] = count
    return {
        each.pk: {
            code: _spread(each.edition.instrument, by_role, sees_names=may_see_names(user, each))
            for code, by_role in found[each.pk].items()
        }
        for each in assessments
        if each.pk in found
    }


def _spread(instrument: Instrument, by_role: Mapping[str, Counts], *, sees_names: bool) -> Spread:
    sizes = {role: sum(counts.values()) for role, counts in by_role.items()}
    shown = what_may_be_shown(sizes, sees_names=sees_names)
    if not shown.everyone:
        return NOTHING
    together: dict[tuple[int, int | None], int] = defaultdict(int)
    for counts in by_role.values():
        for key, count in counts.items():
            together[key] += count
    groups = [(role, ratings_of(instrument, by_role[role])) for role in Role if role in shown.groups]
    return Spread(
        everyone=ratings_of(instrument, together),
        groups=tuple(
            Group(role=role, name=f"{role.label}s", ratings=ratings) for role, ratings in groups if ratings is not None
        ),
    )


def agreements_of(assessments: Iterable[SelfAssessment]) -> Mapping[uuid.UUID, Mapping[str, Agreement]]:
    """Return by self-assessment and outcome what the team agrees, in one statement."""
    found: dict[uuid.UUID, dict[str, Agreement]] = defaultdict(dict)
    for row in ConsensusRating.objects.filter(assessment__in=assessments):
        found[row.assessment_id][row.outcome_code] = agreement_from(row)
    return found


def agreement_from(row: ConsensusRating) -> Agreement:
    """Read one row as plain values."""
    return Agreement(
        version=row.version,
        is_revealed=row.revealed_at is not None,
        level=row.level,
        score=row.score,
        reason=row.reason,
        opportunity=row.opportunity,
        target_level=row.target_level,
        target_on=row.target_on,
    )


def meeting_of(assessment: SelfAssessment) -> Meeting:
    """Return when the team met and who was there; blank if that is not recorded."""
    row = ConsensusMeeting.objects.filter(assessment=assessment).first()
    return Meeting(version=row.version, held_on=row.held_on, present=row.present) if row else Meeting()


def _result(
    assessment: SelfAssessment,
    strand: str,
    outcome: Outcome,
    spreads: Mapping[str, Spread],
    agreements: Mapping[str, Agreement],
) -> OutcomeResult:
    spread = spreads.get(outcome.code, NOTHING)
    agreement = agreements.get(outcome.code, Agreement())
    target_level, target_on = agreement.target_level, agreement.target_on
    default = assessment.target_level
    if target_level is None and default is not None and assessment.edition.instrument.can_choose(outcome, default):
        target_level, target_on = default, assessment.target_on
    return OutcomeResult(
        strand=strand,
        outcome=outcome,
        everyone=spread.everyone,
        groups=spread.groups,
        agreement=agreement,
        target_level=target_level,
        target_on=target_on,
    )


def _people(assessment: SelfAssessment, outcome_code: str = "") -> tuple[PersonRating, ...]:
    """Return who rated what, by role and name, then in the rubric's order. Only for those who may know."""
    ratings = Rating.objects.filter(
        rater__assessment=assessment, rater__submitted_at__isnull=False, level__isnull=False
    ).select_related("rater__user")
    if outcome_code:
        ratings = ratings.filter(outcome_code=outcome_code)
    roles = {role.value: place for place, role in enumerate(Role)}
    codes = {code: place for place, code in enumerate(assessment.edition.instrument.outcome_by_code)}
    known = [each for each in ratings if each.outcome_code in codes]
    known.sort(
        key=lambda each: (
            roles[each.rater.role],
            str(each.rater.user).casefold(),
            str(each.rater.user_id),
            codes[each.outcome_code],
        )
    )
    return tuple(
        PersonRating(
            name=str(each.rater.user),
            role=str(Role(each.rater.role).label),
            code=each.outcome_code,
            level=each.level,
            score=each.score,
            confidence=str(Confidence(each.confidence).label) if each.confidence else "",
            evidence=each.evidence,
            links=each.links,
            note=each.note,
        )
        for each in known
    )


@dataclass(frozen=True, kw_only=True)
class Words:
    """What raters wrote of one outcome, without who: each kind in the order of the alphabet."""

    evidence: tuple[str, ...]
    links: tuple[str, ...]
    notes: tuple[str, ...]


def people_of(assessment: SelfAssessment, outcome_code: str, *, user: User) -> tuple[PersonRating, ...]:
    """Return who rated one outcome how; nothing to those who may not know."""
    return _people(assessment, outcome_code) if may_see_names(user, assessment) else ()


def words_of(assessment: SelfAssessment, result: OutcomeResult) -> Words:
    """Return what raters of an anonymous self-assessment wrote of an outcome; nothing where its ratings are hidden.

    Sorted by their letters: neither the order nor what stands beside a text follows its author. Files are left out, for
    their names and what is inside them tell.
    """
    if result.everyone is None:
        return Words(evidence=(), links=(), notes=())
    rows = Rating.objects.filter(
        rater__assessment=assessment, rater__submitted_at__isnull=False, outcome_code=result.outcome.code
    ).values_list("evidence", "links", "note")
    evidence, links, notes = (_alphabetical(texts) for texts in zip(*rows, strict=True))
    return Words(evidence=evidence, links=links, notes=notes)


def _alphabetical(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}, key=lambda text: (text.casefold(), text)))
