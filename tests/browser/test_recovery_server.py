"""The server dies while somebody writes, and comes back: a real process, killed the hard way."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.people import (
    PATIENCE,
    SAVED,
    autosaved,
    bring_back_if_offered,
    edit_address,
    expect_status,
    field,
    leave_field,
    press,
    reopen,
    text_in_database,
    write,
)
from tests.browser.signing_in import sign_in
from tests.world import Who, World

START_SECONDS = 60
TEXT = "Written while the server was away."
STILL_TRYING = "Not saved, still trying. Your text is kept in this browser."


def database_url() -> str:
    """Return the address of the test database, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    person = quote(str(values["USER"] or ""), safe="")
    secret = f":{quote(str(values['PASSWORD']), safe='')}" if values["PASSWORD"] else ""
    host = quote(str(values["HOST"] or ""), safe="")
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgres://{person}{secret}{'@' if person else ''}{host}{port}/{values['NAME']}"


class Server:
    """The application under gunicorn on a port of its own, on the test's database."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "plplanner.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "--threads", "4", "--log-level", "error"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "PLPLANNER_DEMO": "1", "DATABASE_URL": database_url()},
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture
def server(world: World) -> Iterator[Server]:
    running = Server()
    running.start()
    yield running
    running.kill()


@pytest.fixture
def context(chromium: Browser, server: Server, world: World) -> Iterator[BrowserContext]:
    made = chromium.new_context(base_url=server.url)
    made.set_default_timeout(PATIENCE)
    sign_in(made, world.people[Who.DIRECTOR], server.url)
    yield made
    made.close()


def test_server_comes_back_and_the_open_page_saves(context: BrowserContext, server: Server, world: World) -> None:
    goal = world.mine.rows.goal
    page = reopen(context, edit_address(goal))

    server.kill()
    write(page, "evidence", TEXT)
    leave_field(page)
    expect_status(page, STILL_TRYING)
    page.get_by_role("button", name="Save and see all goals").click()
    expect(field(page, "evidence")).to_have_value(TEXT)
    with autosaved(page):
        server.start()
        write(page, "links", "https://example.org/")
        leave_field(page)
    expect_status(page, SAVED)
    press(page, "Save and see all goals")

    expect(page.get_by_role("heading", name="Goals", level=1)).to_be_visible()
    assert text_in_database(goal, "evidence") == TEXT


def test_tab_closed_while_the_server_is_dead_offers_the_text(
    context: BrowserContext, server: Server, world: World
) -> None:
    goal = world.mine.rows.goal
    page = reopen(context, edit_address(goal))

    server.kill()
    write(page, "evidence", TEXT)
    leave_field(page)
    expect_status(page, STILL_TRYING)
    page.close()
    server.start()
    page = reopen(context, edit_address(goal))
    expect(page.locator("#local-copy")).to_contain_text("that was not saved")
    bring_back_if_offered(page)

    expect(field(page, "evidence")).to_have_value(TEXT)
    assert text_in_database(goal, "evidence") == TEXT
