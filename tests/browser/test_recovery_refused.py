"""Nothing typed into an edit page is lost when the server refuses it: the session has ended, or it is far too much."""

from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from tests.browser.conftest import OpenPage
from tests.browser.people import (
    SAVED,
    autosaved,
    expect_status,
    field,
    leave_field,
    open_goal,
    press,
    sign_in_in_another_tab,
    text_in_database,
    write,
)
from tests.world import Who, World

TEXT = "Teachers plan lessons together every Tuesday.\nCoaches visit each room twice a month."
TOO_MUCH = (
    "Not saved: this is too much at once. Shorten it, or save it in two parts. Your text is kept in this browser."
)


def test_expired_session_says_so_and_saves_after_signing_in_again(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)

    Session.objects.all().delete()
    write(page, "evidence", TEXT)
    with autosaved(page, status=401):
        leave_field(page)
    expect_status(
        page,
        "Not saved: you were signed out. Sign in in another tab, then go on writing here. "
        "Your text is kept in this browser.",
    )
    sign_in_in_another_tab(page.context, world.people[Who.DIRECTOR])
    with autosaved(page):
        page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect_status(page, SAVED)
    assert text_in_database(goal, "evidence") == TEXT


def test_another_person_signing_in_does_not_get_the_text(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)

    Session.objects.all().delete()
    sign_in_in_another_tab(page.context, world.people[Who.EDITOR])
    write(page, "evidence", TEXT)
    leave_field(page)

    expect_status(
        page,
        "Not saved: somebody else is signed in in this browser. Sign in as yourself in another tab, "
        "then go on writing here. Your text is kept in this browser.",
    )
    assert text_in_database(goal, "evidence") == ""


def test_expired_session_hands_a_plain_post_back(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world, java_script_enabled=False)

    Session.objects.all().delete()
    write(page, "evidence", TEXT)
    press(page, "Save and see all goals")
    expect(page.get_by_role("heading", name="You were signed out")).to_be_visible()
    typed = [box.input_value() for box in page.locator("textarea[readonly]").all()]
    sign_in_in_another_tab(page.context, world.people[Who.DIRECTOR])
    press(page, "Send it again")
    again = page.get_by_role("button", name="Send it again")
    if again.count():
        again.click()

    expect(page.get_by_role("heading", name="Goals", level=1)).to_be_visible()
    assert TEXT in typed
    assert [each for each in typed if each.startswith("{") or each == "finish"] == []
    assert text_in_database(goal, "evidence") == TEXT


def test_huge_paste_says_what_to_do_and_keeps_the_text(page_as: OpenPage, world: World) -> None:
    goal = world.mine.rows.goal
    page = open_goal(page_as, world)
    million = "A sentence from a very long document. " * 27_000

    write(page, "evidence", million)
    with autosaved(page, status=422):
        leave_field(page)
    expect_status(page, "Kept, but not saved yet: something needs to be corrected.")
    live = page.locator("form .field-error").inner_text()
    press(page, "Save and see all goals")

    sentence = "This text has 1,025,999 characters, of which 100,000 fit. Shorten it by 925,999."
    assert live == sentence
    expect(page.locator(".error-summary")).to_contain_text(sentence)
    assert field(page, "evidence").input_value() == million
    assert text_in_database(goal, "evidence") == ""


def test_huge_paste_without_script_keeps_the_text(page_as: OpenPage, world: World) -> None:
    page = open_goal(page_as, world, java_script_enabled=False)
    million = "A sentence from a very long document. " * 27_000

    write(page, "evidence", million)
    press(page, "Save and see all goals")

    expect(page.locator(".error-summary")).to_contain_text("Shorten it by 925,999.")
    assert field(page, "evidence").input_value() == million


def test_post_larger_than_the_server_takes_says_so(page_as: OpenPage, world: World, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    page = open_goal(page_as, world)

    write(page, "evidence", "A word. " * 20_000)
    with autosaved(page, status=413):
        leave_field(page)
    expect_status(page, TOO_MUCH)
    with autosaved(page, status=413):
        page.get_by_role("button", name="Save and see all goals").click()

    expect_status(page, TOO_MUCH)
    expect(field(page, "evidence")).to_have_value("A word. " * 20_000)


def test_post_larger_than_the_server_takes_is_a_sentence_without_script(
    page_as: OpenPage, world: World, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    page = open_goal(page_as, world, java_script_enabled=False)

    write(page, "evidence", "A word. " * 20_000)
    press(page, "Save and see all goals")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is too much at once")
    page.go_back()

    expect(field(page, "evidence")).to_have_value("A word. " * 20_000)
