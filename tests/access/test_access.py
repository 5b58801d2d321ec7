"""Every address, tried by every role with every method, against the one table."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.table import PUBLIC_ACCOUNT_ADDRESSES
from tests.access.walker import (
    COLUMNS,
    LET_IN,
    METHODS,
    NOT_FOUND,
    SIGN_IN,
    Address,
    Lines,
    Visitors,
    content_of,
    fingerprint,
    list_addresses,
    mark_of,
    missing_ids,
    read_table,
    url_of,
)
from tests.world import STRANGERS, Who, World, build_world

pytestmark = pytest.mark.django_db

LINES = read_table()
SECRETS = {"token", "feed_token"}
"""Names in addresses that let in whoever knows them."""

EVERY_LINE = pytest.mark.parametrize("lines", LINES, ids=[f"{line.name}@{line.state}".rstrip("@") for line in LINES])


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all lines; what a test changes is taken back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world: World) -> Visitors:
    return Visitors(world)


def address_of(lines: Lines) -> Address:
    addresses = list_addresses()
    if lines.name not in addresses:
        pytest.fail(f"The access table names {lines.name}, which is no address.")
    return addresses[lines.name]


def test_table_lists_every_address_and_no_other() -> None:
    own = {name for name, address in list_addresses().items() if not address.is_third_party}

    assert {line.name for line in LINES} == own


def test_account_addresses_ask_to_sign_in_unless_listed(visitors: Visitors) -> None:
    filling = {"key": "no-such-key", "uidb36": "zz", "pk": 1}

    answers = {
        name: mark_of(visitors.ask(Who.ANONYMOUS, "GET", url_of(address, filling)))
        for name, address in list_addresses().items()
        if address.is_third_party
    }

    assert {name for name, mark in answers.items() if mark != SIGN_IN} == PUBLIC_ACCOUNT_ADDRESSES


@EVERY_LINE
def test_answers_match_the_table_and_refusals_change_nothing(lines: Lines, world: World, visitors: Visitors) -> None:
    address = address_of(lines)
    url = url_of(address, world.estate(lines.state).ids)
    before = fingerprint()

    expected = {method: lines.expected(method, is_public=address.is_public) for method in METHODS}
    answers = {method: {who: mark_of(visitors.ask(who, method, url)) for who in COLUMNS} for method in METHODS}

    assert answers == expected
    assert fingerprint() == before


@EVERY_LINE
def test_what_strangers_may_not_see_is_as_if_it_did_not_exist(lines: Lines, world: World, visitors: Visitors) -> None:
    address = address_of(lines)
    ids = world.estate(lines.state).ids
    if not address.owned:
        return  # nothing here belongs to a district
    for method, marks in lines.marks.items():
        hidden_from = [who for who, mark in zip(COLUMNS, marks, strict=True) if mark == NOT_FOUND]
        for who in hidden_from:
            there = visitors.ask(who, method, url_of(address, ids))
            nowhere = visitors.ask(who, method, url_of(address, missing_ids(ids)))

            assert content_of(there) == content_of(nowhere), (who, method)


@EVERY_LINE
def test_objects_of_another_district_are_not_found_within_mine(lines: Lines, world: World, visitors: Visitors) -> None:
    address = address_of(lines)
    mine, other = world.estate(lines.state).ids, world.other.ids
    for method, marks in lines.marks.items():
        if marks[COLUMNS.index(Who.DIRECTOR)] != LET_IN:
            continue
        for name in address.owned - SECRETS:
            mixed = visitors.ask(Who.DIRECTOR, method, url_of(address, {**mine, name: other[name]}))

            assert mark_of(mixed) == NOT_FOUND, (name, method)


def test_strangers_are_refused_wherever_a_district_owns_the_object() -> None:
    addresses = list_addresses()
    owned = [line for line in LINES if addresses[line.name].owned - SECRETS]

    let_in = [
        (line.name, who)
        for line in owned
        for method, marks in line.marks.items()
        for who in STRANGERS
        if marks[COLUMNS.index(who)] != NOT_FOUND
    ]

    assert let_in == []
