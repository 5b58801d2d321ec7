"""Who has a row open now."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Goal, Presence
from plplanner.districts.enums import Role
from tests.districts.visitors import browser_in
from tests.factories import ActivityFactory, GoalFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal() -> Goal:
    return GoalFactory.create()


@pytest.fixture
def director(goal: Goal) -> Client:
    return browser_in(goal.plan.district)


def test_presence_names_the_others_who_have_the_row_open(director: Client, goal: Goal) -> None:
    address = reverse("plans:presence-note", args=[goal.plan_id])
    other = browser_in(goal.plan.district, Role.EDITOR)

    assert other.post(address, {"row": str(goal.pk)}).json() == {"others": []}
    assert len(director.post(address, {"row": str(goal.pk)}).json()["others"]) == 1
    assert director.post(address, {"row": "nonsense"}).status_code == 422


def test_presence_is_noted_for_rows_of_the_plan_only(director: Client, goal: Goal) -> None:
    address = reverse("plans:presence-note", args=[goal.plan_id])
    activity = ActivityFactory.create(table__goal=goal)
    mine = [goal, activity.table, activity, SectionFactory.create(plan=goal.plan, key="profile")]
    others = [GoalFactory.create().pk, uuid.uuid4()]

    answers = [director.post(address, {"row": str(row)}).status_code for row in (*(each.pk for each in mine), *others)]

    assert answers == [200, 200, 200, 200, 422, 422]
    assert set(Presence.objects.values_list("row_id", flat=True)) == {each.pk for each in mine}
