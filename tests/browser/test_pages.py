"""Every page of the list, in every state of the list, passes the checklist."""

import pytest

from tests.browser.case import Case
from tests.browser.checklist import Complaints, outline_of, problems_of
from tests.browser.conftest import OpenPage
from tests.browser.pages import CASES, LONG
from tests.world import World

EVERY = [*CASES, *(pytest.param(case, marks=pytest.mark.long) for case in LONG)]


@pytest.mark.parametrize("case", EVERY, ids=[case.name for case in [*CASES, *LONG]])
def test_page_passes_the_checklist(case: Case, page_as: OpenPage, world: World) -> None:
    case.prepare(world)
    page, plain = page_as(case.who), page_as(case.who, java_script_enabled=False)
    complaints = Complaints(page)

    page.goto(case.path(world))
    case.act(page)
    outline, problems = outline_of(page), problems_of(page)
    plain.goto(case.path(world))
    case.act(plain)

    assert [*problems, *complaints.found] == []
    assert outline_of(plain) == outline
