"""Twenty people in one plan at once, over HTTP: no acknowledged edit is lost, no error page, no row made twice."""

import re
import sys
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from plans.models import Activity, ActivityTable, Goal, Plan
from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry
from tests.factories import (
    ActivityFactory,
    ActivityTableFactory,
    GoalFactory,
    MembershipFactory,
    PlanFactory,
    SectionFactory,
)
from tests.plans.writers import Answer, AutosavedPages, Browser, Fields, Target, appended, save_by_button, together

PEOPLE = 20
EDITS = 25
TOKEN = re.compile(r"p\d+e\d+")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan() -> Plan:
    return PlanFactory.create()


@pytest.fixture
def unwatched_server(request: pytest.FixtureRequest) -> Iterator[LiveServer]:
    """A server that does not watch every statement for loops, which would take half of the time."""
    middleware = [each for each in settings.MIDDLEWARE if not each.startswith("zeal.")]
    # People and server share one interpreter here: whoever holds the database must not wait long for his turn.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(interval / 10)
    with override_settings(MIDDLEWARE=middleware):
        yield request.getfixturevalue("live_server")
    sys.setswitchinterval(interval)


@pytest.fixture
def browsers(unwatched_server: LiveServer, plan: Plan) -> Iterator[list[Browser]]:
    """Make one browser for each of twenty editors of the plan's district."""
    members = MembershipFactory.create_batch(PEOPLE, district=plan.district, role=Role.EDITOR)
    made = [Browser(unwatched_server, member.user) for member in members]
    yield made
    for browser in made:
        browser.close()


@pytest.fixture
def targets(plan: Plan) -> list[Target]:
    """Fields that everybody writes into: most of them of one goal and of one activity."""
    goal = GoalFactory.create(plan=plan, statement="")
    table = ActivityTableFactory.create(goal=goal)
    busy, quiet = ActivityFactory.create_batch(2, table=table, initial="")
    beliefs = SectionFactory.create(plan=plan, key="beliefs")
    at = f"/plans/{plan.pk}"
    years = (f"year_{year}_{name}" for year in (1, 2, 3) for name in ("outcome", "measure", "baseline"))
    of_goal = ("statement", "evidence", "impact", "measures", "frequency", "overarching_outcome", *years)
    of_activity = ("initial", "follow_up", "resources", "duration")
    return [
        *(Target(goal, f"{at}/goals/{goal.pk}/edit/", name) for name in of_goal),
        *(Target(busy, f"{at}/activities/{busy.pk}/edit/", name) for name in of_activity),
        *(Target(quiet, f"{at}/activities/{quiet.pk}/edit/", name) for name in of_activity),
        Target(beliefs, f"{at}/sections/beliefs/", "mission"),
        Target(beliefs, f"{at}/sections/beliefs/", "vision"),
    ]


def write_all(number: int, browser: Browser, targets: Sequence[Target]) -> list[tuple[Target, str]]:
    """Make one person's edits, one person of five by the button, and return those that were acknowledged."""
    pages = AutosavedPages(browser)
    acknowledged = []
    for edit in range(EDITS):
        # Each has a field of his own in rows that all share; every third edit goes to somebody else's field.
        target, token = targets[(number + (0 if edit % 3 else edit)) % len(targets)], f"p{number}e{edit}"
        save = save_by_button if number % 5 == 0 else lambda _, *rest: pages.save(*rest)
        if save(browser, target, token):
            acknowledged.append((target, token))
    return acknowledged


def text_of(row: Any, name: str) -> str:
    """Read one edited field of a row, or of its history."""
    if isinstance(row, Goal) and name.startswith("year_"):
        _, year, column = name.split("_")
        return str(getattr(row.year_outcomes.get(year=year), column))
    return str(row.answers.get(name, "") if hasattr(row, "answers") else getattr(row, name))


def test_twenty_people_in_one_plan_lose_no_acknowledged_edit(browsers: list[Browser], targets: list[Target]) -> None:
    edits = together(
        *(
            lambda number=number, browser=browser: write_all(number, browser, targets)
            for number, browser in enumerate(browsers)
        )
    )

    acknowledged = [each for of_one_person in edits for each in of_one_person]
    assert len(acknowledged) == PEOPLE * EDITS
    for target in targets:
        words = TOKEN.findall(text_of(type(target.row)._base_manager.get(pk=target.row.pk), target.name))
        assert sorted(words) == sorted(token for each, token in acknowledged if each is target), target.name
    assert AuditEntry.objects.filter(action="edit").count() == PEOPLE * EDITS
    check_histories(Counter(target.row.pk for target, _ in acknowledged), targets)


def check_histories(saves: Counter[uuid.UUID], targets: Sequence[Target]) -> None:
    """Each row has one history row a save, in order, and none lacks a word that an earlier one has."""
    for row in {target.row.pk: target.row for target in targets}.values():
        past = list(row.history.order_by("version"))
        assert [each.version for each in past] == list(range(1, saves[row.pk] + 2))
        names = [each.name for each in targets if each.row.pk == row.pk and not each.name.startswith("year_")]
        for name in names:
            words = [set(TOKEN.findall(text_of(each, name))) for each in past]
            assert all(before <= after for before, after in pairwise(words)), name


def twice(browsers: list[Browser], url: str, fields: Fields) -> list[Answer]:
    """Send one post twice at the same time, as a double click does; five times over, for it to meet itself."""
    return together(*(lambda browser=browser: browser.post(url, fields) for browser in browsers[:2]))


def test_adding_twice_at_once_makes_one_row(browsers: list[Browser], plan: Plan) -> None:
    for _ in range(5):
        answers = twice(browsers, f"/plans/{plan.pk}/goals/add/", [("new_id", str(uuid.uuid4()))])

        assert [each.status for each in answers] == [302, 302]
        assert answers[0].location == answers[1].location

    assert Goal.objects.for_plan(plan).count() == 5
    assert ActivityTable.objects.for_plan(plan).count() == 5
    assert AuditEntry.objects.filter(action="add", object_kind="goal").count() == 5


def test_adding_an_activity_twice_at_once_makes_one_row(browsers: list[Browser], plan: Plan) -> None:
    table = ActivityTableFactory.create(goal__plan=plan)

    for _ in range(5):
        url = f"/plans/{plan.pk}/tables/{table.pk}/activities/add/"
        answers = twice(browsers, url, [("new_id", str(uuid.uuid4()))])

        assert [each.status for each in answers] == [302, 302]

    assert table.activities.count() == 5


def test_copying_twice_at_once_makes_one_copy(browsers: list[Browser], plan: Plan) -> None:
    goal = GoalFactory.create(plan=plan)
    ActivityFactory.create(table__goal=goal)

    for _ in range(5):
        answers = twice(browsers, f"/plans/{plan.pk}/goals/copy/", [("copy", f"{goal.pk}:{uuid.uuid4()}")])

        assert [each.status for each in answers] == [302, 302]

    assert Goal.objects.for_plan(plan).count() == 6
    assert Activity.objects.for_plan(plan).count() == 6


def test_saving_twice_at_once_is_one_change(browsers: list[Browser], targets: list[Target]) -> None:
    target = targets[0]
    fields = appended(browsers[0].get(target.url).form, target.name, "Once")

    answers = twice(browsers, target.url, fields)

    goal = Goal.objects.get(pk=target.row.pk)
    assert [each.status for each in answers] == [302, 302]
    assert (goal.statement, goal.version, goal.history.count()) == ("Once", 2, 2)
    assert AuditEntry.objects.filter(action="edit").count() == 1


def test_moving_twice_at_once_moves_one_place(browsers: list[Browser], plan: Plan) -> None:
    goals = GoalFactory.create_batch(3, plan=plan)

    answers = twice(browsers, f"/plans/{plan.pk}/goals/move/", [("move", f"{goals[0].pk}:0:1")])

    assert [each.status for each in answers] == [302, 302]
    assert list(Goal.objects.for_plan(plan).in_order()) == [goals[1], goals[0], goals[2]]
