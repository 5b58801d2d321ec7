"""The preview, the print page and the downloads, over HTTP."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.enums import ExportFormat
from plans.exports import Writer
from plans.models import Plan
from plans.views import document as document_views
from plplanner.kit.pdf import PdfError
from tests.factories import GoalFactory, MembershipFactory, PlanFactory, SectionFactory

pytestmark = pytest.mark.django_db

ATTACHED = "attachment; filename*=utf-8''Escuelas%20Ni%C3%B1o%20-%20Plan%20a%20b%20-%202026%E2%80%9327"


@pytest.fixture
def plan(client: Client) -> Plan:
    member = MembershipFactory.create(district__name="Escuelas Niño")
    client.force_login(member.user)
    made = PlanFactory.create(district=member.district, title="Plan a/b")
    SectionFactory.create(plan=made, key="beliefs", answers={"mission": "Every <b>child</b> reads."})
    GoalFactory.create(plan=made, statement="Raise reading.")
    return made


def address(plan: Plan, name: str = "plan-document", query: str = "") -> str:
    return reverse(f"plans:{name}", args=[plan.pk]) + query


def test_preview_shows_the_plan_and_its_open_questions(client: Client, plan: Plan) -> None:
    page = client.get(address(plan)).content.decode()

    assert "Every &lt;b&gt;child&lt;/b&gt; reads." in page
    assert "Raise reading." in page
    assert '<h2 dir="auto">Who We Are</h2>' in page
    assert "What do you spend for each student" in page


def test_preview_shows_what_is_chosen(client: Client, plan: Plan) -> None:
    page = client.get(address(plan, query="?section=beliefs")).content.decode()

    assert "Every &lt;b&gt;child&lt;/b&gt; reads." in page
    assert '<h2 dir="auto">Who We Are</h2>' not in page
    assert '<h3 dir="auto">Vision</h3>' not in page


def test_preview_of_an_unknown_section_says_what_to_do(client: Client, plan: Plan) -> None:
    response = client.get(address(plan, query="?section=nonsense"))

    assert response.status_code == 400
    assert "This plan has no section of that name. Choose from the list." in response.content.decode()


def test_print_page_shows_the_sheet_alone(client: Client, plan: Plan) -> None:
    page = client.get(address(plan, "plan-document-print", "?section=beliefs")).content.decode()

    assert "Every &lt;b&gt;child&lt;/b&gt; reads." in page
    assert "site-header" not in page
    assert "plan-rail" not in page


@pytest.mark.parametrize(
    ("kind", "content_type", "start"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF-1.7"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("json", "application/json", b"{"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_download_is_an_attachment_with_a_safe_name(
    client: Client, plan: Plan, kind: str, content_type: str, start: bytes
) -> None:
    response = client.get(address(plan, "plan-document-download", f"?format={kind}&section=beliefs&prompts=1"))

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f"{ATTACHED}.{kind}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(start)


def test_download_of_json_is_the_whole_plan(client: Client, plan: Plan) -> None:
    response = client.get(address(plan, "plan-document-download", "?format=json&section=goals"))

    assert json.loads(response.content)["answers"] == {"mission": "Every <b>child</b> reads."}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Choose the kind of file to take away."),
        ("?format=exe", "Choose one of the kinds of file on this page."),
        ("?format=docx&section=%00", "This plan has no section of that name. Choose from the list."),
    ],
)
def test_download_that_makes_no_sense_says_what_to_do(client: Client, plan: Plan, query: str, sentence: str) -> None:
    response = client.get(address(plan, "plan-document-download", query))

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_download_that_fails_says_what_to_take_instead(
    client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> bytes:
        raise PdfError("no")

    monkeypatch.setattr(document_views, "WRITERS", {ExportFormat.PDF: Writer(fail, "application/pdf")})

    response = client.get(address(plan, "plan-document-download", "?format=pdf"))

    assert response.status_code == 503
    assert document_views.PDF_FAILED in response.content.decode()


@pytest.mark.parametrize("name", ["plan-document", "plan-document-print", "plan-document-download"])
def test_documents_of_another_district_do_not_exist(client: Client, plan: Plan, name: str) -> None:
    assert client.get(address(PlanFactory.create(), name)).status_code == 404
    assert client.post(address(plan, name)).status_code == 405
