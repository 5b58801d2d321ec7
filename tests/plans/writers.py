"""People who write in one plan at once over HTTP: their browsers, and the two ways in which they save."""

import http.client
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connections
from django.test import Client
from lxml import html
from pytest_django.live_server_helper import LiveServer

from plans.models import Activity, Goal, Section
from plplanner.districts.models import User

MOST_TRIES = 60
SECRET = "c" * 32
"""A CSRF cookie that a form may repeat as it is."""

Row = Goal | Activity | Section
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    body: str
    location: str

    @property
    def form(self) -> Fields:
        """What the page's edit form would post as it stands."""
        [form] = html.document_fromstring(self.body).xpath("//form[@data-autosave]")
        return [(str(name), str(value)) for name, value in form.form_values()]


class Browser:
    """One person's browser: signed in, one connection, no script."""

    def __init__(self, live_server: LiveServer, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={SECRET}"
        self._connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=60)

    def get(self, url: str) -> Answer:
        return self._ask("GET", url, None, {})

    def post(self, url: str, fields: Fields, **headers: str) -> Answer:
        body = urlencode([("csrfmiddlewaretoken", SECRET), *fields])
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", url, body, form | headers)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> Answer:
        self._connection.request(method, url, body, {"Cookie": self._cookies, **headers})
        response = self._connection.getresponse()
        answer = Answer(response.status, response.read().decode(), response.headers.get("Location", ""))
        assert answer.status < 500, f"{method} {url}: {answer.status}"
        return answer


@dataclass(frozen=True)
class Target:
    """One field of one row, and the address where people edit it."""

    row: Row
    url: str
    name: str


def appended(fields: Fields, name: str, token: str) -> Fields:
    """Add a word to the text that the person sees in one field."""
    return [(key, f"{text} {token}".strip() if key == name else text) for key, text in fields]


def save_by_button(browser: Browser, target: Target, token: str) -> bool:
    """Open the page, add a word, press the button; where somebody else changed the text too, combine both."""
    answer = browser.post(target.url, appended(browser.get(target.url).form, target.name, token))
    for _ in range(MOST_TRIES):
        if answer.status == 302:
            return True
        asked = [name.removeprefix("conflict-") for name, _ in answer.form if name.startswith("conflict-")]
        assert asked == [target.name], answer.body
        answer = browser.post(target.url, [*answer.form, (f"choice-{target.name}", "combined")])
    return False


@dataclass
class AutosavedPages:
    """The edit pages that a person keeps open, as the page's script keeps them: merged after every save."""

    browser: Browser
    open: dict[str, Fields] = field(default_factory=dict)

    def save(self, target: Target, token: str) -> bool:
        """Add a word; where somebody else changed the text too, open the page again and add it there."""
        for _ in range(MOST_TRIES):
            fields = self.open.get(target.url) or self.browser.get(target.url).form
            typed = appended(fields, target.name, token)
            answer = self.browser.post(target.url, typed, **{"X-Autosave": "1"})
            said = json.loads(answer.body)
            if said["state"] == "saved":
                kept = {"version": str(said["version"]), "base": said["base"]} | said["merged"]
                self.open[target.url] = [(name, kept.get(name, text)) for name, text in typed]
                return True
            assert (answer.status, said["state"]) == (409, "conflict"), answer.body
            self.open.pop(target.url, None)
        return False


def together(*tasks: Callable[[], Any]) -> list[Any]:
    """Run each task in a thread of its own, all beginning at once, and return what they return."""
    start = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
