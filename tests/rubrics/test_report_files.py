"""The report as files: complete, credited, tagged, and inert."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from plplanner.districts.enums import Role
from plplanner.kit.csv_writer import write_csv
from rubrics.enums import ReportFormat
from rubrics.exports.report import WRITERS
from rubrics.models import ConsensusRating, SelfAssessment
from rubrics.selectors.results import assessment_report
from tests.districts.visitors import browser_of
from tests.factories import RubricEditionFactory
from tests.rubrics.instruments import make_scored_instrument
from tests.rubrics.results_rows import closed_assessment, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> SelfAssessment:
    made = closed_assessment(title='=HYPERLINK("x")')
    ConsensusRating.objects.create(
        assessment=made, outcome_code="1.1", level=2, reason="=1+1 schools do.", opportunity=3
    )
    return made


def written(assessment: SelfAssessment, kind: ReportFormat, role: Role = Role.DIRECTOR) -> bytes:
    client = browser_of(member(assessment, role))
    response = client.get(f"/self-assessments/{assessment.pk}/results/download/?format={kind}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == WRITERS[kind].content_type
    return response.content


def test_csv_has_a_row_for_each_outcome_group_and_level(assessment: SelfAssessment) -> None:
    rows = list(csv.reader(io.StringIO(written(assessment, ReportFormat.CSV).decode("utf-8-sig"))))

    assert rows[0] == ["Strand", "Outcome", "Title", "Group", "Level number", "Level", "Ratings"]
    assert rows[1:4] == [
        ["Strand 1", "1.1", "Outcome 1.1", "Everyone", "1", "Level 1", "4"],
        ["Strand 1", "1.1", "Outcome 1.1", "Everyone", "2", "Level 2", "5"],
        ["Strand 1", "1.1", "Outcome 1.1", "Everyone", "3", "Level 3", "2"],
    ]
    assert len(rows) == 1 + 2 * 3 * 3 + 2
    assert rows[-1] == ["Made for tests."]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_csv_takes_no_text_for_a_formula(text: str) -> None:
    [_, row] = csv.reader(io.StringIO(write_csv(["Text", "Number"], [(text, -1)]).decode("utf-8-sig"), newline=""))

    assert row[0].startswith("'")
    assert row[1] == "-1"


def test_json_says_what_the_pages_say(assessment: SelfAssessment) -> None:
    value = json.loads(written(assessment, ReportFormat.JSON, Role.LEADER))

    assert value["format"] == "plplanner-self-assessment"
    assert value["submitted"] == 11
    assert value["rubric"]["attribution"] == "Made for tests."
    outcome = value["outcomes"][0]
    assert outcome["everyone"] == {"ratings": 11, "median_level": 2, "by_level": {"1": 4, "2": 5, "3": 2}}
    assert sorted(outcome["groups"]) == ["director", "leader"]
    assert (outcome["agreed_level"], outcome["opportunity"], outcome["gap"]) == (2, 3, 1)
    assert "people" not in value


def test_json_and_excel_tell_directors_who_rated_what(assessment: SelfAssessment) -> None:
    value = json.loads(written(assessment, ReportFormat.JSON))
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(written(assessment, ReportFormat.XLSX)))

    assert len(value["people"]) == 22
    assert workbook.sheet_names == ["About", "Ratings by level", "Agreed and targets", "Who rated what"]
    assert len(workbook.get_sheet_by_name("Who rated what").to_python()) == 23


def test_excel_of_others_has_no_names(assessment: SelfAssessment) -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(written(assessment, ReportFormat.XLSX, Role.LEADER)))

    assert workbook.sheet_names == ["About", "Ratings by level", "Agreed and targets"]
    agreed = workbook.get_sheet_by_name("Agreed and targets").to_python()
    assert agreed[1][:6] == ["1.1", "Outcome 1.1", 11.0, "Level 2", "Level 2", "=1+1 schools do."]


def test_excel_holds_no_formula(assessment: SelfAssessment) -> None:
    with zipfile.ZipFile(io.BytesIO(written(assessment, ReportFormat.XLSX))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]

    assert not any(b"<f>" in sheet for sheet in sheets)


def test_pdf_is_tagged_and_credited(assessment: SelfAssessment) -> None:
    reader = PdfReader(io.BytesIO(written(assessment, ReportFormat.PDF)))
    root: Any = reader.trailer["/Root"]
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    assert bool(root["/MarkInfo"]["/Marked"]) is True
    assert "Made for tests." in words
    assert "11 ratings, median Level 2." in words


def test_word_file_is_credited(assessment: SelfAssessment) -> None:
    with zipfile.ZipFile(io.BytesIO(written(assessment, ReportFormat.DOCX))) as archive:
        words = archive.read("word/document.xml").decode()

    assert "Made for tests." in words
    assert "schools do." in words


@pytest.mark.parametrize("kind", list(ReportFormat))
def test_scored_rubrics_are_written_in_every_format(kind: ReportFormat) -> None:
    edition = RubricEditionFactory.create(instrument=make_scored_instrument())
    assessment = closed_assessment({Role.LEADER: (3, 4, 6, 8, 10)}, edition=edition)
    report = assessment_report(assessment, user=member(assessment, Role.DIRECTOR), with_people=True)

    assert WRITERS[kind].write(report)
