"""What every benchmark needs: Django over a database of its own, pages asked for as a person, a floor, and medians."""

import io
import os
import random
import statistics
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings

if TYPE_CHECKING:
    from plplanner.districts.models import User

Variant = Callable[[], object]

CSRF_SECRET = "c" * 32
"""The cookie a browser brings from its first page on."""

WHO = (
    "SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %(session)s",
    "SELECT id, email, name, password, is_active, is_superuser FROM districts_user WHERE id = %(user)s",
    "SELECT role, district_id, state FROM districts_membership WHERE user_id = %(user)s",
)
"""What every page reads first: the session, the person, and what the person may do."""


@contextmanager
def fresh_database(*, apps: tuple[str, ...] = (), root_urlconf: str = "") -> Iterator[None]:
    """Set Django up as a demo, over a database that is made now and dropped in the end."""
    os.environ["PLPLANNER_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "plplanner.settings"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, *apps]
    settings.ROOT_URLCONF = root_urlconf or settings.ROOT_URLCONF
    with TemporaryDirectory() as folder:
        settings.DATABASES["default"]["TEST"] = {"NAME": _database_name(folder)}
        django.setup()
        from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415  (needs Django set up)

        made = setup_databases(verbosity=0, interactive=False)
        try:
            yield
        finally:
            teardown_databases(made, verbosity=0)


@contextmanager
def own_connection() -> Iterator[Any]:
    """Open a second connection to the database, which no request closes; first let the database count its rows."""
    from django.db import connection  # noqa: PLC0415  (needs Django set up)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    own = connection.copy()
    try:
        yield own
    finally:
        own.close()


def _database_name(folder: str) -> str:
    is_sqlite = str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
    return str(Path(folder, "bench.sqlite3")) if is_sqlite else f"bench_{os.getpid()}"


def medians(variants: Mapping[str, Variant], *, rounds: int) -> dict[str, float]:
    """Call each variant once a round, in a new order each round; return the median seconds of each."""
    for call in variants.values():
        call()
    taken: dict[str, list[float]] = {name: [] for name in variants}
    order = list(variants)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            began = time.perf_counter()
            variants[name]()
            taken[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in taken.items()}


def is_sqlite() -> bool:
    """Tell whether ids are kept as text."""
    from django.db import connection  # noqa: PLC0415  (needs Django set up)

    return connection.vendor == "sqlite"


def sign_in(person: "User") -> str:
    """Return the key of a new session."""
    from django.test import Client  # noqa: PLC0415  (needs Django set up)

    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def page_of(url: str, session: str) -> bytes:
    """Ask for a page as a person who is signed in, and return its bytes."""
    from plplanner.wsgi import application  # noqa: PLC0415  (needs Django set up)

    return _call(application, url, session)


def floor_of(own: Any, statements: Collection[str], keys: dict[str, Any], body: bytes) -> Callable[[], object]:
    """Answer as the page does, with hand-written SQL and ready bytes."""

    def application(_environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        with own.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, keys)
                cursor.fetchall()
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
        return [body]

    return lambda: _call(application, "/", "")


def _call(application: Callable[..., Any], url: str, session: str) -> bytes:
    """Ask a WSGI application for a page and read it whole."""
    answered: list[str] = []
    path, _, query = url.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": f"sessionid={session}; csrftoken={CSRF_SECRET}",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    response = application(environ, lambda status, _headers: answered.append(status))
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    if answered != ["200 OK"]:
        raise RuntimeError(f"{url} answered {answered}")
    return body
