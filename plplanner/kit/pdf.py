"""Makes a tagged PDF (PDF/UA-1) of a document with typst, from fonts in this package and no address.

What people wrote goes in as strings of one JSON value. A character that no font can show would end the PDF, so it is
written out by name.
"""

import bisect
import functools
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

from plplanner.kit import pdf_worker
from plplanner.kit.blocks import Block, Document, Heading, Passage, Row, Table, joined_rows, kept_blocks, whole_rows
from plplanner.kit.text import clean_line, clean_text, shorten

CONTENT_TYPE = "application/pdf"
LONGEST_SECONDS = 120

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_FAMILIES = ["Source Sans 3", "DejaVu Sans", "Noto Emoji"]
_LONGEST_FOOTER = 100
# Words longer than the narrowest column may break anywhere; addresses break after their marks first.
_LONG_WORD = re.compile(r"[\x21-\x7e\u00a1-\u024f]{19,}|\S{60,}")
_BREAKS = re.compile(r"[^/?&=._@:;,|-]{1,16}[/?&=._@:;,|-]*|[/?&=._@:;,|-]{1,16}")
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}


class PdfError(Exception):
    """The document could not be made into a PDF."""


def write_pdf(document: Document) -> bytes:
    """Return the document as the bytes of a PDF/UA-1 file. Raises PdfError when it cannot be made."""
    value = json.dumps(_document(document), ensure_ascii=False)
    missing = sorted({each for each in value if not _is_shown(each)})
    if missing:
        try:
            return _compile(value, with_system_fonts=True)
        except PdfError:
            value = value.translate({ord(each): _spelled(each) for each in missing})
    return _compile(value, with_system_fonts=False)


def _compile(value: str, *, with_system_fonts: bool) -> bytes:
    command = [sys.executable, "-m", pdf_worker.__name__, *["system"] * with_system_fonts]
    try:
        done = subprocess.run(  # noqa: S603  (our own module, no text from outside among the arguments)
            command,
            input=value.encode("utf-8"),
            capture_output=True,
            check=False,
            cwd=_HERE.parent.parent,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"The PDF took longer than {LONGEST_SECONDS} seconds.") from error
    if done.returncode:
        raise PdfError(done.stderr.decode("utf-8", "replace")[-1_000:].strip())
    return done.stdout


# Characters ----------------------------------------------------------------------------------------------------------


@functools.cache
def _coverage() -> tuple[list[int], list[int]]:
    """Return the first and last characters of the ranges that the fonts in this package can show."""
    lines = (_FONTS / "coverage.txt").read_text(encoding="ascii").splitlines()
    ranges = [line.partition("-") for line in lines if not line.startswith("#")]
    return [int(first, 16) for first, _, _ in ranges], [int(last or first, 16) for first, _, last in ranges]


@functools.cache
def _is_shown(character: str) -> bool:
    if unicodedata.category(character) in _INVISIBLE:
        return True
    firsts, lasts = _coverage()
    at = bisect.bisect_right(firsts, ord(character)) - 1
    return at >= 0 and ord(character) <= lasts[at]


def _spelled(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"[{name.lower()}]" if name and "IDEOGRAPH" not in name else f"[U+{ord(character):04X}]"


def _breakable(text: str) -> str:
    """Let words that are longer than a narrow column break, by zero-width spaces."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_BREAKS.findall(word[0])), text)


# Blocks --------------------------------------------------------------------------------------------------------------


def _document(document: Document) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    return {
        "title": clean_line(document.title) or "Document",
        "author": clean_line(document.author),
        "lang": language,
        "region": region,
        "fonts": _FAMILIES,
        "kicker": clean_line(document.kicker),
        "subtitles": [clean_line(each) for each in document.subtitles],
        "footer": shorten(document.footer, _LONGEST_FOOTER),
        "blocks": [_block(each, keeps_next=keeps_next) for each, keeps_next in kept_blocks(document)],
    }


def _block(block: Block, *, keeps_next: bool) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": min(block.level, 3), "text": _breakable(clean_line(block.text))}
        case Passage():
            return {"kind": "passage", "sticky": keeps_next, **_passage(block)}
        case Table():
            rows = zip(block.rows, whole_rows(block), joined_rows(block), strict=True)
            return {
                "kind": "table",
                "widths": block.widths,
                "head": [_row(each, whole=True, joined=False) for each in block.head],
                "rows": [_row(row, whole=whole, joined=joined) for row, whole, joined in rows],
            }


def _row(row: Row, *, whole: bool, joined: bool) -> dict[str, Any]:
    return {
        "whole": whole,
        "continues": row.continues,
        "joined": joined,
        "cells": [
            {"rows": cell.rows, "columns": cell.columns, "passages": [_passage(each) for each in cell.passages]}
            for cell in row.cells
        ],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    lines = [[-1 if line.level is None else line.level, _breakable(clean_text(line.text))] for line in passage.lines]
    return {"role": str(passage.role), "lines": lines}
