"""The pages on which people rate, over HTTP."""

import json
from collections.abc import Callable

import pytest
from lxml import html

from plplanner.districts.enums import Role
from plplanner.districts.models import Draft
from rubrics.instrument import Band, Instrument, Level
from rubrics.models import Rating
from rubrics.services.assessments import close_assessment
from rubrics.services.ratings import submit_ratings
from tests.factories.rubrics import RubricEditionFactory
from tests.rubrics.instruments import make_instrument, make_scored_instrument
from tests.rubrics.pages_read import chosen, offered, words
from tests.rubrics.raters import (
    director_of,
    fields_of,
    leader_of,
    opened,
    rate,
    rate_url,
    rating_of,
    signed_in,
)

pytestmark = pytest.mark.django_db


def test_page_preselects_no_level_and_says_which_end_is_best() -> None:
    rater = leader_of(opened())

    page = signed_in(rater.user).get(rate_url(rater.assessment)).content

    assert offered(page, "level") == ["1", "2", "3", ""]
    assert chosen(page, "level") == [""]
    assert "“Level 1” is the fullest practice" in words(page)


def test_blank_level_is_shown_and_cannot_be_chosen() -> None:
    rater = leader_of(opened())
    url = rate_url(rater.assessment, "1.2")
    client = signed_in(rater.user)

    page = client.get(url).content
    forged = client.post(url, fields_of(rating_of(rater, "1.2"), level="3"))

    assert offered(page, "level") == ["1", "2", ""]
    assert "Not described at this level" in words(page)
    assert "Choose one of the levels that can be chosen" in words(forged.content)
    assert rating_of(rater, "1.2").level is None


def test_save_leads_to_the_next_outcome_and_the_last_to_the_check() -> None:
    rater = leader_of(opened())
    client = signed_in(rater.user)
    here, last = rate_url(rater.assessment), rate_url(rater.assessment, "1.2")

    first = client.post(here, fields_of(rating_of(rater), level="2", save="next"))
    second = client.post(last, fields_of(rating_of(rater, "1.2"), level="1", save="next"))

    assert first.headers["Location"] == last
    assert second.headers["Location"] == f"/self-assessments/{rater.assessment_id}/rate/check/"
    assert [rating_of(rater, code).level for code in ("1.1", "1.2")] == [2, 1]


def test_ticks_without_script_add_up_on_save() -> None:
    rater = leader_of(opened())
    client = signed_in(rater.user)

    answer = client.post(
        rate_url(rater.assessment), fields_of(rating_of(rater), ticks=["2.1"], save="here"), follow=True
    )

    assert chosen(answer.content, "ticks") == ["2.1"]
    assert "What you ticked does not make up a level yet. Level 2 also asks: Reviews the plan each year." in words(
        answer.content
    )


def test_advice_is_the_same_while_ticking_and_saves_nothing() -> None:
    rater = leader_of(opened())
    url = f"{rate_url(rater.assessment)}advice/?ticks=2.1&ticks=1.2&chosen=2"

    page = signed_in(rater.user).get(url).content

    assert "What you ticked adds up to Level 2. Level 1 also asks:" in words(page)
    assert "What changes from Level 2 to Level 1" in words(page)
    assert rating_of(rater).version == 1


def test_forged_tick_and_forged_advice_are_refused() -> None:
    rater = leader_of(opened())
    client = signed_in(rater.user)

    saved = client.post(rate_url(rater.assessment), fields_of(rating_of(rater), ticks=["9.9"]))
    advice = client.get(f"{rate_url(rater.assessment)}advice/?ticks=9.9")

    assert "Tick only statements of this outcome." in words(saved.content)
    assert advice.status_code == 404
    assert rating_of(rater).ticks == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org/x", "our calendar", "//example.org"], ids=str
)
def test_link_that_is_no_web_address_is_refused_and_kept_to_correct(link: str) -> None:
    rater = leader_of(opened())

    answer = signed_in(rater.user).post(
        rate_url(rater.assessment), fields_of(rating_of(rater), links=f"https://example.org/\n{link}")
    )

    assert "Line 2 is not a web address." in words(answer.content)
    assert link in words(answer.content)
    assert rating_of(rater).links == ""
    assert Draft.objects.get(user=rater.user).values["links"] == [f"https://example.org/\n{link}"]


@pytest.mark.parametrize("most", [9, 90], ids=["one by one", "as a number"])
def test_score_between_two_bands_is_refused(most: int) -> None:
    bands = ((1, 0, 1), (2, 4, 5), (3, 6, most))
    levels = [Level(number=n, label=f"Level {n}", scores=Band(least=least, most=top)) for n, least, top in bands]
    edition = RubricEditionFactory.create(instrument=make_instrument(levels=levels))
    rater = leader_of(opened(edition=edition))

    answer = signed_in(rater.user).post(rate_url(rater.assessment), fields_of(rating_of(rater), score="2"))

    assert "falls into no level" in words(answer.content)
    assert rating_of(rater).score is None


@pytest.mark.parametrize("make", [make_instrument, make_scored_instrument], ids=["levels", "scores"])
def test_number_of_thousands_of_digits_is_refused(make: Callable[[], Instrument]) -> None:
    instrument = make()
    code = next(iter(instrument.outcome_by_code))
    rater = leader_of(opened(edition=RubricEditionFactory.create(instrument=instrument)))
    name = "score" if instrument.is_scored else "level"
    fields = fields_of(rating_of(rater, code), **{name: "9" * 5_000})

    answer = signed_in(rater.user).post(rate_url(rater.assessment, code), fields)

    assert "There is a problem" in words(answer.content)
    assert Rating.objects.exclude(level=None).count() == 0


def test_score_is_one_of_eleven_and_falls_into_a_named_level() -> None:
    rater = leader_of(opened(edition=RubricEditionFactory.create(instrument=make_scored_instrument())))
    url = rate_url(rater.assessment, "a")
    client = signed_in(rater.user)

    page = client.get(url).content
    client.post(url, fields_of(rating_of(rater, "a"), score="8"))
    checked = client.get(f"/self-assessments/{rater.assessment_id}/rate/check/").content

    assert offered(page, "score") == [*(str(each) for each in range(11)), ""]
    assert "8 (Living)" in words(checked)


def test_autosave_answers_with_the_new_version() -> None:
    rater = leader_of(opened())

    answer = signed_in(rater.user).post(
        rate_url(rater.assessment), fields_of(rating_of(rater), level="3"), headers={"X-Autosave": "1"}
    )

    assert (answer.status_code, json.loads(answer.content)["version"]) == (200, 2)


def test_autosave_asks_for_a_new_reason_when_the_level_changes_again() -> None:
    rater = leader_of(opened())
    rate(rater, level=3)
    rate(rater, level=2, reason="We found the calendar.")

    answer = signed_in(rater.user).post(
        rate_url(rater.assessment), fields_of(rating_of(rater), level="1"), headers={"X-Autosave": "1"}
    )

    assert json.loads(answer.content)["merged"] == {"reason": ""}
    assert rating_of(rater).reason == ""


def test_what_is_typed_after_closing_is_shown_again_and_kept() -> None:
    assessment = opened()
    rater = leader_of(assessment)
    fields = fields_of(rating_of(rater), level="2", note="Typed at six")
    close_assessment(assessment=assessment, version=assessment.version, by=director_of(assessment))

    answer = signed_in(rater.user).post(rate_url(assessment), fields)

    assert "This self-assessment is not open" in words(answer.content)
    assert "Typed at six" in answer.content.decode()
    assert Draft.objects.get(user=rater.user).values["note"] == ["Typed at six"]
    assert rating_of(rater).level is None


def test_page_of_a_closed_one_leads_to_all_that_was_said() -> None:
    assessment = opened()
    rater = leader_of(assessment)
    rate(rater, level=2)
    close_assessment(assessment=assessment, version=assessment.version, by=director_of(assessment))

    page = signed_in(rater.user).get(rate_url(assessment), follow=True)

    assert page.redirect_chain == [(f"/self-assessments/{assessment.pk}/rate/check/", 302)]
    assert "Level 2" in words(page.content)
    assert not html.fromstring(page.content).xpath("//main//form")


def test_role_taken_away_midway_is_refused_and_nothing_is_lost() -> None:
    rater = leader_of(opened())
    rate(rater, level=2)
    fields = fields_of(rating_of(rater), level="3")
    rater.user.memberships.update(role=Role.VIEWER)

    answer = signed_in(rater.user).post(rate_url(rater.assessment), fields)

    assert answer.status_code == 404
    assert rating_of(rater).level == 2


def test_link_without_its_beginning_gets_one() -> None:
    rater = leader_of(opened())

    signed_in(rater.user).post(
        rate_url(rater.assessment), fields_of(rating_of(rater), links="www.example.org/calendar")
    )

    assert rating_of(rater).links == "https://www.example.org/calendar"


def test_who_is_not_asked_is_told_so() -> None:
    assessment = opened()
    rater = leader_of(assessment)
    rater.delete()

    answer = signed_in(rater.user).get(rate_url(assessment))

    assert answer.status_code == 403


def test_submitting_gives_a_reference_and_says_what_comes_next() -> None:
    rater = leader_of(opened())
    rate(rater, level=2)

    url = f"/self-assessments/{rater.assessment_id}/rate/submit/"
    page = signed_in(rater.user).post(url, {"version": rater.version}, follow=True).content

    assert str(rater.pk)[:8].upper() in words(page)
    assert "You can change your ratings until the end of" in words(page)


def test_named_ratings_are_seen_by_directors_and_not_by_others() -> None:
    assessment = opened(leaders=2)
    rater = leader_of(assessment)
    rate(rater, level=2, evidence="Our calendar")
    other = assessment.raters.filter(role=Role.LEADER).exclude(pk=rater.pk).get().user
    url = f"/self-assessments/{assessment.pk}/raters/{rater.pk}/"

    seen = signed_in(director_of(assessment)).get(url)

    assert "Our calendar" in words(seen.content)
    assert signed_in(other).get(url).status_code == 403


def test_anonymous_ratings_are_seen_by_nobody_else() -> None:
    assessment = opened(leaders=5, is_anonymous=True)
    rater = leader_of(assessment)
    rate(rater, level=2, evidence="Our calendar")
    submit_ratings(rater=rater, version=rater.version, by=rater.user)
    director = signed_in(director_of(assessment))

    page = director.get(f"/self-assessments/{assessment.pk}/").content

    assert director.get(f"/self-assessments/{assessment.pk}/raters/{rater.pk}/").status_code == 403
    assert "1 of 6" in words(page)
    assert "Submitted on" not in words(page)
    assert not html.fromstring(page).xpath("//section//*[contains(@class, 'status')]")
