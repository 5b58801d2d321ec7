"""Word-by-word differences of two texts, for showing them side by side."""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 4_000
"""Beyond this many words on a side the texts are shown whole: the comparison grows with the product of both."""

_PIECES = re.compile(r"\s+|\S+")


class Change(enum.StrEnum):
    """What happened to a run of words between one text and the other."""

    SAME = "same"
    ONLY_HERE = "only_here"


@dataclass(frozen=True)
class Run:
    """A run of words, white space included, so that the runs of a side joined give the text back."""

    change: Change
    text: str

    @property
    def differs(self) -> bool:
        """Whether the other side has other words here."""
        return self.change == Change.ONLY_HERE


def word_differences(left: str, right: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs, each run marked where the other text differs."""
    left_words, right_words = _PIECES.findall(left), _PIECES.findall(right)
    if max(len(left_words), len(right_words)) > MOST_WORDS:
        change = Change.SAME if left == right else Change.ONLY_HERE
        return [Run(change, left)], [Run(change, right)]
    matcher = SequenceMatcher(None, left_words, right_words, autojunk=False)
    opcodes = matcher.get_opcodes()
    return (
        list(_runs(left_words, ((tag, start, end) for tag, start, end, _, _ in opcodes))),
        list(_runs(right_words, ((tag, start, end) for tag, _, _, start, end in opcodes))),
    )


def _runs(words: list[str], spans: Iterator[tuple[str, int, int]]) -> Iterator[Run]:
    for tag, start, end in spans:
        if start < end:
            yield Run(Change.SAME if tag == "equal" else Change.ONLY_HERE, "".join(words[start:end]))


def combined(mine: str, theirs: str) -> str:
    """Propose one text that holds every word of both: common words once, differing runs one after the other."""
    mine_words, theirs_words = _PIECES.findall(mine), _PIECES.findall(theirs)
    if max(len(mine_words), len(theirs_words)) > MOST_WORDS:
        return f"{theirs}\n\n{mine}"
    pieces: list[str] = []
    for tag, start, end, other_start, other_end in SequenceMatcher(
        None, theirs_words, mine_words, autojunk=False
    ).get_opcodes():
        pieces.append("".join(theirs_words[start:end]))
        if tag != "equal":
            addition = "".join(mine_words[other_start:other_end])
            if addition and pieces[-1] and not pieces[-1][-1].isspace():
                pieces.append(" ")
            pieces.append(addition)
    return "".join(pieces)
