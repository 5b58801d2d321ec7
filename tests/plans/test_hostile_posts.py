"""Posts that no page of ours makes, or that come too late: refused with a sentence, never an error page."""

import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from plans.enums import PlanStatus
from plans.models import Activity, ActivityTable, Goal, Plan
from plplanner.districts.models import Draft
from tests.districts.visitors import browser_in
from tests.factories import ActivityFactory, ActivityTableFactory, GoalFactory

pytestmark = pytest.mark.django_db

FOREIGN_ID = "Open the page again and press the button once more."
FINISHED = "This plan is marked as finished. A director can reopen it; then it can be changed."


@pytest.fixture
def activity() -> Activity:
    return ActivityFactory.create()


def adding(activity: Activity) -> dict[str, dict[str, Any]]:
    """Return the addresses that add a row, with what else they are posted."""
    plan, table = activity.plan, activity.table
    edit = {"version": 1, "base": "{}", "save": "add"}
    return {
        f"{plan.get_absolute_url()}goals/add/": {},
        f"{plan.get_absolute_url()}goals/{table.goal_id}/tables/add/": {},
        f"{plan.get_absolute_url()}tables/{table.pk}/activities/add/": {},
        f"{plan.get_absolute_url()}goals/{table.goal_id}/edit/": edit,
        f"{plan.get_absolute_url()}activities/{activity.pk}/edit/": edit,
    }


def counts() -> list[int]:
    return [model.objects.count() for model in (Goal, ActivityTable, Activity)]


def sentences(response: Any) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)]


def browser_of_plan(plan: Plan) -> Client:
    return browser_in(plan.district)


def test_adding_to_a_plan_that_was_finished_meanwhile_is_refused(activity: Activity) -> None:
    Plan.objects.update(status=PlanStatus.FINISHED)
    before = counts()
    browser = browser_of_plan(activity.plan)

    answers = [browser.post(url, {"new_id": uuid.uuid4()}) for url in list(adding(activity))[:3]]

    assert [(each.status_code, sentences(each)[-1]) for each in answers] == [(302, FINISHED)] * 3
    assert counts() == before


def test_adding_with_the_id_of_another_plan_s_row_is_refused(activity: Activity) -> None:
    others = ActivityFactory.create(table=ActivityTableFactory.create(goal=GoalFactory.create()))
    ids = [others.table.goal_id, others.table_id, others.pk, others.table.goal_id, others.pk]
    before = counts()
    browser = browser_of_plan(activity.plan)

    answers = [
        browser.post(url, {**rest, "new_id": new_id})
        for (url, rest), new_id in zip(adding(activity).items(), ids, strict=True)
    ]

    assert [(each.status_code, FOREIGN_ID in sentences(each)) for each in answers] == [(302, True)] * 5
    assert counts() == before


def test_copying_to_the_id_of_another_plan_s_row_is_refused(activity: Activity) -> None:
    others = ActivityFactory.create(table=ActivityTableFactory.create(goal=GoalFactory.create()))
    base = activity.plan.get_absolute_url()
    posts = [
        (f"{base}goals/copy/", {"copy": f"{activity.table.goal_id}:{others.table.goal_id}"}),
        (f"{base}activities/copy/", {"copy": f"{activity.pk}:{others.pk}"}),
        (f"{base}copy/goal/", {"goal": activity.table.goal_id, "new_id": others.table.goal_id}),
    ]
    before = counts()
    browser = browser_of_plan(activity.plan)

    answers = [browser.post(url, posted) for url, posted in posts]

    assert [(each.status_code, sentences(each)[-1]) for each in answers] == [(302, FOREIGN_ID)] * 3
    assert counts() == before


@pytest.mark.parametrize("headers", [{}, {"X-Autosave": "1"}])
def test_draft_keeps_the_page_s_own_fields_only(activity: Activity, headers: dict[str, str]) -> None:
    address = f"{activity.plan.get_absolute_url()}activities/{activity.pk}/edit/"
    post = {"version": "x", "base": "{}", "initial": "Walk\x00-through", "\x00made-up": "1", "made-up": "2"}

    answer = browser_of_plan(activity.plan).post(address, post, headers=headers)

    assert answer.status_code == (422 if headers else 200)
    assert Draft.objects.get().values == {"version": ["x"], "base": ["{}"], "initial": ["Walk-through"]}


def test_presence_names_nobody_of_another_plan(activity: Activity) -> None:
    others = ActivityFactory.create(table=ActivityTableFactory.create(goal=GoalFactory.create()))
    row = {"row": others.table.goal_id}
    browser_of_plan(others.plan).post(f"{others.plan.get_absolute_url()}presence/", row)

    answer = browser_of_plan(activity.plan).post(f"{activity.plan.get_absolute_url()}presence/", row)

    assert answer.json() == {"others": []}
