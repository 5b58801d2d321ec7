"""Walks the URL resolver: what addresses there are, and how each answers each person."""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.resource_table import RESOURCE_TABLE
from tests.access.table import TABLE
from tests.districts.rows import MISSING_ID
from tests.world import SHARED_IDS, Who, World

METHODS = ("GET", "POST", "PUT", "DELETE")
COLUMNS = (
    Who.ANONYMOUS,
    Who.DIRECTOR,
    Who.EDITOR,
    Who.LEADER,
    Who.VIEWER,
    Who.REVIEWER,
    Who.ADMINISTRATOR,
    Who.OTHER_REVIEWER,
    Who.OTHER_DIRECTOR,
)
LET_IN, SIGN_IN, FORBIDDEN, NOT_FOUND, WRONG_METHOD = "+", "L", "3", "0", "5"
REFUSALS = {401: SIGN_IN, 403: FORBIDDEN, 404: NOT_FOUND, 405: WRONG_METHOD}

CHANGING_TABLES = {"sessions.session", "districts.cacheentry"}
"""Tables that any request may write to: who is signed in, and how often somebody tried."""

_UNIQUE_TO_A_PAGE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|token-of-[0-9]+|no-such-token|(?<=value=\")[A-Za-z0-9]{64}"
)


@dataclass(frozen=True, kw_only=True)
class Address:
    """One pattern of the resolver."""

    name: str
    parameters: frozenset[str]
    is_third_party: bool
    is_public: bool

    def id_name(self, parameter: str) -> str:
        """Return what a parameter stands for: `row_id` in plans:table-remove is a table's."""
        noun = self.name.rpartition(":")[2].partition("-")[0]
        return f"{noun}_id" if parameter == "row_id" else parameter

    @property
    def owned(self) -> set[str]:
        """The ids it takes that belong to one district."""
        return {self.id_name(parameter) for parameter in self.parameters} - SHARED_IDS


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What the table says of one address in one state: marks by method."""

    name: str
    state: str
    marks: dict[str, str]

    def expected(self, method: str, *, is_public: bool) -> dict[Who, str]:
        """Return the expected mark of each person."""
        if method in self.marks:
            return dict(zip(COLUMNS, self.marks[method], strict=True))
        refused = dict.fromkeys(COLUMNS, WRONG_METHOD)
        return refused if is_public else {**refused, Who.ANONYMOUS: SIGN_IN}


def list_addresses() -> dict[str, Address]:
    """Return all addresses of the site by name."""
    return {address.name: address for address in _walk(get_resolver(), namespace="", parameters=frozenset())}


def _walk(resolver: URLResolver, *, namespace: str, parameters: frozenset[str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        inner = parameters | set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            below = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, namespace=below, parameters=inner)
        elif isinstance(entry, URLPattern):
            yield Address(
                name=f"{namespace}{entry.name}",
                parameters=inner,
                is_third_party=entry.callback.__module__.startswith("allauth."),
                is_public=not getattr(entry.callback, "login_required", True),
            )


def read_table(table: str = TABLE + RESOURCE_TABLE) -> list[Lines]:
    """Parse the table."""
    found: dict[str, dict[str, str]] = {}
    for line in table.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        key, methods, *cells = words
        marks = "".join(cells)
        if len(marks) != len(COLUMNS) or set(marks) - {LET_IN, SIGN_IN, FORBIDDEN, NOT_FOUND}:
            raise ValueError(f"The access table has a line that cannot be read: {line}")
        found.setdefault(key, {}).update(dict.fromkeys(methods.split("+"), marks))
    return [Lines(name=key.partition("@")[0], state=key.partition("@")[2], marks=marks) for key, marks in found.items()]


class Visitors:
    """The people of a world, each with a browser that is signed in."""

    def __init__(self, world: World) -> None:
        self.clients = {who: Client() for who in Who}
        for who, user in world.people.items():
            self.clients[who].force_login(user)

    def ask(self, who: Who, method: str, url: str) -> HttpResponseBase:
        """Make one request with nothing in its body; what it changes is taken back."""
        response: HttpResponseBase
        with transaction.atomic():
            response = self.clients[who].generic(method, url, content_type=_content_type(method))
            if mark_of(response) == LET_IN and method == "POST":
                transaction.set_rollback(True)
        return response


def _content_type(method: str) -> str:
    return "application/x-www-form-urlencoded" if method == "POST" else "application/octet-stream"


def mark_of(response: HttpResponseBase) -> str:
    """Reduce an answer to the table's marks; any other failure is shown by its status."""
    status = response.status_code
    if status in (301, 302, 303) and response["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return SIGN_IN
    if status in REFUSALS:
        return REFUSALS[status]
    return LET_IN if status < 500 else str(status)


def url_of(address: Address, ids: dict[str, Any]) -> str:
    """Fill an address with ids."""
    unknown = {address.id_name(parameter) for parameter in address.parameters} - set(ids)
    if unknown:
        raise KeyError(f"{address.name} uses {sorted(unknown)}: say in tests/world.py, Estate.ids, what it stands for.")
    return reverse(address.name, kwargs={name: ids[address.id_name(name)] for name in address.parameters})


def missing_ids(ids: dict[str, Any]) -> dict[str, Any]:
    """Return ids of the same kinds that nothing has."""
    return {name: value if name in SHARED_IDS else _missing(value) for name, value in ids.items()}


def _missing(value: object) -> object:
    if isinstance(value, int):
        return 10**17
    return MISSING_ID if isinstance(value, uuid.UUID) else "no-such-token"


def content_of(response: HttpResponseBase) -> tuple[int, list[tuple[str, str]], str]:
    """Return all that an answer gives away, without what differs from page to page anyhow."""
    headers = sorted((name, value) for name, value in response.items() if name not in {"Content-Length", "ETag"})
    text = getattr(response, "content", b"").decode()
    return response.status_code, headers, _UNIQUE_TO_A_PAGE.sub("…", text)


def fingerprint() -> dict[str, str]:
    """Return a digest of each table's rows."""
    return {
        model._meta.label: _digest(sorted(map(repr, model._base_manager.values_list())))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in CHANGING_TABLES
    }


def _digest(rows: list[str]) -> str:
    return f"{len(rows)} rows, {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()[:12]}"
