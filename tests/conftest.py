"""How every test runs: demo settings, no network but this machine, and nothing slow that a test does not need."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from types import FrameType
from typing import Any

import django
import hypothesis
import pytest
from django.conf import settings
from django.template import Context, Node
from django.template.base import FilterExpression

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


class UnknownVariable(str):
    """What Django prints for a variable that does not exist: in our own templates, a failed test."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        """Make Django hand over the variable's name, by claiming to hold its place."""
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        caller = sys._getframe(1)
        expression, context = caller.f_locals.get("self"), caller.f_locals.get("context")
        if isinstance(expression, FilterExpression) and isinstance(context, Context) and _has_default(expression):
            return _resolve_as_usual(expression, context)
        template, folder = _template_of(caller), str(settings.BASE_DIR / "templates")
        if template.startswith(folder):
            pytest.fail(f"{template.removeprefix(folder + '/')} prints {variable}, which does not exist.")
        return ""


def _has_default(expression: FilterExpression) -> bool:
    return bool(expression.filters) and expression.filters[0][0].__name__ == "default"


def _resolve_as_usual(expression: FilterExpression, context: Context) -> str:
    """Resolve as production does, where the `default` filter sees an empty text."""
    template = context.template
    if template is None:
        return ""
    engine = template.engine
    unknown, engine.string_if_invalid = engine.string_if_invalid, ""
    try:
        return str(expression.resolve(context))
    finally:
        engine.string_if_invalid = unknown


def _template_of(frame: FrameType | None) -> str:
    """Find the template whose node is being rendered; Django does not pass it on."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return ""


def set_up_django(folder: str) -> None:
    """Load the one settings module, with what tests need otherwise than a demo does."""
    os.environ["PLPLANNER_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "plplanner.settings"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    # Zeal fails a request that queries row by row.
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "zeal"]
    settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]
    settings.MEDIA_ROOT = f"{folder}/uploads"
    engine: dict[str, Any] = settings.TEMPLATES[0]
    engine["OPTIONS"]["string_if_invalid"] = UnknownVariable()
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # A file, not memory: the threads of a live server then have a connection each, as in production.
        database.setdefault("TEST", {})["NAME"] = f"{folder}/test.sqlite3"
        database["OPTIONS"]["init_command"] = SQLITE_PRAGMAS
    django.setup()


# A busy machine is no fault of the code: how long an example takes is not judged.
hypothesis.settings.register_profile(
    "plplanner", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("plplanner")

# Here and not in a hook: the conftest files of the folders below import models.
FOLDER = tempfile.mkdtemp(prefix="plplanner-tests-")
set_up_django(FOLDER)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_cached_editions() -> Iterator[None]:
    """Forget template editions between tests: a process of its own never sees two under one slug, tests do."""
    from plans.models import edition_layout  # noqa: PLC0415  (models load only after set_up_django)

    yield
    edition_layout.cache_clear()
