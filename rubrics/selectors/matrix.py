"""The level × outcome overview of a rubric, with marks in some cells: my rating, what the team agreed, a target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.instrument import Instrument, Level, Outcome
from rubrics.selectors.editions import which_end

Marks = Mapping[tuple[str, int], Sequence[str]]
"""The words that mark a cell ("My rating"), by outcome code and level number."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One level of one outcome. A blank one cannot be chosen; a bare one is chosen by its level's name alone."""

    level: str
    statements: tuple[str, ...]
    marks: tuple[str, ...]
    is_blank: bool

    @property
    def is_marked(self) -> bool:
        """Whether somebody chose it."""
        return bool(self.marks)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One outcome with a cell for each level; `said` puts its marks in words for a narrow screen."""

    code: str
    title: str
    cells: tuple[Cell, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StrandRows:
    """The outcomes of one strand."""

    code: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """A whole rubric, ready to draw."""

    which_end: str
    levels: tuple[str, ...]
    strands: tuple[StrandRows, ...]


def matrix(instrument: Instrument, marks: Marks) -> Matrix:
    """Lay a rubric out in its own order of levels, with marks."""
    return Matrix(
        which_end=which_end(instrument),
        levels=tuple(level.name for level in instrument.levels),
        strands=tuple(
            StrandRows(
                code=strand.code,
                title=strand.title,
                rows=tuple(_row(instrument, outcome, marks) for outcome in strand.outcomes),
            )
            for strand in instrument.strands
        ),
    )


def _row(instrument: Instrument, outcome: Outcome, marks: Marks) -> Row:
    cells = tuple(_cell(instrument, outcome, level, marks) for level in instrument.levels)
    said = tuple(f"{mark}: {cell.level}" for cell in cells for mark in cell.marks)
    return Row(code=outcome.code, title=outcome.title, cells=cells, said=said)


def _cell(instrument: Instrument, outcome: Outcome, level: Level, marks: Marks) -> Cell:
    return Cell(
        level=level.name,
        statements=outcome.indicators_at(level.number),
        marks=tuple(marks.get((outcome.code, level.number), ())),
        is_blank=not instrument.can_choose(outcome, level.number),
    )
