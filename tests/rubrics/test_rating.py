"""Rating one outcome: what is saved, what is refused, what the history says."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plplanner.districts.models import AuditEntry
from plplanner.kit.editing import Edit, EditConflict, texts_of
from plplanner.kit.rows import StaleRow
from rubrics.models import Rating
from rubrics.selectors.rating_changes import rating_changes
from rubrics.services.ratings import rating_values, restart_ratings, save_rating, submit_ratings
from tests.factories.rubrics import RubricEditionFactory
from tests.rubrics.instruments import make_scored_instrument
from tests.rubrics.raters import leader_of, opened, rate, rating_of

pytestmark = pytest.mark.django_db


def test_a_score_falls_into_its_level() -> None:
    rater = leader_of(opened(edition=RubricEditionFactory.create(instrument=make_scored_instrument())))

    rate(rater, "a", score=5)

    assert Rating.objects.filter(level=2, score=5).count() == 1


def test_clearing_a_score_clears_its_level() -> None:
    rater = leader_of(opened(edition=RubricEditionFactory.create(instrument=make_scored_instrument())))
    rate(rater, "a", score=5)

    rate(rater, "a", score=None)

    assert not Rating.objects.filter(level__isnull=False).exists()


def test_saving_the_same_again_changes_nothing() -> None:
    rater = leader_of(opened())
    first = rate(rater, level=2, ticks=["1.2"])

    again = rate(rater, level=2, ticks=["1.2"])

    assert again.version == first.version
    assert AuditEntry.objects.filter(action="rate").count() == 1


def test_two_windows_that_change_different_fields_are_merged() -> None:
    rater = leader_of(opened())
    one, other = rating_of(rater), rating_of(rater)
    base = rating_values(one)
    save_rating(rating=one, edit=Edit(version=1, base=texts_of(base), values={"level": 2}), by=rater.user)

    save_rating(rating=other, edit=Edit(version=1, base=texts_of(base), values={"note": "Mine"}), by=rater.user)

    assert rating_values(rating_of(rater)) == base | {"level": 2, "note": "Mine"}


def test_two_windows_that_choose_different_levels_are_asked() -> None:
    rater = leader_of(opened())
    one, other = rating_of(rater), rating_of(rater)
    base = texts_of(rating_values(one))
    save_rating(rating=one, edit=Edit(version=1, base=base, values={"level": 2}), by=rater.user)

    with pytest.raises(EditConflict):
        save_rating(rating=other, edit=Edit(version=1, base=base, values={"level": 3}), by=rater.user)

    assert rating_of(rater).level == 2


def test_changes_say_from_which_level_to_which_and_why() -> None:
    rater = leader_of(opened())
    rate(rater, level=3)
    rate(rater, level=2)
    rate(rater, reason="We found the calendar.")
    rate(rater, level=1)

    lines = [line for day in rating_changes(rater) for line in day.lines]

    assert [(each.before, each.after, each.reason) for each in lines] == [
        ("Level 2", "Level 1", ""),
        ("Level 3", "Level 2", "We found the calendar."),
        ("Not rated yet", "Level 3", ""),
    ]
    assert {each.who for each in lines} == {str(rater.user)}


def test_changes_are_read_in_one_query() -> None:
    rater = leader_of(opened())
    for level in (1, 2, 3):
        rate(rater, level=level)

    with CaptureQueriesContext(connection) as queries:
        rating_changes(rater)

    assert len(queries) == 1


def test_beginning_anew_takes_levels_back_and_keeps_the_rest() -> None:
    rater = leader_of(opened())
    rate(rater, level=2, ticks=["1.2"], confidence="high", evidence="Our calendar", note="A note")
    submit_ratings(rater=rater, version=rater.version, by=rater.user)

    restart_ratings(rater=rater, version=rater.version, by=rater.user)

    rating = rating_of(rater)
    assert (rating.level, rating.ticks, rating.confidence) == (None, [], "")
    assert (rating.evidence, rating.note, rating.rater.submitted_at) == ("Our calendar", "A note", None)
    assert [each.level for each in rating.history.order_by("version")] == [2, None]


def test_submitting_nothing_is_refused() -> None:
    rater = leader_of(opened())

    with pytest.raises(ValidationError, match="at least one"):
        submit_ratings(rater=rater, version=rater.version, by=rater.user)


def test_submitting_twice_keeps_the_first_time() -> None:
    rater = leader_of(opened())
    rate(rater, level=2)
    submit_ratings(rater=rater, version=rater.version, by=rater.user)
    first = rater.submitted_at

    submit_ratings(rater=rater, version=1, by=rater.user)

    assert rater.submitted_at == first
    assert AuditEntry.objects.filter(action="submit").count() == 1


def test_beginning_anew_from_an_old_page_is_refused() -> None:
    rater = leader_of(opened())
    rate(rater, level=2)
    submit_ratings(rater=rater, version=rater.version, by=rater.user)

    with pytest.raises(StaleRow):
        restart_ratings(rater=rater, version=1, by=rater.user)

    assert rating_of(rater).level == 2


def test_what_is_recorded_of_a_rating_tells_no_level() -> None:
    rater = leader_of(opened(is_anonymous=True))
    rate(rater, level=2, note="We plan little.")

    [entry] = AuditEntry.objects.filter(action="rate")

    assert entry.detail == {"outcome": "1.1", "fields": ["level", "note"]}
