"""Digests of what a document prints of itself: a line that comes back and is not among them, a person wrote."""

import hashlib
import unicodedata
from collections.abc import Iterator

from plplanner.kit.blocks import Document, Heading, Passage, Role, Table
from plplanner.kit.text import shorten

LONGEST_FOOTER = 100
_LENGTH = 16


def printed_digest(line: str) -> str:
    """Return the digest of one line, blind to spaces."""
    folded = " ".join(unicodedata.normalize("NFKC", line).split())
    return hashlib.sha256(folded.encode(errors="replace")).hexdigest()[:_LENGTH]


def printed_digests(document: Document) -> tuple[str, ...]:
    """Return the digests of all lines of a document but its answers."""
    lines = {line.strip() for text in _texts(document) for line in text.split("\n")}
    return tuple(sorted({printed_digest(line) for line in lines if line}))


def _texts(document: Document) -> Iterator[str]:
    yield from (
        document.title,
        document.kicker,
        document.footer,
        shorten(document.footer, LONGEST_FOOTER),
        *document.subtitles,
    )
    for block in document.blocks:
        match block:
            case Heading():
                yield block.text
            case Passage():
                yield from _passage(block)
            case Table():
                for row in (*block.head, *block.rows):
                    for cell in row.cells:
                        for passage in cell.passages:
                            yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[str]:
    if passage.role != Role.ANSWER:
        yield passage.text
