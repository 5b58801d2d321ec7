"""The demo's self-assessments, as `load_demo` leaves them."""

from io import StringIO

import pytest
from django.core.management import call_command

from rubrics.enums import AssessmentState
from rubrics.models import ConsensusMeeting, ConsensusRating, Rating, SelfAssessment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo() -> None:
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())


def test_demo_has_self_assessments_before_and_after_the_meeting() -> None:
    found = [
        (each.edition_id, each.state, each.is_anonymous, each.raters.count())
        for each in SelfAssessment.objects.order_by("opens_on")
    ]

    assert found == [
        ("director-resources-2026", AssessmentState.CLOSED, False, 9),
        ("personalized-learning-gear-2026", AssessmentState.CLOSED, True, 9),
        ("director-resources-2026", AssessmentState.OPEN, False, 10),
    ]
    assert ConsensusMeeting.objects.get().held_on is not None
    agreed = ConsensusRating.objects.order_by("outcome_code")
    assert list(agreed.values_list("level", "target_level")) == [(4, 3), (4, 3), (3, 2), (4, None), (5, 4), (4, None)]


def test_each_rating_of_the_demo_is_one_that_a_person_could_give() -> None:
    rated = Rating.objects.filter(level__isnull=False).select_related("rater__assessment__edition")

    assert rated.count() > 100
    for rating in rated:
        instrument = rating.rater.assessment.edition.instrument
        assert instrument.can_choose(instrument.outcome_by_code[rating.outcome_code], rating.level or 0)


def test_in_the_open_one_some_have_submitted_some_have_begun_and_some_have_not() -> None:
    raters = SelfAssessment.objects.latest("opens_on").raters.order_by("user__name")

    rated = {str(each): each.ratings.filter(level__isnull=False).count() for each in raters}

    assert [name for name, count in rated.items() if not count] == ["Alma Whitfield", "Dwight Pearson"]
    assert {str(each) for each in raters if each.submitted_at is None and rated[str(each)]} == {
        "Greg Nakamura",
        "Yolanda Kirkland",
    }
    assert sum(each.submitted_at is not None for each in raters) == 6
