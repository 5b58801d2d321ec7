"""Our own Word files come back identical, also from another program; what was changed in Word is read."""

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from plans.document import Activity, DocumentOptions, Goal, PlanContent, PlanDocument
from plans.exports.docx import plan_docx
from tests.plans import documents, word
from tests.plans.contents import document_of, whole_content
from tests.plans.reading import codes, placed, read_file, unplaced
from tests.plans.test_import_docx import filled

DATA = Path(__file__).parent / "data"
ALL = DocumentOptions()
OPTIONS = (ALL, DocumentOptions(with_prompts=False), DocumentOptions(sections=frozenset({"goals", "beliefs"})))


def changed(document: PlanDocument, *changes: tuple[str, str]) -> io.BytesIO:
    """The document's Word file, with texts of its XML replaced as a person would in Word."""
    members = word.unzipped(plan_docx(document, ALL))
    body = members["word/document.xml"].decode()
    for before, after in changes:
        assert before in body
        body = body.replace(before, after, 1)
    return word.zipped({**members, "word/document.xml": body.encode()})


def rows_of(file: io.BytesIO) -> list[str]:
    return word.unzipped(file.getvalue())["word/document.xml"].decode().split("<w:tr>")


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("document", [documents.blank_document, documents.small_document, documents.hostile_document])
def test_own_docx_comes_back_identical(document: Callable[[], PlanDocument], options: DocumentOptions) -> None:
    original = document()

    plan = read_file(io.BytesIO(plan_docx(original, options)))

    assert plan.content == original.content
    assert unplaced(plan) == []


def test_own_docx_comes_back_identical_from_libreoffice() -> None:
    plan = read_file(io.BytesIO((DATA / "libreoffice_own.docx").read_bytes()))

    assert plan.content == documents.small_document().content
    assert unplaced(plan) == []


@pytest.mark.parametrize("name", ["libreoffice_filled.docx", "libreoffice_odt.docx"])
def test_docx_from_libreoffice_reads_like_the_original(name: str) -> None:
    plan = read_file(io.BytesIO((DATA / name).read_bytes()))

    assert plan.content == read_file(word.docx(*filled())).content
    assert unplaced(plan) == []


def test_own_docx_takes_the_text_that_now_stands_in_word() -> None:
    document = documents.small_document()

    plan = read_file(changed(document, ("Every teacher grows.", "Every teacher thrives.")))

    assert plan.content == dataclasses.replace(
        document.content, answers={"mission": "Every student reads.\nEvery teacher thrives."}
    )


def _activity(content: PlanContent, place: int) -> Activity:
    return content.goals[0].tables[0].activities[place]


def test_own_docx_reads_a_row_that_was_added() -> None:
    document = documents.small_document()
    row = word.row("Book study", "", "Sep 3, 2026", "Books")
    start, end = f"<w:tr>{rows_of(changed(document))[-1]}"[:0], "Details: "
    members = word.unzipped(changed(document).getvalue())
    body = members["word/document.xml"].decode()
    at = body.index("</w:tr>", body.index(end)) + len("</w:tr>")
    file = word.zipped({**members, "word/document.xml": (start + body[:at] + row + body[at:]).encode()})

    plan = read_file(file)

    assert _activity(plan.content, 0) == _activity(document.content, 0)
    assert (_activity(plan.content, 1).initial, _activity(plan.content, 1).duration) == ("Book study", "Sep 3, 2026")


def test_own_docx_notices_a_row_that_was_removed() -> None:
    document = document_of(whole_content())
    members = word.unzipped(plan_docx(document, ALL))
    body = members["word/document.xml"].decode()
    tag = body.index("goal.2.table.1.activity.1.initial")
    start, end = body.rindex("<w:tr>", 0, tag), body.index("</w:tr>", tag) + len("</w:tr>")
    file = word.zipped({**members, "word/document.xml": (body[:start] + body[end:]).encode()})

    plan = read_file(file)

    assert plan.content.goals[0] == document.content.goals[0]
    assert plan.content.goals[1].tables[0].activities == ()
    assert codes(plan) & {"activity-removed", "table-removed"}


def test_own_docx_leaves_what_was_typed_between_the_fields() -> None:
    document = documents.small_document()
    stray = word.p("Ask the board about this.")

    plan = read_file(changed(document, ("<w:sectPr>", stray + "<w:sectPr>")))

    assert plan.content == document.content
    assert unplaced(plan) == ["Ask the board about this."]


def test_own_docx_without_its_embedded_part_is_read_by_its_labels() -> None:
    document = document_of(
        dataclasses.replace(whole_content(), answers={"mission": "We teach."}, goals=(Goal(statement="Read."),))
    )
    members = word.unzipped(plan_docx(document, DocumentOptions(with_prompts=False)))
    members["customXml/item1.xml"] = b"<other/>"

    plan = read_file(word.zipped(members))

    assert placed(plan)["answers.mission"] == "We teach."
    assert placed(plan)["goals[0].statement"] == "Read."
