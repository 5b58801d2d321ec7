"""A rubric as the rows of one sheet, which tables.py reads again."""

from collections.abc import Iterator

from rubrics.imports.about import FIELDS, NO, YES
from rubrics.imports.table_layout import ABOUT, LEVELS, LINKS, STATEMENTS, join_codes
from rubrics.instrument import Band, Instrument, Level, Outcome, Strand

Row = tuple[str, ...]
HEADERS = frozenset({ABOUT, LEVELS, STATEMENTS, LINKS})


def instrument_rows(instrument: Instrument) -> Iterator[Row]:
    """Yield the four tables, a blank row between them; the last only if there are links."""
    yield ABOUT
    for each in FIELDS:
        yield each.label, _about(instrument, each.name), each.guidance
    yield ()
    yield LEVELS
    yield from (_level(level) for level in instrument.levels)
    yield ()
    yield STATEMENTS
    for strand in instrument.strands:
        for place, outcome in enumerate(strand.outcomes):
            yield from _outcome(strand, outcome, is_first=place == 0)
    if instrument.links:
        yield ()
        yield LINKS
        yield from ((link.to, link.how) for link in instrument.links)


def _about(instrument: Instrument, name: str) -> str:
    value = getattr(instrument, name)
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def _level(level: Level) -> Row:
    return (str(level.number), level.label, level.code, *_band(level.scores), *_band(level.percent))


def _band(band: Band | None) -> tuple[str, str]:
    return (str(band.least), str(band.most)) if band else ("", "")


def _outcome(strand: Strand, outcome: Outcome, *, is_first: bool) -> Iterator[Row]:
    """Yield a row a statement; titles and next steps stand on the first row that they belong to."""
    cells = [
        (str(each.level), text, each.next_step if place == 0 else "")
        for each in outcome.descriptors
        for place, text in enumerate(each.indicators or ("",))
    ]
    for place, (level, text, next_step) in enumerate(cells or [("", "", "")]):
        titles = (strand.title if is_first and place == 0 else "", outcome.title if place == 0 else "")
        replaces = join_codes(outcome.replaces) if place == 0 else ""
        yield strand.code, titles[0], outcome.code, titles[1], replaces, level, text, next_step
