"""Which standards a plan serves."""

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan, Standard
from plans.selectors.check import plan_check
from plans.selectors.coverage import plan_coverage
from plplanner.districts.enums import Role
from tests.districts.visitors import browser_in
from tests.factories import (
    ActivityFactory,
    ActivityTableFactory,
    DistrictFactory,
    GoalFactory,
    PlanFactory,
    StandardAliasFactory,
    StandardFactory,
    StandardMappingFactory,
)
from tests.plans.whole import create_whole_plan

pytestmark = pytest.mark.django_db


def activity_for(plan: Plan, *standards: Standard, initial: str = "Teams plan lessons") -> str:
    table = ActivityTableFactory.create(goal=GoalFactory.create(plan=plan))
    activity = ActivityFactory.create(table=table, initial=initial)
    activity.standards.set(standards)
    return f"{table.goal.get_absolute_url()}#activity-{activity.pk}"


def test_standard_lists_the_activities_that_serve_it_and_its_former_name() -> None:
    plan = PlanFactory.create()
    served, unserved = StandardFactory.create(), StandardFactory.create()
    StandardAliasFactory.create(standard=served, name="Equity Practices")
    url = activity_for(plan, served)

    (edition,) = plan_coverage(plan)

    first, second = edition.standards
    assert (first.name, first.formerly, first.is_served) == (served.name, ("Equity Practices",), True)
    assert [(each.place, each.name, each.url) for each in first.activities] == [("Goal 1", "Teams plan lessons", url)]
    assert (second.name, second.is_served, edition.served) == (unserved.name, False, 1)


def test_standard_is_served_by_way_of_the_older_one_it_carries_on() -> None:
    plan = create_whole_plan()
    mapping = StandardMappingFactory.create()
    activity_for(plan, mapping.older)

    newer, older = plan_coverage(plan)

    assert [len(each.through) for each in newer.standards] == [1]
    assert (newer.standards[0].related, older.standards[0].related) == (
        f"Carries on {mapping.older.name}",
        f"Carried on by {mapping.newer.name}",
    )
    assert not [line for line in plan_check(plan).notices if line.code.startswith("standard")]


def test_removed_rows_serve_nothing() -> None:
    plan, standard = PlanFactory.create(), StandardFactory.create()
    activity_for(plan, standard)
    plan.goals.update(removed_at=timezone.now())

    (edition,) = plan_coverage(plan)

    assert edition.served == 0


def test_page_marks_what_no_activity_serves_in_words() -> None:
    plan = PlanFactory.create()
    StandardFactory.create()
    address = reverse("plans:standards-coverage", args=[plan.pk])

    page = browser_in(plan.district, Role.LEADER).get(address)

    assert "No activity yet" in page.content.decode()
    assert browser_in(DistrictFactory.create()).get(address).status_code == 404
    assert browser_in(plan.district, Role.VIEWER).get(address).status_code == 404
    assert browser_in(plan.district).post(address).status_code == 405


def test_page_without_standards_says_how_they_are_loaded() -> None:
    plan = PlanFactory.create()

    page = browser_in(plan.district).get(reverse("plans:standards-coverage", args=[plan.pk]))

    assert "load_reference" in page.content.decode()
