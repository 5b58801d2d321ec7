"""The statements of an outcome: which are the same, which strengthens which, and what ticked ones add up to.

A statement may stand at several levels in the same words; it is one statement, ticked once. From one level to the next
better one a statement is kept, strengthened (reworded), or new.
"""

import enum
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rubrics.instrument import Instrument, Level, Outcome

ALIKE = 0.6
"""From this share of words in common on, a statement counts as the same one reworded (share of both texts' words)."""


class Change(enum.StrEnum):
    """What became of a statement on the way to the next better level."""

    KEPT = "kept"
    STRENGTHENED = "strengthened"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing that may be true of us. `key` is the level and place (from 1) where it stands first, from the best."""

    key: str
    text: str
    levels: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ChangedStatement:
    """A statement of the better level and how it came about; `before` is the weaker wording of a strengthened one."""

    change: Change
    text: str
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the ticked statements add up to: a level, if they make up one, and what the next better one still lacks."""

    level: Level | None
    next_better: Level | None
    missing: tuple[Statement, ...]


def statements(instrument: Instrument, outcome: Outcome) -> tuple[Statement, ...]:
    """List the outcome's statements from the fullest practice on, each once."""
    found: dict[str, tuple[str, list[int]]] = {}
    for level in instrument.from_best:
        for place, text in enumerate(outcome.indicators_at(level.number), start=1):
            _, levels = found.setdefault(text, (f"{level.number}.{place}", []))
            if level.number not in levels:
                levels.append(level.number)
    return tuple(Statement(key=key, text=text, levels=tuple(levels)) for text, (key, levels) in found.items())


def changes_between(worse: tuple[str, ...], better: tuple[str, ...]) -> tuple[ChangedStatement, ...]:
    """Say for each statement of the better level whether it was kept, strengthened or added.

    A weaker statement is used up by one better statement at most, the most alike first.
    """
    before = _pair(worse, better)
    return tuple(
        ChangedStatement(change=Change.ADDED, text=text)
        if text not in before
        else ChangedStatement(change=Change.KEPT, text=text)
        if before[text] == text
        else ChangedStatement(change=Change.STRENGTHENED, text=text, before=before[text])
        for text in better
    )


def suggest(instrument: Instrument, outcome: Outcome, ticked: Collection[str]) -> Suggestion:
    """Return the best level of which every statement holds, and what the next better one lacks.

    A statement holds when it is ticked, or when one that strengthens it is: who does the more does the less. If no
    level is complete, the next better one is the level that lacks least, of those of which something holds.
    """
    described = [level for level in instrument.from_best if outcome.indicators_at(level.number)]
    missing = _missing(instrument, outcome, described, ticked)
    reached = next((place for place, level in enumerate(described) if not missing[level.number]), None)
    if reached is None:
        begun = [
            level for level in described if len(missing[level.number]) < len(set(outcome.indicators_at(level.number)))
        ]
        next_better = min(begun, key=lambda level: len(missing[level.number]), default=None)
    else:
        next_better = described[reached - 1] if reached else None
    return Suggestion(
        level=None if reached is None else described[reached],
        next_better=next_better,
        missing=missing[next_better.number] if next_better else (),
    )


def _missing(
    instrument: Instrument, outcome: Outcome, described: Sequence[Level], ticked: Collection[str]
) -> Mapping[int, tuple[Statement, ...]]:
    """Return the statements of each level that do not hold; `described` goes from the best level to the worst."""
    by_text = {each.text: each for each in statements(instrument, outcome)}
    missing: dict[int, tuple[Statement, ...]] = {}
    holding: set[str] = set()
    better: tuple[str, ...] = ()
    for level in described:
        texts = outcome.indicators_at(level.number)
        implied = {weak for strong, weak in _pair(texts, better).items() if strong in holding}
        holding = {text for text in texts if by_text[text].key in ticked or text in implied}
        missing[level.number] = tuple(by_text[text] for text in dict.fromkeys(texts) if text not in holding)
        better = texts
    return missing


def _pair(worse: tuple[str, ...], better: tuple[str, ...]) -> Mapping[str, str]:
    """Match each better statement with the weaker one that it keeps or strengthens, the most alike first."""
    likeness = sorted(
        (-_alike(weak, strong), weak_place, strong_place)
        for weak_place, weak in enumerate(worse)
        for strong_place, strong in enumerate(better)
    )
    pairs: dict[str, str] = {}
    used: set[int] = set()
    for unlike, weak_place, strong_place in likeness:
        if -unlike >= ALIKE and weak_place not in used and better[strong_place] not in pairs:
            pairs[better[strong_place]] = worse[weak_place]
            used.add(weak_place)
    return pairs


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(a=one.lower().split(), b=other.lower().split(), autojunk=False).ratio()
