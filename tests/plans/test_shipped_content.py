"""The shipped editions, standards and demo content agree with the code that reads them and with themselves."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from plans.edition import parse_edition
from plans.portable import content_from_json, content_to_json
from plplanner.districts.enums import MEASURE_GROUPS, FactStatus, Measure, StudentGroup

FIXTURES = settings.BASE_DIR / "fixtures"
PLANS = ("plan_2025.json", "plan_2026.json")
DISTRICTS = ("catalpa_county.json", "juniper_draw.json")
RACE_AND_ETHNICITY = (
    StudentGroup.AMERICAN_INDIAN,
    StudentGroup.ASIAN,
    StudentGroup.BLACK,
    StudentGroup.HISPANIC,
    StudentGroup.PACIFIC_ISLANDER,
    StudentGroup.TWO_OR_MORE,
    StudentGroup.WHITE,
)


def read(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def standard_codes() -> list[str]:
    return [standard["code"] for edition in read("standards.json")["editions"] for standard in edition["standards"]]


def test_template_words_every_field() -> None:
    edition = parse_edition(read("plan_template_2026.json"))

    unworded = [
        field.key
        for section in edition.sections
        for field in section.fields
        if not (field.prompt and field.guidance and field.example)
    ]

    assert unworded == []


def test_template_asks_only_for_measures_that_exist() -> None:
    edition = parse_edition(read("plan_template_2026.json"))

    asked = {measure for field in edition.narrative_fields.values() for measure in field.measures}

    assert asked - set(Measure.values) == set()


def test_mappings_lead_from_each_standard_of_2011_to_one_of_2022() -> None:
    codes = standard_codes()
    older = {code for code in codes if code.startswith("2011.")}
    newer = {code for code in codes if code.startswith("2022.")}

    mappings = read("standards.json")["mappings"]

    assert (len(older), len(newer), len(codes)) == (7, 11, 18)
    assert {each["from"] for each in mappings} == older
    assert {each["to"] for each in mappings} == newer


@pytest.mark.parametrize("name", PLANS)
def test_demo_plan_is_read_and_written_unchanged(name: str) -> None:
    value = read(f"demo/{name}")

    assert content_to_json(content_from_json(value)) == value


@pytest.mark.parametrize("name", PLANS)
def test_demo_plan_names_known_schools_and_standards_within_its_years(name: str) -> None:
    content = content_from_json(read(f"demo/{name}"))
    schools = {each["name"] for each in read("demo/catalpa_county.json")["schools"]}
    first, last = datetime.date(content.first_year, 7, 1), datetime.date(content.first_year + 3, 6, 30)

    activities = [activity for goal in content.goals for table in goal.tables for activity in table.activities]

    assert {school for each in activities for school in each.schools} - schools == set()
    assert {code for each in activities for code in each.standards} - set(standard_codes()) == set()
    assert [each for each in activities if not _runs_within(each.starts_on, each.ends_on, first, last)] == []


def _runs_within(
    start: datetime.date | None, end: datetime.date | None, first: datetime.date, last: datetime.date
) -> bool:
    return start is not None and end is not None and first <= start <= end <= last


@pytest.mark.parametrize("name", DISTRICTS)
def test_demo_facts_fit_their_measures(name: str) -> None:
    rows = [row for year in read(f"demo/{name}")["facts"].values() for row in year]

    misfits = [
        row
        for row in rows
        if row["measure"] not in Measure.values
        or row["group"] not in (MEASURE_GROUPS[row["measure"]].values if row["measure"] in MEASURE_GROUPS else [""])
        or (row["value"] is not None) != (row["status"] == FactStatus.KNOWN)
    ]

    assert misfits == []


@pytest.mark.parametrize("year", ["2023", "2024", "2025"])
def test_demo_schools_and_groups_add_up_to_the_enrollment(year: str) -> None:
    district = read("demo/catalpa_county.json")
    values = {(row["measure"], row["group"]): row["value"] for row in district["facts"][year]}

    by_school = sum(Decimal(school["facts"][year]["enrollment"]) for school in district["schools"])
    by_group = sum(Decimal(values[Measure.STUDENTS_IN_GROUP, group]) for group in RACE_AND_ETHNICITY)

    enrollment = Decimal(values[Measure.ENROLLMENT, ""])
    assert (by_school, by_group) == (enrollment, enrollment)
