"""Writes a document as HTML: a sheet for a page, or a web page that stands alone, without a script.

Built as text, not by a template: a plan has up to tens of thousands of passages, and a template takes many times as
long. Everything is escaped here.
"""

import html
from collections.abc import Iterable, Iterator
from itertools import groupby

from plplanner.kit.blocks import Block, Cell, Document, Heading, Line, Passage, Role, Row, Table, joined_rows
from plplanner.kit.text import clean_text

CONTENT_TYPE = "text/html; charset=utf-8"

_CLASSES = {
    Role.ANSWER: "sheet-answer",
    Role.LABEL: "sheet-label",
    Role.PROMPT: "sheet-prompt",
    Role.BODY: "sheet-body",
    Role.NOTE: "sheet-source",
}


def sheet_html(document: Document) -> str:
    """Return the document as one `article`, safe to put into a page; its title is the page's `h1`."""
    return "".join(_sheet(document))


def page_html(document: Document, *, styles: str) -> bytes:
    """Return a whole web page with its styles inside, in UTF-8; it loads nothing and runs nothing."""
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{_text(document.language)}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{_text(document.title)}</title>\n<style>\n{styles}\n</style>\n</head>\n<body>\n<main>\n",
            *_sheet(document),
            "\n</main>\n</body>\n</html>\n",
        )
    ).encode("utf-8")


def _text(text: str) -> str:
    return html.escape(clean_text(text))


def _sheet(document: Document) -> Iterator[str]:
    yield '<article class="sheet"><header class="sheet-title">'
    if document.kicker:
        yield f'<p class="sheet-kicker">{_text(document.kicker)}</p>'
    yield f'<h1 dir="auto">{_text(document.title)}</h1>'
    yield from (f"<p>{_text(each)}</p>" for each in document.subtitles)
    yield "</header>\n"
    for block in document.blocks:
        yield from _block(block)
    yield "</article>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            yield f'<h{level} dir="auto">{_text(block.text)}</h{level}>\n'
        case Passage():
            yield _passage(block) + "\n"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    name = _text(table.name)
    narrow = " sheet-table-narrow" if table.is_narrow else ""
    columns = "".join(f'<col class="sheet-col-{share}">' for share in table.widths)
    yield (
        f'<div class="sheet-scroll" role="region" tabindex="0" aria-label="{name}"><table class="sheet-table{narrow}">'
        f'<caption class="visually-hidden">{name}</caption><colgroup>{columns}</colgroup><thead>'
    )
    yield from (_row(each, scope="col", joined=False) for each in table.head)
    yield "</thead><tbody>"
    yield from (
        _row(row, scope="row", joined=joined) for row, joined in zip(table.rows, joined_rows(table), strict=True)
    )
    yield "</tbody></table></div>\n"


def _row(row: Row, *, scope: str, joined: bool) -> str:
    names = [name for name, given in (("sheet-continues", row.continues), ("sheet-joined", joined)) if given]
    attribute = f' class="{" ".join(names)}"' if names else ""
    return f"<tr{attribute}>{''.join(_cell(each, scope) for each in row.cells)}</tr>\n"


def _cell(cell: Cell, scope: str) -> str:
    name, attributes = ("th", f' scope="{scope}"') if cell.is_heading else ("td", "")
    if cell.rows > 1:
        attributes += f' rowspan="{cell.rows}"'
    if cell.columns > 1:
        attributes += f' colspan="{cell.columns}"'
    return f"<{name}{attributes}>{''.join(_passage(each) for each in cell.passages)}</{name}>"


def _passage(passage: Passage) -> str:
    """Write a passage; of a blank one nothing."""
    if not passage.text:
        return ""
    return f'<div class="{_CLASSES[passage.role]}" dir="auto">{"".join(_flow(passage.lines))}</div>'


def _flow(lines: Iterable[Line]) -> Iterator[str]:
    for is_list, run in groupby(lines, key=lambda line: line.level is not None):
        items = list(run)
        yield from _list(items) if is_list else _paragraphs(items)


def _paragraphs(lines: Iterable[Line]) -> Iterator[str]:
    """Lines that follow one another make a paragraph; an empty line ends it."""
    for is_filled, run in groupby(lines, key=lambda line: bool(line.text.strip())):
        if is_filled:
            yield f"<p>{'<br>'.join(_text(line.text) for line in run)}</p>"


def _list(items: list[Line]) -> Iterator[str]:
    depth = 0
    for item in items:
        level = (item.level or 0) + 1
        if level > depth:
            # A list inside a list stands in an item, also where the text skips a level.
            yield "<ul><li>" * (level - depth)
        else:
            yield "</li></ul>" * (depth - level) + "</li><li>"
        depth = level
        yield _text(item.text)
    yield "</li></ul>" * depth
