"""What one edition of a rubric says otherwise than another, cell by cell."""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rubrics.imports.about import FIELDS
from rubrics.instrument import Instrument, Level, Outcome, Strand

Value = TypeVar("Value")


class Kind(enum.StrEnum):
    """What happened to a place from one edition to the other."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One place that differs: `place` names it in words, a text that is not there is blank."""

    place: str
    before: str
    after: str

    @property
    def kind(self) -> Kind:
        """What happened to the place."""
        if not self.before:
            return Kind.NEW
        return Kind.CHANGED if self.after else Kind.GONE


def compare_instruments(older: Instrument, newer: Instrument) -> tuple[Difference, ...]:
    """List what differs, in the newer edition's order, then what is gone; short names are no difference."""
    return (
        *_about(older, newer),
        *_levels(older, newer),
        *_by_key(_strands(older), _strands(newer), _strand_differences),
        *_by_key(older.outcome_by_code, newer.outcome_by_code, _outcome_differences(older, newer)),
        *_different("Links", _links(older), _links(newer)),
    )


def _different(place: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(place=place, before=before, after=after)


def _by_key(
    older: Mapping[str, Value],
    newer: Mapping[str, Value],
    differences: Callable[[str, Value | None, Value | None], Iterable[Difference]],
) -> Iterator[Difference]:
    for key in (*newer, *(key for key in older if key not in newer)):
        yield from differences(key, older.get(key), newer.get(key))


def _about(older: Instrument, newer: Instrument) -> Iterator[Difference]:
    for each in FIELDS:
        if each.name not in {"rubric", "slug"}:
            yield from _different(each.label, _said(older, each.name), _said(newer, each.name))


def _said(instrument: Instrument, name: str) -> str:
    value = getattr(instrument, name)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _levels(older: Instrument, newer: Instrument) -> Iterator[Difference]:
    before, after = older.level_by_number, newer.level_by_number
    for number in sorted({*before, *after}):
        yield from _different(f"Level {number}", _level_words(before.get(number)), _level_words(after.get(number)))


def _level_words(level: Level | None) -> str:
    if level is None:
        return ""
    code = f"{level.code}: " if level.code else ""
    scores = f", scores {level.scores}" if level.scores else ""
    percent = f", {level.percent}%" if level.percent else ""
    return f"{code}{level.label}{scores}{percent}"


def _strands(instrument: Instrument) -> dict[str, Strand]:
    return {strand.code: strand for strand in instrument.strands}


def _strand_differences(code: str, before: Strand | None, after: Strand | None) -> Iterator[Difference]:
    yield from _different(f"Strand {code}", before.title if before else "", after.title if after else "")


def _outcome_differences(
    older: Instrument, newer: Instrument
) -> Callable[[str, Outcome | None, Outcome | None], Iterator[Difference]]:
    strand_before, strand_after = _strand_of(older), _strand_of(newer)
    levels = sorted({*older.level_by_number, *newer.level_by_number})

    def differences(code: str, before: Outcome | None, after: Outcome | None) -> Iterator[Difference]:
        yield from _different(code, before.title if before else "", after.title if after else "")
        if before and after:
            yield from _different(f"{code}, its strand", strand_before[code], strand_after[code])
        yield from _different(f"{code}, earlier codes", _replaced(before), _replaced(after))
        for level in levels:
            yield from _different(f"{code}, level {level}", _statements(before, level), _statements(after, level))
            yield from _different(
                f"{code}, level {level}, next step", _next_step(before, level), _next_step(after, level)
            )

    return differences


def _strand_of(instrument: Instrument) -> dict[str, str]:
    return {outcome.code: strand.code for strand in instrument.strands for outcome in strand.outcomes}


def _replaced(outcome: Outcome | None) -> str:
    return ", ".join(outcome.replaces) if outcome else ""


def _statements(outcome: Outcome | None, level: int) -> str:
    return "\n".join(outcome.indicators_at(level)) if outcome else ""


def _next_step(outcome: Outcome | None, level: int) -> str:
    descriptor = outcome.descriptor_at.get(level) if outcome else None
    return descriptor.next_step if descriptor else ""


def _links(instrument: Instrument) -> str:
    return "\n".join(f"{link.to}: {link.how}" for link in instrument.links)
