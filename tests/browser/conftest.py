"""A real Chromium, one for the whole run, and pages in it that are signed in as anybody."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from plplanner.districts.models import User
from tests.browser.chromium import NoChromiumError, find_chromium, prepare_playwright
from tests.browser.traffic import Traffic
from tests.world import Who, World, build_world

HERE = Path(__file__).parent
DEFAULT_TIMEOUT = 10_000

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder, and keep it in one process, so that there is one Chromium."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one the tests fail, they are not skipped."""
    try:
        program = find_chromium()
    except NoChromiumError as error:
        pytest.fail(str(error), pytrace=False)
    prepare_playwright()
    # Playwright keeps an event loop running in this thread; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            chromium_sandbox=os.geteuid() != 0,
            args=["--force-prefers-reduced-motion", "--disable-smooth-scrolling"],
        )
        yield browser
        browser.close()


@pytest.fixture
def world(transactional_db: None) -> World:
    """Two districts with people of each role, plans and all; see tests/world.py."""
    return build_world()


@pytest.fixture
def traffic(live_server: LiveServer) -> Iterator[Traffic]:
    """What the live server is answering; a test ends when that is nothing."""
    counted = Traffic()
    yield counted
    counted.stop_counting()


@pytest.fixture
def new_context(
    chromium: Browser, live_server: LiveServer, traffic: Traffic
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts (each a person's own browser); takes what `Browser.new_context` takes."""
    contexts: list[BrowserContext] = []

    def make(user: User | None = None, **options: object) -> BrowserContext:
        context = chromium.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]  # passed through
        context.set_default_timeout(DEFAULT_TIMEOUT)
        contexts.append(context)
        if user is not None:
            sign_in(context, user, live_server.url)
        return context

    yield make
    for context in contexts:
        # A tab that closes still saves what was typed: here nobody is left to want it.
        context.set_offline(True)
        context.close()
    traffic.wait_for_quiet()


@pytest.fixture
def page_as(new_context: Callable[..., BrowserContext], world: World) -> OpenPage:
    """Opens a page as a person, a role of the world, or nobody; more arguments go to `Browser.new_context`."""

    def open_page(who: User | Who, **options: object) -> Page:
        user = world.people.get(who) if isinstance(who, Who) else who
        return new_context(user, **options).new_page()

    return open_page


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give a browser the person's session, without the sign-in form."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
