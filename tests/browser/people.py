"""What a person does at an edit page, and what the page answers: the words that the journeys are told in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, Response, expect

from plans.models import Activity, Goal, Section
from plplanner.districts.models import User
from tests.world import Who, World

SAVED = re.compile(r"^Saved \d")
PASSWORD = "a long enough pass phrase"
PATIENCE = 20_000
"""Milliseconds to wait for a sentence: a machine under test is busy."""

expect.set_options(timeout=PATIENCE)


def edit_address(row: Goal | Activity | Section) -> str:
    """Return where a row is edited."""
    if isinstance(row, Section):
        return reverse("plans:section-edit", args=[row.plan_id, row.key])
    noun = "goal" if isinstance(row, Goal) else "activity"
    return reverse(f"plans:{noun}-edit", args=[row.plan.pk, row.pk])


def field(page: Page, name: str) -> Locator:
    """Find a text box or another single control of the edit form."""
    return page.locator(f"form[data-autosave] [name='{name}']:not([type=hidden])")


def write(page: Page, name: str, text: str) -> None:
    """Write a text in place of the one there."""
    field(page, name).fill(text)


def open_optional_parts(page: Page) -> None:
    """Open the parts of an edit form that are closed while they are empty."""
    closed = page.locator("form[data-autosave] details.more-fields:not([open]) > summary")
    while closed.count():
        closed.first.click()


def leave_field(page: Page) -> None:
    """Go on to the next field, which saves at once."""
    page.keyboard.press("Tab")


def is_autosave(response: Response) -> bool:
    """Whether the response answers a save that the page did by itself."""
    return "x-autosave" in response.request.headers


@contextmanager
def autosaved(page: Page, status: int = 200) -> Iterator[None]:
    """Wait until the page has saved by itself what is done inside, or was answered with another status."""
    with page.expect_response(lambda each: is_autosave(each) and each.status == status, timeout=PATIENCE):
        yield


def expect_status(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until the status line says it."""
    expect(page.locator("#save-status")).to_have_text(text)


def press(page: Page, button: str) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation(timeout=PATIENCE):
        page.get_by_role("button", name=button, exact=True).click()


def sign_in_in_another_tab(context: BrowserContext, user: User) -> None:
    """Sign in by the form, as a person does whose session has ended."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    tab = context.new_page()
    tab.goto(reverse("account_login"))
    tab.locator("[name=login]").fill(user.email)
    tab.locator("[name=password]").fill(PASSWORD)
    press(tab, "Sign in")
    tab.close()


def reopen(context: BrowserContext, address: str) -> Page:
    """Open an address in a new tab."""
    page = context.new_page()
    page.goto(address)
    return page


def open_goal(page_as: Callable[..., Page], world: World, **options: object) -> Page:
    """Open the page on which the director edits the first goal."""
    page = page_as(Who.DIRECTOR, **options)
    page.goto(edit_address(world.mine.rows.goal))
    return page


def bring_back_if_offered(page: Page) -> None:
    """Take what the browser or the server kept, if the page offers it."""
    offer = page.locator("#local-copy").get_by_role("button", name="Bring it back")
    if offer.count():
        with autosaved(page):
            offer.click()


def text_in_database(row: Any, name: str) -> str:
    """Read one text of a row as it is saved now."""
    row = type(row)._base_manager.get(pk=row.pk)
    return str(row.answers.get(name, "")) if isinstance(row, Section) else str(getattr(row, name))
