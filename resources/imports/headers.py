"""Which columns a file of the ledger has: by the names of our own exports, and by others that people use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from plplanner.kit.tables import Row, Table, TableRefused, open_table
from plplanner.kit.text import clean_line, shorten
from resources.enums import ImportKind
from resources.exports.columns import LINE_HEADERS
from resources.imports.findings import CellRefused, FileRefused

FUND_HEADERS = (
    "id",
    "name",
    "kind",
    "assistance_listing",
    "program",
    "starts_on",
    "ends_on",
    "allowable_use",
    "fiscal_year",
    "award",
    "carry_over",
)
STAFF_HEADERS = ("id", "name", "role", "vacant", "focus", "fiscal_year", "school", "period", "fte")
HEADERS: Mapping[ImportKind, Sequence[str]] = {
    ImportKind.LINES: LINE_HEADERS,
    ImportKind.FUNDS: FUND_HEADERS,
    ImportKind.STAFF: STAFF_HEADERS,
}

_COMMON = {
    "external_id": "id",
    "id_in_your_finance_system": "id",
    "id_in_your_staff_system": "id",
    "fy": "fiscal_year",
    "year": "fiscal_year",
    "school_year": "fiscal_year",
}
_SYNONYMS: Mapping[ImportKind, Mapping[str, str]] = {
    ImportKind.LINES: _COMMON
    | {
        "what_it_is": "title",
        "name": "title",
        "description": "title",
        "line": "title",
        "kind": "resource_kind",
        "kind_of_resource": "resource_kind",
        "phase": "delivery_phase",
        "learning_to_teach_with_technology": "technology_training",
        "comes_again_each_year": "recurring",
        "budget": "planned",
        "budgeted": "planned",
        "encumbered": "committed",
        "spent": "actual",
        "expended": "actual",
        "fund": "funds",
        "fund_shares": "funds",
        "paid_by": "funds",
        "function": "function_code",
        "object": "object_code",
        "notes": "note",
    },
    ImportKind.FUNDS: _COMMON
    | {
        "fund": "name",
        "fund_name": "name",
        "cfda": "assistance_listing",
        "assistance_listing_number": "assistance_listing",
        "is_program": "program",
        "available_from": "starts_on",
        "available_until": "ends_on",
        "what_it_may_pay_for": "allowable_use",
        "amount": "award",
        "carryover": "carry_over",
        "carried_over_from_the_year_before": "carry_over",
    },
    ImportKind.STAFF: _COMMON | {"person": "name", "is_vacant": "vacant"},
}
_OWN: Mapping[ImportKind, set[str]] = {
    ImportKind.FUNDS: {"award", "carry_over", "allowable_use", "assistance_listing", "program", "ends_on"},
    ImportKind.STAFF: {"fte", "role", "vacant", "focus", "period"},
    ImportKind.LINES: {"planned", "committed", "actual", "resource_kind", "cost_element", "funds", "delivery_phase"},
}
"""Columns that tell a kind of file from the others; in the order in which the kinds are tried."""
_NAMED_BY: Mapping[ImportKind, set[str]] = {
    ImportKind.FUNDS: {"name"},
    ImportKind.STAFF: {"name"},
    ImportKind.LINES: {"title", "id"},
}
_APART = re.compile(r"[\W_]+")
_OF_SEVERAL_LINES = {"note", "allowable_use"}
LONGEST_HEADING = 40


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A file's kind, and where its columns stand."""

    kind: ImportKind
    header: Sequence[str]
    places: Mapping[str, int]
    unknown: Sequence[str]

    def heading(self, name: str) -> str:
        """Return a column's name as the file writes it; our own where the file has no such column."""
        place = self.places.get(name)
        return name if place is None else shorten(self.header[place], LONGEST_HEADING)

    def fit(self, row: Row) -> list[str]:
        """Return as many cells as the header has, each one line but for notes.

        Raises CellRefused for a row that is longer or shorter: it is not what it seems.
        """
        cells = self._of_right_width(row)
        if not any("\n" in cell for cell in cells):
            return cells
        kept = {self.places.get(name) for name in _OF_SEVERAL_LINES}
        return [cell if place in kept else clean_line(cell) for place, cell in enumerate(cells)]

    def _of_right_width(self, row: Row) -> list[str]:
        width, cells = len(self.header), row.cells
        if len(cells) == width:
            return cells
        if any(cells[width:]):
            cure = "Put cells that hold a comma in quotation marks, or save the file again from a spreadsheet."
        elif len(cells) < width:
            cure = "The row may be cut short, or be a note below the table. Complete or remove it."
        else:
            return cells[:width]
        raise CellRefused(f"The row has {len(cells):,} columns, the header has {width:,}.", cure)


@dataclass(frozen=True, kw_only=True)
class LedgerFile:
    """An opened file: its layout, and its rows, which are read as they are asked for."""

    layout: Layout
    table: Table


def open_ledger_file(file: BinaryIO, *, kind: ImportKind | None) -> LedgerFile:
    """Find the header and understand its columns; without a kind it is found out. Raises FileRefused."""
    kinds = list(_OWN) if kind is None else [kind]
    try:
        table = open_table(
            file, is_header=lambda cells: any(_is_header(cells, each) for each in kinds), keeps_breaks=True
        )
    except TableRefused as error:
        sentence = str(error)
        if "row of column names" in sentence:
            sentence = f"No row of column names was found. {_expected(kind)}"
        raise FileRefused(sentence) from error
    found = next(each for each in kinds if _is_header(table.header, each))
    return LedgerFile(layout=_layout(found, table.header), table=table)


def _expected(kind: ImportKind | None) -> str:
    if kind is None:
        return "Begin from one of the templates, which have the names of all columns."
    return f"A file of {kind.label.lower()} has columns such as {', '.join(HEADERS[kind][:4])}."


def _is_header(cells: Sequence[str], kind: ImportKind) -> bool:
    names = {_column(cell, kind) for cell in cells}
    return bool(names & _NAMED_BY[kind]) and bool(names & _OWN[kind])


def _column(cell: str, kind: ImportKind) -> str:
    name = _APART.sub("_", cell).strip("_").casefold()
    return _SYNONYMS[kind].get(name, name)


def _layout(kind: ImportKind, header: Sequence[str]) -> Layout:
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, cell in enumerate(header):
        name = _column(cell, kind)
        if name in places:
            raise FileRefused(
                f"Two columns are named {name}: “{shorten(header[places[name]], LONGEST_HEADING)}” and "
                f"“{shorten(cell, LONGEST_HEADING)}”. Keep one of them."
            )
        if name in HEADERS[kind]:
            places[name] = place
        elif cell:
            unknown.append(shorten(cell, LONGEST_HEADING))
    return Layout(kind=kind, header=header, places=places, unknown=unknown)
