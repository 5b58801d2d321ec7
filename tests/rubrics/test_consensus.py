"""The consensus meeting: votes hidden until shown, levels agreed once, nothing overwritten unseen."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, User
from plplanner.kit.rows import StaleRow
from rubrics.models import ConsensusMeeting, ConsensusRating, SelfAssessment
from rubrics.services.consensus import agree, reveal_votes, set_target
from tests.districts.visitors import browser_of
from tests.factories import RubricEditionFactory, SelfAssessmentFactory
from tests.rubrics.instruments import make_scored_instrument
from tests.rubrics.results_rows import closed_assessment, member

pytestmark = pytest.mark.django_db

REASON = "Three schools do."


@pytest.fixture
def assessment() -> SelfAssessment:
    return closed_assessment()


@pytest.fixture
def director(assessment: SelfAssessment) -> User:
    return member(assessment, Role.DIRECTOR)


@pytest.fixture
def client(director: User) -> Client:
    return browser_of(director)


def at(assessment: SelfAssessment, address: str = "consensus/1.1/") -> str:
    return f"/self-assessments/{assessment.pk}/{address}"


def answers(**values: Any) -> dict[str, Any]:
    return {"version": 0, "level": 2, "reason": REASON, "opportunity": 3} | values


def row_of(assessment: SelfAssessment, code: str = "1.1") -> ConsensusRating:
    return ConsensusRating.objects.get(assessment=assessment, outcome_code=code)


def test_votes_are_hidden_until_they_are_shown(client: Client, assessment: SelfAssessment) -> None:
    before = client.get(at(assessment)).content.decode()
    shown = client.post(at(assessment, "consensus/1.1/reveal/"), follow=True).content.decode()

    assert "11 ratings" not in before
    assert "chart-1.1" not in before
    assert "11 ratings, median Level 2" in shown
    assert [each.action for each in AuditEntry.objects.filter(scope_id=str(assessment.pk))] == ["reveal"]


def test_showing_the_votes_twice_is_once(client: Client, assessment: SelfAssessment) -> None:
    for _ in range(2):
        client.post(at(assessment, "consensus/1.1/reveal/"))

    assert row_of(assessment).version == 2
    assert AuditEntry.objects.filter(scope_id=str(assessment.pk)).count() == 1


def test_nothing_is_chosen_beforehand_and_a_blank_level_is_no_choice(
    client: Client, assessment: SelfAssessment
) -> None:
    page = client.get(at(assessment, "consensus/1.2/")).content.decode()

    assert "checked" not in page
    assert 'id="level-2"' in page
    assert 'id="level-3"' not in page
    assert "Not described at this level, so it cannot be chosen here." in page


def test_agreeing_leads_to_the_next_outcome_and_at_last_to_the_list(client: Client, assessment: SelfAssessment) -> None:
    first = client.post(at(assessment), answers())
    last = client.post(at(assessment, "consensus/1.2/"), answers(level=1))

    assert first.headers["Location"] == at(assessment, "consensus/1.2/")
    assert last.headers["Location"] == at(assessment, "consensus/")
    saved = row_of(assessment)
    assert (saved.level, saved.score, saved.reason, saved.opportunity) == (2, None, REASON, 3)
    assert {each.action for each in AuditEntry.objects.filter(scope_id=str(assessment.pk))} == {"agree"}


def test_the_same_post_twice_is_one_agreement(client: Client, assessment: SelfAssessment) -> None:
    responses = [client.post(at(assessment), answers()) for _ in range(2)]

    assert [each.status_code for each in responses] == [302, 302]
    assert row_of(assessment).version == 2
    assert AuditEntry.objects.filter(scope_id=str(assessment.pk)).count() == 1


def test_a_late_agreement_shows_both_and_can_be_saved_again(client: Client, assessment: SelfAssessment) -> None:
    client.post(at(assessment), answers())

    late = client.post(at(assessment), answers(level=1, reason="All of them do."))
    page = late.content.decode()

    assert late.status_code == 409
    assert row_of(assessment).level == 2
    assert "Somebody else saved this first" in page
    assert REASON in page
    assert "All of them do." in page
    version = row_of(assessment).version
    assert f'value="{version}"' in page
    assert client.post(at(assessment), answers(level=1, version=version)).status_code == 302
    assert row_of(assessment).level == 1


def test_showing_votes_and_setting_a_target_do_not_make_an_agreement_late(
    assessment: SelfAssessment, director: User
) -> None:
    outcome = assessment.edition.instrument.outcome_by_code["1.1"]
    reveal_votes(assessment=assessment, outcome=outcome, by=director)
    set_target(assessment=assessment, outcome=outcome, version=0, level=1, on=assessment.closes_on, by=director)

    saved = agree(
        assessment=assessment,
        outcome=outcome,
        version=0,
        level=2,
        score=None,
        reason=REASON,
        opportunity=None,
        by=director,
    )

    assert (saved.level, saved.target_level) == (2, 1)
    assert saved.revealed_at is not None


def test_an_unknown_version_asks_when_values_differ(assessment: SelfAssessment, director: User) -> None:
    outcome = assessment.edition.instrument.outcome_by_code["1.1"]
    values: dict[str, Any] = {"outcome": outcome, "score": None, "reason": REASON, "opportunity": None, "by": director}
    agree(assessment=assessment, version=0, level=2, **values)

    with pytest.raises(StaleRow):
        agree(assessment=assessment, version=99, level=1, **values)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"level": ""}, "Choose the level you agree on."),
        ({"level": "9"}, "Choose one of these levels."),
        ({"reason": ""}, "Enter why you agree on this."),
        ({"opportunity": "4"}, "Select a valid choice."),
    ],
)
def test_a_wrong_agreement_is_explained_and_changes_nothing(
    client: Client, assessment: SelfAssessment, values: dict[str, Any], sentence: str
) -> None:
    page = client.post(at(assessment), answers(**values)).content.decode()

    assert "There is a problem" in page
    assert sentence in page
    assert not ConsensusRating.objects.exists()


def test_a_score_is_agreed_with_its_level() -> None:
    edition = RubricEditionFactory.create(instrument=make_scored_instrument())
    gear = closed_assessment(edition=edition, levels={Role.LEADER: (3, 7)})
    client = browser_of(member(gear, Role.DIRECTOR))

    client.post(at(gear, "consensus/a/"), {"version": 0, "score": 7, "reason": REASON})

    saved = row_of(gear, "a")
    assert (saved.level, saved.score) == (2, 7)


def test_nothing_is_agreed_while_it_is_open() -> None:
    opened = SelfAssessmentFactory.create()
    director = member(opened, Role.DIRECTOR)
    client = browser_of(director)

    page = client.post(at(opened), answers()).content.decode()
    client.post(at(opened, "consensus/1.1/reveal/"))

    assert "The team agrees once the self-assessment is closed." in page
    assert not ConsensusRating.objects.exists()
    with pytest.raises(ValidationError, match="still open"):
        reveal_votes(assessment=opened, outcome=opened.edition.instrument.outcome_by_code["1.1"], by=director)


def test_a_leader_reads_what_is_agreed_and_cannot_change_it(client: Client, assessment: SelfAssessment) -> None:
    client.post(at(assessment), answers())
    leader = browser_of(member(assessment, Role.LEADER))

    page = leader.get(at(assessment)).content.decode()

    assert REASON in page
    assert "<button" not in page.split("<main")[1].split("</main>")[0]
    for address in ("consensus/", "consensus/1.1/", "consensus/1.1/reveal/", "targets/1.1/"):
        assert leader.post(at(assessment, address), answers()).status_code == 403


def test_the_meeting_is_noted_once(client: Client, assessment: SelfAssessment) -> None:
    values = {"version": 0, "held_on": "2026-05-04", "present": "Ann\nBob"}

    for _ in range(2):
        assert client.post(at(assessment, "consensus/"), values).status_code == 302
    late = client.post(at(assessment, "consensus/"), values | {"present": "Cay"})

    meeting = ConsensusMeeting.objects.get(assessment=assessment)
    assert (str(meeting.held_on), meeting.present, meeting.version) == ("2026-05-04", "Ann\nBob", 2)
    assert late.status_code == 409


def test_a_target_has_a_level_and_a_day(client: Client, assessment: SelfAssessment) -> None:
    client.post(at(assessment, "targets/1.1/"), {"version": 0, "target_level": 1, "target_on": "2027-06-30"})

    page = client.get(at(assessment, "targets/")).content.decode()

    assert "Jun 30, 2027" in page
    assert "1 step" in page


@pytest.mark.parametrize(
    ("level", "day", "sentence"),
    [
        ("1", "", "Enter the day by which you want to reach it."),
        ("", "2027-06-30", "Choose the level you want to reach by that day, or clear the day."),
        ("3", "2027-06-30", "Choose one of these levels."),
        ("1", "soon", "Enter the day as month, day and year, for example 6/30/2027."),
    ],
)
def test_half_a_target_is_refused(
    client: Client, assessment: SelfAssessment, level: str, day: str, sentence: str
) -> None:
    data = {"version": 0, "target_level": level, "target_on": day}

    page = client.post(at(assessment, "targets/1.2/"), data).content.decode()

    assert sentence in page
    assert not ConsensusRating.objects.exists()


def test_a_target_can_be_taken_back(client: Client, assessment: SelfAssessment) -> None:
    client.post(at(assessment, "targets/1.1/"), {"version": 0, "target_level": 1, "target_on": "2027-06-30"})
    version = row_of(assessment).version

    client.post(at(assessment, "targets/1.1/"), {"version": version, "target_level": "", "target_on": ""})

    assert (row_of(assessment).target_level, row_of(assessment).target_on) == (None, None)
