"""Reads the first sheet of an XLSX file row by row, as text.

The usual readers lay a sheet out as one dense grid, so that a file of one kilobyte with a cell far out in the last
column ends the process for want of memory. This one keeps a row at a time.
"""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from plplanner.kit.archives import ArchiveKind, check_archive

MOST_COLUMNS = 2_000
LONGEST_CELL = 32_767
MOST_SHARED_TEXT = 100 * 1024 * 1024

_CHUNK = 64 * 1024
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_SHARED_STRINGS = "xl/sharedStrings.xml"


class WorkbookRefused(ValueError):
    """The workbook cannot be read; the message is a sentence that says what to do."""


class SheetRow(NamedTuple):
    """One row that holds something, with its number in the sheet."""

    line: int
    cells: list[str]


def read_first_sheet(file: BinaryIO) -> Iterator[SheetRow]:
    """Yield the rows of the first sheet; numbers as people would type them, errors and empty cells as "".

    Raises ArchiveRefused or WorkbookRefused, at the first row or later.
    """
    check_archive(file, kind=ArchiveKind.XLSX)
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        shared = _shared_strings(archive) if _SHARED_STRINGS in names else []
        sheet = _first_sheet_name(archive)
        if sheet not in names:
            raise WorkbookRefused("This workbook has no sheet to read. Save it again as Excel workbook (.xlsx).")
        reader = _SheetReader(shared)
        for piece in _pieces(archive, sheet):
            reader.feed(piece)
            yield from reader.take_rows()


class _Parser:
    """An expat parser that refuses document types, so nothing can be expanded or fetched."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def feed(self, piece: bytes) -> None:
        """Parse the next piece; an empty one ends the document."""
        try:
            self.parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise WorkbookRefused(
                "This workbook is damaged. Open it and save it again as Excel workbook (.xlsx)."
            ) from error

    def refuse_doctype(self, *_: object) -> None:
        raise WorkbookRefused(
            "This workbook holds a part that is not accepted. Save it again from Excel or LibreOffice."
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, text: str) -> None:
        """Ignore text, unless a subclass wants it."""


class _SheetReader(_Parser):
    """Collects the cells of a sheet into rows."""

    def __init__(self, shared: list[str]) -> None:
        super().__init__()
        self._shared = shared
        self._rows: list[SheetRow] = []
        self._line = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._cell_kind = ""
        self._text: list[str] | None = None
        self._length = 0

    def take_rows(self) -> list[SheetRow]:
        """Hand over the rows that are complete."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                self._start_row(attributes)
            case "c":
                self._start_cell(attributes)
            case "v" | "t":
                self._text = [] if self._text is None else self._text

    def end(self, name: str) -> None:
        match _local(name):
            case "row":
                self._end_row()
            case "v" | "t":
                self._end_value()

    def text(self, text: str) -> None:
        if self._text is None:
            return
        self._length += len(text)
        if self._length > LONGEST_CELL:
            raise WorkbookRefused(f"Row {self._line} has a cell of more than {LONGEST_CELL:,} characters. Shorten it.")
        self._text.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._line = int(number) if re.fullmatch(r"[0-9]{1,7}", number) else self._line + 1
        self._cells, self._column = {}, -1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column_index(reference[1]) if reference else self._column + 1
        if self._column >= MOST_COLUMNS:
            raise WorkbookRefused(
                f"Row {self._line} has more than {MOST_COLUMNS:,} columns. Remove the columns you do not need."
            )
        self._cell_kind = attributes.get("t", "n")
        self._length = 0

    def _end_value(self) -> None:
        value = "".join(self._text or [])
        self._text = None
        if self._column >= 0:
            self._cells[self._column] = self._cells.get(self._column, "") + self._as_text(value)

    def _as_text(self, value: str) -> str:
        match self._cell_kind:
            case "s":
                index = int(value) if re.fullmatch(r"[0-9]{1,9}", value) else len(self._shared)
                return self._shared[index] if index < len(self._shared) else ""
            case "n":
                return _number_as_typed(value)
            case "e":
                return ""
            case _:
                return _unescaped(value)

    def _end_row(self) -> None:
        if self._cells:
            cells = [self._cells.get(column, "") for column in range(max(self._cells) + 1)]
            self._rows.append(SheetRow(self._line, cells))
        self._cells = {}


class _SharedStringReader(_Parser):
    """Collects the workbook's shared texts, without their phonetic hints."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._in_text = False
        self._in_hint = False
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  # expat's signature
        match _local(name):
            case "si":
                self._parts = []
            case "rPh":
                self._in_hint = True
            case "t":
                self._in_text = not self._in_hint

    def end(self, name: str) -> None:
        match _local(name):
            case "si":
                self.strings.append(_unescaped("".join(self._parts)))
            case "rPh":
                self._in_hint = False
            case "t":
                self._in_text = False

    def text(self, text: str) -> None:
        if not self._in_text:
            return
        self._size += len(text)
        if self._size > MOST_SHARED_TEXT:
            raise WorkbookRefused("This workbook holds more text than can be read. Remove the sheets you do not need.")
        self._parts.append(text)


class _NameReader(_Parser):
    """Collects the attributes of the elements of one name."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self._wanted = wanted
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == self._wanted:
            self.found.append({_local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        pass


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    reader = _SharedStringReader()
    for piece in _pieces(archive, _SHARED_STRINGS):
        reader.feed(piece)
    return reader.strings


def _first_sheet_name(archive: zipfile.ZipFile) -> str:
    """Follow the workbook's relationships to its first sheet; fall back on the usual name."""
    sheets = _attributes(archive, ArchiveKind.XLSX.main_member, "sheet")
    targets = {
        item.get("Id", ""): item.get("Target", "") for item in _attributes(archive, _RELATIONSHIPS, "Relationship")
    }
    target = targets.get(sheets[0].get("id", ""), "") if sheets else ""
    if not target:
        return "xl/worksheets/sheet1.xml"
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attributes(archive: zipfile.ZipFile, member: str, element: str) -> list[dict[str, str]]:
    if member not in archive.namelist():
        return []
    reader = _NameReader(element)
    for piece in _pieces(archive, member):
        reader.feed(piece)
    return reader.found


def _pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield a member's bytes in small pieces, an empty one last."""
    with archive.open(member) as part:
        while piece := part.read(_CHUNK):
            yield piece
    yield b""


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _unescaped(text: str) -> str:
    """Undo how workbooks write characters that XML cannot hold, and texts that look like that: _x000D_, _x005F_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _number_as_typed(value: str) -> str:
    """Undo how spreadsheets store numbers: 175.06999999999999 is 175.07, 1.2E+3 is 1200."""
    try:
        number = Decimal(repr(float(value)))
    except (ValueError, InvalidOperation):
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30:  # noqa: PLR2004  # far beyond what a sheet stores exactly
        return value
    return f"{number.normalize():f}"
