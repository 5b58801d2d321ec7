"""Raters learn that they are asked: by mail, and on their first page."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from plplanner.districts.enums import Role
from rubrics.models import SelfAssessment
from rubrics.services.raters import choose_raters
from rubrics.services.ratings import submit_ratings
from tests.rubrics.pages_read import words
from tests.rubrics.raters import director_of, leader_of, member, opened, rate, signed_in

pytestmark = pytest.mark.django_db


def choose_page(assessment: SelfAssessment, client: Client, *people: object) -> None:
    """Choose raters as the page does."""
    client.post(f"/self-assessments/{assessment.pk}/raters/", {"people": [str(each) for each in people]})


def test_who_is_asked_later_gets_one_mail_with_the_way_there(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assessment = opened(leaders=1, title="How we use time")
    late = member(Role.LEADER, assessment.district)
    members = [*assessment.district.memberships.all()]
    director = director_of(assessment)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            choose_raters(
                assessment=assessment,
                members=members,
                by=director,
                link_to=lambda each: f"https://plans.example.org/self-assessments/{each.pk}/rate/",
            )

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([late.user.email], "Please rate: How we use time")
    assert f"https://plans.example.org/self-assessments/{assessment.pk}/rate/" in sent.body


def test_the_page_tells_those_it_asks(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    assessment = opened(leaders=1)
    late = member(Role.LEADER, assessment.district)
    asked = [each.pk for each in assessment.district.memberships.all()]

    with django_capture_on_commit_callbacks(execute=True):
        choose_page(assessment, signed_in(director_of(assessment)), *asked)

    assert [each.to for each in mail.outbox] == [[late.user.email]]
    assert f"http://testserver/self-assessments/{assessment.pk}/rate/" in mail.outbox[0].body


def test_first_page_says_what_waits_until_it_is_submitted() -> None:
    assessment = opened(title="How we use time")
    rater = leader_of(assessment)
    client = signed_in(rater.user)

    assert "You are asked to rate practice, until" in words(client.get("/").content)

    rate(rater, level=2)
    submit_ratings(rater=rater, version=rater.version, by=rater.user)
    assert "You are asked to rate practice" not in words(client.get("/").content)
