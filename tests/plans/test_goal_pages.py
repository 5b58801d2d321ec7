"""Goals as people read them: the list, and what a finished plan shows instead of its forms."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Activity, Plan
from plplanner.districts.enums import Role
from tests.districts.visitors import browser_in
from tests.factories import ActivityFactory

pytestmark = pytest.mark.django_db

FINISHED = "This plan is marked as finished. A director can reopen it; then it can be changed."
EDIT_PAGES: dict[str, Callable[[Activity], str]] = {
    "goal": lambda row: reverse("plans:goal-edit", args=[row.plan.pk, row.table.goal_id]),
    "activity": lambda row: reverse("plans:activity-edit", args=[row.plan.pk, row.pk]),
    "table": lambda row: reverse("plans:table-edit", args=[row.plan.pk, row.table_id]),
    "paste": lambda row: reverse("plans:table-paste", args=[row.plan.pk, row.table_id]),
}


@pytest.fixture
def activity() -> Activity:
    return ActivityFactory.create(table__goal__statement="")


@pytest.fixture
def director(activity: Activity) -> Client:
    return browser_in(activity.plan.district)


@pytest.mark.parametrize("page", EDIT_PAGES)
def test_edit_pages_of_a_finished_plan_lead_to_the_goal_and_say_why(
    page: str, activity: Activity, director: Client
) -> None:
    Plan.objects.filter(pk=activity.plan.pk).update(status="finished")

    answer = director.get(EDIT_PAGES[page](activity), follow=True)

    [(address, _)] = answer.redirect_chain
    assert address.partition("#")[0] == activity.table.goal.get_absolute_url()
    assert [str(each) for each in answer.context["messages"]] == [FINISHED]


def test_the_check_of_a_finished_plan_asks_for_nothing(activity: Activity, director: Client) -> None:
    address = reverse("plans:plan-check", args=[activity.plan.pk])
    before = director.get(address).content.decode()
    Plan.objects.filter(pk=activity.plan.pk).update(status="finished")

    after = director.get(address).content.decode()

    assert ("Fix these" in before, "Fix these" in after) == (True, False)
    assert "What is missing" in after


def test_a_goal_not_yet_written_asks_to_be_written(activity: Activity, director: Client) -> None:
    goal = activity.table.goal
    address = reverse("plans:goal-list", args=[goal.plan_id])
    link = f'<a href="{EDIT_PAGES["goal"](activity)}">Write goal 1</a>'

    empty = director.get(address).content.decode()
    leader = browser_in(goal.plan.district, Role.LEADER).get(address).content.decode()
    goal.statement = "Every child reads."
    goal.save()
    written = director.get(address).content.decode()

    assert [link in page for page in (empty, leader, written)] == [True, False, False]
