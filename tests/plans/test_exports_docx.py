"""The Word file: complete, accessible, and made so that it can be taken in again."""

import io
import json
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree

from plans.document import DocumentOptions, PlanDocument
from plans.exports.docx import plan_docx
from plans.portable import content_to_json
from tests.plans.documents import blank_document, full_document, hostile_document, large_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name), SAFE)


def paragraph_text(paragraph: Any) -> str:
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    bullet = "" if level is None else "  " * int(level.get(f"{W}val")) + "• "
    texts = ["\t" if node.tag == f"{W}tab" else node.text or "" for node in paragraph.iter(f"{W}t", f"{W}tab")]
    return bullet + "".join(texts)


def controls(content: bytes) -> dict[str, str]:
    """Read the tagged controls as texts."""
    found = {}
    for control in part(content, "word/document.xml").iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        found[tag] = "\n".join(paragraph_text(each) for each in control.iter(f"{W}p"))
    return found


def tagged_texts(document: PlanDocument) -> dict[str, str]:
    """Say what the controls of a plan must hold."""
    content = document.content
    found = {f"answer.{key}": text for key, text in content.answers.items()}
    for number, goal in enumerate(content.goals, 1):
        for key in ("statement", "evidence", "impact", "links", "measures", "frequency", "overarching_outcome"):
            found[f"goal.{number}.{key}"] = getattr(goal, key)
        for year in goal.years:
            for key in ("outcome", "measure", "baseline", "target"):
                found[f"goal.{number}.year.{year.year}.{key}"] = getattr(year, key)
        for position, table in enumerate(goal.tables, 1):
            path = f"goal.{number}.table.{position}"
            found[f"{path}.name"] = table.name
            for place, activity in enumerate(table.activities, 1):
                for key in ("initial", "follow_up", "duration", "resources"):
                    found[f"{path}.activity.{place}.{key}"] = getattr(activity, key)
    return {tag: text for tag, text in found.items() if text}


@pytest.mark.parametrize("document", [full_document(), hostile_document()], ids=["full", "hostile"])
def test_docx_holds_every_text_in_its_control_character_for_character(document: PlanDocument) -> None:
    found = controls(plan_docx(document, DocumentOptions()))

    expected = tagged_texts(document)
    assert {tag: found[tag] for tag in expected} == expected


def test_docx_carries_the_whole_content_inside() -> None:
    document = hostile_document()

    root = part(plan_docx(document, DocumentOptions(sections=frozenset({"beliefs"}))), "customXml/item1.xml")

    assert root.tag == "{urn:plplanner:plan:1}plan"
    assert json.loads(root.text) == content_to_json(document.content)


def test_docx_shows_the_optional_details() -> None:
    document = full_document(goals=1, activities=1)

    found = controls(plan_docx(document, DocumentOptions()))

    assert found["goal.1.table.1.activity.1.dates"] == "Aug 3, 2026 – May 20, 2027"
    for words in ("Ana Ruiz 100", "Grade 3–5 teachers 100", "River School 100", "Coaching", "12.5", "1,140"):
        assert words in found["goal.1.table.1.activity.1.details"]


def test_docx_opens_with_title_headings_and_language() -> None:
    opened = docx.Document(io.BytesIO(plan_docx(full_document(goals=1), DocumentOptions())))
    styles = part(plan_docx(full_document(), DocumentOptions()), "word/styles.xml")

    assert opened.core_properties.title == "Growing readers, growing teachers"
    assert opened.core_properties.language == "en-US"
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "en-US"
    headings = [each.text for each in opened.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == [section.title for section in full_document().edition.sections]


def test_docx_tables_repeat_their_header_row_and_are_named() -> None:
    body = part(plan_docx(full_document(), DocumentOptions()), "word/document.xml")

    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert heads == rows[:1]
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_docx_rows_have_as_many_columns_as_their_table() -> None:
    body = part(plan_docx(hostile_document(), DocumentOptions()), "word/document.xml")

    for table in body.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns


def test_docx_splits_only_rows_that_may_not_fit_a_page() -> None:
    body = part(plan_docx(hostile_document(), DocumentOptions()), "word/document.xml")

    def is_long(row: Any) -> bool:
        return any(len("".join(cell.itertext())) > 2_900 for cell in row.findall(f"{W}tc"))

    for row in body.iter(f"{W}tr"):
        if is_long(row):
            assert row.find(f"{W}trPr/{W}cantSplit") is None


def test_docx_names_no_address_outside_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(plan_docx(hostile_document(), DocumentOptions()))) as archive:
        relations = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]

    assert relations
    assert not [each for each in relations if b"External" in each]


def test_docx_survives_what_xml_cannot_hold() -> None:
    document = blank_document()
    answers = {"mission": "Line\x0b one\x00\ud800 end\ufffe ]]> <w:p/> &amp; \x1f", "vision": "ok"}
    object.__setattr__(document.content, "answers", answers)

    found = controls(plan_docx(document, DocumentOptions()))

    assert found["answer.mission"] == "Line one end ]]> <w:p/> &amp; "


def test_docx_of_two_thousand_activities_is_complete() -> None:
    document = large_document()

    found = controls(plan_docx(document, DocumentOptions()))

    expected = tagged_texts(document)
    assert {tag: found[tag] for tag in expected} == expected
    assert sum(tag.endswith(".details") for tag in found) == 2_000
