"""Each form that posts can be posted: the page gave it the token without which the post is refused."""

import re

import pytest
from django.http import HttpResponse

from tests.access.walker import COLUMNS, LET_IN, Visitors, list_addresses, read_table, url_of
from tests.world import Who, build_world

pytestmark = pytest.mark.django_db

POSTS = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)


def test_forms_that_post_carry_the_token() -> None:
    world = build_world()
    visitors, addresses, wanting = Visitors(world), list_addresses(), []
    for line in read_table():
        if line.marks.get("GET", "")[COLUMNS.index(Who.DIRECTOR) :][:1] != LET_IN:
            continue
        answer = visitors.ask(Who.DIRECTOR, "GET", url_of(addresses[line.name], world.estate(line.state).ids))
        page = answer.content.decode(errors="replace") if isinstance(answer, HttpResponse) else ""
        wanting += [(line.name, form) for form in POSTS.findall(page) if "csrfmiddlewaretoken" not in form]

    assert wanting == []
