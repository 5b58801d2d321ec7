"""What a self-assessment shows, to whom and when."""

import pytest
from django.test import Client

from plplanner.districts.enums import Role
from plplanner.districts.models import User
from rubrics.enums import ReportFormat
from rubrics.models import ConsensusRating, SelfAssessment
from tests.districts.visitors import browser_of
from tests.factories import RubricEditionFactory, SelfAssessmentFactory
from tests.rubrics.instruments import CELLS, make_instrument, make_scored_instrument
from tests.rubrics.results_rows import MANY, add_raters, closed_assessment, member

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "results/",
    "results/outcomes/1.1/",
    "results/matrix/",
    "results/print/",
    "consensus/",
    "consensus/1.1/",
    "targets/",
    "targets/1.1/",
    "priorities/",
    "trend/",
)


def page(assessment: SelfAssessment, user: User, address: str = "results/") -> str:
    response = browser_of(user).get(f"/self-assessments/{assessment.pk}/{address}")
    assert response.status_code == 200, address
    return response.content.decode()


def test_results_say_what_people_rated_and_where_they_differ() -> None:
    assessment = closed_assessment()

    shown = page(assessment, member(assessment, Role.LEADER))

    assert "11 people have submitted" in shown
    assert "11 ratings, median Level 2. Spread: 1 step; farthest apart: 2 steps." in shown
    assert "“Level 1” is the fullest practice, “Level 3” the least." in shown
    assert "Made for tests." in shown


def test_roles_stand_side_by_side() -> None:
    assessment = closed_assessment()

    shown = page(assessment, member(assessment, Role.LEADER))

    assert '<th scope="col" class="number">Leaders</th>' in shown
    assert '<th scope="col" class="number">Directors</th>' in shown


@pytest.mark.parametrize("is_anonymous", [True, False], ids=["anonymous", "named"])
def test_a_role_of_fewer_than_five_is_not_shown_nor_left_over(*, is_anonymous: bool) -> None:
    assessment = closed_assessment({Role.LEADER: (1, 2, 2, 3, 2), Role.DIRECTOR: (3,)}, is_anonymous=is_anonymous)

    shown = page(assessment, member(assessment, Role.LEADER))

    assert "6 ratings" in shown
    assert ">Leaders</th>" not in shown
    assert ">Directors</th>" not in shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("results/", "1 rating"), ("results/matrix/", "Median"), ("trend/", "(median)")],
)
def test_fewer_than_five_named_raters_are_shown_to_directors_alone(address: str, shown: str) -> None:
    assessment = closed_assessment({Role.LEADER: (2,)})

    assert shown not in page(assessment, member(assessment, Role.LEADER), address)
    assert shown in page(assessment, member(assessment, Role.DIRECTOR), address)


def test_a_file_of_fewer_than_five_named_raters_is_for_directors_alone() -> None:
    assessment = closed_assessment({Role.LEADER: (2,)})
    address = f"/self-assessments/{assessment.pk}/results/download/?format=json"

    of_a_leader, of_a_director = (
        browser_of(member(assessment, role)).get(address) for role in (Role.LEADER, Role.DIRECTOR)
    )

    assert b"by_level" not in of_a_leader.content
    assert b"by_level" in of_a_director.content


def test_outcomes_can_stand_by_how_far_raters_differ() -> None:
    assessment = closed_assessment({Role.LEADER: (1, 1, 1, 1, 1)})
    assessment.raters.first().ratings.filter(outcome_code="1.2").update(level=2)  # type: ignore[union-attr]  # there are five

    shown = page(assessment, member(assessment, Role.LEADER), "results/?order=spread")

    assert shown.index('id="outcome-1.2"') < shown.index('id="outcome-1.1"')


def test_only_submitted_ratings_count() -> None:
    assessment = closed_assessment()
    add_raters(assessment, {Role.LEADER: (3,) * 9}, is_submitted=False)

    shown = page(assessment, member(assessment, Role.LEADER))

    assert "11 people have submitted" in shown
    assert "11 ratings" in shown


def test_scores_have_a_median_and_fall_into_levels() -> None:
    edition = RubricEditionFactory.create(instrument=make_scored_instrument())
    assessment = closed_assessment({Role.LEADER: (3, 4, 6, 8, 10, 7)}, edition=edition)

    shown = page(assessment, member(assessment, Role.LEADER))

    assert "6 ratings, median Building (4–7), score 6. Spread: 4 points; farthest apart: 7 points." in shown


@pytest.mark.parametrize(
    ("is_anonymous", "role", "is_shown"),
    [
        (False, Role.DIRECTOR, True),
        (False, Role.LEADER, False),
        (True, Role.DIRECTOR, False),
        (True, Role.LEADER, False),
    ],
    ids=["named, director", "named, leader", "anonymous, director", "anonymous, leader"],
)
def test_while_it_is_open_only_directors_see_a_named_one(role: Role, *, is_anonymous: bool, is_shown: bool) -> None:
    assessment = SelfAssessmentFactory.create(is_anonymous=is_anonymous)
    add_raters(assessment, MANY)

    shown = page(assessment, member(assessment, role))

    assert ("11 ratings" in shown) is is_shown
    assert ("The results appear when the self-assessment is closed." in shown) is not is_shown


def test_an_anonymous_one_of_four_shows_nothing() -> None:
    assessment = closed_assessment({Role.LEADER: (1, 2, 2, 3)}, is_anonymous=True)

    shown = page(assessment, member(assessment, Role.DIRECTOR))

    assert "Fewer than five people have submitted their ratings" in shown
    assert "ratings, median" not in shown
    assert "4 people" not in shown


def test_an_outcome_that_four_rated_stays_hidden() -> None:
    assessment = closed_assessment({Role.LEADER: (1, 2, 2, 3, 2)}, is_anonymous=True)
    assessment.raters.first().ratings.filter(outcome_code="1.2").update(level=None)  # type: ignore[union-attr]  # there are five

    shown = page(assessment, member(assessment, Role.DIRECTOR))

    assert shown.count("5 ratings, median") == 1
    assert shown.count("Fewer than five people rated this, so their ratings stay hidden.") == 1


def test_a_named_one_of_two_is_shown() -> None:
    assessment = closed_assessment({Role.LEADER: (1, 3)})

    assert "2 ratings, median Level 3" in page(assessment, member(assessment, Role.DIRECTOR))


def test_nobody_having_submitted_is_said() -> None:
    assessment = closed_assessment({})

    assert "Nobody has submitted ratings." in page(assessment, member(assessment, Role.DIRECTOR))


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.LEADER])
def test_who_rated_what_is_for_directors(role: Role) -> None:
    assessment = closed_assessment()
    name = str(assessment.raters.order_by("pk")[0].user)

    shown = page(assessment, member(assessment, role), "results/outcomes/1.1/")

    assert (name in shown) is (role == Role.DIRECTOR)
    assert ("Evidence 000" in shown) is (role == Role.DIRECTOR)


def test_words_of_an_anonymous_one_are_in_the_order_of_the_alphabet() -> None:
    assessment = closed_assessment(is_anonymous=True)
    texts = ["Zebra", "apple", "Mango", "banana", "Kiwi", "cherry", "Date", "elder", "Fig", "grape", "Lemon"]
    for rater, text in zip(assessment.raters.order_by("pk"), texts, strict=True):
        rater.ratings.update(evidence=text)

    shown = page(assessment, member(assessment, Role.DIRECTOR), "results/outcomes/1.1/")

    places = [shown.index(f'<li class="prose">{text}') for text in sorted(texts, key=str.casefold)]
    assert places == sorted(places)


def test_the_overview_marks_the_agreed_cell_else_the_median() -> None:
    assessment = closed_assessment(target_level=1, target_on="2027-06-30")
    ConsensusRating.objects.create(assessment=assessment, outcome_code="1.1", level=3, reason="We saw it.")

    shown = page(assessment, member(assessment, Role.LEADER), "results/matrix/")

    assert [shown.count(f">{mark}</p>") for mark in ("Agreed", "Median", "Target")] == [2, 2, 4]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_stand_without_a_single_rating(address: str) -> None:
    assessment = closed_assessment({})

    assert "Made for tests." in page(assessment, member(assessment, Role.DIRECTOR), address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_a_scored_rubric_stand(address: str) -> None:
    edition = RubricEditionFactory.create(instrument=make_scored_instrument())
    assessment = closed_assessment({Role.LEADER: (3, 4, 6, 8, 10)}, edition=edition)

    assert page(assessment, member(assessment, Role.DIRECTOR), address.replace("1.1", "a"))


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "1.1" in address])
def test_an_outcome_that_the_rubric_does_not_have_is_not_found(address: str) -> None:
    assessment = closed_assessment()
    client = browser_of(member(assessment, Role.DIRECTOR))

    response = client.get(f"/self-assessments/{assessment.pk}/{address.replace('1.1', '9.9')}")

    assert response.status_code == 404


def test_priorities_are_sorted_by_gap_times_opportunity() -> None:
    assessment = closed_assessment({Role.LEADER: (3,) * 5}, edition=RubricEditionFactory.create(instrument=THREE))
    for code, level, opportunity in (("1.1", 2, 3), ("2.1", 3, 1), ("3.1", 3, 3), ("4.1", 1, 3)):
        ConsensusRating.objects.create(
            assessment=assessment, outcome_code=code, level=level, opportunity=opportunity, reason="So."
        )

    shown = page(assessment, member(assessment, Role.LEADER), "priorities/")

    places = [shown.index(f"<h2>{code}") for code in ("3.1", "1.1", "2.1", "5.1")]
    assert places == sorted(places)
    assert "<h2>4.1" not in shown
    assert "<strong>Strengthened:</strong>" in shown


THREE = make_instrument(cells={f"{number}.1": CELLS["1.1"] for number in range(1, 6)})


def test_trend_follows_outcomes_through_editions() -> None:
    old = RubricEditionFactory.create(
        instrument=make_instrument(slug="small-old", edition="2020"), published_at="2020-01-01T00:00:00Z"
    )
    earlier = closed_assessment(
        {Role.LEADER: (3,) * 5}, edition=old, title="Then", closes_on="2021-01-02", opens_on="2021-01-01"
    )
    assessment = closed_assessment({Role.LEADER: (1,) * 5}, district=earlier.district, title="Now")

    shown = page(assessment, member(assessment, Role.LEADER), "trend/")

    assert shown.index("Then") < shown.index("Now (this one)")
    assert "2 steps nearer to the fullest practice." in shown
    assert "Then (2025–26): Level 3; Now (2025–26): Level 1." in shown


def test_trend_compares_with_the_one_it_is_opened_from() -> None:
    assessment = closed_assessment({Role.LEADER: (3,) * 5}, closes_on="2021-01-02", opens_on="2021-01-01")
    closed_assessment({Role.LEADER: (1,) * 5}, district=assessment.district, edition=assessment.edition)

    assert "nearer to the fullest practice" not in page(assessment, member(assessment, Role.LEADER), "trend/")


def test_trend_leaves_out_what_an_anonymous_one_does_not_show() -> None:
    hidden = closed_assessment({Role.LEADER: (3,) * 4}, is_anonymous=True, title="Few", school_year=2024)
    assessment = closed_assessment(district=hidden.district)

    shown = page(assessment, member(assessment, Role.DIRECTOR), "trend/")

    assert "Few (2024–25): not known" in shown


@pytest.mark.parametrize("kind", ["", "?format=", "?format=exe"], ids=["none", "empty", "made up"])
def test_a_download_without_a_kind_of_file_asks_for_one(kind: str) -> None:
    assessment = closed_assessment()

    response = browser_of(member(assessment, Role.LEADER)).get(
        f"/self-assessments/{assessment.pk}/results/download/{kind}"
    )

    assert response.status_code == 400
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("kind", list(ReportFormat))
def test_a_download_before_closing_leads_to_the_reason(kind: ReportFormat) -> None:
    assessment = SelfAssessmentFactory.create(is_anonymous=True)
    add_raters(assessment, MANY)
    client: Client = browser_of(member(assessment, Role.DIRECTOR))

    response = client.get(f"/self-assessments/{assessment.pk}/results/download/?format={kind}", follow=True)

    assert response.redirect_chain == [(f"/self-assessments/{assessment.pk}/results/", 302)]
    assert "The results appear when the self-assessment is closed." in response.content.decode()
