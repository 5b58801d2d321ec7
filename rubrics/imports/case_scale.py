"""The levels of a CASE rubric: each criterion of it has a scale of its own, of which one scale is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plplanner.kit.findings import Finding, Severity
from rubrics.imports.reading import shown
from rubrics.instrument_json import LARGEST_NUMBER


@dataclass(frozen=True, kw_only=True)
class CaseLevel:
    """One level of one criterion as the file has it."""

    label: str
    score: float | None
    indicators: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, kw_only=True)
class CaseScale:
    """The labels of the levels by number, and the numbers of each criterion's levels."""

    labels: dict[int, str]
    numbers: tuple[tuple[int, ...], ...]
    findings: tuple[Finding, ...]


def make_scale(criteria: Sequence[Sequence[CaseLevel]]) -> CaseScale:
    """Number the levels by their scores if these agree with the labels, else by the labels, else by their order."""
    findings: list[Finding] = []
    numbers = _by_score(criteria)
    if numbers is None:
        if any(level.score is not None for levels in criteria for level in levels):
            findings.append(_warning("scores-left-out", "The scores do not number the levels. Their order does."))
        numbers = _by_label(criteria) or tuple(tuple(range(1, len(levels) + 1)) for levels in criteria)
    labels: dict[int, str] = {}
    for levels, own in zip(criteria, numbers, strict=True):
        for level, number in zip(levels, own, strict=True):
            known = labels.setdefault(number, level.label) or level.label
            labels[number] = known
            if level.label and level.label != known:
                sentence = f"Level {number} is called “{shown(known)}” and “{shown(level.label)}”. The first counts."
                findings.append(_warning("label-differs", sentence))
    for number in sorted(labels):
        if not labels[number]:
            labels[number] = f"Level {number}"
            findings.append(_warning("label-missing", f"Level {number} has no name, so “Level {number}” stands there."))
    unique = dict.fromkeys(findings)
    return CaseScale(labels=labels, numbers=numbers, findings=tuple(unique))


def _by_score(criteria: Sequence[Sequence[CaseLevel]]) -> tuple[tuple[int, ...], ...] | None:
    labels: dict[float, str] = {}
    for levels in criteria:
        scores = [level.score for level in levels]
        if len(set(scores)) < len(scores) or not all(_is_number(score) for score in scores):
            return None
        for level, score in zip(levels, scores, strict=True):
            if score is None or labels.setdefault(score, level.label) != level.label:
                return None
    if len(set(labels.values())) < len(labels):
        return None
    return tuple(tuple(int(score) for score in _scores(levels)) for levels in criteria)


def _scores(levels: Sequence[CaseLevel]) -> Iterator[float]:
    return (level.score for level in levels if level.score is not None)


def _is_number(score: float | None) -> bool:
    return score is not None and score == int(score) and 0 <= score <= LARGEST_NUMBER


def _by_label(criteria: Sequence[Sequence[CaseLevel]]) -> tuple[tuple[int, ...], ...] | None:
    longest = max(criteria, key=len, default=())
    places = {level.label: place for place, level in enumerate(longest, 1)}
    if "" in places or len(places) < len(longest):
        return None
    labels = [[level.label for level in levels] for levels in criteria]
    if any(not set(own) <= set(places) or len(set(own)) < len(own) for own in labels):
        return None
    return tuple(tuple(places[label] for label in own) for own in labels)


def _warning(code: str, sentence: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, sentence=sentence)
