"""The web page: one file that loads nothing and runs nothing, and says everything."""

import html
import json
from html.parser import HTMLParser

import pytest

from plans.document import DocumentOptions
from plans.enums import ExportFormat
from plans.exports import WRITERS, file_stem
from plans.exports.html import plan_html, plan_sheet
from plans.portable import content_from_json
from tests.plans.documents import full_document, hostile_document, small_document, texts_of

VOID = {"meta", "col", "br"}


class Outline(HTMLParser):
    """Checks that elements close in order; collects their names, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_is_whole_and_loads_and_runs_nothing() -> None:
    page = plan_html(hostile_document(), DocumentOptions()).decode()
    outline = Outline(page)

    assert page.startswith('<!DOCTYPE html>\n<html lang="en-US">')
    assert not outline.names & {"script", "link", "img", "iframe", "a", "form", "i", "b"}
    assert not outline.attributes & {"src", "href", "style", "onclick"}
    assert "@import" not in page
    assert "url(" not in page.partition("</style>")[0]


@pytest.mark.parametrize("document", [full_document(), hostile_document()], ids=["full", "hostile"])
def test_html_holds_every_text(document: object) -> None:
    assert isinstance(document, type(full_document()))
    words = " ".join("".join(Outline(plan_html(document, DocumentOptions()).decode()).words).split())

    assert [line for line in texts_of(document.content) if " ".join(line.split()) not in words] == []


def test_html_nests_lists_as_they_were_written() -> None:
    sheet = plan_sheet(full_document(goals=1, activities=1), DocumentOptions())

    assert "<ul><li>Grades 3–5<ul><li>Model lessons</li></ul></li></ul>" in sheet


def test_html_tables_have_heads_and_names() -> None:
    sheet = plan_sheet(small_document(), DocumentOptions(sections=frozenset({"goals"})))

    assert sheet.count('<th scope="col">') == 3
    assert '<th scope="row" rowspan="4">' in sheet
    assert '<caption class="visually-hidden">Goals with their rationale and expected outcomes</caption>' in sheet


def test_html_escapes_the_title() -> None:
    page = plan_html(hostile_document(), DocumentOptions()).decode()

    assert f"<title>{html.escape(hostile_document().content.title)}</title>" in page


def test_json_comes_back_equal() -> None:
    document = hostile_document()

    value = json.loads(WRITERS[ExportFormat.JSON].write(document, DocumentOptions(sections=frozenset({"goals"}))))

    assert content_from_json(value) == document.content


def test_every_format_has_a_writer() -> None:
    assert set(WRITERS) == set(ExportFormat)


def test_file_stem_names_district_plan_and_year() -> None:
    assert file_stem(full_document()) == "Cahaba Ridge City Schools - Growing readers, growing teachers - 2026–27"
