"""Writing in what somebody removed meanwhile: refused in a sentence with nothing lost, and brought back as a whole."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.models import Activity, ActivityTable, Goal
from plans.models.removable import PlanRow
from plans.services.rows import restore_row
from plplanner.districts.models import Draft
from tests.districts.visitors import browser_in
from tests.factories import ActivityFactory, UserFactory

pytestmark = pytest.mark.django_db

Place = Callable[[Activity], PlanRow]
PLACES: dict[str, Place] = {"goal": lambda row: row.table.goal, "table": lambda row: row.table}
ADD_PAGES: dict[str, Callable[[Activity], str]] = {
    "table": lambda row: reverse("plans:table-add", args=[row.plan.pk, row.table.goal_id]),
    "activity": lambda row: reverse("plans:activity-add", args=[row.plan.pk, row.table_id]),
}


@pytest.fixture
def activity() -> Activity:
    return ActivityFactory.create(initial="Old")


@pytest.fixture
def director(activity: Activity) -> Client:
    return browser_in(activity.plan.district)


def remove(row: PlanRow) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(removed_at=timezone.now())


def edit_address(row: Activity) -> str:
    return reverse("plans:activity-edit", args=[row.plan.pk, row.pk])


def typed(browser: Client, row: Activity, **texts: str) -> dict[str, Any]:
    """What the row's edit page, drawn now, sends after typing."""
    form = browser.get(edit_address(row)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | texts


@pytest.mark.parametrize(
    ("removed", "named"),
    [
        ("goal", "Somebody removed the goal that this belongs to while you were writing."),
        ("table", "Somebody removed the activity table that this belongs to while you were writing."),
    ],
)
def test_an_activity_in_what_was_removed_is_not_saved_and_its_text_is_kept(
    removed: str, named: str, activity: Activity, director: Client
) -> None:
    post = typed(director, activity, initial="New")
    remove(PLACES[removed](activity))

    answer = director.post(edit_address(activity), post | {"save": "finish"})

    [sentence] = answer.context["form"].non_field_errors()
    assert sentence == f"{named} Choose “Bring it back and save” to keep it."
    assert Activity.objects.get(pk=activity.pk).initial == "Old"
    assert Draft.objects.get(row_id=activity.pk).values["initial"] == ["New"]


@pytest.mark.parametrize("removed", PLACES)
def test_bringing_it_back_saves_the_text_and_brings_back_what_it_stands_in(
    removed: str, activity: Activity, director: Client
) -> None:
    post = typed(director, activity, initial="New")
    remove(PLACES[removed](activity))

    director.post(edit_address(activity), post | {"bring_back": "1"})

    found = Activity.objects.select_related("table__goal").get(pk=activity.pk)
    assert (found.initial, found.table.removed_at, found.table.goal.removed_at) == ("New", None, None)


def test_an_autosave_into_a_removed_goal_is_refused_with_the_reason(activity: Activity, director: Client) -> None:
    post = typed(director, activity, initial="New")
    remove(activity.table.goal)

    answer = director.post(edit_address(activity), post, headers={"X-Autosave": "1"})

    assert (answer.status_code, answer.json()) == (
        409,
        {
            "state": "refused",
            "message": "Somebody removed the goal that this belongs to while you were writing. "
            "Press Save to bring it back with your text.",
        },
    )


def test_the_name_of_a_table_of_a_removed_goal_is_not_saved(activity: Activity, director: Client) -> None:
    address = reverse("plans:table-edit", args=[activity.plan.pk, activity.table_id])
    remove(activity.table.goal)

    answer = director.post(address, {"version": activity.table.version, "name": "Coaches", "save": "finish"})

    assert "Somebody removed the goal" in answer.context["form"].non_field_errors()[0]
    assert ActivityTable.objects.get(pk=activity.table_id).name == ""


@pytest.mark.parametrize(("noun", "removed"), [("table", "goal"), ("activity", "goal"), ("activity", "table")])
def test_nothing_is_added_to_what_was_removed(noun: str, removed: str, activity: Activity, director: Client) -> None:
    remove(PLACES[removed](activity))

    answer = director.post(ADD_PAGES[noun](activity), {"new_id": str(uuid.uuid4())})

    what = PLACES[removed](activity)._meta.verbose_name
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        f"The {what} has been removed from the plan. Bring it back first; then you can add to it."
    ]
    assert (ActivityTable.objects.count(), Activity.objects.count()) == (1, 1)


def test_pasted_rows_are_not_added_to_a_removed_goal(activity: Activity, director: Client) -> None:
    address = reverse("plans:table-paste", args=[activity.plan.pk, activity.table_id])
    remove(activity.table.goal)

    answer = director.post(address, {"page_id": str(uuid.uuid4()), "text": "One\tTwo", "add": "1"})

    assert answer.context["form"].non_field_errors() == [
        "The goal has been removed from the plan. Bring it back first; then you can add to it."
    ]
    assert Activity.objects.count() == 1


def test_an_activity_is_not_copied_within_a_removed_goal(activity: Activity, director: Client) -> None:
    remove(activity.table.goal)

    director.post(reverse("plans:activity-copy", args=[activity.plan.pk]), {"copy": f"{activity.pk}:{uuid.uuid4()}"})

    assert Activity.objects.count() == 1


def test_restoring_an_activity_restores_what_it_stands_in(activity: Activity) -> None:
    for row in (activity, activity.table, activity.table.goal):
        remove(row)

    restore_row(row=activity, by=UserFactory.create())

    assert [model._base_manager.exclude(removed_at=None).count() for model in (Goal, ActivityTable, Activity)] == [
        0
    ] * 3


def test_the_page_of_a_removed_goal_offers_to_bring_it_back_and_nothing_to_add(
    activity: Activity, director: Client
) -> None:
    goal = activity.table.goal
    remove(goal)

    page = director.get(goal.get_absolute_url()).content.decode()

    assert reverse("plans:goal-restore", args=[goal.plan_id, goal.pk]) in page
    assert reverse("plans:table-add", args=[goal.plan_id, goal.pk]) not in page
    assert reverse("plans:goal-edit", args=[goal.plan_id, goal.pk]) not in page
