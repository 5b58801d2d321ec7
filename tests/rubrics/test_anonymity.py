"""No page, file, count or note of an anonymous self-assessment tells who rated what."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from pypdf import PdfReader

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry
from rubrics.enums import ReportFormat
from rubrics.models import Rater, Rating, SelfAssessment
from tests.districts.visitors import browser_of
from tests.factories import EvidenceFileFactory
from tests.rubrics.results_rows import closed_assessment, member

pytestmark = pytest.mark.django_db

PAGES = (
    "results/",
    "results/?order=spread",
    "results/outcomes/1.1/",
    "results/matrix/",
    "results/print/",
    "consensus/",
    "consensus/1.1/",
    "targets/",
    "priorities/",
    "trend/",
)
FILES = tuple(f"results/download/?format={kind}" for kind in ReportFormat)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
ROLES = (Role.DIRECTOR, Role.EDITOR, Role.LEADER)


@pytest.fixture
def assessment() -> SelfAssessment:
    made = closed_assessment(
        {Role.LEADER: (1, 2, 2, 3, 1), Role.EDITOR: (3, 1, 2, 2, 2), Role.DIRECTOR: (3,)}, is_anonymous=True
    )
    for number, rating in enumerate(Rating.objects.filter(rater__assessment=made, outcome_code="1.1")):
        EvidenceFileFactory.create(rating=rating, name=f"minutes-of-{number}.txt")
    return made


def texts_of(content: bytes, kind: str) -> Iterator[str]:
    """Yield every text in a file, what it says of itself included."""
    if kind in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    elif kind == "pdf":
        reader = PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
        yield content.decode("latin-1")
    else:
        yield content.decode("utf-8")


def told(client: Client, assessment: SelfAssessment, address: str) -> str:
    response = client.get(f"/self-assessments/{assessment.pk}/{address}")
    assert response.status_code == 200, address
    kind = address.partition("format=")[2]
    text = "\n".join(texts_of(response.content, kind)) + str(response.headers)
    return TOKEN.sub("", text)


@pytest.mark.parametrize("address", PAGES + FILES)
def test_nothing_names_a_rater(assessment: SelfAssessment, address: str) -> None:
    marks = ["minutes-of", "Rater Number"]
    for rater in assessment.raters.select_related("user"):
        marks += [str(rater.pk), rater.pk.hex, rater.user.email, str(rater.user)]
        marks += [str(rating.pk) for rating in rater.ratings.all()]

    for role in ROLES:
        shown = told(browser_of(member(assessment, role)), assessment, address)
        assert [mark for mark in marks if mark in shown] == []


@pytest.mark.parametrize("address", [*PAGES, "results/download/?format=csv", "results/download/?format=json"])
def test_nothing_changes_when_raters_of_a_role_change_places(assessment: SelfAssessment, address: str) -> None:
    client = browser_of(member(assessment, Role.DIRECTOR))
    before = told(client, assessment, address)

    for role in ROLES:
        _change_places(list(assessment.raters.filter(role=role).order_by("pk")))

    assert told(client, assessment, address) == before


def _change_places(raters: list[Rater]) -> None:
    """Let each rater have said what the one before said, in the rows that were theirs."""
    fields = ("level", "evidence", "note")
    for code in ("1.1", "1.2"):
        rows = [rater.ratings.get(outcome_code=code) for rater in raters]
        values = [{name: getattr(row, name) for name in fields} for row in rows]
        for row, said in zip(rows, values[-1:] + values[:-1], strict=True):
            Rating.objects.filter(pk=row.pk).update(**said)


@pytest.mark.parametrize("address", FILES)
def test_files_of_an_anonymous_one_hold_no_words_of_raters(assessment: SelfAssessment, address: str) -> None:
    shown = told(browser_of(member(assessment, Role.DIRECTOR)), assessment, address)

    assert "Evidence 0" not in shown
    assert "Note 0" not in shown


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER])
def test_words_of_an_anonymous_one_are_for_those_who_lead(assessment: SelfAssessment, role: Role) -> None:
    shown = told(browser_of(member(assessment, role)), assessment, "results/outcomes/1.1/")

    assert "Evidence 000" not in shown


def test_what_the_meeting_does_is_noted_without_votes(assessment: SelfAssessment) -> None:
    client = browser_of(member(assessment, Role.DIRECTOR))
    client.post(f"/self-assessments/{assessment.pk}/consensus/1.1/reveal/")
    client.post(f"/self-assessments/{assessment.pk}/consensus/1.1/", {"version": 2, "level": 2, "reason": "So it is."})

    entries = AuditEntry.objects.filter(scope_id=str(assessment.pk))

    assert {(each.action, each.object_name, str(each.detail)) for each in entries} == {
        ("reveal", "1.1", "{}"),
        ("agree", "1.1", "{}"),
    }
