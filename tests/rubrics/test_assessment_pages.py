"""The pages of a self-assessment as a whole."""

import pytest
from django.test import Client

from plplanner.districts.enums import Role
from plplanner.districts.models import Membership
from rubrics.selectors.assessments import asked_of
from rubrics.services.ratings import submit_ratings
from tests.factories import DistrictFactory, MembershipFactory
from tests.factories.rubrics import RaterFactory, RatingFactory, SelfAssessmentFactory
from tests.rubrics.pages_read import words
from tests.rubrics.raters import director_of, leader_of, opened, rate, signed_in

pytestmark = pytest.mark.django_db

LIST = "/self-assessments/"


@pytest.fixture
def director() -> Membership:
    return MembershipFactory.create(district=DistrictFactory.create(name="Amber Falls"), role=Role.DIRECTOR)


@pytest.fixture
def client(director: Membership) -> Client:
    client = Client()
    client.force_login(director.user)
    return client


def test_list_teaches_when_there_is_none(client: Client) -> None:
    page = client.get(LIST).content.decode()

    assert "Your district has not rated itself yet" in page
    assert "Asked of you" not in page


def test_list_puts_first_what_asks_me(client: Client, director: Membership) -> None:
    rater = RaterFactory.create(user=director.user, assessment__district=director.district, assessment__title="Mine")
    RatingFactory.create(rater=rater, outcome_code="1.1", level=2)
    RatingFactory.create(rater=rater, outcome_code="1.2", level=None)

    page = client.get(LIST).content.decode()

    assert page.index("Asked of you") < page.index("Self-assessments of your district")
    assert "1 of 2 rated" in page


def test_closing_page_says_that_too_few_have_submitted_to_show_results() -> None:
    assessment = opened(leaders=5, is_anonymous=True)

    answer = signed_in(director_of(assessment)).get(f"/self-assessments/{assessment.pk}/close/")

    assert "0 of 6 have submitted their ratings. With fewer than five, nobody will see any results." in words(
        answer.content
    )


def test_what_is_still_to_rate_comes_before_what_is_submitted() -> None:
    submitted = opened(title="Submitted")
    rater = leader_of(submitted)
    rate(rater, level=2)
    submit_ratings(rater=rater, version=rater.version, by=rater.user)
    begun = SelfAssessmentFactory.create(district=submitted.district, title="To do", closes_on=submitted.closes_on)
    RaterFactory.create(assessment=begun, user=rater.user)

    assert [each.title for each in asked_of(rater.user)] == ["To do", "Submitted"]
