"""Whether a rubric edition makes sense, whatever file it came from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import TypeVar

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.text import shorten
from rubrics.instrument import LEAST_LEVELS, MOST_LEVELS, MOST_OUTCOMES, Band, Instrument

Value = TypeVar("Value", int, str)

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}\Z")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")
SHOWN = 60
"""How much of a text a sentence about it repeats."""

TAKEN_SLUGS = frozenset({"load", "templates"})
"""Words that stand where a slug stands in an address."""
TAKEN_CODES = frozenset({"check", "submit", "submitted", "restart", "matrix", "changes"})
"""Words that stand where the code of an outcome stands in an address."""


def check_instrument(instrument: Instrument) -> list[Finding]:
    """Return what keeps the edition from being used; none if it can be."""
    return [
        *_slugs(instrument),
        *_levels(instrument),
        *_bands(instrument),
        *_outcomes(instrument),
        *_cells(instrument),
        *_spacing(instrument),
    ]


def _slugs(instrument: Instrument) -> Iterator[Finding]:
    for name, value in (("rubric", instrument.rubric), ("slug", instrument.slug)):
        if not SLUG.match(value) or value in TAKEN_SLUGS:
            yield _error(
                "slug",
                f"“{value}” cannot be the {name}. Use lower-case letters, digits and hyphens, up to 80, and not "
                f"{' or '.join(f'“{each}”' for each in sorted(TAKEN_SLUGS))}.",
                name,
            )


def _levels(instrument: Instrument) -> Iterator[Finding]:
    numbers = [level.number for level in instrument.levels]
    if not LEAST_LEVELS <= len(numbers) <= MOST_LEVELS:
        yield _error(
            "level-count", f"A rubric has {LEAST_LEVELS} to {MOST_LEVELS} levels; this one has {len(numbers)}."
        )
    for number in _repeated(numbers):
        yield _error("level-twice", f"Level {number} is there twice. Give each level a number of its own.")
    if numbers != sorted(numbers) and not _repeated(numbers):
        yield _error("level-order", "The levels are not in the order of their numbers. Sort them.")
    for label in _repeated(level.label for level in instrument.levels):
        yield _error("label-twice", f"Two levels are called “{label}”. Give each a name of its own.")


def _bands(instrument: Instrument) -> Iterator[Finding]:
    for name in ("scores", "percent"):
        bands: list[tuple[int, Band]] = [
            (level.number, band) for level in instrument.levels if (band := getattr(level, name)) is not None
        ]
        for number, band in bands:
            if band.least > band.most:
                yield _error("band-backward", f"Level {number}: its {name} run from {band.least} down to {band.most}.")
        ordered = sorted((band.least, band.most, number) for number, band in bands)
        for (_, most, one), (least, _, other) in pairwise(ordered):
            if least <= most:
                yield _error("band-overlap", f"The {name} of levels {one} and {other} overlap. Separate them.")
    scored = sum(level.scores is not None for level in instrument.levels)
    if 0 < scored < len(instrument.levels):
        yield _error("band-missing", "Some levels have scores and some have none. Give each level its scores, or none.")


def _outcomes(instrument: Instrument) -> Iterator[Finding]:
    codes = [outcome.code for outcome in instrument.outcomes]
    if not 1 <= len(codes) <= MOST_OUTCOMES:
        yield _error("outcome-count", f"A rubric has 1 to {MOST_OUTCOMES} outcomes; this one has {len(codes)}.")
    for code in _repeated(codes):
        yield _error("outcome-twice", f"Outcome {code} is there twice. Give each a code of its own.", code)
    for code in _repeated(strand.code for strand in instrument.strands):
        yield _error("strand-twice", f"Strand {code} is there twice. Put its outcomes together.", code)
    if codes:
        for strand in instrument.strands:
            if not strand.outcomes:
                yield _error("strand-empty", f"Strand {strand.code} has no outcomes. Remove it.", strand.code)
    for code in codes:
        if code in TAKEN_CODES:
            yield _error("code", f"“{code}” cannot be a code: a page has this name. Use another word.", code)
        if not CODE.match(code):
            yield _error("code", f"“{code}” cannot be a code. Use letters, digits, points and hyphens, up to 40.", code)


def _cells(instrument: Instrument) -> Iterator[Finding]:
    for outcome in instrument.outcomes:
        levels = [each.level for each in outcome.descriptors]
        for level in _repeated(levels):
            yield _error("cell-twice", f"{outcome.code} describes level {level} twice.", outcome.code)
        for level in levels:
            if level not in instrument.level_by_number:
                yield _error("cell-level", f"{outcome.code} describes level {level}, which there is not.", outcome.code)
        if any(not text.strip() for each in outcome.descriptors for text in each.indicators):
            yield _error("blank-indicator", f"{outcome.code} has a blank statement. Remove it.", outcome.code)


def _spacing(instrument: Instrument) -> Iterator[Finding]:
    """Find what a spreadsheet or a list could not give back: line breaks within a line, blanks at a text's ends."""
    for place, text in _lines(instrument):
        if "\n" in text or "\r" in text:
            yield _error("line-break", f"{place}: “{shorten(text, SHOWN)}” has a line break. Write it in one line.")
    for place, text in chain(_lines(instrument), _texts(instrument)):
        if text.strip() and text != text.strip():
            yield _error("blank-ends", f"{place}: “{shorten(text, SHOWN)}” begins or ends with a blank. Remove it.")


def _lines(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for name in ("title", "role", "standard", "edition", "publisher", "licence"):
        yield name, getattr(instrument, name)
    for level in instrument.levels:
        yield from ((f"Level {level.number}", text) for text in (level.label, level.code))
    for strand in instrument.strands:
        yield from ((f"Strand {strand.code}", text) for text in (strand.code, strand.title))
    for outcome in instrument.outcomes:
        indicators = (text for each in outcome.descriptors for text in each.indicators)
        yield from ((outcome.code, text) for text in (outcome.title, *outcome.replaces, *indicators))
    yield from (("links", link.to) for link in instrument.links)


def _texts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield "attribution", instrument.attribution
    for outcome in instrument.outcomes:
        yield from ((outcome.code, each.next_step) for each in outcome.descriptors)
    yield from (("links", link.how) for link in instrument.links)


def _repeated(values: Iterable[Value]) -> list[Value]:
    return [value for value, count in Counter(values).items() if count > 1]


def _error(code: str, sentence: str, subject: str = "") -> Finding:
    return Finding(code=code, severity=Severity.ERROR, sentence=sentence, subject=subject)
