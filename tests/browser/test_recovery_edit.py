"""Nothing typed into an edit page is lost: tabs close, networks fail, rows and plans change under one's hands."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from plans.enums import PlanStatus
from plans.models import Activity, Goal, Plan, Section
from tests.browser.conftest import OpenPage
from tests.browser.people import (
    SAVED,
    autosaved,
    bring_back_if_offered,
    edit_address,
    expect_status,
    field,
    leave_field,
    open_goal,
    press,
    reopen,
    text_in_database,
    write,
)
from tests.world import Who, World

TEXT = "Teachers plan lessons together every Tuesday.\nCoaches visit each room twice a month."


def rows_with_a_text(world: World) -> dict[str, tuple[Goal | Activity | Section, str]]:
    """One row of each kind that is edited, and one of its texts."""
    rows = world.mine.rows
    return {
        "goal": (rows.goal, "evidence"),
        "activity": (rows.activity, "initial"),
        "section": (Section.objects.get(plan=rows.plan, key="profile"), "enrollment"),
    }


@pytest.mark.parametrize("kind", ["goal", "activity", "section"])
def test_closed_tab_gives_the_text_back(kind: str, page_as: OpenPage, world: World) -> None:
    row, name = rows_with_a_text(world)[kind]
    page = page_as(Who.DIRECTOR)
    page.goto(edit_address(row))
    write(page, name, TEXT)

    page.close()
    page = reopen(page.context, edit_address(row))
    bring_back_if_offered(page)

    expect(field(page, name)).to_have_value(TEXT)
    assert text_in_database(row, name) == TEXT


def test_copy_in_the_browser_is_gone_once_saved(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)
    write(page, "evidence", TEXT)
    press(page, "Save and see all goals")
    Goal.objects.filter(pk=goal.pk).update(evidence="Changed by somebody else since.", version=9)

    page.goto(edit_address(goal))

    expect(field(page, "evidence")).to_have_value("Changed by somebody else since.")
    expect(page.locator("#local-copy")).to_have_count(0)


def test_no_network_keeps_trying_and_then_saves(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)

    page.context.set_offline(True)
    write(page, "evidence", TEXT)
    leave_field(page)
    expect_status(page, "Not saved, still trying. Your text is kept in this browser.")
    with autosaved(page):
        page.context.set_offline(False)

    expect_status(page, SAVED)
    assert text_in_database(goal, "evidence") == TEXT


def test_pressing_save_without_a_network_stays_on_the_page(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)

    page.context.set_offline(True)
    write(page, "evidence", TEXT)
    page.get_by_role("button", name="Save and see all goals").click()
    expect_status(page, "Not saved, still trying. Your text is kept in this browser.")
    expect(field(page, "evidence")).to_have_value(TEXT)
    page.context.set_offline(False)
    expect_status(page, SAVED)
    press(page, "Save and see all goals")

    expect(page.get_by_role("heading", name="Goals", level=1)).to_be_visible()
    assert text_in_database(goal, "evidence") == TEXT


def test_wrong_value_is_kept_and_offered_later(page_as: OpenPage, world: World) -> None:
    activity = world.mine.rows.activity
    page = page_as(Who.DIRECTOR)
    page.goto(edit_address(activity))
    page.locator("summary", has_text="Owner, audience").click()

    write(page, "follow_up", TEXT)
    write(page, "hours", "about six")
    with autosaved(page, status=422):
        leave_field(page)
    page.close()
    page = reopen(page.context, edit_address(activity))
    page.get_by_role("link", name="Bring it back").click()
    expect(field(page, "follow_up")).to_have_value(TEXT)
    expect(field(page, "hours")).to_have_value("about six")
    write(page, "hours", "6")
    press(page, "Save and see the goal")

    activity.refresh_from_db()
    assert (activity.follow_up, activity.hours) == (TEXT, Decimal(6))


def test_wrong_value_is_offered_once(page_as: OpenPage, world: World) -> None:
    activity = world.mine.rows.activity
    page = page_as(Who.DIRECTOR)
    page.goto(edit_address(activity))
    page.locator("summary", has_text="Owner, audience").click()

    write(page, "hours", "about six")
    with autosaved(page, status=422):
        leave_field(page)
    page.close()
    page = reopen(page.context, edit_address(activity))

    expect(page.get_by_text("Bring it back")).to_have_count(1)


def test_removed_while_editing_can_be_brought_back(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)

    Goal.objects.filter(pk=goal.pk).update(removed_at=goal.created_at)
    write(page, "evidence", TEXT)
    with autosaved(page, status=409):
        leave_field(page)
    expect_status(page, "Somebody removed this while you were writing. Press Save to bring it back with your text.")
    press(page, "Save and see all goals")
    press(page, "Bring it back and save")

    expect(page.get_by_role("heading", name="Goals", level=1)).to_be_visible()
    goal.refresh_from_db()
    assert (goal.evidence, goal.removed_at) == (TEXT, None)


def test_removed_while_editing_can_be_brought_back_without_script(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world, java_script_enabled=False)

    Goal.objects.filter(pk=goal.pk).update(removed_at=goal.created_at)
    write(page, "evidence", TEXT)
    press(page, "Save and see all goals")
    press(page, "Bring it back and save")

    goal.refresh_from_db()
    assert (goal.evidence, goal.removed_at) == (TEXT, None)


@pytest.mark.parametrize("script", [True, False])
def test_plan_finished_while_editing_keeps_the_text(script: bool, page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world, java_script_enabled=script)

    Plan.objects.filter(pk=goal.plan_id).update(status=PlanStatus.FINISHED)
    write(page, "evidence", TEXT)
    if script:
        with autosaved(page, status=409):
            leave_field(page)
        expect_status(page, "This plan is marked as finished. A director can reopen it; then it can be changed.")
    press(page, "Save and see all goals")
    expect(page.locator(".error-summary")).to_contain_text("This plan is marked as finished.")
    expect(field(page, "evidence")).to_have_value(TEXT)
    Plan.objects.filter(pk=goal.plan_id).update(status=PlanStatus.DRAFT)
    page.goto(edit_address(goal))
    page.get_by_role("link", name="Bring it back").click()

    expect(field(page, "evidence")).to_have_value(TEXT)


@pytest.mark.parametrize("script", [True, False])
def test_pressing_add_twice_adds_one_goal(script: bool, page_as: OpenPage, world: World) -> None:
    plan = world.mine.plan
    page = page_as(Who.DIRECTOR, java_script_enabled=script)
    page.goto(f"{plan.get_absolute_url()}goals/")

    page.get_by_role("button", name="Add a goal").dblclick()
    page.wait_for_url("**/edit/")

    assert Goal.objects.for_plan(plan).present().count() == 2
