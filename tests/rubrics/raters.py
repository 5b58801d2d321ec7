"""What tests of rating share: a self-assessment with people who rate, and their forms."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import District, Membership, User
from plplanner.kit.editing import Edit, texts_of
from rubrics.models import Rater, Rating, RubricEdition, SelfAssessment
from rubrics.services.assessments import open_assessment
from rubrics.services.ratings import rating_values, save_rating
from tests.factories import DistrictFactory, MembershipFactory
from tests.factories.rubrics import RubricEditionFactory


def member(role: Role, district: District) -> Membership:
    """Make a person of a district."""
    return MembershipFactory.create(role=role, district=district)


def opened(
    *, leaders: int = 1, edition: RubricEdition | None = None, is_anonymous: bool = False, **values: Any
) -> SelfAssessment:
    """Open a self-assessment of a director and leaders, all of them asked."""
    district = DistrictFactory.create()
    members = [member(Role.DIRECTOR, district), *(member(Role.LEADER, district) for _ in range(leaders))]
    today = timezone.localdate()
    columns = {
        "title": "How we use resources",
        "school_year": 2026,
        "opens_on": today,
        "closes_on": today + datetime.timedelta(days=14),
        "is_anonymous": is_anonymous,
    }
    return open_assessment(
        district=district,
        edition=edition or RubricEditionFactory.create(),
        values=columns | values,
        members=members,
        by=members[0].user,
    )


def director_of(assessment: SelfAssessment) -> User:
    """Return the director who opened it."""
    return assessment.raters.get(role=Role.DIRECTOR).user


def leader_of(assessment: SelfAssessment) -> Rater:
    """Return one of the leaders who are asked."""
    rater = assessment.raters.filter(role=Role.LEADER).select_related("user").order_by("pk")[0]
    rater.assessment = assessment
    return rater


def rating_of(rater: Rater, code: str = "1.1") -> Rating:
    """Read the rater's rating of an outcome anew."""
    rating = rater.ratings.get(outcome_code=code)
    rating.rater = rater
    return rating


def rate(rater: Rater, code: str = "1.1", **values: Any) -> Rating:
    """Save values of a rating as its form would."""
    rating = rating_of(rater, code)
    current = rating_values(rating)
    edit = Edit(version=rating.version, base=texts_of(current), values=current | values)
    return save_rating(rating=rating, edit=edit, by=rater.user)


def signed_in(user: User) -> Client:
    """Return the browser of a person."""
    client = Client()
    client.force_login(user)
    return client


def rate_url(assessment: SelfAssessment, code: str = "1.1") -> str:
    """Return the address of one outcome's page."""
    return f"/self-assessments/{assessment.pk}/rate/{code}/"


def fields_of(rating: Rating, **values: object) -> dict[str, object]:
    """Return what the page of a rating posts, with other values in some fields."""
    current: Mapping[str, Any] = rating_values(rating)
    shown = {name: "" if value is None else value for name, value in current.items()}
    return {"version": rating.version, "base": json.dumps(texts_of(current)), **shown, **values}
