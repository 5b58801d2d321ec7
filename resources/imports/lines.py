"""Reads rows of ledger lines. A column that the file has not got says nothing about a line."""

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from plans.enums import DeliveryPhase
from plplanner.kit.numbers import parse_missing
from plplanner.kit.tables import Row
from resources.calculations.shares import WHOLE
from resources.enums import CostElement, PaidTime, QuantityUnit, ResourceKind
from resources.exports.columns import FundsUnreadable, read_funds
from resources.imports.cells import (
    choice_reader,
    folded,
    read_money,
    read_quantity,
    read_text,
    read_year,
    read_yes,
)
from resources.imports.findings import CellRefused, RowFinding, error_in
from resources.imports.first_rows import FirstRows
from resources.imports.headers import Layout
from resources.imports.look_ups import LookUps

Part = tuple[uuid.UUID, Decimal]
Parts = tuple[Part, ...]
"""The funds of a line, each with its part in percent or dollars."""

LONGEST_TITLE = 200
LONGEST_NOTE = 20_000
LONGEST_ID = 80
SMALLEST_PART = Decimal("0.0001")
LARGEST_PART = Decimal(999_999_999_999)
MOST_KEPT = 4_096
"""So many different texts of a column are read once only; beyond that each is read anew, in the same memory."""

FIELDS: Mapping[str, str] = {
    "fiscal_year": "school_year",
    "title": "title",
    "resource_kind": "resource_kind",
    "cost_element": "cost_element",
    "delivery_phase": "delivery_phase",
    "paid_time": "paid_time",
    "technology_training": "is_technology_training",
    "recurring": "is_recurring",
    "pathway": "pathway_id",
    "department": "department_id",
    "school": "school_id",
    "quantity": "quantity",
    "unit": "unit",
    "planned": "planned",
    "committed": "committed",
    "actual": "actual",
    "function_code": "function_code_id",
    "object_code": "object_code_id",
    "note": "note",
}
"""The line's attribute behind each column; `id` and `funds` are apart."""

_DEFAULTS: Mapping[str, Any] = {
    "title": "",
    "resource_kind": "",
    "cost_element": "",
    "delivery_phase": "",
    "paid_time": "",
    "is_technology_training": False,
    "is_recurring": False,
    "unit": "",
    "note": "",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRow:
    """One usable row: the values of all columns, in the order of `FIELDS`; those of absent columns are blank."""

    row: int
    id: str
    is_named: bool
    """Whether the id stands in the file; otherwise it is derived from what the row says."""
    values: list[Any]
    parts: Parts


@dataclass(kw_only=True)
class LineReader:
    """Reads rows one by one and remembers their ids, to find one that is there twice."""

    layout: Layout
    look_ups: LookUps
    default_year: int | None = None
    """The year of all lines where the file has no such column."""
    _first_rows: FirstRows = field(default_factory=FirstRows)
    _occurrences: dict[bytes, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        blank = {name: _DEFAULTS.get(name) for name in FIELDS.values()}
        blank["school_year"] = self.default_year
        self._blank = list(blank.values())
        self._order = {name: position for position, name in enumerate(FIELDS)}
        readers = _readers(self.look_ups)
        self._columns = [
            (place, self._order[name], readers[name], dict[str, Any]())
            for name, place in self.layout.places.items()
            if name in FIELDS
        ]
        self._funds_known: dict[str, Parts] = {}
        self._named = [self._order["pathway"], self._order["department"]]

    @property
    def columns(self) -> list[str]:
        """Name the columns that the file has, `id` and `funds` apart."""
        return [name for name in FIELDS if name in self.layout.places]

    def read(self, row: Row) -> LineRow | list[RowFinding]:
        """Return what the row says, or all that is wrong with it."""
        try:
            cells = self.layout.fit(row)
        except CellRefused as refused:
            return [RowFinding(row=row.line, reason=refused.reason, cure=refused.cure)]
        values = self._blank.copy()
        findings: list[RowFinding] = []
        for place, position, read, known in self._columns:
            text = cells[place]
            if text in known:
                values[position] = known[text]
                continue
            try:
                value = values[position] = read(text)
            except CellRefused as refused:
                findings.append(error_in(row.line, self.layout.header[place], text, refused))
                continue
            if len(known) < MOST_KEPT:
                known[text] = value
        parts = self._parts(row.line, cells, findings)
        line_id, is_named = self._id(row.line, cells, values, parts, findings)
        if findings:
            return findings
        return LineRow(row=row.line, id=line_id, is_named=is_named, values=values, parts=parts)

    def _parts(self, line: int, cells: list[str], findings: list[RowFinding]) -> Parts:
        place = self.layout.places.get("funds")
        if place is None:
            return ()
        text = cells[place]
        known = self._funds_known.get(text)
        if known is None:
            try:
                known = _read_parts(text, self.look_ups)
            except CellRefused as refused:
                findings.append(error_in(line, self.layout.header[place], text, refused))
                return ()
            if len(self._funds_known) < MOST_KEPT:
                self._funds_known[text] = known
        return known

    def _id(
        self, line: int, cells: list[str], values: list[Any], parts: Parts, findings: list[RowFinding]
    ) -> tuple[str, bool]:
        place = self.layout.places.get("id")
        text = cells[place] if place is not None else ""
        if not text or parse_missing(text) is not None:
            return self._derived_id(cells, values, parts), False
        try:
            line_id = read_text(text, longest=LONGEST_ID)
        except CellRefused as refused:
            findings.append(error_in(line, self.layout.heading("id"), text, refused))
            return "", True
        first = self._first_rows.first(line_id, line)
        if first != line:
            twice = CellRefused(f"Row {first} has this id too.", "Give each line an id of its own.")
            findings.append(error_in(line, self.layout.heading("id"), text, twice))
        return line_id, True

    def _derived_id(self, cells: list[str], values: list[Any], parts: Parts) -> str:
        """Return an id that the same content has each time; equal rows are numbered."""
        said = values.copy()
        for position, name in zip(self._named, ("pathway", "department"), strict=True):
            # By name: the id of what the load itself adds is not known before.
            place = self.layout.places.get(name)
            said[position] = "" if place is None else folded(cells[place])
        content = "\x1f".join(map(str, (*said, *parts)))
        digest = hashlib.blake2b(content.encode(), digest_size=12).digest()
        number = self._occurrences[digest] = self._occurrences.get(digest, 0) + 1
        return f"row-{digest.hex()}-{number}"


def _readers(look_ups: LookUps) -> Mapping[str, Callable[[str], Any]]:
    return {
        "fiscal_year": read_year,
        "title": partial(read_text, longest=LONGEST_TITLE),
        "resource_kind": choice_reader(ResourceKind),
        "cost_element": choice_reader(CostElement),
        "delivery_phase": choice_reader(DeliveryPhase),
        "paid_time": choice_reader(PaidTime),
        "technology_training": read_yes,
        "recurring": read_yes,
        "pathway": look_ups.pathways.find_or_add,
        "department": look_ups.departments.find_or_add,
        "school": look_ups.school,
        "quantity": read_quantity,
        "unit": choice_reader(QuantityUnit, also={"fte": "fte", "full-time equivalents": "fte"}),
        "planned": read_money,
        "committed": read_money,
        "actual": read_money,
        "function_code": look_ups.function,
        "object_code": look_ups.object,
        "note": partial(read_text, longest=LONGEST_NOTE),
    }


def _read_parts(text: str, look_ups: LookUps) -> Parts:
    """Read who pays; one fund without a share pays the whole."""
    if parse_missing(text) is not None:
        return ()
    plain = read_text(text, longest=LONGEST_NOTE)
    whole = look_ups.funds.find(plain)
    if whole is not None:
        return ((whole, WHOLE),)
    try:
        named = read_funds(plain)
    except FundsUnreadable as refused:
        raise CellRefused("The funds cannot be read.", str(refused)) from None
    parts = tuple((look_ups.fund(name), part) for name, part in named)
    if any(not SMALLEST_PART <= part <= LARGEST_PART or part % SMALLEST_PART for _, part in parts):
        raise CellRefused(
            "A share is not more than zero, or too fine.", "Enter shares of more than zero, with at most four decimals."
        )
    if len({fund for fund, _ in parts}) < len(parts):
        raise CellRefused("A fund is named twice.", "Name each fund once, with all of its share.")
    return parts
