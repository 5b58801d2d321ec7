"""Who changed what, in words, and the texts before and after."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from plans.models import Goal, Plan
from plans.selectors.changes import change_line, field_changes
from plans.services.edits import goal_values, save_goal, save_section, section_values
from plans.services.plans import reopen_plan
from plans.services.rows import add_goal, remove_row
from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, User
from plplanner.kit.editing import Edit, texts_of
from tests.districts.visitors import browser_in
from tests.factories import DistrictFactory, UserFactory
from tests.plans.whole import create_whole_plan, finished

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana() -> User:
    return UserFactory.create(name="Dana Reyes")


@pytest.fixture
def plan(dana: User) -> Plan:
    return create_whole_plan(by=dana)


def edit_goal(goal: Goal, by: User, **values: Any) -> AuditEntry:
    before = goal_values(goal)
    save_goal(goal=goal, edit=Edit(version=goal.version, base=texts_of(before), values=before | values), by=by)
    return AuditEntry.objects.filter(scope_id=str(goal.plan_id))[0]


def first_goal(plan: Plan) -> Goal:
    return Goal.objects.for_plan(plan).in_order()[0]


def latest(plan: Plan) -> AuditEntry:
    return AuditEntry.objects.filter(scope_id=str(plan.pk))[0]


def runs(entry: AuditEntry, plan: Plan) -> list[tuple[str, str, str]]:
    return [
        (each.label, "".join(run.text for run in each.before), "".join(run.text for run in each.after))
        for each in field_changes(plan, entry)
    ]


def test_entries_read_as_sentences(plan: Plan, dana: User) -> None:
    goal = add_goal(plan=plan, goal_id=uuid.uuid4(), by=dana)
    assert change_line(plan, latest(plan)).what == "added the activity table “Activities”"
    remove_row(row=goal, version=goal.version, by=dana)
    assert change_line(plan, latest(plan)).what == "removed the goal “Goal without text”"
    snapshot = finished(plan)
    assert (change_line(plan, latest(plan)).what, snapshot.number) == (
        "marked the plan as finished, for time number 1",
        1,
    )
    reopen_plan(plan=plan, reason="New data", version=plan.version, by=dana)
    line = change_line(plan, latest(plan))
    assert (line.who, line.what, line.url) == ("Dana Reyes", "reopened the plan: New data", "")


def test_unknown_action_still_reads_as_words(plan: Plan) -> None:
    entry = AuditEntry(action="split-up", object_kind="thing", object_name="A thing", object_id="1")

    assert change_line(plan, entry).what == "split up the thing “A thing”"


def test_edit_of_a_goal_shows_words_before_and_after(plan: Plan, dana: User) -> None:
    goal = first_goal(plan)

    entry = edit_goal(goal, dana, impact="Students read harder texts.", year_2_outcome="Seventy read.")

    assert change_line(plan, entry).fields == "Effect on student achievement, Year 2"
    assert runs(entry, plan) == [
        (
            "Effect on student achievement",
            "Students read grade-level texts in every subject.",
            "Students read harder texts.",
        ),
        ("Year 2", "62 of 100 read at grade level.", "Seventy read."),
    ]


def test_older_edit_keeps_its_own_words(plan: Plan, dana: User) -> None:
    first = edit_goal(first_goal(plan), dana, impact="One", year_1_target="10")
    second = edit_goal(first_goal(plan), dana, impact="Two", year_1_target="20")

    assert runs(first, plan) == [
        ("Effect on student achievement", "Students read grade-level texts in every subject.", "One"),
        ("Year 1: Target", "", "10"),
    ]
    assert runs(second, plan) == [("Effect on student achievement", "One", "Two"), ("Year 1: Target", "10", "20")]


def test_edit_of_a_section_shows_its_answers(plan: Plan, dana: User) -> None:
    section = plan.sections.get(key="beliefs")
    before = section_values(section)
    edit = Edit(version=1, base=texts_of(before), values=before | {"mission": "Every child reads."})
    save_section(section=section, edit=edit, by=dana)

    line = change_line(plan, latest(plan))

    assert (line.what, line.fields) == ("changed the section Mission and vision", "Mission")
    assert runs(latest(plan), plan) == [("Mission", "Nine schools serve 4,282 students.", "Every child reads.")]


def address(plan: Plan) -> str:
    return reverse("plans:plan-changes", args=[plan.pk])


def test_page_groups_the_changes_by_day_and_links_edits(plan: Plan, dana: User) -> None:
    entry = edit_goal(first_goal(plan), dana, impact="New")

    (day,) = browser_in(plan.district, Role.LEADER).get(address(plan)).context["days"]

    assert (day.label, [line.what for line in day.lines][-1]) == ("Today", "began the plan")
    assert day.lines[0].url == reverse("plans:change-detail", args=[plan.pk, entry.pk])


def test_detail_page_marks_the_words_that_differ(plan: Plan, dana: User) -> None:
    entry = edit_goal(first_goal(plan), dana, impact="Students read hard texts in every subject.")

    page = browser_in(plan.district).get(reverse("plans:change-detail", args=[plan.pk, entry.pk])).content.decode()

    assert '<del class="diff-del">grade-level</del>' in page
    assert '<ins class="diff-ins">hard</ins>' in page


def test_reader_of_finished_plans_sees_no_words_of_the_draft(plan: Plan, dana: User) -> None:
    entry = edit_goal(first_goal(plan), dana, impact="Words of the draft")
    finished(plan)
    viewer = browser_in(plan.district, Role.VIEWER)

    (day,) = viewer.get(address(plan)).context["days"]

    assert [line.what for line in day.lines] == ["marked the plan as finished, for time number 1", "began the plan"]
    assert viewer.get(reverse("plans:change-detail", args=[plan.pk, entry.pk])).status_code == 404


def test_changes_of_another_plan_are_not_found(plan: Plan, dana: User) -> None:
    other = create_whole_plan(by=dana)
    entry = edit_goal(first_goal(other), dana, impact="New")

    browser = browser_in(plan.district)

    assert browser.get(reverse("plans:change-detail", args=[plan.pk, entry.pk])).status_code == 404
    assert browser.get(f"{address(plan)}99999999999999999999/").status_code == 404
    assert browser_in(DistrictFactory.create()).get(address(plan)).status_code == 404
    assert browser.post(address(plan)).status_code == 405


def test_changes_are_paged(plan: Plan) -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(actor_name="Dana", action="edit", scope_id=str(plan.pk), object_kind="plan", object_id="1")
        for _ in range(50)
    )

    page = browser_in(plan.district).get(f"{address(plan)}?page=2")

    assert [line.what for day in page.context["days"] for line in day.lines] == ["began the plan"]
    assert browser_in(plan.district).get(f"{address(plan)}?page=nonsense").context["page"].number == 1
