"""CASE packages of ours: valid, the same each time, and readable for people."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from rubrics.case import join_statements, split_statements
from rubrics.enums import CaseVersion
from rubrics.exports.case import case_package, write_case
from rubrics.imports.case import read_case
from rubrics.imports.reading import Known
from rubrics.instrument import Instrument, Polarity
from tests.rubrics.instruments import make_instrument, make_scored_instrument
from tests.rubrics.strategies import instruments

SITE = "https://planner.example.org"
CHANGED = datetime.datetime(2026, 9, 30, 12, tzinfo=datetime.UTC)


def package_of(instrument: Instrument, version: CaseVersion = CaseVersion.V1_0) -> dict[str, Any]:
    return case_package(instrument, CHANGED, version=version, site=SITE)


@cache
def schema() -> dict[str, Any]:
    path = Path(settings.BASE_DIR).parent / "shared" / "data" / "case" / "case-v1p0-cfpackage-schema.json"
    if not path.exists():
        pytest.skip("The schema of CASE 1.0 is not on this machine.")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@hypothesis_settings(max_examples=20)
@given(instruments())
def test_any_package_of_version_1_0_is_valid(instrument: Instrument) -> None:
    jsonschema.validate(package_of(instrument), schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("version", CaseVersion)
def test_the_same_edition_has_the_same_identifiers_in_each_file(version: CaseVersion) -> None:
    first, second = (package_of(make_instrument(), version) for _ in range(2))

    assert first == second
    assert (
        package_of(make_instrument(slug="small-2"), version)["CFDocument"]["identifier"]
        != (first["CFDocument"]["identifier"])
    )


def test_both_versions_name_the_same_things() -> None:
    older, newer = (package_of(make_instrument(), version)["CFRubrics"][0] for version in CaseVersion)

    assert older["identifier"] == newer["identifier"]
    assert older["uri"] == f"{SITE}/ims/case/v1p0/CFRubrics/{older['identifier']}"
    assert newer["uri"] == f"{SITE}/ims/case/v1p1/CFRubrics/{newer['identifier']}"


def test_a_file_names_its_parts_without_the_address_of_a_site() -> None:
    document = json.loads(write_case(make_instrument(), CHANGED))["CFDocument"]

    assert document["uri"] == f"urn:uuid:{document['identifier']}"


def test_a_cell_lists_its_statements_and_a_blank_one_has_none() -> None:
    criteria = package_of(make_instrument())["CFRubrics"][0]["CFRubricCriteria"]

    first, _, last = criteria[1]["CFRubricCriterionLevels"]
    assert criteria[0]["CFRubricCriterionLevels"][0]["description"] == (
        "• Plans, with staff and leaders, the use of time.\n• Reviews the plan each year."
    )
    assert (first["description"], first["quality"], first["score"], first["position"]) == (
        "Tracks money and time.",
        "Level 1",
        1.0,
        1,
    )
    assert (last["quality"], "description" in last) == ("Level 3", False)


def test_version_1_1_says_in_an_extension_which_end_is_best() -> None:
    document = package_of(make_instrument(polarity=Polarity.HIGHEST), CaseVersion.V1_1)["CFDocument"]

    assert document["extensions"]["plplanner"]["polarity"] == "highest"
    assert "notes" not in document


def test_version_1_0_says_in_words_what_it_has_no_field_for() -> None:
    notes = package_of(make_scored_instrument())["CFDocument"]["notes"]

    assert notes.splitlines() == [
        "Best level: highest",
        "Role: Director",
        "May be shared: yes",
        "Short name of the rubric: gear",
        "Short name of the edition: gear-1",
        "Scores of level 1: 0–3",
        "Scores of level 2: 4–7",
        "Scores of level 3: 8–10",
    ]


@pytest.mark.parametrize("version", CaseVersion)
def test_what_a_person_says_of_the_best_end_counts(version: CaseVersion) -> None:
    content = write_case(make_instrument(), CHANGED, version=version)

    reading = read_case(content, Polarity.HIGHEST, Known())

    assert reading.instrument == make_instrument(polarity=Polarity.HIGHEST)
    assert [each.code for each in reading.findings] == ["polarity-overruled"]


@pytest.mark.parametrize("statements", [("One.",), ("• One.",), ("- One.", "Two."), ()])
def test_statements_survive_in_one_text(statements: tuple[str, ...]) -> None:
    assert split_statements(join_statements(statements)) == statements
