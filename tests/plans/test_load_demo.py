"""The demo's districts, people and plans."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from plans.models import Goal, Plan, Section
from plplanner.districts.models import AuditEntry, District, DistrictFact, Membership, School, SchoolFact, User
from plplanner.districts.selectors.people import DEMO_PASSWORD, list_demo_sign_ins
from rubrics.models import ConsensusRating, Rating, SelfAssessment

pytestmark = pytest.mark.django_db

COUNTED = (
    AuditEntry,
    ConsensusRating,
    District,
    DistrictFact,
    Goal,
    Membership,
    Plan,
    Rating,
    School,
    SchoolFact,
    SelfAssessment,
    User,
)


def load() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def load_reference() -> None:
    call_command("load_reference", stdout=StringIO())


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_demo_has_a_finished_and_a_half_finished_plan() -> None:
    load_reference()

    load()

    assert list(Plan.objects.values_list("first_year", "status")) == [(2026, "draft"), (2025, "finished")]
    draft = Plan.objects.get(status="draft")
    assert draft.carried_from == Plan.objects.get(status="finished")
    flags = dict(Section.objects.filter(plan=draft).values_list("key", "is_complete"))
    assert flags == {"profile": True, "beliefs": True, "activities": None}
    goals = Goal.objects.for_plan(draft).in_order()
    assert list(goals.values_list("is_complete", flat=True)) == [True, False, None]


def test_loading_again_changes_nothing_that_people_did() -> None:
    load_reference()
    assert load() == "Catalpa County Schools: loaded\nJuniper Draw Public Schools: loaded\n"
    Plan.objects.filter(status="draft").update(title="Renamed")
    before = counts()

    assert load() == "Catalpa County Schools: there already\nJuniper Draw Public Schools: there already\n"

    assert counts() == before
    assert Plan.objects.filter(title="Renamed").exists()


def test_people_of_every_role_can_sign_in_with_the_password_shown() -> None:
    load_reference()
    load()

    shown = list_demo_sign_ins()

    assert {each.role for each in shown} == {
        "Director",
        "Editor",
        "Leader",
        "Viewer",
        "Reviewer",
        "Administrator",
    }
    assert {each.password for each in shown} == {DEMO_PASSWORD}
    assert all(Client().login(email=each.email, password=DEMO_PASSWORD) for each in shown)


def test_demo_s_names_are_all_known() -> None:
    """Every standard and school that the demo's activities name exists, so that nothing is left out in silence."""
    load_reference()
    load()

    plan = Plan.objects.get(status="finished")

    assert set(plan.snapshots.get().document["standard_names"]) >= {
        code
        for goal in plan.snapshots.get().document["content"]["goals"]
        for table in goal["tables"]
        for activity in table["activities"]
        for code in activity["standards"]
    }


def test_demo_is_refused_outside_demo_mode(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="It works in demo mode only"):
        load()

    assert counts() == dict.fromkeys(counts(), 0)


def test_demo_without_reference_data_says_what_to_run() -> None:
    with pytest.raises(CommandError, match="Run load_reference first"):
        load()
