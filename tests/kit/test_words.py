"""Word differences, and one text that holds every word of both."""

from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.words import MOST_WORDS, combined, word_differences


def test_differences_mark_the_words_that_changed() -> None:
    mine, theirs = word_differences("Teachers meet every Tuesday.", "Teachers meet every other Tuesday.")

    assert [run.text for run in mine if run.differs] == []
    assert [run.text for run in theirs if run.differs] == ["other "]


@given(st.text(), st.text())
def test_differences_give_both_texts_back_whole(left: str, right: str) -> None:
    left_runs, right_runs = word_differences(left, right)

    assert "".join(run.text for run in left_runs) == left
    assert "".join(run.text for run in right_runs) == right


def test_a_very_long_text_is_shown_whole() -> None:
    long = "word " * (MOST_WORDS + 1)

    left, right = word_differences(long, "short")

    assert [(run.text, run.differs) for run in left] == [(long, True)]
    assert [(run.text, run.differs) for run in right] == [("short", True)]


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_combined_text_holds_every_word_of_both_in_order(mine: list[str], theirs: list[str]) -> None:
    words = iter(combined(" ".join(mine), " ".join(theirs)).split())
    again = iter(combined(" ".join(mine), " ".join(theirs)).split())

    assert all(word in words for word in mine)
    assert all(word in again for word in theirs)
