"""Thirty leaders who rate at once, over HTTP, and posts that arrive twice: one rating each, nothing lost."""

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from plplanner.districts.models import AuditEntry
from rubrics.models import Rater, Rating, SelfAssessment
from tests.plans.writers import Browser, Fields, together
from tests.rubrics.raters import director_of, opened, rate_url

LEADERS = 30
CODES = ("1.1", "1.2")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unwatched_server(request: pytest.FixtureRequest) -> Iterator[LiveServer]:
    """A server that does not watch every statement for loops, which would take half of the time."""
    middleware = [each for each in settings.MIDDLEWARE if not each.startswith("zeal.")]
    with override_settings(MIDDLEWARE=middleware):
        yield request.getfixturevalue("live_server")


@pytest.fixture
def assessment() -> SelfAssessment:
    return opened(leaders=LEADERS - 1)


def drawn(browser: Browser, assessment: SelfAssessment, code: str, *, without: set[str]) -> Fields:
    """Return what the page of an outcome would post; lxml calls a chosen radio button without a value “on”."""
    page = browser.get(rate_url(assessment, code)).form
    return [(name, "" if text == "on" else text) for name, text in page if name not in without]


def rate_all(browser: Browser, assessment: SelfAssessment, number: int) -> None:
    """Rate every outcome by the button, each post sent twice, then submit twice."""
    at = f"/self-assessments/{assessment.pk}/rate"
    for code in CODES:
        fields = drawn(browser, assessment, code, without={"level", "note"})
        fields += [("level", str(1 + number % 2)), ("note", f"Note of {number} on {code}"), ("save", "next")]
        for _ in range(2):
            assert browser.post(rate_url(assessment, code), fields).status == 302
    for _ in range(2):
        assert browser.post(f"{at}/submit/", [("version", "1")]).location == f"{at}/submitted/"


def test_thirty_leaders_rating_at_once_have_one_rating_each(
    unwatched_server: LiveServer, assessment: SelfAssessment
) -> None:
    raters = list(assessment.raters.select_related("user").order_by("pk"))
    browsers = [Browser(unwatched_server, rater.user) for rater in raters]

    together(
        *(
            lambda number=number, browser=browser: rate_all(browser, assessment, number)
            for number, browser in enumerate(browsers)
        )
    )

    for browser in browsers:
        browser.close()
    said = {
        (str(rater_id), code, level, note)
        for rater_id, code, level, note in Rating.objects.values_list("rater_id", "outcome_code", "level", "note")
    }
    assert said == {
        (str(rater.pk), code, 1 + number % 2, f"Note of {number} on {code}")
        for number, rater in enumerate(raters)
        for code in CODES
    }
    assert Rating.objects.count() == LEADERS * len(CODES)
    assert Rating.history.count() == LEADERS * len(CODES)
    assert AuditEntry.objects.filter(action="submit").count() == LEADERS
    assert not Rater.objects.filter(submitted_at=None).exists()


def test_two_first_posts_at_once_make_one_rating(unwatched_server: LiveServer, assessment: SelfAssessment) -> None:
    user = director_of(assessment)
    browsers = [Browser(unwatched_server, user) for _ in range(2)]
    fields = [*drawn(browsers[0], assessment, "1.1", without={"level"}), ("level", "2")]

    answers = together(*(lambda browser=browser: browser.post(rate_url(assessment), fields) for browser in browsers))

    for browser in browsers:
        browser.close()
    assert [each.status for each in answers] == [302, 302]
    assert list(Rating.objects.filter(rater__user=user, outcome_code="1.1").values_list("level", "version")) == [(2, 2)]
    assert Rating.history.count() == 1


def test_opening_twice_at_once_makes_one(unwatched_server: LiveServer, assessment: SelfAssessment) -> None:
    user = director_of(assessment)
    browsers = [Browser(unwatched_server, user) for _ in range(2)]
    day = timezone.localdate().isoformat()
    fields = [
        ("title", "Once"),
        ("school_year", str(timezone.localdate().year)),
        ("opens_on", day),
        ("closes_on", day),
        ("is_anonymous", "named"),
        ("everyone", "leader"),
        ("new_id", str(uuid.uuid4())),
    ]

    answers = together(
        *(lambda browser=browser: browser.post("/self-assessments/new/", fields) for browser in browsers)
    )

    for browser in browsers:
        browser.close()
    assert [each.status for each in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert Rater.objects.filter(assessment__title="Once").count() == LEADERS - 1
    assert SelfAssessment.objects.filter(title="Once").count() == 1
