"""Medians, spreads and gaps, with numbers worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.calculations.distribution import Distribution, distribution, gap, level_scale, score_scale
from rubrics.instrument import Polarity
from tests.rubrics.instruments import make_instrument, make_scored_instrument

SIX = (1, 2, 3, 4, 5, 6)
"""Levels of which 1 is the ideal."""


def of(*ratings: int, scale: tuple[int, ...] = SIX) -> Distribution:
    return distribution(scale, {value: ratings.count(value) for value in set(ratings)})


@pytest.mark.parametrize(
    ("ratings", "median", "middle_half", "ends", "spread"),
    [
        ((3,), 3, (3, 3), (3, 3), (0, 0)),
        ((2, 4), 4, (2, 4), (2, 4), (2, 2)),
        ((1, 2, 6), 2, (1, 6), (1, 6), (5, 5)),
        ((1, 2, 3, 6), 3, (2, 3), (1, 6), (1, 5)),
        ((1, 2, 3, 4, 6), 3, (2, 4), (1, 6), (2, 5)),
        ((2, 2, 2, 2, 2, 2, 2, 5), 2, (2, 2), (2, 5), (0, 3)),
        ((1, 1, 3, 3, 4, 4, 6, 6), 4, (3, 4), (1, 6), (1, 5)),
        ((1, 2, 2, 3, 3, 4, 4, 5, 6), 3, (2, 4), (1, 6), (2, 5)),
    ],
    ids=["one", "two", "three", "four", "five", "one apart", "eight", "nine"],
)
def test_median_and_spread(
    ratings: tuple[int, ...],
    median: int,
    middle_half: tuple[int, int],
    ends: tuple[int, int],
    spread: tuple[int, int],
) -> None:
    found = of(*ratings)

    assert (found.median, found.middle_half, found.ends, found.spread) == (median, middle_half, ends, spread)


def test_of_two_middle_ratings_the_one_farther_from_the_ideal_counts_at_both_polarities() -> None:
    lowest = of(2, 3, scale=level_scale(make_instrument(polarity=Polarity.LOWEST)))
    highest = of(2, 3, scale=level_scale(make_instrument(polarity=Polarity.HIGHEST)))

    assert (lowest.median, highest.median) == (3, 2)


def test_scores_run_from_the_ideal() -> None:
    assert score_scale(make_scored_instrument()) == (10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
    assert score_scale(make_instrument()) == ()


def test_median_score_falls_into_the_median_level() -> None:
    gear = make_scored_instrument()
    scores = of(9, 8, 7, 3, scale=score_scale(gear))
    level = gear.level_of_score(scores.median)

    assert scores.median == 7
    assert level is not None
    assert level.number == 2


@pytest.mark.parametrize(
    ("scale", "present", "target", "missing"),
    [(SIX, 4, 2, 2), (SIX, 2, 2, 0), (SIX, 1, 3, 0), (SIX[::-1], 2, 5, 3), (SIX[::-1], 5, 2, 0), ((0, 2, 7), 7, 0, 2)],
)
def test_gap_counts_steps_toward_the_ideal(scale: tuple[int, ...], present: int, target: int, missing: int) -> None:
    assert gap(scale, present=present, target=target) == missing


def test_a_rating_off_the_scale_is_an_error() -> None:
    with pytest.raises(ValueError, match="9"):
        distribution(SIX, {9: 1})


@given(st.lists(st.sampled_from(SIX), min_size=1, max_size=40))
def test_turning_the_scale_round_turns_the_spread_round(ratings: list[int]) -> None:
    found, turned = of(*ratings), of(*ratings, scale=SIX[::-1])

    assert found.spread == turned.spread
    assert found.middle_half == turned.middle_half[::-1]
    assert found.total == len(ratings)
    assert found.ends[0] <= found.middle_half[0] <= found.median <= found.middle_half[1] <= found.ends[1]
