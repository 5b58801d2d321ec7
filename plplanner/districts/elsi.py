"""Reads an NCES ELSI table export (district level) exactly as downloaded, or as a spreadsheet saved it again.

NCES writes title lines, a header whose columns name their survey and year, one row an agency, and a footer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO, NamedTuple

from plplanner.districts.elsi_columns import (
    AGENCY_TYPE,
    LOCALE,
    STATE_FIPS,
    STATES_BY_CODE,
    STATES_BY_NAME,
    Column,
    Layout,
    is_header,
    names_schools,
    read_layout,
)
from plplanner.districts.enums import FactStatus, Locale, Measure, State
from plplanner.kit.numbers import (
    LARGEST_AMOUNT,
    QUANTA,
    Missing,
    NumberKind,
    NumberRefused,
    parse_missing,
    parse_value,
    round_to,
)
from plplanner.kit.tables import Row, Table, TableRefused, open_table
from plplanner.kit.text import shorten

LONGEST_NAME = 200
LONGEST_AGENCY_TYPE = 120
LEAID_DIGITS = 7

_DIGITS = re.compile(r"[0-9]+")
_FOOTER = re.compile(r"data source:|\S{1,4} indicates that the data", re.IGNORECASE)
_CODE_AND_LABEL = re.compile(r"[0-9]{1,2}\s*-\s*(.+)")


class ExportRefused(ValueError):
    """The file is no district export; the message is a sentence that says what to do."""


class Value(NamedTuple):
    """One value of one measure and group in one school year; `number` is None unless the status is "known"."""

    measure: str
    group: str
    school_year: int
    status: FactStatus
    number: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Unusable:
    """A row, or one cell of a row, that was left out, why, and what to do about it. `column` is "" for a whole row."""

    line: int
    agency: str
    column: str = ""
    value: str = ""
    reason: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class Agency:
    """One usable row. Empty texts are not known."""

    line: int
    leaid: str
    name: str
    state: State
    agency_type: str
    locale: str
    values: Sequence[Value]
    left_out: Sequence[Unusable]
    leaid_restored: bool
    zeros_for_missing: int


class _RowRefused(Exception):
    def __init__(self, *, reason: str, cure: str, column: str = "", value: str = "") -> None:
        super().__init__(reason)
        self.reason, self.cure, self.column, self.value = reason, cure, column, value


@dataclass
class Export:
    """An opened export. `footer_found` is meaningful once all records are read."""

    layout: Layout
    footer_found: bool = False
    _table: Table = field(repr=False, kw_only=True)

    @property
    def header_line(self) -> int:
        """The line of the column names."""
        return self._table.header_line

    def records(self) -> Iterator[Agency | Unusable]:
        """Yield each row once, in the file's order, holding no more than the ids seen. Raises ExportRefused."""
        lines_by_leaid: dict[str, int] = {}
        try:
            for row in self._table.rows:
                if _is_footer(row, self.layout):
                    self.footer_found = True
                    return
                if any(row.cells):
                    yield self._read(row, lines_by_leaid)
        except TableRefused as error:
            raise ExportRefused(str(error)) from error

    def _read(self, row: Row, lines_by_leaid: dict[str, int]) -> Agency | Unusable:
        try:
            agency = _read_agency(row, self.layout)
            _refuse_repeated(agency, lines_by_leaid)
        except _RowRefused as refused:
            return Unusable(
                line=row.line,
                agency=shorten(row.cells[self.layout.name] if self.layout.name < len(row.cells) else "", LONGEST_NAME),
                column=refused.column,
                value=refused.value,
                reason=refused.reason,
                cure=refused.cure,
            )
        return agency


def open_export(file: BinaryIO) -> Export:
    """Find the header and understand its columns; raises ExportRefused if this is no district-level export."""
    try:
        table = open_table(file, is_header=is_header)
    except TableRefused as error:
        raise ExportRefused(str(error)) from error
    if names_schools(table.header):
        raise ExportRefused(
            "This table lists schools. In NCES's table generator choose “District” as the rows and download again."
        )
    layout = read_layout(table.header)
    if layout.state_code is None and layout.state_name is None:
        raise ExportRefused("This table does not name the states. Add the column “State Abbr” and download it again.")
    return Export(layout, _table=table)


def _refuse_repeated(agency: Agency, lines_by_leaid: dict[str, int]) -> None:
    first = lines_by_leaid.setdefault(agency.leaid, agency.line)
    if first != agency.line:
        raise _RowRefused(
            reason=f"The LEAID {agency.leaid} is already on line {first}.", cure="Keep one of the two rows."
        )


def _is_footer(row: Row, layout: Layout) -> bool:
    """NCES's closing lines; a spreadsheet pads them with empty cells, and their commas may split them."""
    leaid = row.cells[layout.leaid] if layout.leaid < len(row.cells) else ""
    return not _DIGITS.fullmatch(leaid) and _FOOTER.match(next(filter(None, row.cells), "")) is not None


def _read_agency(row: Row, layout: Layout) -> Agency:
    cells = _fit(row, layout)
    name = cells[layout.name]
    if parse_missing(name) is not None:
        raise _RowRefused(reason="The agency has no name.", cure="Enter its name.")
    if len(name) > LONGEST_NAME:
        raise _RowRefused(
            reason=f"The name has {len(name):,} characters.", cure=f"Shorten it to {LONGEST_NAME} characters."
        )
    state = _read_state(cells, layout)
    leaid, restored = _read_leaid(cells[layout.leaid], state, layout)
    values, left_out, zeros = _read_values(row.line, cells, layout)
    return Agency(
        line=row.line,
        leaid=leaid,
        name=name,
        state=state,
        agency_type=_read_agency_type(cells, layout),
        locale=_read_locale(cells, layout),
        values=values,
        left_out=left_out,
        leaid_restored=restored,
        zeros_for_missing=zeros,
    )


def _fit(row: Row, layout: Layout) -> list[str]:
    """Trim empty cells at the end, which spreadsheets add; refuse any other difference from the header."""
    width = layout.width
    if any(row.cells[width:]):
        cure = "Put cells that hold a comma in quotation marks, or download the file again."
    elif len(row.cells) < width:
        cure = "The file may be cut short. Download it again."
    else:
        return row.cells[:width]
    raise _RowRefused(reason=f"The row has {len(row.cells)} columns, the header has {width}.", cure=cure)


def _read_state(cells: Sequence[str], layout: Layout) -> State:
    code = cells[layout.state_code].upper() if layout.state_code is not None else ""
    if code in STATES_BY_CODE:
        return STATES_BY_CODE[code]
    name = cells[layout.state_name] if layout.state_name is not None else ""
    if not code and name.casefold() in STATES_BY_NAME:
        return STATES_BY_NAME[name.casefold()]
    shown = shorten(code or name, 60)
    raise _RowRefused(
        reason=f"“{shown}” is no state." if shown else "The row names no state.",
        cure="Enter the state's two-letter postal code, for example AL.",
        column=layout.header[layout.state_code if layout.state_code is not None else layout.state_name or 0],
        value=shown,
    )


def _read_leaid(text: str, state: State, layout: Layout) -> tuple[str, bool]:
    """Return the seven digits, and whether the zero that a spreadsheet dropped was put back."""
    restored = text.zfill(LEAID_DIGITS)
    dropped = len(text) == LEAID_DIGITS - 1 and STATE_FIPS[state].startswith("0")
    if _DIGITS.fullmatch(text) and text.isascii() and (len(text) == LEAID_DIGITS or dropped):
        if restored.startswith(STATE_FIPS[state]):
            return restored, dropped
        raise _RowRefused(
            reason=f"The LEAID {restored} does not belong to {state.label}, whose ids begin with {STATE_FIPS[state]}.",
            cure="Check the LEAID and the state of this row.",
            column=layout.header[layout.leaid],
            value=text,
        )
    shown = shorten(text, 60)
    raise _RowRefused(
        reason=f"“{shown}” is no LEAID." if shown else "The row has no LEAID.",
        cure="Enter its seven digits, with the zeros in front. In a spreadsheet, format the column as text first.",
        column=layout.header[layout.leaid],
        value=shown,
    )


def _read_agency_type(cells: Sequence[str], layout: Layout) -> str:
    text = _latest(cells, layout.attributes[AGENCY_TYPE])
    label = _CODE_AND_LABEL.fullmatch(text)
    return shorten(label[1] if label else text, LONGEST_AGENCY_TYPE)


def _read_locale(cells: Sequence[str], layout: Layout) -> str:
    code = _latest(cells, layout.attributes[LOCALE])[:2]
    return code if code in Locale.values else ""


def _latest(cells: Sequence[str], columns: Sequence[int]) -> str:
    """Return the first text that is not missing; the columns are ordered latest year first."""
    return next((cells[index] for index in columns if parse_missing(cells[index]) is None), "")


def _read_values(line: int, cells: Sequence[str], layout: Layout) -> tuple[list[Value], list[Unusable], int]:
    values: list[Value] = []
    left_out: list[Unusable] = []
    for column in layout.columns:
        try:
            values.append(_read_value(cells[column.place], column))
        except NumberRefused as refused:
            left_out.append(
                Unusable(
                    line=line,
                    agency=cells[layout.name],
                    column=layout.header[column.place],
                    value=shorten(cells[column.place], 60),
                    reason=str(refused),
                    cure="Correct this cell, or put – in it if the value is missing.",
                )
            )
    values, zeros = _without_false_zeros(values)
    return values, left_out, zeros


def _read_value(text: str, column: Column) -> Value:
    read = parse_value(text, kind=column.kind)
    if isinstance(read, Missing):
        return Value(column.measure, column.group, column.school_year, FactStatus(read.value), None)
    if read < 0 or read > LARGEST_AMOUNT:
        raise NumberRefused("The number is below zero." if read < 0 else "The number is too large to be true.")
    if column.kind is NumberKind.COUNT and read != round_to(read, QUANTA[NumberKind.COUNT]):
        raise NumberRefused("This counts people or schools and must be a whole number.")
    number = round_to(read, QUANTA[column.kind])
    return Value(column.measure, column.group, column.school_year, FactStatus.KNOWN, number)


def _without_false_zeros(values: list[Value]) -> tuple[list[Value], int]:
    """Some states report no teachers as 0: where there are students, that stands for a missing value."""
    with_students = {value.school_year for value in values if value.measure == Measure.ENROLLMENT and value.number}
    zeros = 0
    for position, value in enumerate(values):
        if value.measure == Measure.TEACHER_FTE and value.number == 0 and value.school_year in with_students:
            values[position] = value._replace(status=FactStatus.NOT_KNOWN, number=None)
            zeros += 1
    return values, zeros
