"""What ticked statements add up to, and what changes from a level to the next better one."""

import pytest

from rubrics.calculations.statements import Change, changes_between, statements, suggest
from tests.rubrics.instruments import make_instrument

SMALL = make_instrument()
OUTCOME = SMALL.outcome_by_code["1.1"]


def test_a_statement_of_two_levels_is_listed_once() -> None:
    found = [(each.key, each.levels) for each in statements(SMALL, OUTCOME)]

    assert found == [("1.1", (1,)), ("1.2", (1, 2)), ("2.1", (2,)), ("3.1", (3,))]


@pytest.mark.parametrize(
    ("ticked", "level", "next_better", "missing"),
    [
        (set(), None, None, []),
        ({"3.1"}, 3, 2, ["2.1", "1.2"]),
        ({"2.1"}, None, 2, ["1.2"]),
        ({"2.1", "1.2"}, 2, 1, ["1.1"]),
        ({"1.1", "1.2"}, 1, None, []),
        ({"1.1"}, None, 1, ["1.2"]),
    ],
    ids=["none", "the absence", "half of level 2", "level 2", "all of level 1", "the stronger half"],
)
def test_ticks_add_up_to_the_best_complete_level(
    ticked: set[str], level: int | None, next_better: int | None, missing: list[str]
) -> None:
    suggestion = suggest(SMALL, OUTCOME, ticked)

    assert suggestion.level == (SMALL.level_by_number[level] if level else None)
    assert suggestion.next_better == (SMALL.level_by_number[next_better] if next_better else None)
    assert [each.key for each in suggestion.missing] == missing


def test_doing_the_more_does_the_less() -> None:
    stronger = make_instrument(
        cells={
            "1.1": {
                1: ("Plans, with staff and leaders, the use of time.", "Tells the public."),
                2: ("Plans, with staff, the use of time.",),
            }
        }
    )

    suggestion = suggest(stronger, stronger.outcome_by_code["1.1"], {"1.1"})

    assert suggestion.level == stronger.level_by_number[2]
    assert [each.text for each in suggestion.missing] == ["Tells the public."]


def test_changes_are_kept_strengthened_or_added() -> None:
    worse = ("Plans, with staff, the use of time.", "Reviews the plan each year.")
    better = ("Plans, with staff and leaders, the use of time.", "Reviews the plan each year.", "Asks the board.")

    changes = changes_between(worse, better)

    assert [each.change for each in changes] == [Change.STRENGTHENED, Change.KEPT, Change.ADDED]
    assert changes[0].before == worse[0]
