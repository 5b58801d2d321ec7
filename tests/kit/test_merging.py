"""Three-way merge: two people in one row, field by field."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.merging import canonical, merge_fields

texts = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(max_size=3))


def test_merge_keeps_what_each_side_changed_alone() -> None:
    base = {"mission": "old", "vision": "old"}

    merge = merge_fields(
        base=base, mine={"mission": "mine", "vision": "old"}, theirs={"mission": "old", "vision": "theirs"}
    )

    assert merge.values == {"mission": "mine", "vision": "theirs"}
    assert merge.conflicts == []


def test_merge_asks_about_a_field_that_both_changed_differently() -> None:
    merge = merge_fields(base={"mission": "old"}, mine={"mission": "mine"}, theirs={"mission": "theirs"})

    assert [(each.field, each.base, each.mine, each.theirs) for each in merge.conflicts] == [
        ("mission", "old", "mine", "theirs")
    ]
    assert merge.values == {"mission": "mine"}


def test_merge_does_not_ask_when_both_wrote_the_same() -> None:
    merge = merge_fields(base={"mission": "old"}, mine={"mission": "new"}, theirs={"mission": "new"})

    assert merge.conflicts == []


def test_merge_asks_when_the_base_is_unknown() -> None:
    merge = merge_fields(base={}, mine={"mission": "mine"}, theirs={"mission": "theirs"})

    assert [each.field for each in merge.conflicts] == ["mission"]


@given(base=texts, mine=texts, theirs=texts)
def test_merge_loses_no_change_of_either_side(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    mine, theirs, base = ({name: side.get(name, "") for name in "abc"} for side in (mine, theirs, base))

    merge = merge_fields(base=base, mine=mine, theirs=theirs)

    conflicts = {each.field for each in merge.conflicts}
    for name in "abc":
        if mine[name] != base[name]:
            assert merge.values[name] == mine[name]
        elif theirs[name] != base[name]:
            assert merge.values[name] == theirs[name]
        assert (name in conflicts) == (
            mine[name] != base[name] and theirs[name] != base[name] and mine[name] != theirs[name]
        )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (Decimal("12.50"), "12.5"),
        (Decimal(100), "100"),
        (Decimal("0.00"), "0"),
        (45, "45"),
        (datetime.date(2026, 8, 4), "2026-08-04"),
        (["b", "a"], "a\nb"),
    ],
)
def test_canonical_writes_equal_values_alike(value: object, text: str) -> None:
    assert canonical(value) == text
