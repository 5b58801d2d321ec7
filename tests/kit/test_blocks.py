"""Blocks, and the lines of a text that every writer renders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.blocks import (
    Cell,
    Document,
    Heading,
    Line,
    Passage,
    Role,
    Row,
    Table,
    kept_blocks,
    line_text,
    text_lines,
    whole_rows,
)
from plplanner.kit.downloads import attachment, safe_file_name
from plplanner.kit.html_writer import sheet_html
from plplanner.kit.text import clean_text

HEAD = (Row(cells=(Cell(passages=(Passage(text="Head"),)), Cell())),)


def cell(text: str, *, rows: int = 1) -> Cell:
    return Cell(passages=(Passage(text=text),), rows=rows)


def table(*rows: Row) -> Table:
    return Table(name="Table", widths=(50, 50), head=HEAD, rows=rows)


def test_text_lines_tell_items_from_paragraphs() -> None:
    assert list(text_lines("A\n• b\n    • c\n•d\n   • e\n")) == [
        Line(text="A"),
        Line(text="b", level=0),
        Line(text="c", level=2),
        Line(text="•d"),
        Line(text="   • e"),
        Line(text=""),
    ]


@given(st.text(alphabet=st.sampled_from("•  \n\tab🙂"), max_size=60))
def test_text_lines_give_the_text_back(text: str) -> None:
    assert "\n".join(line_text(line) for line in text_lines(text)) == clean_text(text)


def test_whole_rows_are_those_surely_shorter_than_a_page() -> None:
    short, long = cell("Short."), cell("word " * 600)

    assert whole_rows(table(Row(cells=(short, short)), Row(cells=(short, long)))) == [True, False]


def test_rows_beside_a_tall_merged_cell_may_split() -> None:
    tall = Row(cells=(cell("word " * 600, rows=3), cell("a")))

    found = whole_rows(table(tall, Row(cells=(cell("b"),)), Row(cells=(cell("c"),)), Row(cells=(cell("d"), cell("e")))))

    assert found == [False, False, False, True]


def test_rows_beside_a_low_merged_cell_stay_whole() -> None:
    low = Row(cells=(cell("low", rows=2), cell("a")))

    assert whole_rows(table(low, Row(cells=(cell("b"),)))) == [True, True]


def test_words_that_lead_to_a_table_stay_with_it() -> None:
    note, answer = Passage(text="note", role=Role.NOTE), Passage(text="answer", role=Role.ANSWER)
    blocks = (
        Heading(text="1", level=2),
        note,
        Heading(text="2", level=3),
        answer,
        table(),
        note,
        Heading(text="3", level=2),
    )

    found = [keeps for _, keeps in kept_blocks(Document(title="T", blocks=blocks))]

    assert found == [False, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("• a\n  • b\n• c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("    • deep", "<ul><li><ul><li><ul><li>deep</li></ul></li></ul></li></ul>"),
        ("x\n• a", "<p>x</p><ul><li>a</li></ul>"),
    ],
)
def test_sheet_writes_paragraphs_and_lists(text: str, expected: str) -> None:
    sheet = sheet_html(Document(title="T", blocks=(Passage(text=text, role=Role.ANSWER),)))

    assert f'<div class="sheet-answer" dir="auto">{expected}</div>' in sheet


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Plan 2026", "Plan 2026.docx"),
        ('../..\\etc/pass:wd*?"<>|', "etc pass wd.docx"),
        ("Ünïon 学校 №1", "Ünïon 学校 №1.docx"),
        ("evil\u202excod.exe\r\nX: y", "evil xcod.exe X y.docx"),
        ("CON", "document CON.docx"),
        ("...", "document.docx"),
        ("x" * 300, "x" * 100 + ".docx"),
    ],
)
def test_safe_file_name_keeps_letters_and_drops_paths(stem: str, expected: str) -> None:
    assert safe_file_name(stem, "docx") == expected


def test_attachment_is_never_shown_or_guessed() -> None:
    response = attachment(b"x", stem="Ünïon", extension="html", content_type="text/html; charset=utf-8")

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cn%C3%AFon.html"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
