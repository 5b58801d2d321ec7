"""A leader rates every outcome and submits, with scripts and without; nothing typed is lost on the way."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from rubrics.models import Rating
from tests.browser.conftest import OpenPage
from tests.browser.people import SAVED, autosaved, bring_back_if_offered, expect_status, leave_field, press, reopen
from tests.world import Who, World

NOTE = "The calendar was shared with all schools in August."


def list_address(world: World) -> str:
    return f"/self-assessments/{world.mine.ratings.assessment.pk}/rate/"


def rating(world: World, code: str = "1.1") -> Rating:
    return Rating.objects.get(
        rater__assessment=world.mine.ratings.assessment, rater__user=world.people[Who.LEADER], outcome_code=code
    )


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_leader_rates_all_outcomes_and_submits(
    page_as: OpenPage,
    world: World,
    java_script_enabled: bool,
) -> None:
    page = page_as(Who.LEADER, java_script_enabled=java_script_enabled)

    page.goto("/self-assessments/")
    page.locator(".task-list").get_by_role("link").click()
    follow(page, "Begin with 1.1")
    page.get_by_label("Level 2").check()
    page.get_by_label("What do you base it on?").fill(NOTE)
    press(page, "Save and go to 1.2")
    page.get_by_label("Level 1").check()
    press(page, "Save and check all")
    press(page, "Submit your ratings")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your ratings are submitted")
    assert (rating(world).level, rating(world, "1.2").level) == (2, 1)
    assert rating(world).evidence == NOTE


def test_ticks_add_up_while_they_are_ticked(page_as: OpenPage, world: World) -> None:
    page = page_as(Who.LEADER)
    page.goto(f"{list_address(world)}1.1/")

    page.locator("details.ticks > summary").click()
    page.get_by_label("Plans, with staff, the use of time.").check()
    page.get_by_label("Reviews the plan each year.").check()

    expect(page.locator("#tick-advice [role=status]")).to_have_text(
        "What you ticked adds up to Level 2. Level 1 also asks:"
    )
    expect(page.locator("#tick-advice li")).to_have_text("Plans, with staff and leaders, the use of time.")


def test_ticks_add_up_without_a_script(page_as: OpenPage, world: World) -> None:
    page = page_as(Who.LEADER, java_script_enabled=False)
    page.goto(f"{list_address(world)}1.1/")

    page.locator("details.ticks > summary").click()
    page.get_by_label("Plans nothing.").check()
    press(page, "Save and add up")

    expect(page.locator("#tick-advice [role=status]")).to_contain_text("What you ticked adds up to Level 3.")


def test_chosen_level_says_what_the_next_better_one_asks(page_as: OpenPage, world: World) -> None:
    page = page_as(Who.LEADER)
    page.goto(f"{list_address(world)}1.1/")

    page.get_by_label("Level 2").check()

    expect(page.get_by_text("What changes from Level 2 to Level 1")).to_be_visible()


def test_choice_is_saved_by_itself_and_why_is_asked_when_it_changes(page_as: OpenPage, world: World) -> None:
    Rating.objects.filter(pk=rating(world).pk).update(level=3)
    page = page_as(Who.LEADER)
    page.goto(f"{list_address(world)}1.1/")
    reason = page.get_by_label("Why did your rating change?")
    expect(reason).to_be_hidden()

    with autosaved(page):
        page.get_by_label("Level 2").check()
    with autosaved(page):
        reason.fill("We wrote a calendar.")
        leave_field(page)

    expect_status(page, SAVED)
    assert (rating(world).level, rating(world).reason) == (2, "We wrote a calendar.")


def test_closed_tab_gives_the_rating_back(page_as: OpenPage, world: World) -> None:
    address = f"{list_address(world)}1.1/"
    page = page_as(Who.LEADER)
    page.goto(address)
    page.get_by_label("Level 2").check()
    page.get_by_label(re.compile("^Note")).fill(NOTE)

    page.close()
    page = reopen(page.context, address)
    bring_back_if_offered(page)

    expect(page.get_by_label("Level 2")).to_be_checked()
    expect(page.get_by_label(re.compile("^Note"))).to_have_value(NOTE)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_two_windows_with_two_levels_are_asked_which_to_keep(
    page_as: OpenPage,
    world: World,
    java_script_enabled: bool,
) -> None:
    page = page_as(Who.LEADER, java_script_enabled=java_script_enabled)
    page.goto(f"{list_address(world)}1.1/")
    Rating.objects.filter(pk=rating(world).pk).update(level=3, version=2)

    page.get_by_label("Level 2").check()
    press(page, "Save and see all outcomes")
    page.get_by_label("Keep mine").check()
    press(page, "Save and see all outcomes")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Your ratings")
    assert rating(world).level == 2


def test_file_is_added_with_what_was_typed_saved_first(page_as: OpenPage, world: World) -> None:
    page = page_as(Who.LEADER, java_script_enabled=False)
    page.goto(f"{list_address(world)}1.1/")

    page.get_by_label(re.compile("^Note")).fill(NOTE)
    press(page, "Save and add a file")
    upload = FilePayload(name="calendar.txt", mimeType="text/plain", buffer=b"August")
    page.get_by_label("Add a file").set_input_files(upload)
    press(page, "Add the file")
    follow(page, "Back to the rating")

    expect(page.get_by_role("link", name="calendar.txt")).to_be_visible()
    assert rating(world).note == NOTE
