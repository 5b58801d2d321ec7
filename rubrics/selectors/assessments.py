"""Self-assessments as lists and their own page show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import District, Membership, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with
from plplanner.kit.dates import long_day, short_day
from plplanner.kit.years import school_year_label
from rubrics.calculations.privacy import SMALLEST_GROUP
from rubrics.enums import AssessmentState
from rubrics.models import Rater, Rating, RubricEdition, SelfAssessment

STATE_KINDS = {AssessmentState.PLANNED: "none", AssessmentState.OPEN: "progress", AssessmentState.CLOSED: "done"}
NOT_BLANK = Q(level__isnull=False)
UNTOUCHED = Q(level__isnull=True, version=1)
"""A rating as it came with its rater; whatever a person saves makes its row newer."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A self-assessment that asks the person, and how far they are."""

    id: object
    title: str
    rubric: str
    district: str
    until: str
    status: str
    kind: str
    note: str
    is_submitted: bool


@dataclass(frozen=True, kw_only=True)
class AssessmentLine:
    """A self-assessment in the district's list."""

    id: object
    title: str
    district: str
    rubric: str
    school_year: str
    state: str
    kind: str
    days: str
    submitted: str


@dataclass(frozen=True, kw_only=True)
class RaterLine:
    """A person who is asked."""

    id: object
    name: str
    role: str
    status: str
    kind: str


def asked_of(user: User) -> list[Asked]:
    """List the open self-assessments that ask the person, what is still to do coming first, in two queries."""
    today = timezone.localdate()
    raters = (
        Rater.objects.filter(
            user=user,
            assessment__in=SelfAssessment.objects.visible_to(user),
            assessment__closed_at=None,
            assessment__opens_on__lte=today,
            assessment__closes_on__gte=today,
        )
        .select_related("assessment__district")
        .annotate(rated=Count("ratings", filter=Q(ratings__level__isnull=False)), outcomes=Count("ratings"))
        .order_by(F("submitted_at").asc(nulls_first=True), "assessment__closes_on", "assessment__title")
    )
    titles = _rubric_titles(each.assessment.edition_id for each in raters)
    return [_asked(each, titles) for each in raters]


def _asked(rater: Rater, titles: dict[str, str]) -> Asked:
    assessment = rater.assessment
    rated, outcomes = rater.rated, rater.outcomes  # type: ignore[attr-defined]  # annotated above
    status, kind = status_of_rater(is_submitted=rater.submitted_at is not None, rated=rated)
    return Asked(
        id=assessment.pk,
        title=assessment.title,
        rubric=titles[assessment.edition_id],
        district=str(assessment.district),
        until=long_day(assessment.closes_on),
        status=status,
        kind=kind,
        note=f"{rated} of {outcomes} rated. Open until {long_day(assessment.closes_on)}.",
        is_submitted=rater.submitted_at is not None,
    )


def closing_words(assessment: SelfAssessment) -> str:
    """Say how many have submitted, and whether closing now would leave results that nobody may see."""
    submitted = submitted_count(assessment)
    told = f"{submitted} of {assessment.raters.count()} have submitted their ratings."
    if assessment.is_anonymous and submitted < SMALLEST_GROUP:
        return f"{told} With fewer than five, nobody will see any results."
    return told


def status_of_rater(*, is_submitted: bool, rated: int) -> tuple[str, str]:
    """Say how far a rater is, and the kind of that status."""
    if is_submitted:
        return "Submitted", "done"
    return ("Begun", "progress") if rated else ("Not begun", "none")


def assessments_in_sight(user: User) -> QuerySet[SelfAssessment]:
    """Return the self-assessments the person may see, the latest first."""
    return (
        SelfAssessment.objects.visible_to(user)
        .select_related("district")
        .annotate(
            asked_count=Count("raters"), submitted_count=Count("raters", filter=Q(raters__submitted_at__isnull=False))
        )
        .order_by("-school_year", "-opens_on", "title", "pk")
    )


def assessment_lines(assessments: Iterable[SelfAssessment]) -> list[AssessmentLine]:
    """Turn self-assessments of `assessments_in_sight` into lines, in one query more."""
    found = list(assessments)
    titles = _rubric_titles(each.edition_id for each in found)
    return [
        AssessmentLine(
            id=each.pk,
            title=each.title,
            district=str(each.district),
            rubric=titles[each.edition_id],
            school_year=each.school_year_label,
            state=str(each.state.label),
            kind=STATE_KINDS[each.state],
            days=f"{short_day(each.opens_on)} – {short_day(each.closes_on)}",
            submitted=f"{each.submitted_count} of {each.asked_count}",  # type: ignore[attr-defined]  # annotated
        )
        for each in found
    ]


def _rubric_titles(slugs: Iterable[str]) -> dict[str, str]:
    # Only the titles are read: the whole of an edition can be large.
    return dict(RubricEdition.objects.filter(pk__in=set(slugs)).values_list("pk", KT("content__title")))


def districts_to_lead(user: User) -> list[District]:
    """List the districts whose self-assessments the person leads; an administrator chooses by the list of districts."""
    roles = roles_with(Permission.LEAD_ASSESSMENTS)
    mine = [each.district_id for each in memberships_of(user) if each.district_id and each.role in roles]
    return list(District.objects.visible_to(user).filter(pk__in=mine).order_by("name"))


def sole_district(user: User) -> District | None:
    """Return the district the person belongs to, None if they belong to several or to none."""
    mine = {each.district_id for each in memberships_of(user) if each.district_id}
    return District.objects.get(pk=mine.pop()) if len(mine) == 1 and not user.is_administrator else None


def published_editions() -> list[RubricEdition]:
    """List the editions that can be rated on, rubric by rubric, the newest first."""
    return list(RubricEdition.objects.published())


def members_who_rate(district: District) -> list[Membership]:
    """List the people of the district who can be asked, by role and name."""
    order = {role.value: place for place, role in enumerate(Role)}
    members = Membership.objects.filter(district=district, role__in=roles_with(Permission.RATE_PRACTICE))
    return sorted(members.select_related("user"), key=lambda each: (order[each.role], str(each.user).lower()))


def rater_of(user: User, assessment: SelfAssessment) -> Rater | None:
    """Return the person as a rater of this self-assessment, None if they are not asked."""
    rater = assessment.raters.filter(user=user).first()
    if rater is not None:
        rater.assessment = assessment
    return rater


def rater_lines(assessment: SelfAssessment, *, with_status: bool) -> list[RaterLine]:
    """List who is asked; how far each is only `with_status`."""
    begun = Rating.objects.filter(NOT_BLANK, rater=OuterRef("pk"))
    raters = assessment.raters.select_related("user").annotate(has_begun=Exists(begun)).order_by("user__name")
    lines = []
    for each in raters:
        is_submitted = each.submitted_at is not None
        status, kind = status_of_rater(is_submitted=is_submitted, rated=int(each.has_begun))
        role = str(Role(each.role).label)
        lines.append(
            RaterLine(
                id=each.pk,
                name=str(each.user),
                role=role,
                status=status if with_status else "",
                kind=kind if with_status else "",
            )
        )
    return lines


def submitted_count(assessment: SelfAssessment) -> int:
    """Count who has submitted."""
    return assessment.raters.filter(submitted_at__isnull=False).count()


def has_been_begun(assessment: SelfAssessment) -> bool:
    """Whether any rating has ever been saved, so that the rubric stays."""
    return Rating.objects.filter(rater__assessment=assessment).exclude(UNTOUCHED).exists()


def results_were_shown(assessment: SelfAssessment) -> bool:
    """Whether somebody may have seen results that a late rating would change by one anonymous person's."""
    return assessment.is_anonymous and assessment.is_closed and submitted_count(assessment) >= SMALLEST_GROUP


def state_sentence(assessment: SelfAssessment) -> str:
    """Say where the self-assessment stands."""
    opens, closes = long_day(assessment.opens_on), long_day(assessment.closes_on)
    if assessment.state == AssessmentState.PLANNED:
        return f"It opens on {opens} and is open until the end of {closes}."
    if assessment.state == AssessmentState.OPEN:
        return f"It is open until the end of {closes}. Until then everybody can change what they said."
    if assessment.closed_at is not None:
        return (
            f"It was closed on {long_day(timezone.localtime(assessment.closed_at).date())}. Ratings stay as they are."
        )
    return f"It was open from {opens} to {closes}. Ratings stay as they are."


def suggested_title(edition: RubricEdition, school_year: int) -> str:
    """Propose a name: the rubric and the school year."""
    return f"{edition.instrument.title}, {school_year_label(school_year)}"


def level_choices(edition: RubricEdition) -> Sequence[tuple[int, str]]:
    """List the levels in the rubric's order, saying which is the fullest practice."""
    best = edition.instrument.best.number
    return [
        (each.number, f"{each.label} (the fullest practice)" if each.number == best else each.label)
        for each in edition.instrument.levels
    ]


def target_label(assessment: SelfAssessment) -> str:
    """Name the level the team wants to reach, nothing if it has none."""
    level = assessment.edition.instrument.level_by_number.get(
        -1 if assessment.target_level is None else assessment.target_level
    )
    return level.label if level else ""
