"""The life of a self-assessment: who is asked, what is fixed when, closing and reopening."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry
from plplanner.kit.rows import StaleRow
from rubrics.enums import EditionStatus
from rubrics.models import Rater, Rating, SelfAssessment
from rubrics.selectors.assessments import members_who_rate
from rubrics.selectors.editions import newer_edition
from rubrics.services.assessments import change_assessment, close_assessment, open_assessment, reopen_assessment
from rubrics.services.raters import choose_raters
from rubrics.services.ratings import submit_ratings
from tests.factories.rubrics import RubricEditionFactory
from tests.rubrics.instruments import make_instrument
from tests.rubrics.raters import director_of, leader_of, member, opened, rate

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def test_opening_gives_each_rater_every_outcome_not_rated() -> None:
    assessment = opened(leaders=2)

    assert assessment.raters.count() == 3
    assert sorted(Rating.objects.values_list("outcome_code", flat=True)) == ["1.1"] * 3 + ["1.2"] * 3
    assert not Rating.objects.filter(level__isnull=False).exists()
    assert AuditEntry.objects.filter(action="create", scope_id=str(assessment.pk)).count() == 1


def test_opening_on_a_draft_edition_is_refused() -> None:
    draft = RubricEditionFactory.create(status=EditionStatus.DRAFT, published_at=None)

    with pytest.raises(ValidationError, match="draft"):
        opened(edition=draft)

    assert not SelfAssessment.objects.exists()


def test_opening_twice_with_one_id_makes_one() -> None:
    first = opened()

    again = open_assessment(
        district=first.district,
        edition=first.edition,
        values={},
        members=[],
        by=director_of(first),
        assessment_id=first.pk,
    )

    assert again == first
    assert SelfAssessment.objects.count() == 1


def test_opening_with_the_id_of_another_district_is_refused() -> None:
    other, mine = opened(), opened()

    with pytest.raises(ValidationError):
        open_assessment(
            district=mine.district,
            edition=mine.edition,
            values={},
            members=[],
            by=director_of(mine),
            assessment_id=other.pk,
        )


def test_asking_one_more_keeps_the_others_ratings() -> None:
    assessment = opened()
    rate(leader_of(assessment), level=2)
    member(Role.EDITOR, assessment.district)

    choose_raters(assessment=assessment, members=members_who_rate(assessment.district), by=director_of(assessment))

    assert assessment.raters.count() == 3
    assert Rating.objects.filter(level=2).count() == 1


def test_taking_out_who_has_begun_is_refused_by_name() -> None:
    assessment = opened(leaders=2)
    begun = leader_of(assessment)
    rate(begun, evidence="Our calendar")
    directors = [each for each in members_who_rate(assessment.district) if each.role == Role.DIRECTOR]

    with pytest.raises(ValidationError, match=str(begun.user)):
        choose_raters(assessment=assessment, members=directors, by=director_of(assessment))

    assert Rater.objects.count() == 3


def test_taking_out_who_has_not_begun_removes_them() -> None:
    assessment = opened(leaders=2)
    directors = [each for each in members_who_rate(assessment.district) if each.role == Role.DIRECTOR]

    choose_raters(assessment=assessment, members=directors, by=director_of(assessment))

    assert [each.role for each in assessment.raters.all()] == [Role.DIRECTOR]


def test_nobody_is_taken_out_of_an_open_anonymous_one() -> None:
    assessment = opened(leaders=2, is_anonymous=True)
    directors = [each for each in members_who_rate(assessment.district) if each.role == Role.DIRECTOR]

    with pytest.raises(ValidationError, match="would show who has begun"):
        choose_raters(assessment=assessment, members=directors, by=director_of(assessment))


@pytest.mark.parametrize("is_anonymous", [False, True], ids=["named", "anonymous"])
def test_who_may_no_longer_rate_does_not_keep_others_from_being_asked(is_anonymous: bool) -> None:
    assessment = opened(leaders=2, is_anonymous=is_anonymous)
    demoted = leader_of(assessment)
    rate(demoted, level=3)
    demoted.user.memberships.update(role=Role.VIEWER)
    member(Role.LEADER, assessment.district)

    choose_raters(assessment=assessment, members=members_who_rate(assessment.district), by=director_of(assessment))

    assert assessment.raters.count() == 4
    assert Rating.objects.filter(rater=demoted, level=3).exists()


def test_who_left_the_district_keeps_what_they_said() -> None:
    assessment = opened(leaders=2)
    gone = leader_of(assessment)
    rate(gone, level=3)
    gone.user.memberships.all().delete()

    choose_raters(assessment=assessment, members=members_who_rate(assessment.district), by=director_of(assessment))

    assert Rating.objects.filter(rater=gone, level=3).exists()


@pytest.mark.parametrize(
    "values", [{"is_anonymous": True}, {"opens_on": datetime.date(2027, 1, 1)}], ids=["openness", "day"]
)
def test_what_was_promised_is_fixed_from_the_first_day_on(values: dict[str, object]) -> None:
    assessment = opened()

    with pytest.raises(ValidationError, match="open by now"):
        change_assessment(assessment=assessment, version=assessment.version, values=values, by=director_of(assessment))

    assessment.refresh_from_db()
    assert assessment.is_anonymous is False


def test_openness_can_change_before_the_first_day() -> None:
    assessment = opened(opens_on=TODAY() + DAY)

    change_assessment(
        assessment=assessment, version=assessment.version, values={"is_anonymous": True}, by=director_of(assessment)
    )

    assessment.refresh_from_db()
    assert assessment.is_anonymous is True


def test_another_rubric_can_be_chosen_until_somebody_begins() -> None:
    assessment, other = (
        opened(),
        RubricEditionFactory.create(instrument=make_instrument(slug="x", cells={"9": {1: ["A"]}})),
    )
    director = director_of(assessment)

    change_assessment(assessment=assessment, version=assessment.version, values={"edition": other}, by=director)

    assert set(Rating.objects.values_list("outcome_code", flat=True)) == {"9"}


def test_the_rubric_stays_once_somebody_has_begun() -> None:
    assessment, other = opened(), RubricEditionFactory.create()
    rate(leader_of(assessment), note="Ask the schools")

    with pytest.raises(ValidationError, match="begun to rate"):
        change_assessment(
            assessment=assessment, version=assessment.version, values={"edition": other}, by=director_of(assessment)
        )

    assert Rating.objects.count() == 4


def test_two_directors_changing_at_once_do_not_undo_each_other() -> None:
    assessment = opened()
    director = director_of(assessment)
    stale = assessment.version
    change_assessment(assessment=assessment, version=stale, values={"title": "First"}, by=director)

    with pytest.raises(StaleRow):
        change_assessment(assessment=assessment, version=stale, values={"title": "Second"}, by=director)

    assert SelfAssessment.objects.get().title == "First"


def test_closing_ends_rating_and_reopening_lets_it_go_on() -> None:
    assessment = opened()
    director = director_of(assessment)

    close_assessment(assessment=assessment, version=assessment.version, by=director)
    with pytest.raises(ValidationError, match="not open"):
        rate(leader_of(assessment), level=1)
    reopen_assessment(assessment=assessment, version=assessment.version, closes_on=TODAY() + DAY, by=director)
    rate(leader_of(assessment), level=1)

    assert Rating.objects.filter(level=1).count() == 1


def test_an_anonymous_one_whose_results_were_shown_stays_closed() -> None:
    assessment = opened(leaders=4, is_anonymous=True)
    for rater in assessment.raters.select_related("user"):
        rater.assessment = assessment
        rate(rater, level=2)
        submit_ratings(rater=rater, version=rater.version, by=rater.user)
    director = director_of(assessment)
    close_assessment(assessment=assessment, version=assessment.version, by=director)

    with pytest.raises(ValidationError, match="who rated late"):
        reopen_assessment(assessment=assessment, version=assessment.version, closes_on=TODAY() + DAY, by=director)


def test_a_newer_edition_is_offered_beside_old_ratings() -> None:
    assessment = opened()
    rate(leader_of(assessment), level=2)

    newer = RubricEditionFactory.create()

    assert newer_edition(assessment.edition) == newer
    assert Rating.objects.get(level=2).rater.assessment.edition != newer
