"""Tab-separated text as rows of cells, and a cell as the statements that were flattened into it."""

import codecs
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plplanner.kit.text import clean_line, clean_text
from rubrics.imports.reading import LARGEST_FILE, RubricRefused, place

MOST_COLUMNS = 200

_CELL = re.compile(r'"(?P<quoted>(?:[^"\t]|"")*+)"(?=[\t\n]|\Z)|(?P<plain>[^\t\n]*)')
"""A cell; one in quotes may hold line ends, as spreadsheets write them."""

_CONTINUES = re.compile(r"\s*(?:</?li\b|</[uo]l\b|[•▪●◦]\s)", re.IGNORECASE)
_TAGS = "a|abbr|b|br|caption|div|em|font|h[1-6]|i|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul"
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_LIST = re.compile(r"\s*<(?:ul|ol|li)\b", re.IGNORECASE)
_ITEM_START = re.compile(r"<li\b[^<>]*>|<br\b[^<>]*>|(?:^|\n)[ \t]*[•▪●◦]|\n", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?P<close>[\"'”’)\]]*) (?=[\"'“‘(\[]*(?P<next>[^\W\d_]))")
_ABBREVIATIONS = re.compile(
    r"(?:approx|cf|dept|dr|e\.g|eds?|fig|i\.e|incl?|jr|mrs?|ms|nos?|pp?|ph\.d|prof|sr|st|viz|vol|vs)\.", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}|[A-HJ-UWYZ]\.")
"""U.S., or the initial of a name; a lone I, V or X is rather a numeral at the end of a sentence."""

_OPENING = "\"'“‘(["
_BREAKS_IN_CELLS = str.maketrans({"\x0b": "<br>", "\u2028": "<br>", "\x0c": "\n", "\u2029": "\n"})
"""Word ends a line within a cell in a way of its own; dropping that would join two words."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: `raw` as in the file, `text` without tags in one line, `column` counted from 1."""

    raw: str
    column: int

    @cached_property
    def text(self) -> str:
        """The words of the cell."""
        return plain_text(self.raw)

    @property
    def is_list(self) -> bool:
        """Whether the cell begins with a list tag."""
        return bool(_LIST.match(self.raw))


@dataclass(frozen=True, kw_only=True)
class TextRow:
    """The cells of one row, blank ones at its end left out, with the line that it begins on."""

    line: int
    cells: tuple[Cell, ...]

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold words."""
        return tuple(cell for cell in self.cells if cell.text)


def decode(content: bytes) -> str:
    """Return a text file's text: UTF-8, UTF-16 with its mark, else Western European. Raises RubricRefused."""
    if len(content) > LARGEST_FILE:
        raise RubricRefused(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB, which no rubric is.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        raise RubricRefused("This file is not text. Choose a text, CSV, Excel or JSON file.")
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RubricRefused("This file is not text. Choose a text, CSV, Excel or JSON file.")


def text_rows(text: str) -> Iterator[TextRow]:
    """Yield the rows that hold something. A line that goes on with a list belongs to the row above it."""
    first_line, cells = 0, list[list[str]]()
    for line, raws in _lines(clean_text(text.translate(_BREAKS_IN_CELLS))):
        if cells and _CONTINUES.match(raws[0]) and _LIST.match(cells[-1][0]):
            cells[-1].append(raws[0])
            cells.extend([raw] for raw in raws[1:])
            continue
        if cells:
            yield _row(first_line, cells)
        first_line, cells = line, [[raw] for raw in raws]
    if cells:
        yield _row(first_line, cells)


def _row(line: int, cells: Sequence[Sequence[str]]) -> TextRow:
    joined = ("\n".join(pieces) for pieces in cells)
    return TextRow(line=line, cells=tuple(Cell(raw=raw, column=column) for column, raw in enumerate(joined, 1)))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line that holds something, blank ones at its end left out, with its number."""
    start, line = 0, 1
    while start < len(text):
        cells, first_line = list[str](), line
        while True:
            found = _CELL.match(text, start)
            assert found is not None  # noqa: S101  # the second form matches anywhere
            quoted = found["quoted"]
            cells.append(found["plain"] if quoted is None else quoted.replace('""', '"'))
            line += found[0].count("\n")
            start = found.end() + 1
            if text[start - 1 : start] != "\t":
                break
        line += 1
        if len(cells) > MOST_COLUMNS:
            raise RubricRefused(f"The line has {len(cells):,} columns, which no rubric has.", subject=place(first_line))
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield first_line, cells


def plain_text(raw: str) -> str:
    """Return the words without tags, in one line."""
    return clean_line(html.unescape(_TAG.sub(" ", raw)))


def statements(raw: str) -> tuple[str, ...]:
    """Split a cell into its statements, word for word: at its list items if it has any, else after each sentence."""
    items = [text for each in _ITEM_START.split(raw) if each.strip() and (text := plain_text(each))]
    if len(items) > 1 or "<li" in raw.lower():
        return tuple(items)
    return tuple(_sentences(items[0])) if items else ()


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences: each ends with a period and the next begins with a capital letter."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        last_word = text[text.rfind(" ", start, found.start()) + 1 : found.start() + 1]
        if found["next"].isupper() and (found["close"] or not _is_abbreviation(last_word)):
            yield text[start : found.end() - 1]
            start = found.end()
    if start < len(text):
        yield text[start:]


def _is_abbreviation(word: str) -> bool:
    bare = word.lstrip(_OPENING)
    return bool(_ABBREVIATIONS.fullmatch(bare) or _INITIALS.fullmatch(bare))
