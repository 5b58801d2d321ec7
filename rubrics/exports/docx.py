"""A rubric as a Word file, laid out in blocks: its source, its scale, then a table of levels for each outcome."""

import datetime
from collections.abc import Iterator

from plplanner.kit import docx_writer
from plplanner.kit.blocks import Block, Cell, Document, Heading, Passage, Role, Row, Table
from plplanner.kit.docx_writer import CONTENT_TYPE
from rubrics.instrument import Instrument, Level, Outcome

__all__ = ["CONTENT_TYPE", "lay_out", "write_docx"]

BLANK = "The rubric leaves this level blank."


def write_docx(instrument: Instrument, changed_at: datetime.datetime) -> bytes:
    """Return the bytes of the file; the same edition gives the same bytes."""
    return docx_writer.write_docx(lay_out(instrument), created=changed_at)


def lay_out(instrument: Instrument) -> Document:
    """Turn a rubric into blocks."""
    return Document(
        title=instrument.title,
        kicker=f"{instrument.role} · {instrument.standard}",
        subtitles=(f"Edition {instrument.edition}", instrument.publisher),
        footer=f"{instrument.title}, {instrument.edition} · {instrument.publisher}",
        author=instrument.publisher,
        blocks=tuple(_blocks(instrument)),
    )


def _blocks(instrument: Instrument) -> Iterator[Block]:
    yield Passage(text=instrument.attribution)
    yield Passage(text=f"License: {instrument.licence}", role=Role.NOTE)
    yield Heading(text="How to read this", level=1)
    yield from _scale(instrument)
    for strand in instrument.strands:
        yield Heading(text=f"{strand.code} {strand.title}", level=1)
        for outcome in strand.outcomes:
            yield Heading(text=f"{outcome.code} {outcome.title}", level=2)
            yield _outcome(instrument, outcome)
    if instrument.links:
        yield Heading(text="How the standard bears on others", level=1)
        yield _links(instrument)


def _scale(instrument: Instrument) -> Iterator[Block]:
    """Say which end is best, and list the levels: in a table if they have bands, else in a line."""
    best, least = instrument.from_best[0], instrument.from_best[-1]
    yield Passage(text=f"“{best.name}” is the fullest practice, “{least.name}” the least.")
    bands = {"Scores": "scores", "Percent (%)": "percent"}
    shown = {head: name for head, name in bands.items() if any(getattr(each, name) for each in instrument.levels)}
    if not shown:
        names = " · ".join(level.name for level in instrument.from_best)
        yield Passage(text=f"Levels, from the fullest practice on: {names}")
        return
    rows = (
        (_heading(level.name), *(_cell(str(getattr(level, name) or "")) for name in shown.values()))
        for level in instrument.from_best
    )
    yield Table(
        name="The levels, from the fullest practice on",
        widths=(70, 30) if len(shown) == 1 else (60, 20, 20),
        head=(_head("Level, from the fullest practice on", *shown),),
        rows=tuple(Row(cells=cells) for cells in rows),
        is_narrow=True,
    )


def _outcome(instrument: Instrument, outcome: Outcome) -> Block:
    """Write the levels that the rubric describes anywhere; the others have a name only, in the scale."""
    levels = [level for level in instrument.from_best if _is_told(instrument, outcome, level)]
    if not levels:
        return Passage(text="The levels of this outcome have no descriptions.", role=Role.NOTE)
    return Table(
        name=f"{outcome.code} {outcome.title}",
        widths=(20, 80),
        head=(_head("Level", "What practice looks like"),),
        rows=tuple(row for level in levels for row in _level(outcome, level)),
    )


def _is_told(instrument: Instrument, outcome: Outcome, level: Level) -> bool:
    return level.number not in instrument.named_levels or level.number in outcome.descriptor_at


def _level(outcome: Outcome, level: Level) -> Iterator[Row]:
    """Write the statements and, in a row of its own that may stand on the next page, the next step."""
    descriptor = outcome.descriptor_at.get(level.number)
    statements = "\n".join(f"• {each}" for each in outcome.indicators_at(level.number))
    told = _cell(statements) if statements else Cell(passages=(Passage(text=BLANK, role=Role.NOTE),))
    yield Row(cells=(_heading(level.name), told))
    if descriptor and descriptor.next_step:
        yield Row(cells=(_heading(f"{level.name}: next step"), _cell(descriptor.next_step)))


def _links(instrument: Instrument) -> Table:
    return Table(
        name="How the standard bears on others",
        widths=(30, 70),
        head=(_head("Standard", "How"),),
        rows=tuple(Row(cells=(_heading(each.to), _cell(each.how))) for each in instrument.links),
    )


def _head(*texts: str) -> Row:
    return Row(cells=tuple(Cell(passages=(Passage(text=text, role=Role.LABEL),)) for text in texts))


def _heading(text: str) -> Cell:
    return Cell(passages=(Passage(text=text, role=Role.LABEL),), is_heading=True)


def _cell(text: str) -> Cell:
    return Cell(passages=(Passage(text=text),))
