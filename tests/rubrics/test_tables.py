"""A rubric filled in as a spreadsheet, by a person or by this program."""

import csv
import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from rubrics.enums import ExportFormat
from rubrics.exports import WRITERS
from rubrics.exports.csv_file import write_csv
from rubrics.exports.template import TEMPLATE
from rubrics.imports import Known, Reading, read_rubric
from rubrics.imports.reading import RubricRefused
from rubrics.imports.table_layout import guard, unguard
from rubrics.imports.tables import read_csv
from rubrics.instrument import Instrument, Level, Polarity
from tests.rubrics.instruments import make_instrument, make_scored_instrument
from tests.rubrics.texts import codes

Rows = Sequence[Sequence[str]]

ABOUT = (
    ("Name", "Value"),
    ("Title", "Time"),
    ("Role", "Principal"),
    ("Standard", "Resources"),
    ("Edition", "2026"),
    ("Publisher", "Our district"),
    ("License", "CC BY 4.0"),
    ("Attribution", "By our district."),
    ("May be shared", "Yes"),
    ("Best level", "highest"),
)
LEVELS = (("Level", "Label"), ("1", "Begun"), ("2", "Under way"), ("3", "Lived"))
STATEMENTS = (
    ("Strand", "Strand title", "Outcome", "Outcome title", "Level", "Statement"),
    ("1", "Use", "1.1", "Plans", "1", "Plans nothing."),
    ("", "", "", "", "2", "Plans some."),
    ("", "", "", "", "", "Reviews it."),
    ("", "", "1.2", "Guards", "Lived", "• Guards all.\n• Ends on time."),
)


def as_csv(*tables: Rows, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    for table in tables:
        csv.writer(text, delimiter=delimiter).writerows([*table, []])
    return text.getvalue().encode()


def read(content: bytes, *, polarity: Polarity | None = None) -> Reading:
    return read_rubric(content, name="rubric", file_format=None, polarity=polarity, known=Known())


def changed(table: Rows, line: int, column: int, value: str) -> Rows:
    """Return the table with one cell changed, counted from 0."""
    rows = [list(row) for row in table]
    rows[line][column] = value
    return rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_sheet_filled_in_by_hand_is_read(delimiter: str) -> None:
    instrument = read(as_csv(ABOUT, LEVELS, STATEMENTS, delimiter=delimiter)).instrument

    assert instrument is not None
    assert (instrument.rubric, instrument.slug) == ("time", "time-2026")
    assert [(each.code, each.title) for each in instrument.outcomes] == [("1.1", "Plans"), ("1.2", "Guards")]
    assert [each.indicators for each in instrument.outcome_by_code["1.1"].descriptors] == [
        ("Plans nothing.",),
        ("Plans some.", "Reviews it."),
    ]
    assert instrument.outcome_by_code["1.2"].indicators_at(3) == ("Guards all.", "Ends on time.")


def test_a_workbook_typed_by_hand_is_read() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([*ABOUT, (), *LEVELS, (), *STATEMENTS]):
            sheet.write_row(number, 0, [int(cell) if cell in {"1", "2", "3"} else cell for cell in row])

    instrument = read(buffer.getvalue()).instrument

    assert instrument == read(as_csv(ABOUT, LEVELS, STATEMENTS)).instrument


@pytest.mark.parametrize("kind", [ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.JSON])
@pytest.mark.parametrize(
    "instrument",
    [
        make_instrument(),
        make_scored_instrument(),
        make_instrument(levels=[Level(number=number, label=f"Step {number}") for number in range(10)]),
        make_instrument(levels=[Level(number=n, label=f"Step {n}", code=code) for n, code in enumerate("ABC", 1)]),
        TEMPLATE,
    ],
    ids=["small", "scored", "ten levels from zero", "letters", "template"],
)
def test_what_goes_out_comes_in_again(kind: ExportFormat, instrument: Instrument) -> None:
    content = WRITERS[kind].write(instrument, None)  # type: ignore[arg-type]  # these files hold no date

    assert read(content) == Reading(instrument=instrument)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''-1", "'tis", "plain", ""])
def test_no_cell_is_taken_for_a_formula_and_all_come_back(text: str) -> None:
    assert guard(text)[:1] not in tuple("=+-@\t")
    assert unguard(guard(text)) == text


def test_formulas_are_neutralised_in_the_file() -> None:
    content = write_csv(make_instrument(title="=HYPERLINK(1)")).decode("utf-8-sig")

    assert "Title,'=HYPERLINK(1)," in content


@pytest.mark.parametrize(
    ("tables", "code", "subject"),
    [
        ((changed(ABOUT, 5, 1, ""), LEVELS, STATEMENTS), "blank", "line 6, column 2"),
        ((ABOUT[:-4], LEVELS, STATEMENTS), "blank", ""),
        ((changed(ABOUT, 1, 0, "Headline"), LEVELS, STATEMENTS), "name-unknown", "line 2, column 1"),
        ((changed(ABOUT, 2, 0, "Title"), LEVELS, STATEMENTS), "stated-twice", "line 3, column 1"),
        ((changed(ABOUT, 8, 1, "perhaps"), LEVELS, STATEMENTS), "not-yes-or-no", "line 9"),
        ((changed(ABOUT, 9, 1, "middle"), LEVELS, STATEMENTS), "polarity", "line 10"),
        ((ABOUT, changed(LEVELS, 2, 0, "two"), STATEMENTS), "number", "line 14, column 1"),
        ((ABOUT, changed(LEVELS, 2, 1, ""), STATEMENTS), "blank", "line 14, column 2"),
        ((ABOUT, changed(LEVELS, 3, 0, "2"), STATEMENTS), "level-twice", ""),
        ((ABOUT, LEVELS, changed(STATEMENTS, 2, 4, "9")), "level-unknown", "line 19, column 5"),
        ((ABOUT, LEVELS, changed(STATEMENTS, 1, 4, "")), "level-missing", "line 18, column 5"),
        ((ABOUT, LEVELS, changed(STATEMENTS, 1, 0, "")), "strand-missing", "line 18, column 1"),
        ((ABOUT, LEVELS, changed(STATEMENTS, 1, 2, "")), "outcome-missing", "line 18, column 3"),
        ((ABOUT, LEVELS, changed(STATEMENTS, 1, 3, "")), "blank", "line 18"),
        ((ABOUT, LEVELS, changed(STATEMENTS, 4, 0, "2")), "blank", ""),
        ((ABOUT, LEVELS, changed(STATEMENTS, 4, 2, "1.2!")), "code", "1.2!"),
        ((ABOUT, LEVELS), "no-outcomes", ""),
        ((ABOUT, STATEMENTS), "no-levels", ""),
        ((ABOUT, LEVELS, changed(STATEMENTS, 1, 5, "x" * 5_001)), "too-large", "strands[0]"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_fault_is_refused_with_its_place(tables: tuple[Rows, ...], code: str, subject: str) -> None:
    reading = read(as_csv(*tables))

    assert reading.instrument is None
    assert [each for each in reading.errors if each.code == code and each.subject.startswith(subject)]


def test_what_stands_outside_the_tables_is_named() -> None:
    content = as_csv([("Our rubric",)], ABOUT, LEVELS, [(*STATEMENTS[0], "Color"), (*STATEMENTS[1], "red")])

    reading = read(content)

    assert reading.instrument is not None
    assert [(each.code, each.subject) for each in reading.findings] == [
        ("not-placed", "line 1"),
        ("column-unknown", "line 19, column 7"),
        ("not-placed", "line 20, column 7"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b'Name,Value\nTitle,"never closed' + b"x" * 200_000,
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        as_csv(ABOUT, LEVELS, [*STATEMENTS, *[("", "", "", "", "1", "x")] * 70_000]),
        as_csv([[f"{number}"] * 3_000 for number in range(100)]),
    ],
    ids=["quote", "zip", "old office", "many rows", "many columns"],
)
def test_a_broken_or_hostile_file_is_refused_in_a_sentence(content: bytes) -> None:
    reading = read(content)

    assert reading.instrument is None
    assert reading.errors


def test_a_sheet_that_says_no_polarity_needs_a_person_to() -> None:
    content = as_csv(ABOUT[:-1], LEVELS, STATEMENTS)

    asked, told = read(content), read(content, polarity=Polarity.LOWEST)

    assert codes(asked) == ["polarity-missing"]
    assert told.instrument is not None
    assert told.instrument.polarity == Polarity.LOWEST


def test_a_row_of_more_columns_than_any_table_has_is_refused() -> None:
    content = ("Level,Label" + ",x" * 1_000 + "\n").encode()

    with pytest.raises(RubricRefused, match="more than 1,000 columns"):
        read_csv(content, None, Known())
