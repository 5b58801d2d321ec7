"""The blocks of a Word document: lines, tables and content controls, with tracked changes as accepted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from plans.imports.blocks import Block, Cell, Control, Line, Row, Table, flat_lines
from plans.imports.inline import Fields, Inline, Sources, in_contents
from plans.imports.numbering import Numbering
from plans.imports.package import Element, Package, attribute, child, children, local
from plans.imports.results import ImportRefused
from plplanner.kit.text import clean_text

MOST_PARAGRAPHS = 100_000
MOST_CELLS = 200_000
WIDEST = 63
_WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag", "body", "txbxContent", "sdtContent", "hdr", "ftr"})
_ALTERNATIVES = ("Choice", "Fallback")


@dataclass
class Noticed:
    """What the reader left out or took as accepted, counted."""

    counts: Counter[str] = field(default_factory=Counter)


class Reader:
    """Reads parts of one package as blocks; keeps count of lists, notes and limits over all of them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        numbering, styles = package.related("numbering"), package.related("styles")
        styles_root = package.part(styles[0]) if styles else None
        self.numbering = Numbering(package.part(numbering[0]) if numbering else None, styles_root)
        self.headings = _heading_styles(styles_root)
        self.noticed = Noticed()
        self.paragraphs = 0
        self.cells = 0
        self.tables = 0
        self.used_notes: set[tuple[str, str]] = set()
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}

    def read(self, part: str, where: str = "") -> tuple[Block, ...]:
        """Read a whole part; the main part's `body`, or all of a header."""
        root = self.package.part(part)
        if root is None:
            return ()
        sources = Sources(addresses=_addresses(self.package, part), counts=self.noticed.counts, fields=Fields())
        body = child(root, "body")
        return tuple(_Flow(self, sources).blocks(root if body is None else body, where))

    def unused_notes(self) -> Iterator[Line]:
        """Yield the notes that no paragraph referred to."""
        for kind, notes in self.notes.items():
            for number in notes:
                if (kind, number) not in self.used_notes:
                    yield from self.note_lines(kind, number)

    def note_lines(self, kind: str, number: str) -> Iterator[Line]:
        """Yield the lines of a note, once."""
        found = self.notes[kind].get(number)
        if found is None or (kind, number) in self.used_notes:
            return
        self.used_notes.add((kind, number))
        element, part = found
        sources = Sources(addresses=_addresses(self.package, part), counts=self.noticed.counts, fields=Fields())
        lines = [line for line in flat_lines(tuple(_Flow(self, sources).blocks(element, kind))) if line.text.strip()]
        for index, line in enumerate(lines):
            text = line.written.strip()
            yield Line(text=f"Note: {text}" if index == 0 else text, where=kind, glued=index > 0)
        self.noticed.counts["note"] += 1

    def _notes(self, kind: str) -> dict[str, tuple[Element, str]]:
        return {
            attribute(each, "id"): (each, part)
            for part in self.package.related(f"{kind}s")
            for each in children(self.package.part(part), kind)
            if attribute(each, "type") in {"", "normal"}
        }


class _Flow:
    """Reads one part's content in order."""

    def __init__(self, reader: Reader, sources: Sources) -> None:
        self.reader = reader
        self.sources = sources
        self.carried = ""

    def blocks(self, parent: Element, where: str) -> Iterator[Block]:
        count = 0
        for element in parent:
            name = local(element)
            if name == "p":
                count += 1
                yield from self._paragraph(element, where or f"paragraph {count}")
            elif name == "tbl":
                yield self._table(element, where)
            elif name == "sdt":
                yield from self._control(element, where)
            elif name in _WRAPPERS:
                yield from self.blocks(element, where)
            elif name == "AlternateContent":
                yield from self._alternative(element, where)
            elif name in {"altChunk", "subDoc"}:
                self.sources.counts["inserted"] += 1
        if self.carried.strip():
            # The last paragraph's mark was deleted, so its text had nothing to join.
            text, self.carried = self.carried, ""
            yield Line(text=clean_text(text), where=where or "the end")

    def _alternative(self, element: Element, where: str) -> Iterator[Block]:
        for name in _ALTERNATIVES:
            for choice in children(element, name):
                found = tuple(self.blocks(choice, where))
                if found:
                    yield from found
                    return

    def _control(self, element: Element, where: str) -> Iterator[Block]:
        properties = child(element, "sdtPr")
        content = child(element, "sdtContent")
        if content is None:
            return
        if child(properties, "showingPlcHdr") is not None:
            blocks: tuple[Block, ...] = ()
        else:
            blocks = tuple(self.blocks(content, where))
        tag = attribute(child(properties, "tag"), "val")
        if tag:
            yield Control(tag=tag, blocks=blocks)
        else:
            yield from blocks

    def _paragraph(self, element: Element, where: str) -> Iterator[Block]:
        self.reader.paragraphs += 1
        if self.reader.paragraphs > MOST_PARAGRAPHS:
            raise ImportRefused(
                "too-large", f"The document has more than {MOST_PARAGRAPHS:,} paragraphs. Split it and try again."
            )
        inline = Inline(self.sources)
        contents = in_contents(self.sources.fields)
        inline.read(element)
        if (contents or in_contents(self.sources.fields)) and inline.text[-1:].isdecimal():
            # A line of a table of contents repeats a heading and its page.
            self.sources.counts["contents"] += 1
            return
        properties = child(element, "pPr")
        text, self.carried = self.carried + inline.text, ""
        if child(properties, "rPr", "del") is not None or child(properties, "rPr", "moveFrom") is not None:
            self.carried = text
            text = ""
        if text or not self.carried:
            yield from self._lines(text, properties, where)
        for box in inline.boxes:
            self.sources.counts["text-box"] += 1
            yield from self.blocks(box, f"{where}, text box")
        for kind, number in inline.notes:
            yield from self.reader.note_lines(kind, number)

    def _lines(self, text: str, properties: Element | None, where: str) -> Iterator[Line]:
        marker = self.reader.numbering.marker(properties, is_blank=not text.strip())
        is_heading = attribute(child(properties, "pStyle"), "val") in self.reader.headings
        for index, part in enumerate(clean_text(text).split("\n")):
            yield Line(text=part, where=where, marker="" if index else marker, is_heading=is_heading, glued=index > 0)

    def _table(self, element: Element, where: str) -> Table:
        if not where:
            self.reader.tables += 1
        name = f"{where}, inner table" if where else f"table {self.reader.tables}"
        rows = tuple(
            self._row(row, f"{name}, row {number}") for number, row in enumerate(_rows(element, self.sources), 1)
        )
        widest = max((cell.last for row in rows for cell in row.cells), default=0) + 1
        return Table(rows=rows, columns=widest, where=name)

    def _row(self, element: Element, where: str) -> Row:
        column = _small(attribute(child(element, "trPr", "gridBefore"), "val"), default=0)
        cells = []
        for number, (cell, tag) in enumerate(_cells(element), 1):
            self.reader.cells += 1
            if self.reader.cells > MOST_CELLS:
                raise ImportRefused("too-large", f"The tables have more than {MOST_CELLS:,} cells. Split the document.")
            properties = child(cell, "tcPr")
            span = max(1, _small(attribute(child(properties, "gridSpan"), "val"), default=1))
            merge = child(properties, "vMerge")
            blocks = tuple(self.blocks(cell, f"{where}, column {number}"))
            cells.append(
                Cell(
                    blocks=(Control(tag=tag, blocks=blocks),) if tag else blocks,
                    first=column,
                    last=column + span - 1,
                    continues=merge is not None and attribute(merge, "val") != "restart",
                )
            )
            column += span
        return Row(cells=tuple(cells), where=where)


def _rows(table: Element, sources: Sources) -> Iterator[Element]:
    """Yield a table's rows, also inside row-level controls and tracked insertions, without deleted ones."""
    for element in table:
        name = local(element)
        if name == "tr":
            if child(element, "trPr", "del") is None:
                yield element
            else:
                sources.counts["deleted"] += 1
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from _rows(content, sources)
        elif name in {"ins", "moveTo", "customXml"}:
            yield from _rows(element, sources)


def _cells(row: Element, tag: str = "") -> Iterator[tuple[Element, str]]:
    """Yield a row's cells, each with the tag of the cell-level control around it."""
    for element in row:
        name = local(element)
        if name == "tc":
            if child(element, "tcPr", "cellDel") is None:
                yield element, tag
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from _cells(content, attribute(child(element, "sdtPr", "tag"), "val"))
        elif name in {"ins", "customXml"}:
            yield from _cells(element, tag)


def _small(value: str, *, default: int) -> int:
    return min(int(value), WIDEST) if value.isdecimal() and len(value) < len("10000") else default


def _addresses(package: Package, part: str) -> dict[str, str]:
    return {key: target for key, (target, _, outside) in package.relationships(part).items() if outside}


def _heading_styles(styles: Element | None) -> frozenset[str]:
    found = set()
    for style in children(styles, "style"):
        name = attribute(child(style, "name"), "val").casefold()
        if name.startswith(("heading", "title")) or child(style, "pPr", "outlineLvl") is not None:
            found.add(attribute(style, "styleId"))
    return frozenset(found)
