"""What comes first, and which outcome of one edition is which of another."""

import dataclasses

import pytest

from rubrics.calculations.lineage import outcomes_by_anchor
from rubrics.calculations.priorities import Weighed, best_of, by_priority
from rubrics.instrument import Instrument
from tests.rubrics.instruments import CELLS, make_instrument, make_scored_instrument


def test_the_heaviest_comes_first_and_what_is_not_weighed_last() -> None:
    outcomes = [
        Weighed(code="no present level", gap=None, opportunity=3),
        Weighed(code="wide, little to do", gap=4, opportunity=1),
        Weighed(code="narrow, much to do", gap=2, opportunity=3),
        Weighed(code="not scored", gap=5, opportunity=None),
        Weighed(code="as heavy", gap=4, opportunity=1),
        Weighed(code="reached", gap=0, opportunity=3),
    ]

    ranked = by_priority(outcomes)

    assert [(each.code, each.weight) for each in ranked] == [
        ("narrow, much to do", 6),
        ("wide, little to do", 4),
        ("as heavy", 4),
        ("reached", 0),
        ("not scored", None),
        ("no present level", None),
    ]


@pytest.mark.parametrize(("code", "best"), [("1.1", 1), ("1.2", 1), ("2.1", 2)])
def test_the_best_level_is_the_fullest_that_exists_for_the_outcome(code: str, best: int) -> None:
    rubric = make_instrument(cells={**CELLS, "2.1": {2: ("Asks.",), 3: ("Asks nobody.",)}})

    assert best_of(rubric, rubric.outcome_by_code[code]) == best


def test_a_stage_without_words_can_be_the_best() -> None:
    gear = make_scored_instrument()

    assert best_of(gear, gear.outcome_by_code["a"]) == 3


def _edition(number: int, codes: dict[str, tuple[str, ...]]) -> Instrument:
    made = make_instrument(slug=f"small-{number}", cells=dict.fromkeys(codes, CELLS["1.1"]))
    [strand] = made.strands
    outcomes = tuple(dataclasses.replace(each, replaces=codes[each.code]) for each in strand.outcomes)
    return dataclasses.replace(made, strands=(dataclasses.replace(strand, outcomes=outcomes),))


def test_outcomes_are_followed_through_editions_both_ways() -> None:
    editions = [
        _edition(1, {"A": (), "B": (), "C": ()}),
        _edition(2, {"A": (), "B2": ("B",)}),
        _edition(3, {"A": (), "B3": ("B2",), "D": ()}),
    ]

    assert outcomes_by_anchor(editions, anchor=2) == [
        {"A": "A", "B": "B3"},
        {"A": "A", "B2": "B3"},
        {"A": "A", "B3": "B3", "D": "D"},
    ]
    assert outcomes_by_anchor(editions, anchor=0) == [
        {"A": "A", "B": "B", "C": "C"},
        {"A": "A", "B2": "B"},
        {"A": "A", "B3": "B"},
    ]
