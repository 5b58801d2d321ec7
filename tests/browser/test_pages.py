"""Every page of the list, in every state of the list, passes the checklist.

How a page looks does not depend on the database, so that is judged on SQLite, in every way for the first state of each
page; that it opens and reads the same with and without scripts, on both.
"""

import pytest
from django.db import connection

from tests.browser.case import Case
from tests.browser.checklist import outline_of, problems_of
from tests.browser.conftest import Visit
from tests.browser.pages import CASES
from tests.world import World

FIRST_OF_ITS_PAGE = {case.address: case for case in reversed(CASES)}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_page_passes_the_checklist(case: Case, visit: Visit, world: World) -> None:
    case.prepare(world)
    visitor = visit()
    page, plain = (each.become(world.people.get(case.who)) for each in (visitor, visit(runs_scripts=False)))

    page.goto(case.path(world))
    case.act(page)
    outline, problems = outline_of(page), list[str]()
    if connection.vendor == "sqlite":
        problems = problems_of(page, in_every_way=FIRST_OF_ITS_PAGE[case.address] is case)
    plain.goto(case.path(world))
    case.act(plain)

    assert [*problems, *visitor.complaints.found] == []
    assert outline_of(plain) == outline
