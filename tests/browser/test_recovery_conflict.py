"""Two people write in the same row: what only one touched is merged, what both touched is shown to choose from."""

import pytest
from playwright.sync_api import Page, Route, expect

from plans.models import Activity, Goal
from tests.browser.conftest import OpenPage
from tests.browser.people import (
    autosaved,
    edit_address,
    expect_status,
    field,
    leave_field,
    press,
    text_in_database,
    write,
)
from tests.world import Who, World

MINE = "Students write every day in every class."
THEIRS = "Students write every week in every class."
BOTH = "Students write every day in every class, and at length every week."
CHOICES = [("Keep mine", MINE), ("Take theirs", THEIRS), ("Combine: use the text below", BOTH)]


def let_others_save(goal: Goal, **texts: str) -> None:
    """Save as somebody else does, between two posts of the page that is open."""
    goal.refresh_from_db()
    Goal.objects.filter(pk=goal.pk).update(**texts, version=goal.version + 1)


def open_row(page_as: OpenPage, row: Goal | Activity, **options: object) -> Page:
    page = page_as(Who.DIRECTOR, **options)
    page.goto(edit_address(row))
    return page


@pytest.fixture
def goal(world: World) -> Goal:
    return world.mine.rows.goal


@pytest.fixture
def conflict_page(request: pytest.FixtureRequest, page_as: OpenPage, goal: Goal) -> Page:
    """The page that shows both texts; parametrized with whether scripts run."""
    page = open_row(page_as, goal, java_script_enabled=request.param)
    let_others_save(goal, impact=THEIRS)
    write(page, "impact", MINE)
    press(page, "Save and see all goals")
    return page


with_and_without_script = pytest.mark.parametrize("conflict_page", [True, False], indirect=True)


@with_and_without_script
def test_both_texts_stand_side_by_side_with_the_differences_marked(conflict_page: Page) -> None:
    mine, theirs = conflict_page.locator(".conflict .versus-text").all()

    assert (mine.inner_text(), theirs.inner_text()) == (MINE, THEIRS)
    assert mine.locator(".diff-ins").all_inner_texts() == ["day"]
    assert theirs.locator(".diff-ins").all_inner_texts() == ["week"]
    proposed = conflict_page.get_by_label("Combined text").input_value()
    assert proposed == "Students write every week day in every class."


@with_and_without_script
@pytest.mark.parametrize(("choice", "expected"), CHOICES, ids=["mine", "theirs", "combined"])
def test_the_chosen_text_is_saved(conflict_page: Page, choice: str, expected: str, goal: Goal) -> None:
    conflict_page.get_by_label(choice, exact=True).check()
    conflict_page.get_by_label("Combined text").fill(BOTH)
    press(conflict_page, "Save and see all goals")

    expect(conflict_page.get_by_role("heading", name="Goals", level=1)).to_be_visible()
    assert text_in_database(goal, "impact") == expected


@with_and_without_script
def test_saving_without_a_choice_asks_again_with_both_texts(conflict_page: Page, goal: Goal) -> None:
    press(conflict_page, "Save and see all goals")

    expect(conflict_page.locator(".error-summary")).to_contain_text("Choose which text to keep.")
    texts = [each.inner_text() for each in conflict_page.locator(".conflict .versus-text").all()]
    assert texts == [MINE, THEIRS]
    assert text_in_database(goal, "impact") == THEIRS


@pytest.mark.parametrize("conflict_page", [True], indirect=True)
def test_a_choice_is_not_saved_before_save_is_pressed(conflict_page: Page, goal: Goal) -> None:
    with autosaved(conflict_page, status=409):
        conflict_page.get_by_label("Keep mine").check()
        leave_field(conflict_page)

    expect_status(conflict_page, "Kept. Choose which text to keep, then press Save.")
    assert text_in_database(goal, "impact") == THEIRS


@with_and_without_script
def test_a_conflict_left_open_asks_again_on_return(conflict_page: Page, goal: Goal) -> None:
    conflict_page.goto(edit_address(goal))
    expect(conflict_page.get_by_text("Bring it back")).to_have_count(1)
    conflict_page.get_by_role("link", name="Bring it back").click()
    expect(field(conflict_page, "impact")).to_have_value(MINE)
    press(conflict_page, "Save and see all goals")

    assert conflict_page.locator(".conflict .versus-text").all_inner_texts() == [MINE, THEIRS]
    assert text_in_database(goal, "impact") == THEIRS


def test_different_fields_of_two_people_are_both_saved(page_as: OpenPage, goal: Goal) -> None:
    page = open_row(page_as, goal)

    let_others_save(goal, impact=THEIRS)
    write(page, "evidence", MINE)
    with autosaved(page):
        leave_field(page)

    expect(field(page, "impact")).to_have_value(THEIRS)
    assert (text_in_database(goal, "evidence"), text_in_database(goal, "impact")) == (MINE, THEIRS)


def test_two_tabs_of_one_person_are_both_saved(page_as: OpenPage, goal: Goal) -> None:
    first = open_row(page_as, goal)
    second = first.context.new_page()
    second.goto(edit_address(goal))

    for page, name in ((first, "evidence"), (second, "impact")):
        write(page, name, MINE)
        with autosaved(page):
            leave_field(page)
    write(first, "links", "https://example.org/data")
    with autosaved(first):
        leave_field(first)

    goal.refresh_from_db()
    assert (goal.evidence, goal.impact, goal.links) == (MINE, MINE, "https://example.org/data")


def test_next_autosave_keeps_what_others_chose(page_as: OpenPage, world: World) -> None:
    activity = world.mine.rows.activity
    page = open_row(page_as, activity)
    page.locator("summary", has_text="Owner, audience").click()

    Activity.objects.filter(pk=activity.pk).update(
        owner="Avery", delivery_phase="coaching", starts_on="2026-09-01", version=activity.version + 1
    )
    activity.schools.set([world.mine.place.school])
    for text in ("First sentence.", "First sentence. Second sentence."):
        write(page, "follow_up", text)
        with autosaved(page):
            leave_field(page)

    activity.refresh_from_db()
    shown = (field(page, "owner").input_value(), field(page, "starts_on").input_value())
    kept = (activity.owner, str(activity.starts_on), activity.delivery_phase, activity.follow_up)
    assert shown == ("Avery", "2026-09-01")
    assert kept == ("Avery", "2026-09-01", "coaching", "First sentence. Second sentence.")
    assert list(activity.schools.all()) == [world.mine.place.school]


def test_typing_on_in_a_text_that_others_changed_meanwhile_asks(page_as: OpenPage, goal: Goal) -> None:
    page = open_row(page_as, goal)
    let_others_save(goal, impact=THEIRS)
    write(page, "evidence", MINE)

    def type_before_the_answer(route: Route) -> None:
        write(page, "impact", MINE)
        route.fallback()

    page.route("**/edit/", type_before_the_answer, times=1)
    with autosaved(page, status=200):
        page.evaluate("document.activeElement.blur()")
    with autosaved(page, status=409):
        leave_field(page)

    expect_status(page, "Somebody else changed the same text. Press Save to see both texts.")
    assert text_in_database(goal, "impact") == THEIRS
