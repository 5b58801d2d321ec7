import io
from decimal import Decimal

import pytest
import xlsxwriter

from plplanner.districts.elsi import Agency, Export, ExportRefused, Unusable, Value, open_export
from plplanner.districts.elsi_columns import STATE_FIPS
from plplanner.districts.enums import FactStatus, Locale, Measure, State, StudentGroup
from tests.districts.elsi_files import COLBERT, HEADER, IDENTITY, STUDENTS, agency, export_file

KNOWN = FactStatus.KNOWN


def _agencies(export: Export) -> list[Agency]:
    return [record for record in export.records() if isinstance(record, Agency)]


def _one(*cells: str, header: list[str] = HEADER) -> Agency | Unusable:
    (record,) = open_export(export_file(cells, header=header)).records()
    return record


def _unusable(*cells: str) -> Unusable:
    record = _one(*cells)
    assert isinstance(record, Unusable)
    return record


def _usable(*cells: str, header: list[str] = HEADER) -> Agency:
    record = _one(*cells, header=header)
    assert isinstance(record, Agency)
    return record


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_agency_is_read_as_downloaded(encoding: str) -> None:
    export = open_export(export_file(COLBERT, encoding=encoding))

    assert list(export.records()) == [
        Agency(
            line=8,
            leaid="0100840",
            name="COLBERT COUNTY",
            state=State.AL,
            agency_type="Regular district",
            locale="",
            values=[
                Value(Measure.ENROLLMENT, "", 2020, KNOWN, Decimal(2618)),
                Value(Measure.TEACHER_FTE, "", 2020, KNOWN, Decimal("175.07")),
                Value(Measure.TOTAL_EXPENDITURE, "", 2020, KNOWN, Decimal(36186000)),
            ],
            left_out=[],
            leaid_restored=False,
            zeros_for_missing=0,
        )
    ]
    assert (export.header_line, export.footer_found, export.layout.school_years) == (7, True, [2020])


def test_workbook_of_the_export_is_read_like_the_export() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(6, 0, HEADER)
        sheet.write_row(7, 0, [*COLBERT[:3], 100840, COLBERT[4], 2618, 175.07, "†"])
        sheet.write_row(8, 0, ["Data Source: Survey"])

    export = open_export(file)
    (colbert,) = _agencies(export)

    assert (colbert.leaid, colbert.leaid_restored, export.footer_found) == ("0100840", True, True)
    assert [value.number for value in colbert.values] == [Decimal(2618), Decimal("175.07"), None]


def test_missing_values_keep_their_reason() -> None:
    values = _usable(*agency(students="†", teachers="–", money="‡")).values

    assert [(value.status, value.number) for value in values] == [
        (FactStatus.NOT_APPLICABLE, None),
        (FactStatus.NOT_KNOWN, None),
        (FactStatus.LOW_QUALITY, None),
    ]


@pytest.mark.parametrize(
    ("students", "teachers", "status", "zeros"),
    [
        ("2618", "0.00", FactStatus.NOT_KNOWN, 1),
        ("0", "0.00", FactStatus.KNOWN, 0),
        ("–", "0", FactStatus.KNOWN, 0),
        ("2618", "0.5", FactStatus.KNOWN, 0),
    ],
)
def test_no_teachers_with_students_is_not_known(students: str, teachers: str, status: FactStatus, zeros: int) -> None:
    read = _usable(*agency(students=students, teachers=teachers))

    assert (read.values[1].status, read.zeros_for_missing) == (status, zeros)


@pytest.mark.parametrize(
    ("written", "leaid", "restored"),
    [("0100840", "0100840", False), ("100840", "0100840", True), ('="0100840"', "0100840", False)],
)
def test_leaid_gets_its_zero_back(written: str, leaid: str, restored: bool) -> None:
    read = _usable(*agency(leaid=written))

    assert (read.leaid, read.leaid_restored) == (leaid, restored)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "The row has no LEAID."),
        ("10084", "“10084” is no LEAID."),
        ("01008400", "“01008400” is no LEAID."),
        ("1.0E+05", "“1.0E+05” is no LEAID."),
        ("０１００８４０", "“０１００８４０” is no LEAID."),
        ("4700840", "The LEAID 4700840 does not belong to Alabama, whose ids begin with 01."),
        ("200840", "The LEAID 0200840 does not belong to Alabama, whose ids begin with 01."),
    ],
)
def test_bad_leaid_is_named(written: str, reason: str) -> None:
    unusable = _unusable(*agency(leaid=written))

    assert (unusable.line, unusable.reason, unusable.column) == (8, reason, IDENTITY[3])


def test_second_row_of_a_leaid_is_named() -> None:
    records = list(open_export(export_file(agency(), agency(leaid="0100390"), agency(leaid="100840"))).records())

    assert records[2] == Unusable(
        line=10,
        agency="AGENCY 100840",
        reason="The LEAID 0100840 is already on line 8.",
        cure="Keep one of the two rows.",
    )
    assert [type(record) for record in records] == [Agency, Agency, Unusable]


@pytest.mark.parametrize(
    ("name", "code", "state"),
    [
        ("ALABAMA", "", State.AL),
        ("Alabama", "al ", State.AL),
        ("nonsense", "AL", State.AL),
    ],
)
def test_state_is_read_by_code_or_name(name: str, code: str, state: State) -> None:
    cells = [COLBERT[0], name, code, *COLBERT[3:]]

    assert _usable(*cells).state is state


def test_unknown_state_is_named() -> None:
    unusable = _unusable(COLBERT[0], "Alabama", "XX ", *COLBERT[3:])

    assert (unusable.reason, unusable.column, unusable.value) == ("“XX” is no state.", IDENTITY[2], "XX")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (COLBERT[:-1], "The row has 7 columns, the header has 8."),
        ([*COLBERT, "1"], "The row has 9 columns, the header has 8."),
        (["", *COLBERT[1:]], "The agency has no name."),
        (["x" * 201, *COLBERT[1:]], "The name has 201 characters."),
    ],
)
def test_row_that_does_not_fit_is_named(cells: list[str], reason: str) -> None:
    assert _unusable(*cells).reason == reason


def test_padding_of_a_spreadsheet_is_no_column() -> None:
    assert _usable(*COLBERT, "", "").leaid == "0100840"


@pytest.mark.parametrize(
    ("students", "reason"),
    [
        ("12.5", "This counts people or schools and must be a whole number."),
        ("-1", "The number is below zero."),
        ("99999999999999999", "The number is too large to be true."),
        ("1e5", "Enter a number in digits, for example 2,570."),
    ],
)
def test_bad_cell_is_left_out_and_the_rest_of_the_row_is_kept(students: str, reason: str) -> None:
    read = _usable(*agency(students=students))

    assert [value.measure for value in read.values] == [Measure.TEACHER_FTE, Measure.TOTAL_EXPENDITURE]
    assert [(cell.column, cell.value, cell.reason) for cell in read.left_out] == [(STUDENTS, students, reason)]


def test_columns_name_their_measure_group_and_year() -> None:
    header = [
        *IDENTITY[:4],
        "Locale [District] 2019-20",
        "Locale [District] 2021-22",
        "White Students [District] 2021-22",
        "Total Current Expenditures - El-Sec Education (TCURELSC) per Pupil (V33) [District Finance] 2019-20",
        "Total Number Operational Schools [Public School] 2021-22",
    ]

    read = _usable(*COLBERT[:4], "43-Rural: Remote", "41-Rural: Fringe", "10", "9454.5", "9", header=header)

    assert read.locale == Locale.RURAL_FRINGE
    assert read.values == [
        Value(Measure.STUDENTS_IN_GROUP, StudentGroup.WHITE, 2021, KNOWN, Decimal(10)),
        Value(Measure.PER_PUPIL_EXPENDITURE, "", 2019, KNOWN, Decimal("9454.50")),
        Value(Measure.SCHOOLS, "", 2021, KNOWN, Decimal(9)),
    ]


def test_columns_that_cannot_be_kept_are_named() -> None:
    undated = "White Students [District] Latest available year"
    repeated = "Total Students, All Grades (Excludes AE) [District] 2020-21"
    header = [*HEADER, "County Name [District] 2020-21", undated, repeated]

    layout = open_export(export_file(header=header)).layout

    assert list(layout.unknown) == ["County Name [District] 2020-21", repeated]
    assert list(layout.undated) == [undated]


@pytest.mark.parametrize("when", ["2020-22", "1899-00", "2020", ""])
def test_year_that_cannot_be_is_no_year(when: str) -> None:
    header = [*IDENTITY, f"White Students [District] {when}".strip()]

    assert open_export(export_file(header=header)).layout.school_years == []


def test_footer_padded_by_a_spreadsheet_is_no_agency() -> None:
    footer = ["", "Data Source: a, b, c" + "," * 7, "† indicates that the data are not applicable.,,,,,,,"]

    export = open_export(export_file(COLBERT, footer=footer))

    assert (len(list(export.records())), export.footer_found) == (1, True)


def test_missing_footer_is_noticed() -> None:
    export = open_export(export_file(COLBERT, footer=[]))

    assert (len(list(export.records())), export.footer_found) == (1, False)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (io.BytesIO(b""), "This file is empty. Choose a file with a table in it."),
        (io.BytesIO(b"a,b\n1,2\n"), "No row of column names was found in the first 60 lines."),
        (export_file(header=["School Name", *IDENTITY]), "This table lists schools."),
        (export_file(header=[IDENTITY[0], IDENTITY[3]]), "This table does not name the states."),
        (export_file(header=IDENTITY[:3]), "No row of column names was found in the first 60 lines."),
    ],
)
def test_other_files_are_refused_with_a_sentence(file: io.BytesIO, sentence: str) -> None:
    with pytest.raises(ExportRefused) as refused:
        open_export(file)

    assert str(refused.value)[: len(sentence)] == sentence


def test_every_state_has_its_digits() -> None:
    assert set(STATE_FIPS) == set(State.values)
    assert len(set(STATE_FIPS.values())) == len(State)
