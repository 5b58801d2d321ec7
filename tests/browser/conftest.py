"""A real Chromium, one for each process of the run, and pages in it that are signed in as anybody."""

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from plplanner.districts.models import User
from tests.browser.chromium import NoChromiumError, find_chromium, prepare_playwright
from tests.browser.signing_in import sign_in
from tests.browser.traffic import Traffic
from tests.browser.visitor import Visitor
from tests.world import Who, World, build_world

HERE = Path(__file__).parent
DEFAULT_TIMEOUT = 10_000
GROUPS = 8

OpenPage = Callable[..., Page]
Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder, and divide it into few groups: those are what the processes of a run share out."""
    for item in items:
        if HERE in item.path.parents:
            group = zlib.crc32(item.nodeid.encode()) % GROUPS
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser-{group}"))
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


@pytest.fixture(scope="session")
def visitors(chromium: Browser, live_server: LiveServer) -> Iterator[dict[bool, Visitor]]:
    """The tabs that stay open: one that runs scripts, one that does not; opened when first asked for."""
    opened: dict[bool, Visitor] = {}
    yield opened
    for visitor in opened.values():
        visitor.close()


@pytest.fixture
def visit(
    chromium: Browser, live_server: LiveServer, traffic: Traffic, visitors: dict[bool, Visitor]
) -> Iterator[Visit]:
    """Lends out the tab with or without scripts: quicker than `page_as`, for tests that leave nothing in a browser."""

    def lend(*, runs_scripts: bool = True) -> Visitor:
        if runs_scripts not in visitors:
            visitors[runs_scripts] = Visitor(
                chromium, live_server.url, timeout=DEFAULT_TIMEOUT, java_script_enabled=runs_scripts
            )
        return visitors[runs_scripts]

    yield lend
    for runs_scripts, visitor in list(visitors.items()):
        try:
            visitor.leave()
        except Error:  # a tab that no longer answers is given up
            visitors.pop(runs_scripts).close()
    traffic.wait_for_quiet()
