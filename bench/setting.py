"""What every benchmark needs: Django over a database of its own, a plan of a given size, and a way to measure."""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.conf import settings

Variant = Callable[[], object]


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
