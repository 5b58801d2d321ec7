"""What a document is made of, before any file format: headings, passages of text and tables.

The writers for Word, PDF and web pages render these blocks and nothing else, so that every format says the same.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from plplanner.kit.text import clean_text

_BULLET = re.compile(r"((?:  )*)• (.*)\Z", re.DOTALL)
DEEPEST_LEVEL = 8
_LINE_LENGTH = 96
_LONGEST_WHOLE_ROW = 34


class Role(enum.StrEnum):
    """What a passage is to its reader."""

    ANSWER = "answer"
    LABEL = "label"
    PROMPT = "prompt"
    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of a text. `level` is the depth of a list item, from 0; None for a plain paragraph."""

    text: str
    level: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A text in one role. `tag` names the place in the plan that the text was taken from and can go back to."""

    text: str
    role: Role = Role.BODY
    tag: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The text's lines; an empty text has one empty line."""
        return tuple(text_lines(self.text))


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the document. `tag` as for a passage."""

    text: str
    level: int
    tag: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell over one or more rows and columns. `is_heading` marks the cell that names its row."""

    passages: tuple[Passage, ...] = ()
    rows: int = 1
    columns: int = 1
    is_heading: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row. `continues` draws no line above it: it says more about the row before."""

    cells: tuple[Cell, ...]
    continues: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table with a name for those who cannot see it.

    `widths` are shares of the page's width, add up to 100 and are multiples of 5. `is_narrow` says that the table can
    be read on a phone as it is.
    """

    name: str
    widths: tuple[int, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    is_narrow: bool = False


Block = Heading | Passage | Table


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """Data carried inside a Word file: the text of one element in a namespace of its own, and what the file prints."""

    namespace: str
    name: str
    text: str
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. `kicker` stands above the title, `subtitles` below it; `footer` at the foot of each page."""

    title: str
    kicker: str = ""
    subtitles: tuple[str, ...] = ()
    footer: str = ""
    author: str = ""
    language: str = "en-US"
    blocks: tuple[Block, ...] = field(default_factory=tuple)


def kept_blocks(document: Document) -> Iterator[tuple[Block, bool]]:
    """Yield each block with whether it must stay on one page with the next: words that lead to a table below them."""
    level = 0
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        leads = isinstance(following, Table) or (isinstance(following, Heading) and following.level > level)
        if isinstance(block, Heading):
            level = block.level
            leads = False  # headings stay with what follows by their style
        yield block, leads and isinstance(block, Passage) and block.role != Role.ANSWER


def text_lines(text: str) -> Iterator[Line]:
    """Split a text into paragraphs and list items: an item begins with "• ", two spaces deeper for each level.

    Joining the lines again (`line_text`) gives back the text, character for character.
    """
    for line in clean_text(text).split("\n"):
        bullet = _BULLET.match(line)
        level = len(bullet[1]) // 2 if bullet else 0
        if bullet and level <= DEEPEST_LEVEL:
            yield Line(text=bullet[2], level=level)
        else:
            yield Line(text=line)


def line_text(line: Line) -> str:
    """Give back the line as it stood in the text."""
    return line.text if line.level is None else f"{'  ' * line.level}• {line.text}"


def joined_rows(table: Table) -> list[bool]:
    """Say of each row whether the next one continues it."""
    return [after.continues for after in table.rows[1:]] + [False] * bool(table.rows)


def whole_rows(table: Table) -> list[bool]:
    """Say of each row (not the heads) whether it is surely shorter than a page, so that it can be kept on one.

    A tall cell that reaches down over several rows makes the last of them tall, so none of them is kept whole.
    """
    whole: list[bool] = []
    reaching = [0] * len(table.widths)
    tall_left = 0
    for row in table.rows:
        column, tallest = 0, 0
        for cell in row.cells:
            while column < len(reaching) - 1 and reaching[column]:
                column += 1
            height = _height(cell, sum(table.widths[column : column + cell.columns]))
            tallest = max(tallest, height)
            reaching[column] = cell.rows
            if height > _LONGEST_WHOLE_ROW:
                tall_left = max(tall_left, cell.rows)
            column += cell.columns
        whole.append(tallest <= _LONGEST_WHOLE_ROW and not tall_left)
        reaching = [max(0, each - 1) for each in reaching]
        tall_left = max(0, tall_left - 1)
    return whole


def _height(cell: Cell, share: int) -> int:
    """Estimate how many printed lines the cell takes, on the high side."""
    line_length = max(1, _LINE_LENGTH * (share or 100) // 100)
    return sum(1 + len(line) // line_length for passage in cell.passages for line in passage.text.split("\n"))
