"""Reads rows of activities out of a table that somebody copied in Word, a spreadsheet or a plain text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.edition import ACTIVITY_TEXTS
from plans.imports.template_words import ACTIVITY_HEADINGS
from plplanner.kit.text import clean_text

FEWEST_HEADINGS = 2
LINE_LENGTHS: Mapping[str, int] = {"owner": 150, "audience": 300}

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_NEEDED_QUOTES = re.compile(r'[\t\n]|""')
_PLAIN = re.compile(r"[^\t\n]*")
_RULE = re.compile(r":?-{2,}:?")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class PastedActivity:
    """One row of a pasted table: the texts of an activity by their field."""

    texts: Mapping[str, str]


def read_activities(text: str) -> list[PastedActivity]:
    """Read rows of activities; a first row of headings says which column is which, else the template's order does.

    A cell that belongs to no field joins the resources under its heading, so that nothing gets lost.
    """
    rows = read_cells(text)
    fields: Sequence[str] = ACTIVITY_TEXTS
    headings: Sequence[str] = ()
    if rows and (named := _named_columns(rows[0])):
        headings, fields = rows[0], named
        rows = rows[1:]
    return [PastedActivity(texts=_texts(cells, fields, headings)) for cells in rows]


def read_cells(text: str) -> list[list[str]]:
    """Split a pasted table at its tabs, or at its upright bars if it has no tab; rows without any text are left out."""
    text = clean_text(text).strip("\n")
    is_barred = "\t" not in text and any(line.count("|") > 1 for line in text.split("\n"))
    rows = _barred_rows(text) if is_barred else _tabbed_rows(text)
    return [row for row in rows if any(row)]


def _tabbed_rows(text: str) -> Iterator[list[str]]:
    """Split as spreadsheets do: a cell in quotes may hold line ends and tabs, other quotes are just text."""
    row: list[str] = []
    at = 0
    while at <= len(text):
        cell, at = _cell_at(text, at)
        row.append(cell.strip())
        if at == len(text) or text[at] == "\n":
            yield row
            row = []
        at += 1


def _cell_at(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted is not None and _NEEDED_QUOTES.search(quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain else ("", at)


def _barred_rows(text: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
        if not all(_RULE.fullmatch(cell) for cell in cells):
            yield cells


def _named_columns(cells: Sequence[str]) -> list[str]:
    """Return the field of each column if the row is one of headings, else nothing."""
    names = [ACTIVITY_HEADINGS.get(" ".join(_WORDS.findall(cell.casefold())), "") for cell in cells]
    known = [name for name in names if name]
    return names if len(known) >= FEWEST_HEADINGS and len(set(known)) == len(known) else []


def _texts(cells: Sequence[str], fields: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    left_over: list[str] = []
    for column, cell in enumerate(cells):
        name = fields[column] if column < len(fields) else ""
        fits = len(cell) <= LINE_LENGTHS[name] and "\n" not in cell if name in LINE_LENGTHS else bool(name)
        if cell and fits:
            texts[name] = cell
        elif cell:
            heading = headings[column] if column < len(headings) else ""
            left_over.append(f"{heading}: {cell}" if heading else cell)
    if left_over:
        texts["resources"] = "\n".join(filter(None, [texts.get("resources", ""), *left_over]))
    return texts
