"""No group of fewer than five raters is shown, nor one that can be had by subtraction."""

from collections.abc import Iterator
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.calculations.privacy import SMALLEST_GROUP, what_may_be_shown

ROLES = ("director", "editor", "leader", "viewer", "reviewer")
sizes_by_role = st.dictionaries(st.sampled_from(ROLES), st.integers(min_value=0, max_value=14))


@pytest.mark.parametrize(
    ("sizes", "everyone", "groups"),
    [
        ({}, False, set()),
        ({"leader": 4}, False, set()),
        ({"leader": 5}, True, {"leader"}),
        ({"leader": 5, "director": 1}, True, set()),
        ({"leader": 5, "director": 5}, True, {"leader", "director"}),
        ({"leader": 20, "editor": 5, "director": 1}, True, {"leader"}),
        ({"leader": 20, "editor": 3, "director": 2}, True, {"leader"}),
        ({"leader": 20, "director": 0}, True, {"leader"}),
    ],
    ids=[
        "nobody",
        "four",
        "five",
        "one is left",
        "two groups",
        "left out with the next",
        "five are left",
        "no director",
    ],
)
def test_groups_shown_without_names(sizes: dict[str, int], *, everyone: bool, groups: set[str]) -> None:
    shown = what_may_be_shown(sizes, sees_names=False)

    assert (shown.everyone, set(shown.groups)) == (everyone, groups)


def test_who_sees_names_is_shown_everyone_whatever_the_number() -> None:
    shown = what_may_be_shown({"leader": 2, "director": 1}, sees_names=True)

    assert (shown.everyone, shown.groups) == (True, frozenset())


@given(sizes_by_role)
def test_nothing_shown_gives_a_small_group_away(sizes: dict[str, int]) -> None:
    shown = what_may_be_shown(sizes, sees_names=False)

    visible = [frozenset([name]) for name in shown.groups]
    if shown.everyone:
        visible.append(frozenset(sizes))
    for group in _derivable(visible):
        people = sum(sizes[name] for name in group)
        assert people == 0 or people >= SMALLEST_GROUP


@given(sizes_by_role)
def test_groups_do_not_depend_on_seeing_names(sizes: dict[str, int]) -> None:
    unnamed = what_may_be_shown(sizes, sees_names=False)

    assert what_may_be_shown(sizes, sees_names=True).groups == unnamed.groups


def _derivable(visible: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield every group whose counts follow from the visible ones by adding and subtracting."""
    everyone = max(visible, key=len, default=frozenset())
    parts = [group for group in visible if group != everyone]
    for chosen in chain.from_iterable(combinations(parts, number) for number in range(len(parts) + 1)):
        union = frozenset(chain.from_iterable(chosen))
        yield union
        yield everyone - union
