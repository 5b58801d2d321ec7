"""`manage.py import_plan`: one JSON object, one plan, or a sentence."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from plans.models import Plan
from plans.portable import content_from_json, content_to_json
from plans.selectors.document import plan_content
from plplanner.districts.models import District
from tests.factories import DistrictFactory, TemplateEditionFactory
from tests.plans import word
from tests.plans.contents import whole_content
from tests.plans.test_import_docx import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    TemplateEditionFactory.create()
    return DistrictFactory.create(leaid="0100840", name="Colbert County")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "our plan.docx"
    path.write_bytes(word.docx(word.p("Adopted in May."), *filled()).getvalue())
    return path


def run(path: Path, *options: str, district: str = "0100840") -> str:
    out = io.StringIO()
    call_command("import_plan", str(path), "--district", district, *options, stdout=out)
    return out.getvalue()


def test_command_prints_one_json_object_and_changes_nothing(district: District, document: Path) -> None:
    value: dict[str, Any] = json.loads(run(document, "--dry-run", "--json"))
    unplaced, findings = value.pop("unplaced"), value.pop("findings")

    assert content_from_json(value).goals[0].statement == "Read by grade 3."
    assert unplaced == ["Adopted in May."]
    assert {"unplaced", "first-year-unknown"} <= {each["code"] for each in findings}
    assert {"code", "severity", "sentence", "subject"} == set(findings[0])
    assert not Plan.objects.exists()


def test_command_makes_no_plan_while_a_passage_has_no_place(district: District, document: Path) -> None:
    with pytest.raises(CommandError, match="Adopted in May"):
        run(document)

    assert not Plan.objects.exists()


def test_command_makes_the_plan(district: District, document: Path) -> None:
    run(document, "--drop-unplaced", "--title", "Our plan", "--first-year", "2027", district="100840")

    plan = Plan.objects.get()
    assert (plan.title, plan.first_year, plan.district) == ("Our plan", 2027, district)
    assert plan_content(plan).answers["mission"] == "We exist to teach."


def test_command_names_a_plan_after_its_file(district: District, document: Path) -> None:
    assert json.loads(run(document, "--dry-run", "--json"))["title"] == "our plan"


def test_command_takes_json_as_it_is(district: District, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(content_to_json(whole_content())), encoding="utf-8")

    value = json.loads(run(path, "--dry-run", "--json", district=str(district.pk)))

    assert value["unplaced"] == []
    assert {each["code"] for each in value.pop("findings")} == {"standards-unknown"}
    assert content_from_json({key: part for key, part in value.items() if key != "unplaced"}) == whole_content()


def test_command_says_which_title_gave_way(district: District, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(word.docx(word.p("Cedar Professional Learning Plan"), *filled()).getvalue())

    value = json.loads(run(path, "--dry-run", "--json", "--title", "Ours"))

    assert value["title"] == "Ours"
    assert "Cedar Professional Learning Plan" in json.dumps(value["findings"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--first-year", "1066"], "Give a first year"),
        (["--title", "x" * 201], "Shorten the title"),
    ],
)
def test_command_refuses_wrong_options(district: District, document: Path, options: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(document, *options)


@pytest.mark.parametrize("wanted", ["9999999", "", "Colbert", "00000000-0000-4000-8000-000000000000"])
def test_command_refuses_an_unknown_district(district: District, document: Path, wanted: str) -> None:
    with pytest.raises(CommandError, match="no district"):
        run(document, district=wanted)


def test_command_refuses_what_it_cannot_read(district: District, tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.touch()

    for path, sentence in ((tmp_path / "none.docx", "no file"), (tmp_path, "not a file"), (empty, "empty")):
        with pytest.raises(CommandError, match=sentence):
            run(path)


def test_command_says_that_no_template_is_loaded(document: Path) -> None:
    DistrictFactory.create(leaid="0100840")

    with pytest.raises(CommandError, match="No plan template"):
        run(document)
