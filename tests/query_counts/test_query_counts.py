"""A page takes the same number of statements at 1, 30 and 2,000 rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.walker import list_addresses, read_table, url_of
from tests.query_counts.table import COUNTS, MOST, PAGES_WITHOUT_A_COUNT, READS_A_WHOLE_PLAN, SIZES, Count
from tests.world import World, build_world


def count_statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)

    assert response.status_code == 200, url
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("count", COUNTS, ids=[f"{count.address}{count.query}" for count in COUNTS])
def test_page_takes_as_many_statements_at_any_size(count: Count) -> None:
    world: World = build_world()
    url = url_of(list_addresses()[count.address], world.estate(count.estate).ids) + count.query
    client = Client()
    client.force_login(world.people[count.who])
    client.get(url)  # what a process reads once, it has read

    measured = {}
    for size in SIZES:
        count.rows(world, size)
        measured[size] = count_statements(client, url)

    assert measured == dict.fromkeys(SIZES, count.statements)


def test_no_page_takes_more_than_it_should() -> None:
    assert {count.address for count in COUNTS if count.statements > MOST} == READS_A_WHOLE_PLAN


def test_every_page_has_a_count() -> None:
    pages = {lines.name for lines in read_table() if "GET" in lines.marks}

    assert pages - {count.address for count in COUNTS} == PAGES_WITHOUT_A_COUNT
