"""Adding, copying, moving, removing and bringing back: the same post twice is harmless."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from plans.models import Activity, ActivityTable, Goal
from plans.services.edits import PlanFinished
from plans.services.rows import (
    OrderChanged,
    add_activity,
    add_goal,
    add_table,
    copy_activity,
    copy_goal,
    move_row,
    remove_row,
    restore_row,
)
from plplanner.districts.models import User
from plplanner.kit.rows import StaleRow
from tests.factories import (
    ActivityFactory,
    ActivityTableFactory,
    GoalFactory,
    PlanFactory,
    SchoolFactory,
    UserFactory,
    YearOutcomeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana() -> User:
    return UserFactory.create()


def test_adding_the_same_goal_twice_makes_one_with_one_table(dana: User) -> None:
    plan, goal_id = PlanFactory.create(), uuid.uuid4()

    add_goal(plan=plan, goal_id=goal_id, by=dana)
    add_goal(plan=plan, goal_id=goal_id, by=dana)

    assert [goal.pk for goal in Goal.objects.all()] == [goal_id]
    assert ActivityTable.objects.filter(goal=goal_id).count() == 1


def test_adding_under_another_plans_id_is_refused(dana: User) -> None:
    foreign = GoalFactory.create()

    with pytest.raises(ValidationError):
        add_goal(plan=PlanFactory.create(), goal_id=foreign.pk, by=dana)


def test_new_rows_stand_at_the_end(dana: User) -> None:
    table = ActivityTableFactory.create()
    first = add_activity(table=table, activity_id=uuid.uuid4(), by=dana)
    second = add_activity(table=table, activity_id=uuid.uuid4(), by=dana)

    assert list(Activity.objects.filter(table=table).in_order()) == [first, second]
    assert add_table(goal=table.goal, table_id=uuid.uuid4(), by=dana).position > table.position


def test_copying_a_goal_takes_outcomes_tables_and_activities_along(dana: User) -> None:
    goal = GoalFactory.create(statement="Read")
    YearOutcomeFactory.create(goal=goal, year=2, target="80 %")
    table = ActivityTableFactory.create(goal=goal, name="Coaching")
    activity = ActivityFactory.create(table=table, initial="Institute")
    activity.schools.add(SchoolFactory.create(district=goal.plan.district))
    copy_id = uuid.uuid4()

    copy_goal(goal=goal, into=goal.plan, goal_id=copy_id, by=dana)
    copy_goal(goal=goal, into=goal.plan, goal_id=copy_id, by=dana)

    assert Goal.objects.filter(plan=goal.plan).count() == 2
    copy = Goal.objects.get(pk=copy_id)
    assert (copy.statement, [each.target for each in copy.year_outcomes.all()]) == ("Read", ["80 %"])
    copied = Activity.objects.get(table__goal=copy)
    assert (copied.table.name, copied.initial, copied.schools.count()) == ("Coaching", "Institute", 1)


def test_copying_to_another_district_leaves_its_schools_behind(dana: User) -> None:
    activity = ActivityFactory.create()
    activity.schools.add(SchoolFactory.create(district=activity.plan.district))

    copy = copy_activity(activity=activity, into=ActivityTableFactory.create(), activity_id=uuid.uuid4(), by=dana)

    assert copy.schools.count() == 0


def test_moving_names_the_target_so_that_a_second_post_is_harmless(dana: User) -> None:
    plan = PlanFactory.create()
    first, second, third = (GoalFactory.create(plan=plan, position=place) for place in range(3))

    for _ in range(2):
        move_row(row=Goal.objects.get(pk=third.pk), seen_at=2, to=1, by=dana)

    assert list(Goal.objects.for_plan(plan).in_order()) == [first, third, second]


def test_moving_a_row_that_others_moved_is_refused(dana: User) -> None:
    plan = PlanFactory.create()
    first, second = (GoalFactory.create(plan=plan, position=place) for place in range(2))
    move_row(row=second, seen_at=1, to=0, by=dana)

    with pytest.raises(OrderChanged):
        move_row(row=Goal.objects.get(pk=first.pk), seen_at=0, to=5, by=dana)


def test_removing_hides_and_restoring_brings_back(dana: User) -> None:
    goal = GoalFactory.create()

    remove_row(row=goal, version=1, by=dana)
    remove_row(row=goal, version=1, by=dana)
    assert not Goal.objects.present().exists()

    restore_row(row=goal, by=dana)
    restore_row(row=goal, by=dana)
    assert [(each.pk, each.removed_by) for each in Goal.objects.present()] == [(goal.pk, None)]


def test_removing_a_row_that_changed_meanwhile_is_refused(dana: User) -> None:
    goal = GoalFactory.create(version=3)

    with pytest.raises(StaleRow):
        remove_row(row=goal, version=2, by=dana)

    assert Goal.objects.present().get() == goal


@pytest.mark.parametrize("act", [add_table, remove_row, restore_row, move_row])
def test_a_finished_plan_refuses_every_change_of_rows(dana: User, act: Callable[..., object]) -> None:
    goal = GoalFactory.create(plan=PlanFactory.create(status="finished"))
    arguments: dict[str, dict[str, Any]] = {
        "add_table": {"goal": goal, "table_id": uuid.uuid4()},
        "remove_row": {"row": goal, "version": 1},
        "restore_row": {"row": goal},
        "move_row": {"row": goal, "seen_at": 0, "to": 1},
    }

    with pytest.raises(PlanFinished):
        act(**arguments[act.__name__], by=dana)
