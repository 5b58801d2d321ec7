"""The portable shape: exact both ways, strict on the way in."""

import datetime
import json
import string
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from plans.document import Activity, ActivityTable, Goal, PlanContent, YearOutcome
from plans.portable import content_from_json, content_to_json
from plplanner.kit.json_reader import JsonRefused
from tests.plans.contents import whole_content

SCHEMA = json.loads(Path(settings.BASE_DIR, "docs", "plan.schema.json").read_text(encoding="utf-8"))

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=40).filter(
    lambda text: not any(each in text for each in "\ufffe\uffff")
)
lines = texts.map(lambda text: text.replace("\n", " "))
days = st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    first, last = draw(days), draw(days)
    if first and last:
        first, last = sorted([first, last])
    return Activity(
        initial=draw(texts),
        follow_up=draw(texts),
        duration=draw(texts),
        resources=draw(texts),
        starts_on=first,
        ends_on=last,
        owner=draw(lines),
        audience=draw(lines),
        schools=tuple(draw(st.lists(lines, max_size=2))),
        delivery_phase=draw(st.sampled_from(["", "planning", "coaching"])),
        hours=draw(st.none() | st.decimals(0, 99999, places=2)),
        participants=draw(st.none() | st.integers(0, 1_000_000)),
        standards=tuple(draw(st.lists(lines, max_size=2))),
    )


tables = st.builds(ActivityTable, name=lines, activities=st.lists(activities(), max_size=2).map(tuple))


def _outcome(year: int) -> st.SearchStrategy[YearOutcome]:
    return st.builds(YearOutcome, year=st.just(year), outcome=texts, target=texts)


def _outcomes(years: list[int]) -> st.SearchStrategy[tuple[YearOutcome, ...]]:
    return st.tuples(*[_outcome(year) for year in years])


outcomes = st.lists(st.integers(1, 5), unique=True, max_size=3).flatmap(_outcomes)
goals = st.builds(Goal, statement=texts, evidence=texts, links=texts, years=outcomes, tables=st.tuples(tables))
contents = st.builds(
    PlanContent,
    title=lines,
    first_year=st.integers(1990, 2100),
    edition=st.sampled_from(["", "district-plan-2026"]),
    answers=st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=8), texts, max_size=3),
    goals=st.lists(goals, max_size=2).map(tuple),
)


@hypothesis_settings(max_examples=40, deadline=None)
@given(contents)
def test_portable_comes_back_identical_and_fits_the_schema(content: PlanContent) -> None:
    value = json.loads(json.dumps(content_to_json(content)))

    jsonschema.validate(value, SCHEMA)

    assert content_from_json(value) == content


def test_portable_needs_only_its_head() -> None:
    content = content_from_json({"format": "plplanner-plan", "version": 1, "first_year": 2026})

    assert content == PlanContent(title="", first_year=2026, edition="")


def test_portable_cleans_what_no_database_holds() -> None:
    value = content_to_json(whole_content()) | {"answers": {"mission": "a\x00b\r\nc\ud800"}}

    assert content_from_json(value).answers == {"mission": "ab\nc"}


def _activity(value: dict[str, Any]) -> dict[str, Any]:
    activity: dict[str, Any] = value["goals"][2]["tables"][0]["activities"][0]
    return activity


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda value: value.update(extra=1), "extra"),
        (lambda value: value.pop("format"), "format"),
        (lambda value: value.update(version=2), "version"),
        (lambda value: value.update(version=True), "version"),
        (lambda value: value.update(first_year="2026"), "first_year"),
        (lambda value: value.update(first_year=1900), "first_year"),
        (lambda value: value.update(title="x" * 201), "title"),
        (lambda value: value.update(edition="No Slug"), "edition"),
        (lambda value: value.update(answers=[]), "answers"),
        (lambda value: value.update(answers={"Mission!": ""}), "answers.Mission!"),
        (lambda value: value.update(answers={"mission": 5}), "answers.mission"),
        (lambda value: value.update(answers={"mission": "x" * 100_001}), "answers.mission"),
        (lambda value: value.update(goals=[{}] * 201), "goals"),
        (lambda value: value.update(goals=["goal"]), "goals[0]"),
        (lambda value: value["goals"][1].update(years=[{"year": 9}]), "goals[1].years[0].year"),
        (lambda value: value["goals"][1].update(years=[{"year": 1}, {"year": 1}]), "goals[1].years"),
        (lambda value: _activity(value).update(hour=1), "goals[2].tables[0].activities[0].hour"),
        (lambda value: _activity(value).update(hours=1.5), "goals[2].tables[0].activities[0].hours"),
        (lambda value: _activity(value).update(hours="NaN"), "goals[2].tables[0].activities[0].hours"),
        (lambda value: _activity(value).update(hours="٣"), "goals[2].tables[0].activities[0].hours"),
        (lambda value: _activity(value).update(starts_on="20260901"), "goals[2].tables[0].activities[0].starts_on"),
        (lambda value: _activity(value).update(starts_on="2026-02-30"), "goals[2].tables[0].activities[0].starts_on"),
        (lambda value: _activity(value).update(ends_on="2020-01-01"), "goals[2].tables[0].activities[0].ends_on"),
        (lambda value: _activity(value).update(participants=-1), "goals[2].tables[0].activities[0].participants"),
        (
            lambda value: _activity(value).update(delivery_phase="soon"),
            "goals[2].tables[0].activities[0].delivery_phase",
        ),
        (lambda value: _activity(value).update(schools=[1]), "goals[2].tables[0].activities[0].schools[0]"),
        (lambda value: _activity(value).update(owner="x" * 151), "goals[2].tables[0].activities[0].owner"),
        (lambda value: value["goals"][0]["tables"][0].update(activities=[{}] * 5_001), "goals[0].tables[0].activities"),
    ],
)
def test_portable_names_the_path_of_a_fault(spoil: Callable[[dict[str, Any]], object], path: str) -> None:
    value = content_to_json(whole_content())
    spoil(value)

    with pytest.raises(JsonRefused) as refusal:
        content_from_json(value)

    assert refusal.value.path == path
    assert refusal.value.sentence.endswith(".")


def test_portable_counts_activities_over_the_plan() -> None:
    half: dict[str, object] = {"tables": [{"activities": [{}] * 2_501}]}
    value = {"format": "plplanner-plan", "version": 1, "first_year": 2026, "goals": [half, half]}

    with pytest.raises(JsonRefused, match="5,002"):
        content_from_json(value)


@pytest.mark.parametrize("value", [None, [], "plan", 5])
def test_portable_refuses_what_is_no_object(value: object) -> None:
    with pytest.raises(JsonRefused, match="object"):
        content_from_json(value)


def test_portable_keeps_hours_to_the_cent() -> None:
    content = PlanContent(
        title="",
        first_year=2026,
        edition="",
        goals=(Goal(tables=(ActivityTable(activities=(Activity(hours=Decimal("12.50")),)),)),),
    )

    written = content_to_json(content)["goals"][0]["tables"][0]["activities"][0]["hours"]

    assert written == "12.50"
