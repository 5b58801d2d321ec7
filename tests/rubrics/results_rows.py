"""Self-assessments with submitted ratings, to see results of."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from rubrics.models import Rater, Rating, RubricEdition, SelfAssessment
from tests.factories import MembershipFactory, RubricEditionFactory, SelfAssessmentFactory

Levels = Mapping[Role, Sequence[int]]
"""The level that each submitted rater of a role gives every outcome."""

MANY: Levels = {Role.LEADER: (1, 2, 2, 3, 2, 2), Role.DIRECTOR: (1, 1, 2, 3, 1)}
"""Six leaders and five directors."""


def closed_assessment(
    levels: Levels = MANY, *, district: District | None = None, edition: RubricEdition | None = None, **values: Any
) -> SelfAssessment:
    """Make a self-assessment that closed yesterday, with submitted raters; `values` overrule the row's."""
    today = timezone.localdate()
    days = {"opens_on": today - datetime.timedelta(days=30), "closes_on": today - datetime.timedelta(days=1)}
    places: dict[str, Any] = {"edition": edition or RubricEditionFactory.create()}
    if district is not None:
        places["district"] = district
    assessment: SelfAssessment = SelfAssessmentFactory.create(**(days | places | values))
    add_raters(assessment, levels)
    return assessment


def add_raters(assessment: SelfAssessment, levels: Levels, *, is_submitted: bool = True) -> list[Rater]:
    """Add raters who give every outcome one level, with words and times of their own."""
    first = User.objects.count()
    roles = [(role, level) for role, given in levels.items() for level in given]
    users = User.objects.bulk_create(
        User(email=f"rater{first + place}@example.org", name=f"Rater Number{first + place}")
        for place in range(len(roles))
    )
    submitted_at = timezone.now() if is_submitted else None
    raters = Rater.objects.bulk_create(
        Rater(assessment=assessment, user=user, role=role, submitted_at=submitted_at)
        for user, (role, _) in zip(users, roles, strict=True)
    )
    instrument = assessment.edition.instrument
    Rating.objects.bulk_create(
        Rating(
            rater=rater,
            outcome_code=code,
            level=found.number if (found := instrument.level_of_score(value)) else value,
            score=value if instrument.is_scored else None,
            evidence=f"Evidence {place:03}",
            note=f"Note {len(raters) - place:03}",
            updated_by=rater.user,
        )
        for place, (rater, (_, value)) in enumerate(zip(raters, roles, strict=True))
        for code in instrument.outcome_by_code
    )
    return raters


def member(assessment: SelfAssessment, role: Role) -> User:
    """Make a person of the district in a role."""
    user: User = MembershipFactory.create(district=assessment.district, role=role).user
    return user
