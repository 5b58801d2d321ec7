"""The workbook: one sheet a table, text as text, nothing lost to Excel's limits."""

import dataclasses
import datetime
import io
import zipfile
from typing import Any

import python_calamine
from lxml import etree

from plans.document import DocumentOptions
from plans.exports.xlsx import plan_xlsx
from plplanner.kit.xlsx import CONTINUED, LONGEST_CELL, Sheet, SheetColumn, write_xlsx
from tests.plans.documents import blank_document, full_document, hostile_document, large_document, texts_of

MOMENT = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def texts(content: bytes) -> str:
    cells = [cell for rows in sheets(content).values() for row in rows for cell in row if isinstance(cell, str)]
    return "\n".join(cells)


def test_xlsx_has_a_sheet_for_each_table() -> None:
    found = sheets(plan_xlsx(full_document(), DocumentOptions()))

    assert list(found) == [
        "Plan",
        "Who We Are",
        "What We Believe",
        "Facts",
        "Goals",
        "Outcomes",
        "Activities",
        "Standards",
    ]
    assert len(found["Goals"]) == 1 + 3
    assert len(found["Outcomes"]) == 1 + 9
    assert len(found["Activities"]) == 1 + 9


def test_xlsx_shows_only_the_chosen_sections() -> None:
    found = sheets(plan_xlsx(full_document(), DocumentOptions(sections=frozenset({"activities"}))))

    assert list(found) == ["Plan", "Activities"]


def test_xlsx_keeps_dates_and_numbers_as_such() -> None:
    rows = sheets(plan_xlsx(full_document(goals=1, activities=1), DocumentOptions()))["Activities"]
    row = dict(zip(rows[0], rows[1], strict=True))

    assert row["Starts on"] == datetime.date(2026, 8, 3)
    assert row["Hours for each participant"] == 12.5
    assert row["Participants"] == 1140
    assert row["Delivery phase"] == "Coaching"
    assert row["Standards for Professional Learning"] == "Equity Practices, Learning Designs"


def test_xlsx_holds_every_text_of_two_thousand_activities() -> None:
    document = large_document()

    lines = texts(plan_xlsx(document, DocumentOptions())).split("\n")

    found = {line.strip().removeprefix("• ") for line in lines} | {part for line in lines for part in line.split(", ")}
    assert [line for line in texts_of(document.content) if line not in found] == []


def test_xlsx_holds_no_formula_and_no_link() -> None:
    content = plan_xlsx(hostile_document(), DocumentOptions())

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
                assert not [node for node in root.iter() if etree.QName(node).localname in {"f", "hyperlink"}]
        assert not [name for name in archive.namelist() if "sheet" in name and name.endswith(".rels")]
    assert '=HYPERLINK("https://example.invalid","x")' in texts(content)


def test_xlsx_freezes_and_repeats_the_header_and_has_a_title() -> None:
    with zipfile.ZipFile(io.BytesIO(plan_xlsx(full_document(), DocumentOptions()))) as archive:
        core = archive.read("docProps/core.xml").decode()
        goals = archive.read("xl/worksheets/sheet5.xml").decode()
        workbook = archive.read("xl/workbook.xml").decode()

    assert "<dc:title>Growing readers, growing teachers</dc:title>" in core
    assert 'state="frozen"' in goals
    assert "Goals!$1:$1" in workbook


def test_xlsx_continues_a_text_that_is_longer_than_a_cell() -> None:
    text = "".join(chr(0x1F600 + number % 60) for number in range(40_000)) + "end"
    content = write_xlsx(
        [
            Sheet(
                name="S",
                columns=(SheetColumn(heading="A"), SheetColumn(heading="B")),
                rows=[("key", text), ("next", "x")],
            )
        ],
        title="T",
        author="",
        created=MOMENT,
    )

    rows = sheets(content)["S"]

    assert "".join(str(row[1]) for row in rows[1:-1]) == text
    assert rows[0][2] == "Note"
    assert [row[2] for row in rows[1:]] == ["", CONTINUED, CONTINUED, ""]
    assert all(len(str(row[1]).encode("utf-16-le")) // 2 <= LONGEST_CELL for row in rows)


def test_xlsx_names_sheets_as_excel_takes_them() -> None:
    names = ["History", "a/b:c*d?e[f]g\\h", "'quoted'", "x" * 40, "X" * 40, ""]
    content = write_xlsx(
        [Sheet(name=name, columns=(SheetColumn(heading="A"),), rows=[]) for name in names],
        title="T",
        author="",
        created=MOMENT,
    )

    assert list(sheets(content)) == [
        "History of changes",
        "a b c d e f g h",
        "quoted",
        "x" * 31,
        "X" * 27 + " 2",
        "Sheet",
    ]


def test_xlsx_leaves_unanswered_fields_out_without_prompts() -> None:
    blank = blank_document()
    content = dataclasses.replace(blank.content, answers={"mission": "Ours."})
    document = dataclasses.replace(blank, content=content)

    found = sheets(plan_xlsx(document, DocumentOptions(with_prompts=False)))

    assert [row[0] for row in found["What We Believe"]] == ["Part", "Mission"]
