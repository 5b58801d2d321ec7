"""A template edition's file is read strictly; each fault is named with its path."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from plans.edition import SectionKind, parse_edition
from plans.models import TemplateEdition
from plplanner.kit.json_reader import JsonRefused

NEWER = Path(__file__).parent / "data" / "plan_template_newer.json"


def newer_edition() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(NEWER.read_text(encoding="utf-8"))
    return value


def section(value: dict[str, Any], kind: SectionKind) -> dict[str, Any]:
    return next(each for each in value["sections"] if each["kind"] == kind)


UNKNOWN = "This name is not known here. Remove it or correct it."


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda value: value.pop("title"), "title: Write a text in quotes here."),
        (lambda value: value.update(title=" "), "title: Write a text here that is not blank."),
        (lambda value: value.update(titel="x"), f"titel: {UNKNOWN}"),
        (lambda value: value.update(slug="No Slug"), "slug: Write lower-case letters, digits and hyphens."),
        (lambda value: value.update(effective="July"), "effective: Write a date like “2026-09-30”."),
        (lambda value: value.update(years=6), "years: Write a whole number from 1 to 5."),
        (lambda value: value.update(sections=[]), "sections: Describe at least one section."),
        (lambda value: value["sections"][0].update(note="x"), f"sections[0].note: {UNKNOWN}"),
        (lambda value: value["sections"][0]["fields"][0].update(hint="x"), f"sections[0].fields[0].hint: {UNKNOWN}"),
        (
            lambda value: value["sections"][0]["fields"][0].update(required="yes"),
            "sections[0].fields[0].required: Write true or false, without quotes.",
        ),
        (
            lambda value: value["sections"][0]["fields"][0].update(key="Mission!"),
            "sections[0]: “Mission!” must be a lower-case name, used once in the edition.",
        ),
        (
            lambda value: value["sections"][1].update(key=value["sections"][0]["key"]),
            "sections[1]: “profile” must be a lower-case name, used once in the edition.",
        ),
    ],
)
def test_fault_is_named_with_its_path(spoil: Callable[[dict[str, Any]], object], sentence: str) -> None:
    value = newer_edition()
    spoil(value)

    with pytest.raises(JsonRefused) as refused:
        parse_edition(value)

    assert str(refused.value) == sentence


def test_goals_have_only_the_fields_of_a_goal() -> None:
    value = newer_edition()
    goals = section(value, SectionKind.GOALS)
    goals["fields"][0]["key"] = "wish"
    place = value["sections"].index(goals)

    with pytest.raises(JsonRefused) as refused:
        parse_edition(value)

    assert str(refused.value) == f"sections[{place}].fields[0].key: A section of goals has no field “wish”."


def test_column_shows_fields_that_its_section_describes() -> None:
    value = newer_edition()
    activities = section(value, SectionKind.ACTIVITIES)
    activities["columns"][1]["fields"].append("nobody")
    place = value["sections"].index(activities)

    with pytest.raises(JsonRefused) as refused:
        parse_edition(value)

    assert str(refused.value) == f"sections[{place}].columns[1].fields: The section describes no field “nobody”."


@pytest.mark.django_db
def test_load_template_loads_a_file_once() -> None:
    said = [StringIO(), StringIO()]

    for out in said:
        call_command("load_template", NEWER, stdout=out)

    edition = TemplateEdition.objects.get()
    assert [out.getvalue() for out in said] == [f"{edition}: new\n", f"{edition}: unchanged\n"]
    assert edition.content == newer_edition()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "The file is not JSON (line 1, column 2). Export it again, or choose another."),
        (b"\xff", "The file is not JSON in UTF-8. Export it again, or choose another."),
        (b'{"slug": 1}', "slug: Write a text in quotes here."),
    ],
)
def test_load_template_refuses_another_file_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "edition.json"
    path.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        call_command("load_template", path)

    assert str(refused.value) == sentence
    assert not TemplateEdition.objects.exists()


@pytest.mark.django_db
def test_load_template_names_what_hinders_reading(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("load_template", tmp_path / "no.json")
