"""Adding a row that cannot be added: a sentence, never an error page."""

import uuid
from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from plans.models import Activity, ActivityTable, Goal, Plan
from tests.factories import ActivityFactory, ActivityTableFactory, GoalFactory, MembershipFactory

FINISHED = "This plan is marked as finished. A director can reopen it; then it can be changed."
ADD_PAGES: dict[str, Callable[[ActivityTable], str]] = {
    "goal": lambda table: reverse("plans:goal-add", args=[table.plan.pk]),
    "table": lambda table: reverse("plans:table-add", args=[table.plan.pk, table.goal_id]),
    "activity": lambda table: reverse("plans:activity-add", args=[table.plan.pk, table.pk]),
}
FOREIGN_ROWS: dict[str, Callable[[], Goal | ActivityTable | Activity]] = {
    "goal": GoalFactory.create,
    "table": ActivityTableFactory.create,
    "activity": ActivityFactory.create,
}


@pytest.fixture
def table(db: None) -> ActivityTable:
    return ActivityTableFactory.create()


@pytest.fixture
def director(client: Client, table: ActivityTable) -> Client:
    client.force_login(MembershipFactory.create(district=table.plan.district).user)
    return client


@pytest.mark.parametrize("noun", ADD_PAGES)
def test_finished_plan_takes_no_row_and_says_so(noun: str, table: ActivityTable, director: Client) -> None:
    Plan.objects.filter(pk=table.plan.pk).update(status="finished")

    response = director.post(ADD_PAGES[noun](table), {"new_id": str(uuid.uuid4())})

    assert response.headers["Location"] == table.plan.get_absolute_url()
    assert [str(each) for each in get_messages(response.wsgi_request)] == [FINISHED]


@pytest.mark.parametrize("noun", ADD_PAGES)
def test_id_of_another_plans_row_adds_nothing(noun: str, table: ActivityTable, director: Client) -> None:
    foreign = FOREIGN_ROWS[noun]()

    response = director.post(ADD_PAGES[noun](table), {"new_id": str(foreign.pk)})

    assert response.headers["Location"] == table.plan.get_absolute_url()
    assert type(foreign)._base_manager.get(pk=foreign.pk).plan == foreign.plan


def test_save_and_add_another_with_another_plans_id_saves_and_stays(table: ActivityTable, director: Client) -> None:
    goal, foreign = table.goal, GoalFactory.create()
    address = reverse("plans:goal-edit", args=[goal.plan_id, goal.pk])
    typed = {"version": "1", "base": "{}", "statement": "Typed", "save": "add", "new_id": str(foreign.pk)}

    response = director.post(address, typed)

    goal.refresh_from_db()
    assert (response.headers["Location"], goal.statement) == (address, "Typed")


def test_a_button_that_names_nothing_here_says_so(table: ActivityTable, director: Client) -> None:
    foreign = GoalFactory.create()

    for name, value in [("move", f"{foreign.pk}:0:1"), ("move", "nonsense"), ("copy", f"{foreign.pk}:{uuid.uuid4()}")]:
        answer = director.post(reverse(f"plans:goal-{name}", args=[table.plan.pk]), {name: value}, follow=True)
        assert [str(message)[:27] for message in answer.context["messages"]] == ["That goal is no longer here"]
