"""The PDF: tagged, titled, complete, and unmoved by hostile texts."""

import io
import re
import subprocess
from typing import Any

import pytest
from pypdf import PdfReader

from plans.document import DocumentOptions, PlanDocument
from plans.exports.pdf import plan_pdf
from plplanner.kit import pdf
from plplanner.kit.blocks import Document, Passage, Role
from tests.plans.documents import HOSTILE, blank_document, full_document, hostile_document, texts_of


def squeezed(text: str) -> str:
    """Drop what a page lays out otherwise: white space, breaks in long words, bullets."""
    return re.sub(r"[\s\u200b\u00ad\u00a0•–]+", "", text)


def words_of(content: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_pdf_is_tagged_titled_and_in_english() -> None:
    reader = PdfReader(io.BytesIO(plan_pdf(full_document(goals=1), DocumentOptions())))
    root: Any = reader.trailer["/Root"]

    assert reader.metadata is not None
    assert reader.metadata.title == "Growing readers, growing teachers"
    assert root["/Lang"] == "en-US"
    assert bool(root["/MarkInfo"]["/Marked"]) is True
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) is True
    assert re.search(rb"pdfuaid:part\W+1", root["/Metadata"].get_data())


def test_pdf_has_tagged_headings_tables_and_lists() -> None:
    reader = PdfReader(io.BytesIO(plan_pdf(full_document(goals=1), DocumentOptions())))

    kinds: set[str] = set()
    for number in range(len(reader.xref[0]) + 1000):
        found = reader.get_object(number) if number in reader.xref_objStm or number in reader.xref.get(0, {}) else None
        if isinstance(found, dict) and "/S" in found and "/P" in found:
            kinds.add(str(found["/S"]))

    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI"} <= kinds


@pytest.mark.parametrize("document", [full_document(goals=2), blank_document()], ids=["full", "blank"])
def test_pdf_holds_every_text(document: PlanDocument) -> None:
    words = words_of(plan_pdf(document, DocumentOptions()))

    missing = [line for line in texts_of(document.content) if squeezed(line) not in words]
    assert missing == []


def test_pdf_prints_markup_as_text_and_breaks_endless_words() -> None:
    blocks = tuple(Passage(text=text, role=Role.ANSWER) for text in HOSTILE)
    words = words_of(pdf.write_pdf(Document(title="Hostile", blocks=blocks)))

    assert squeezed("#set text(red) $x$ \\end *bold* _u_ `c`") in words
    assert "a" * 3_000 in words


def test_pdf_of_a_hostile_plan_is_made() -> None:
    content = plan_pdf(hostile_document(), DocumentOptions())

    assert len(PdfReader(io.BytesIO(content)).pages) > 10


def test_pdf_spells_out_what_no_font_can_show(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdf._compile

    def without_system_fonts(value: str, *, with_system_fonts: bool) -> bytes:
        if with_system_fonts:
            raise pdf.PdfError("no such font")
        return real(value, with_system_fonts=False)

    monkeypatch.setattr(pdf, "_compile", without_system_fonts)
    content = pdf.write_pdf(Document(title="A", blocks=(Passage(text="school 学 and \U0001f9ff and \ue123"),)))

    assert squeezed("school [U+5B66] and") in words_of(content)


def test_pdf_refuses_in_words_when_typst_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], returncode=3, stdout=b"", stderr=b"it cannot be")

    monkeypatch.setattr(subprocess, "run", fail)

    with pytest.raises(pdf.PdfError, match="it cannot be"):
        pdf.write_pdf(Document(title="A"))
