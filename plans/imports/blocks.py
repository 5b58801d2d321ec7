"""What a Word document consists of once it is read: lines, tables and content controls."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph, or one part of it between soft line breaks (`glued` to the part before)."""

    text: str
    where: str
    marker: str = ""
    is_heading: bool = False
    glued: bool = False

    @property
    def written(self) -> str:
        """The line as an answer shows it."""
        return self.marker + self.text


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell with the grid columns it covers. `continues` marks one that is merged with the cell above."""

    blocks: tuple["Block", ...]
    first: int
    last: int
    continues: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    where: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with the number of its grid columns."""

    rows: tuple[Row, ...]
    columns: int
    where: str


@dataclass(frozen=True, kw_only=True)
class Control:
    """A content control with a tag."""

    tag: str
    blocks: tuple["Block", ...]


Block: TypeAlias = Line | Table | Control


def flat_lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Yield all lines of the blocks in reading order; the cells of a row become one line, parted by " | "."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Control):
            yield from flat_lines(block.blocks)
        else:
            for row in block.rows:
                texts = [cell_text(cell) for cell in row.cells]
                if any(texts):
                    yield Line(text=" | ".join(texts), where=row.where)


def cell_text(cell: Cell) -> str:
    """Return a cell's text on one line."""
    return " ".join(line.written.strip() for line in flat_lines(cell.blocks) if line.text.strip())
