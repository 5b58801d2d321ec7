import contextlib
import io
from typing import BinaryIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.tables import TableRefused, has_columns, open_table
from tests.kit.workbook_files import workbook

IS_HEADER = has_columns("Name", "Count")


def _rows(file: BinaryIO) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in open_table(file, is_header=IS_HEADER).rows]


def _refusal(file: BinaryIO) -> str:
    with pytest.raises(TableRefused) as refused:
        _rows(file)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_table_is_found_below_title_lines(encoding: str, delimiter: str, line_end: str) -> None:
    lines = [
        "A title, with a comma; and more",
        "",
        delimiter.join([" name", "COUNT "]),
        delimiter.join(["Año †", '"1,5"']),
    ]
    file = io.BytesIO(line_end.join(lines).encode(encoding))

    table = open_table(file, is_header=IS_HEADER)

    assert (table.header, table.header_line) == (["name", "COUNT"], 3)
    assert list(table.rows) == [(4, ["Año †", "1,5"])]


def test_line_is_the_one_a_row_begins_on() -> None:
    assert _rows(io.BytesIO(b'Name,Count\n"a\nb",1\n\nc,2\n')) == [(2, ["a b", "1"]), (5, ["c", "2"])]


def test_spreadsheet_guard_is_taken_off() -> None:
    assert _rows(io.BytesIO(b'Name,Count\n="0100840",1\n"=""02""",2\n')) == [(2, ["0100840", "1"]), (3, ["02", "2"])]


def test_caller_keeps_the_file_open() -> None:
    file = io.BytesIO(b"Name,Count\na,1\nb,2\n")
    rows = open_table(file, is_header=IS_HEADER).rows

    next(rows)
    del rows

    assert file.closed is False


def test_caller_may_close_the_file_before_the_rows_are_read() -> None:
    with io.BytesIO(b"Name,Count\na,1\nb,2\n") as file:
        rows = open_table(file, is_header=IS_HEADER).rows
        first = next(rows)

    del rows

    assert first.cells == ["a", "1"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b" \n ", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This file is not text."),
        (b"\xff\xfe\x00", "This file is not text."),
        (b"%PDF-1.7\n%binary", "No row of column names was found"),
        (b"x\n" * 100 + b"Name,Count\n", "No row of column names was found"),
        (b'Name,Count\n"' + b"x" * 200_000, "Line 2 cannot be read"),
        (b"Name,Count\n" + b"x" * 1_100_000, "This file has a line of more than a million characters."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel file"),
        (b"PK\x03\x04 not a zip", "This file is damaged"),
    ],
)
def test_unreadable_file_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert _refusal(io.BytesIO(content))[: len(sentence)] == sentence


def test_workbook_of_a_spreadsheet_program_is_read_as_typed() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, ["A title"])
        sheet.write_row(4, 0, ["Name", "Count", "Note"])
        sheet.write_row(5, 0, ["Año", 175.07])
        sheet.write_row(6, 0, ["B", 36186000, "†"])
        sheet.write_rich_string(7, 0, "ri", book.add_format({"bold": True}), "ch")
        book.add_worksheet("Other").write(0, 0, "Name")

    assert _rows(file) == [(6, ["Año", "175.07", ""]), (7, ["B", "36186000", "†"]), (8, ["rich", "", ""])]


def test_cells_without_addresses_and_inline_texts_are_read() -> None:
    header = "<row><c t='inlineStr'><is><t>Name</t></is></c><c t='str'><v>Count</v></c></row>"
    file = workbook(header + "<row><c t='inlineStr'><is><t>a</t></is></c><c><v>1.2E+3</v></c></row>")

    assert _rows(file) == [(2, ["a", "1200"])]


HEADER = "<row r='1'><c r='A1' t='str'><v>Name</v></c><c r='B1' t='str'><v>Count</v></c></row>"


def test_cell_far_out_costs_nothing() -> None:
    file = workbook(HEADER + "<row r='1048576'><c r='B1048576'><v>3</v></c></row>")

    assert _rows(file) == [(1048576, ["", "3"])]


@pytest.mark.parametrize(
    ("rows", "prolog", "sentence"),
    [
        ("<row r='2'><c r='XFD2'><v>1</v></c></row>", "", "Row 2 has more than 2,000 columns."),
        ("<row r='2'><c r='A2' t='str'><v>" + "x" * 40_000 + "</v></c></row>", "", "Row 2 has a cell of more than"),
        ("<row>", "", "This workbook is damaged."),
        ("", '<!DOCTYPE a [<!ENTITY b "c">]>', "This workbook holds a part that is not accepted."),
        ("<row><c t='s'><v>99</v></c></row></x>", "", "This workbook is damaged."),
    ],
)
def test_hostile_workbook_is_refused_with_a_sentence(rows: str, prolog: str, sentence: str) -> None:
    assert _refusal(workbook(HEADER + rows, prolog=prolog))[: len(sentence)] == sentence


@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b"Name,Count\n", b"\xff\xfe", b"PK\x03\x04"]))
def test_any_bytes_are_read_or_refused(content: bytes, start: bytes) -> None:
    rows: list[tuple[int, list[str]]] = []
    with contextlib.suppress(TableRefused):
        rows = _rows(io.BytesIO(start + content))

    assert all(line > 1 for line, _ in rows)
