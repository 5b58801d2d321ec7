"""Writes a document as a Word file (WordprocessingML), part by part, in bounded time for thousands of rows.

Every tagged passage stands in a block-level content control whose tag is the passage's, so that a reader can take the
text back to its place; labels and prompts stand outside. The file names no address and fetches none.
"""

import datetime
import io
import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from plplanner.kit.blocks import (
    Block,
    Cell,
    Document,
    Embedded,
    Heading,
    Line,
    Passage,
    Role,
    Row,
    Table,
    joined_rows,
    kept_blocks,
    whole_rows,
)
from plplanner.kit.docx_parts import CONTENT_TYPE, DECLARATION, MAIN, OFFICE_RELATIONS, small_parts
from plplanner.kit.text import clean_line, clean_text, shorten

__all__ = ["CONTENT_TYPE", "write_docx"]

_PARTS = Path(__file__).parent / "docx"

_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 12240, 15840, 1080
_TEXT_WIDTH = _PAGE_WIDTH - 2 * _MARGIN
_LONGEST_FOOTER = 80
"""What fits on one line before the page number, in capitals and in the wider fonts of other word processors too."""

_STYLES = {
    Role.ANSWER: "PLAnswer",
    Role.LABEL: "PLLabel",
    Role.PROMPT: "PLPrompt",
    Role.BODY: "PLBody",
    Role.NOTE: "PLNote",
}


def write_docx(document: Document, *, created: datetime.datetime, embedded: Embedded | None = None) -> bytes:
    """Return the document as the bytes of a .docx file; the same input gives the same bytes."""
    buffer = io.BytesIO()
    footer = shorten(document.footer, _LONGEST_FOOTER)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in small_parts(document, created=created, embedded=embedded, footer_run=_run(footer)):
            _add(archive, name, [DECLARATION, text])
        for name in ("styles", "numbering"):
            _add(archive, f"word/{name}.xml", [(_PARTS / f"{name}.xml").read_text(encoding="utf-8")])
        _add(archive, "word/document.xml", _document_xml(document))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, texts: Iterator[str] | list[str]) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=False) as part:
        for text in texts:
            part.write(text.encode("utf-8"))


# The body ------------------------------------------------------------------------------------------------------------


def _document_xml(document: Document) -> Iterator[str]:
    writer = _BodyWriter()
    yield f'{DECLARATION}<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE_RELATIONS}"><w:body>'
    if document.kicker:
        yield _paragraph("PLKicker", Line(text=document.kicker))
    yield _paragraph("Title", Line(text=clean_line(document.title)))
    yield from (_paragraph("Subtitle", Line(text=each)) for each in document.subtitles)
    for block, keeps_next in kept_blocks(document):
        yield from writer.block(block, keeps_next=keeps_next)
    yield (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{_PAGE_WIDTH}" w:h="{_PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="540" w:footer="540" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


class _BodyWriter:
    """Writes blocks; numbers the content controls of one document."""

    def __init__(self) -> None:
        self.ids = itertools.count(1)

    def block(self, block: Block, *, keeps_next: bool) -> Iterator[str]:
        match block:
            case Heading():
                style = f"Heading{min(block.level, 3)}"
                yield self._tagged(block.tag, _paragraph(style, Line(text=clean_line(block.text))))
            case Passage():
                yield self.passage(block, keeps_next=keeps_next)
            case Table():
                yield from self.table(block)

    def passage(self, passage: Passage, *, is_first: bool = False, keeps_next: bool = False) -> str:
        style = _STYLES[passage.role]
        is_bold = passage.role == Role.LABEL
        extra = ("<w:keepNext/>" * keeps_next, '<w:spacing w:before="0"/>' * (is_first and is_bold))
        paragraphs = (_paragraph(style, line, extra, is_bold=is_bold) for line in passage.lines)
        return self._tagged(passage.tag, "".join(paragraphs))

    def _tagged(self, tag: str, paragraphs: str) -> str:
        if not tag:
            return paragraphs
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:id w:val="{next(self.ids)}"/></w:sdtPr>'
            f"<w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
        )

    def table(self, table: Table) -> Iterator[str]:
        widths = [_TEXT_WIDTH * share // 100 for share in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="PLTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(clean_line(table.name))}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        spans = _Spans(len(widths))
        for row in table.head:
            yield self.row(row, widths, spans, is_whole=True, is_head=True)
        for row, is_whole, is_joined in zip(table.rows, whole_rows(table), joined_rows(table), strict=True):
            yield self.row(row, widths, spans, is_whole=is_whole, is_joined=is_joined)
        # Two tables without a paragraph between them are one table to Word.
        yield "</w:tbl>" + _paragraph("PLGap", Line(text=""))

    def row(
        self,
        row: Row,
        widths: list[int],
        spans: "_Spans",
        *,
        is_whole: bool,
        is_head: bool = False,
        is_joined: bool = False,
    ) -> str:
        whole = "<w:cantSplit/>" if is_whole else ""
        head = "<w:tblHeader/>" if is_head else ""
        properties = f"<w:trPr>{whole}{head}</w:trPr>" if whole or head else ""
        borders = _borders(continues=row.continues, is_joined=is_joined)
        cells = "".join(
            self.cell(cell, sum(widths[at : at + span]), span, merge + borders, keeps_next=is_whole and is_joined)
            for cell, at, span, merge in spans.place(row)
        )
        return f"<w:tr>{properties}{cells}</w:tr>"

    def cell(self, cell: Cell | None, width: int, span: int, properties: str, *, keeps_next: bool) -> str:
        size = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        passages = (cell.passages if cell else ()) or (Passage(text=""),)
        content = "".join(
            self.passage(each, is_first=not at, keeps_next=keeps_next) for at, each in enumerate(passages)
        )
        return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{content}</w:tc>"


class _Spans:
    """Keeps track of cells that reach down, so that the rows below carry the merged cells Word wants."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.left = [0] * columns

    def place(self, row: Row) -> Iterator[tuple[Cell | None, int, int, str]]:
        """Yield each cell of the row, or None for one merged with the row above: column, span, merge."""
        cells, column = iter(row.cells), 0
        while column < self.columns:
            if self.left[column]:
                self.left[column] -= 1
                yield None, column, 1, "<w:vMerge/>"
                column += 1
                continue
            cell = next(cells, Cell())
            span = min(cell.columns, self.columns - column)
            if cell.rows > 1:
                self.left[column] = cell.rows - 1
            yield cell, column, span, '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            column += span


def _borders(*, continues: bool, is_joined: bool) -> str:
    if not (continues or is_joined):
        return ""
    top = '<w:top w:val="nil"/>' if continues else ""
    bottom = '<w:bottom w:val="nil"/>' if is_joined else ""
    return f"<w:tcBorders>{top}{bottom}</w:tcBorders>"


def _paragraph(style: str, line: Line, extra: tuple[str, str] = ("", ""), *, is_bold: bool = False) -> str:
    """Write a paragraph; `extra` are the properties that stand before and after the numbering."""
    numbering = "" if line.level is None else f'<w:numPr><w:ilvl w:val="{line.level}"/><w:numId w:val="1"/></w:numPr>'
    properties = f'<w:pStyle w:val="{style}"/>{extra[0]}{numbering}{extra[1]}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(line.text, is_bold=is_bold)}</w:p>"


def _run(text: str, *, is_bold: bool = False) -> str:
    """Write a run; a label's is bold by itself too, as programs that drop our styles keep what a run says."""
    if not text:
        return ""
    properties = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    pieces = (
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in clean_text(text).split("\t")
    )
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"
