"""Saving what people typed: nothing acknowledged is lost, nothing is overwritten unseen."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from plans.models import Activity, Goal, Section
from plans.services.edits import (
    PlanFinished,
    activity_values,
    goal_values,
    save_activity,
    save_goal,
    save_section,
    section_values,
)
from plans.services.rows import remove_row
from plplanner.districts.models import AuditEntry, Draft, User
from plplanner.districts.services.drafts import keep_draft
from plplanner.kit.editing import Edit, EditConflict, RowRemoved, texts_of
from tests.factories import (
    ActivityFactory,
    GoalFactory,
    PlanFactory,
    SchoolFactory,
    SectionFactory,
    StandardFactory,
    UserFactory,
)

Row = TypeVar("Row", Goal, Activity, Section)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana() -> User:
    return UserFactory.create(name="Dana")


@pytest.fixture
def lee() -> User:
    return UserFactory.create(name="Lee")


def begun(row: Row, values: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
    """What a form that was drawn now would send unchanged."""
    return {"version": row.version, "base": texts_of(values(row))}


def test_goal_save_writes_the_goal_and_its_years_as_one(dana: User) -> None:
    goal = GoalFactory.create(statement="Old")

    save_goal(
        goal=goal,
        edit=Edit(**begun(goal, goal_values), values={"statement": "New", "year_2_target": "80 %"}),
        by=dana,
    )

    goal = Goal.objects.get(pk=goal.pk)
    assert (goal.statement, goal.version, goal.updated_by) == ("New", 2, dana)
    assert [(each.year, each.target) for each in goal.year_outcomes.all()] == [(2, "80 %")]


def test_goal_save_merges_what_another_person_changed_elsewhere_in_it(dana: User, lee: User) -> None:
    goal = GoalFactory.create(statement="Old", impact="Old")
    drawn = begun(goal, goal_values)
    save_goal(goal=goal, edit=Edit(**drawn, values={"statement": "Dana’s", "impact": "Old"}), by=dana)

    save_goal(
        goal=Goal.objects.get(pk=goal.pk),
        edit=Edit(**drawn, values={"statement": "Old", "impact": "Lee’s"}),
        by=lee,
    )

    goal = Goal.objects.get(pk=goal.pk)
    assert (goal.statement, goal.impact, goal.version) == ("Dana’s", "Lee’s", 3)


def test_goal_save_refuses_a_field_that_both_changed_and_changes_nothing(dana: User, lee: User) -> None:
    goal = GoalFactory.create(statement="Old")
    drawn = begun(goal, goal_values)
    save_goal(goal=goal, edit=Edit(**drawn, values={"statement": "Dana’s"}), by=dana)

    with pytest.raises(EditConflict) as conflict:
        save_goal(
            goal=Goal.objects.get(pk=goal.pk),
            edit=Edit(**drawn, values={"statement": "Lee’s", "impact": "Lee’s"}),
            by=lee,
        )

    assert [(each.mine, each.theirs) for each in conflict.value.conflicts] == [("Lee’s", "Dana’s")]
    goal = Goal.objects.get(pk=goal.pk)
    assert (goal.statement, goal.impact, goal.version) == ("Dana’s", "", 2)


def test_the_same_save_twice_is_one_change(dana: User) -> None:
    goal = GoalFactory.create(statement="Old")
    edit = Edit(**begun(goal, goal_values), values={"statement": "New"})

    save_goal(goal=goal, edit=edit, by=dana)
    save_goal(goal=Goal.objects.get(pk=goal.pk), edit=edit, by=dana)

    assert Goal.objects.get(pk=goal.pk).version == 2
    assert AuditEntry.objects.filter(action="edit").count() == 1


def test_a_save_that_races_another_is_merged_with_it(dana: User, lee: User) -> None:
    goal = GoalFactory.create(statement="Old", impact="Old")
    read_before = Goal.objects.get(pk=goal.pk)
    drawn = begun(goal, goal_values)
    save_goal(goal=goal, edit=Edit(**drawn, values={"statement": "Dana’s"}), by=dana)

    save_goal(goal=read_before, edit=Edit(**drawn, values={"impact": "Lee’s"}), by=lee)

    goal = Goal.objects.get(pk=goal.pk)
    assert (goal.statement, goal.impact) == ("Dana’s", "Lee’s")


def test_activity_save_writes_schools_and_standards(dana: User) -> None:
    activity = ActivityFactory.create()
    school = SchoolFactory.create(district=activity.plan.district)
    standard = StandardFactory.create()

    save_activity(
        activity=activity,
        edit=Edit(
            **begun(activity, activity_values),
            values={"hours": None, "schools": [school], "standards": [standard]},
        ),
        by=dana,
    )

    activity = Activity.objects.get(pk=activity.pk)
    assert list(activity.schools.all()) == [school]
    assert list(activity.standards.all()) == [standard]


def test_section_save_keeps_answers_the_form_does_not_show(dana: User) -> None:
    section = SectionFactory.create(answers={"schools": "Nine", "of_another_edition": "Kept"})

    save_section(
        section=section,
        edit=Edit(**begun(section, section_values), values={"schools": "Ten", "is_complete": True}),
        by=dana,
    )

    section.refresh_from_db()
    assert section.answers == {"schools": "Ten", "of_another_edition": "Kept"}
    assert section.is_complete is True


def test_a_finished_plan_refuses_an_edit(dana: User) -> None:
    goal = GoalFactory.create(plan=PlanFactory.create(status="finished"))

    with pytest.raises(PlanFinished, match="marked as finished"):
        save_goal(goal=goal, edit=Edit(**begun(goal, goal_values), values={"statement": "New"}), by=dana)


def test_a_removed_row_refuses_an_edit_so_that_it_is_not_lost_unseen(dana: User, lee: User) -> None:
    goal = GoalFactory.create()
    drawn = begun(goal, goal_values)
    remove_row(row=goal, version=1, by=lee)

    with pytest.raises(RowRemoved):
        save_goal(goal=goal, edit=Edit(**drawn, values={"statement": "New"}), by=dana)


def test_a_save_throws_away_the_draft_it_replaces(dana: User) -> None:
    goal = GoalFactory.create()
    keep_draft(row_id=goal.pk, values={"statement": ["Newer"]}, by=dana)
    keep_draft(row_id=goal.pk, values={"statement": ["Newest"]}, by=dana)
    assert [each.values for each in Draft.objects.all()] == [{"statement": ["Newest"]}]

    save_goal(goal=goal, edit=Edit(**begun(goal, goal_values), values={"statement": "Newest"}), by=dana)

    assert not Draft.objects.exists()


def test_an_edit_is_recorded_with_who_and_which_fields_but_no_text(dana: User) -> None:
    goal = GoalFactory.create(statement="Old")

    save_goal(goal=goal, edit=Edit(**begun(goal, goal_values), values={"statement": "Secret"}), by=dana)

    entry = AuditEntry.objects.get(action="edit")
    assert (entry.actor_name, entry.object_id, entry.scope_id) == ("Dana", str(goal.pk), str(goal.plan_id))
    assert entry.detail == {"fields": ["statement"], "version": 2}


def test_history_keeps_the_text_of_each_version(dana: User) -> None:
    goal = GoalFactory.create(statement="Old")
    save_goal(goal=goal, edit=Edit(**begun(goal, goal_values), values={"statement": "New"}), by=dana)

    history = Goal.history.filter(id=goal.pk).order_by("version")

    assert [(each.statement, each.version, each.history_user) for each in history] == [
        ("Old", 1, None),
        ("New", 2, dana),
    ]
