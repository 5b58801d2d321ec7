"""Copying a goal or an activity from this or another plan."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from plans.models import Activity, ActivityTable, Goal, Plan
from plplanner.districts.enums import Role
from plplanner.districts.models import District
from tests.districts.visitors import browser_in
from tests.factories import DistrictFactory, GoalFactory, PlanFactory
from tests.plans.whole import create_whole_plan, finished

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return DistrictFactory.create()


@pytest.fixture
def source(district: District) -> Plan:
    return create_whole_plan(district, title="Source")


@pytest.fixture
def target(district: District) -> Plan:
    plan = PlanFactory.create(district=district, title="Target")
    goal = GoalFactory.create(plan=plan)
    ActivityTable.objects.create(goal=goal, name="Coaches")
    return plan


def address(plan: Plan, query: str = "") -> str:
    return reverse("plans:plan-copy", args=[plan.pk]) + query


def first_goal(plan: Plan) -> Goal:
    return Goal.objects.for_plan(plan).in_order()[0]


def activity_address(target: Plan, goal: Goal) -> str:
    return reverse("plans:copy-from-activity", args=[target.pk, goal.pk])


def activity_post(target: Plan, source: Plan, **values: Any) -> dict[str, Any]:
    activity = Activity.objects.filter(table__goal=first_goal(source))[0]
    table = ActivityTable.objects.for_plan(target)[0]
    return {"activity": str(activity.pk), "table": str(table.pk), "new_id": str(uuid.uuid4())} | values


def test_plans_to_copy_from_are_those_the_person_may_see(source: Plan, target: Plan) -> None:
    create_whole_plan(title="Of others")
    browser = browser_in(target.district)

    assert {each.title for each in browser.get(address(target)).context["sources"]} == {"Source", "Target"}
    assert [each.title for each in browser.get(address(target, "?q=sour")).context["sources"]] == ["Source"]


def test_goals_of_a_plan_are_listed_with_their_activities(source: Plan, target: Plan) -> None:
    goals = browser_in(target.district).get(address(target, f"?plan={source.pk}")).context["goals"]

    assert [(goal.number, goal.activities) for goal, _ in goals] == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize("query", ["?plan=nonsense", "?plan=00000000-0000-4000-8000-000000000000"])
def test_made_up_source_is_not_found(target: Plan, query: str) -> None:
    assert browser_in(target.district).get(address(target, query)).status_code == 404


def test_goal_is_copied_whole_and_only_once(source: Plan, target: Plan) -> None:
    browser, new_id = browser_in(target.district), uuid.uuid4()
    post = {"goal": str(first_goal(source).pk), "new_id": str(new_id)}

    answers = [browser.post(reverse("plans:copy-from-goal", args=[target.pk]), post) for _ in range(2)]

    copy = Goal.objects.get(pk=new_id)
    assert [each.headers["Location"] for each in answers] == [copy.get_absolute_url()] * 2
    assert (copy.plan, copy.statement, target.goals.count()) == (target, first_goal(source).statement, 2)
    assert Activity.objects.filter(table__goal=copy).count() == 1


def test_goal_of_a_plan_out_of_sight_is_not_found(target: Plan) -> None:
    post = {"goal": str(first_goal(create_whole_plan()).pk), "new_id": str(uuid.uuid4())}

    answer = browser_in(target.district).post(reverse("plans:copy-from-goal", args=[target.pk]), post)

    assert (answer.status_code, target.goals.count()) == (404, 1)


def test_nonsense_instead_of_a_goal_asks_to_choose_again(target: Plan) -> None:
    answer = browser_in(target.district).post(reverse("plans:copy-from-goal", args=[target.pk]), {"goal": "x"})

    assert answer.headers["Location"] == address(target)


def test_activity_is_copied_into_the_chosen_table_once(source: Plan, target: Plan) -> None:
    browser, post = browser_in(target.district), activity_post(target, source)

    answers = [browser.post(activity_address(target, first_goal(source)), post) for _ in range(2)]

    copy = Activity.objects.get(pk=post["new_id"])
    assert [each.headers["Location"] for each in answers] == [
        reverse("plans:activity-edit", args=[target.pk, copy.pk])
    ] * 2
    assert (str(copy.table_id), Activity.objects.for_plan(target).count()) == (post["table"], 1)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"activity": ""}, {"activity": ["Choose an activity."]}),
        ({"activity": str(uuid.uuid4())}, {"activity": ["Choose one of these activities."]}),
        ({"table": ""}, {"table": ["Choose a table of your plan."]}),
        ({"table": "nonsense"}, {"table": ["Choose a table of your plan."]}),
    ],
)
def test_invalid_choice_keeps_the_other(
    source: Plan, target: Plan, values: dict[str, str], errors: dict[str, Any]
) -> None:
    post = activity_post(target, source, **values)

    page = browser_in(target.district).post(activity_address(target, first_goal(source)), post)

    form = page.context["form"]
    assert form.errors == errors
    assert {name: form[name].value() for name in ("activity", "table")} == {
        name: post[name] for name in ("activity", "table")
    }
    assert not Activity.objects.for_plan(target).exists()


def test_table_of_another_plan_is_refused(source: Plan, target: Plan) -> None:
    table = ActivityTable.objects.for_plan(source)[0]
    post = activity_post(target, source, table=str(table.pk))

    page = browser_in(target.district).post(activity_address(target, first_goal(source)), post)

    assert page.context["form"].errors == {"table": ["Choose a table of your plan."]}


def test_id_of_a_row_elsewhere_is_refused(source: Plan, target: Plan) -> None:
    taken = Activity.objects.for_plan(source)[0]

    page = browser_in(target.district).post(
        activity_address(target, first_goal(source)), activity_post(target, source, new_id=str(taken.pk))
    )

    assert page.context["form"].non_field_errors() == ["Open the page again and press the button once more."]
    assert not Activity.objects.for_plan(target).exists()


def test_nothing_is_copied_into_a_finished_plan(source: Plan) -> None:
    target = create_whole_plan(source.district)
    finished(target)
    browser = browser_in(target.district)

    goal = browser.post(
        reverse("plans:copy-from-goal", args=[target.pk]),
        {"goal": str(first_goal(source).pk), "new_id": str(uuid.uuid4())},
    )
    activity = browser.post(activity_address(target, first_goal(source)), activity_post(target, source))

    assert goal.headers["Location"] == target.get_absolute_url()
    assert activity.context["form"].non_field_errors() == [
        "This plan is marked as finished. A director can reopen it; then it can be changed."
    ]
    assert (target.goals.count(), Activity.objects.for_plan(target).count()) == (3, 3)


def test_copying_is_for_writers_of_the_district(source: Plan, target: Plan) -> None:
    reader, stranger = browser_in(target.district, Role.LEADER), browser_in(DistrictFactory.create())
    pages = [address(target), activity_address(target, first_goal(source))]

    assert [reader.get(page).status_code for page in pages] == [403, 403]
    assert [stranger.get(page).status_code for page in pages] == [404, 404]
    assert browser_in(target.district).post(address(target)).status_code == 405
