"""The list of plans, a new plan, a plan's settings."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Goal, Plan
from plplanner.districts.enums import Role
from plplanner.districts.models import District
from tests.districts.visitors import administrator, browser_in, browser_of
from tests.factories import (
    DistrictFactFactory,
    DistrictFactory,
    MembershipFactory,
    PlanFactory,
    TemplateEditionFactory,
    UserFactory,
)
from tests.plans.whole import create_whole_plan, finished

pytestmark = pytest.mark.django_db

LIST = "/plans/"
NEW = "/plans/new/"


@pytest.fixture
def district() -> District:
    TemplateEditionFactory.create()
    return DistrictFactory.create(name="Catalpa County Schools")


def titles(browser: Client, query: str = "", address: str = LIST) -> list[str]:
    return [line.title for line in browser.get(address + query).context["plans"]]


def new_post(**values: Any) -> dict[str, Any]:
    return {"title": "Our plan", "first_year": "2026", "new_id": str(uuid.uuid4())} | values


def test_list_shows_the_district_s_plans_newest_first(district: District) -> None:
    PlanFactory.create(district=district, title="Old", first_year=2023)
    PlanFactory.create(district=district, title="New", first_year=2026)
    PlanFactory.create(title="Of others")

    assert titles(browser_in(district)) == ["New", "Old"]
    assert titles(browser_in(district), address="/") == ["New", "Old"]


def test_viewer_and_reviewer_see_finished_plans_only(district: District) -> None:
    finished(create_whole_plan(district, title="Done"))
    PlanFactory.create(district=district, title="Draft")
    reviewer = MembershipFactory.create(district=None, state=district.state, role=Role.REVIEWER).user

    assert titles(browser_in(district, Role.VIEWER)) == ["Done"]
    assert titles(browser_of(reviewer)) == ["Done"]


def test_list_says_who_saved_last(district: District) -> None:
    create_whole_plan(district, by=UserFactory.create(name="Dana Reyes"))

    (line,) = browser_in(district).get(LIST).context["plans"]

    assert line.last_saved.endswith(" by Dana Reyes")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=reading", ["Reading plan"]),
        ("?q=plan+catalpa", ["Reading plan", "Writing plan"]),
        ("?q=birch", []),
        ("?status=finished", []),
        ("?status=draft&q=writing", ["Writing plan"]),
        ("?status=no-such-status", ["Reading plan", "Writing plan"]),
        ("?page=99999", ["Reading plan", "Writing plan"]),
        ("?page=x", ["Reading plan", "Writing plan"]),
    ],
)
def test_list_is_searched_by_the_address(district: District, query: str, expected: list[str]) -> None:
    PlanFactory.create(district=district, title="Reading plan")
    PlanFactory.create(district=district, title="Writing plan")

    assert titles(browser_in(district), query) == expected


def test_list_is_paged_and_keeps_the_search(district: District) -> None:
    PlanFactory.create_batch(26, district=district)

    page = browser_in(district).get(f"{LIST}?q=plan&page=2")

    assert len(page.context["plans"]) == 1
    assert "?q=plan&amp;page=1" in page.content.decode()


def test_empty_list_begins_the_first_plan_for_a_director_only(district: District) -> None:
    assert NEW in browser_in(district).get(LIST).content.decode()
    assert NEW not in browser_in(district, Role.LEADER).get(LIST).content.decode()


def test_root_leads_an_administrator_without_plans_to_the_districts() -> None:
    answer = browser_of(administrator()).get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/districts/")


def test_person_without_a_role_is_told_what_to_do() -> None:
    page = browser_of(UserFactory.create()).get("/").content.decode()

    assert "You do not belong to a district yet" in page


def test_list_takes_get_only(district: District) -> None:
    assert browser_in(district).post(LIST).status_code == 405


def test_blank_plan_begins_with_the_edition_s_sections_and_goals(district: District) -> None:
    browser = browser_in(district)

    answer = browser.post(NEW, new_post())

    plan = Plan.objects.get()
    assert answer.headers["Location"] == plan.get_absolute_url()
    assert (plan.title, plan.first_year, plan.district) == ("Our plan", 2026, district)
    assert plan.goals.count() == 3


def test_same_post_twice_makes_one_plan(district: District) -> None:
    browser, post = browser_in(district), new_post()

    first, second = browser.post(NEW, post), browser.post(NEW, post)

    assert Plan.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_id_of_another_district_s_plan_is_refused_in_a_sentence(district: District) -> None:
    others = PlanFactory.create()

    page = browser_in(district).post(NEW, new_post(new_id=str(others.pk)))

    assert page.context["form"].non_field_errors() == ["Open this page again and begin the plan once more."]
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"title": "  "}, {"title": ["Enter a title."]}),
        ({"first_year": ""}, {"first_year": ["Choose the first school year."]}),
        ({"title": "x" * 201}, {"title": ["This text has 201 characters, of which 200 fit. Shorten it by 1."]}),
    ],
)
def test_invalid_new_plan_keeps_what_was_typed(
    district: District, values: dict[str, str], errors: dict[str, Any]
) -> None:
    page = browser_in(district).post(NEW, new_post(**values))

    assert page.status_code == 200
    assert page.context["form"].errors == errors
    assert page.context["form"]["title"].value() == values.get("title", "Our plan")
    assert not Plan.objects.exists()


def test_without_a_template_the_page_says_who_loads_one() -> None:
    page = browser_in(DistrictFactory.create()).post(NEW, new_post())

    assert "An administrator can load one" in page.content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER, Role.VIEWER])
def test_only_directors_begin_plans(district: District, role: Role) -> None:
    answer = browser_in(district, role).post(f"{NEW}?district={district.pk}", new_post())

    assert (answer.status_code, Plan.objects.count()) == (403, 0)


@pytest.mark.parametrize("query", ["?district=nonsense", "?district=00000000-0000-4000-8000-000000000000"])
def test_unknown_district_is_not_found(district: District, query: str) -> None:
    assert browser_in(district).get(NEW + query).status_code == 404


def test_other_district_is_not_found(district: District) -> None:
    assert browser_in(DistrictFactory.create()).get(f"{NEW}?district={district.pk}").status_code == 404


def test_director_of_two_districts_chooses_first(district: District) -> None:
    user = MembershipFactory.create(district=district).user
    second = MembershipFactory.create(user=user).district

    page = browser_of(user).get(NEW)

    assert page.context["districts"] == [district, second]


def test_new_plan_takes_get_and_post_only(district: District) -> None:
    assert browser_in(district).put(NEW).status_code == 405


def test_carried_forward_plan_moves_the_years_and_leaves_what_is_not_chosen(district: District) -> None:
    earlier = create_whole_plan(district)
    browser, address = browser_in(district), f"{NEW}?district={district.pk}&earlier={earlier.pk}"
    assert browser.get(address).context["form"].initial["first_year"] == 2027

    browser.post(address, new_post(first_year="2027", narrative="on", goals=["0", "2"]))

    plan = Plan.objects.exclude(pk=earlier.pk).get()
    goals = list(Goal.objects.for_plan(plan).in_order())
    assert plan.carried_from == earlier
    assert [goal.statement[:6] for goal in goals] == ["Goal 1", "Goal 3", ""]
    assert [(row.year, row.outcome) for row in goals[0].year_outcomes.all()] == [
        (1, "62 of 100 read at grade level."),
        (2, "63 of 100 read at grade level."),
    ]
    assert plan.sections.get(key="beliefs").answers["mission"] == "Nine schools serve 4,282 students."
    assert not any(table.activities.exists() for goal in goals for table in goal.tables.all())


def test_plan_of_another_district_cannot_be_carried_forward(district: District) -> None:
    others = create_whole_plan()

    assert browser_in(district).get(f"{NEW}?district={district.pk}&earlier={others.pk}").status_code == 404


def settings_address(plan: Plan) -> str:
    return reverse("plans:plan-settings", args=[plan.pk])


def settings_post(plan: Plan, **values: Any) -> dict[str, Any]:
    return {"title": plan.title, "first_year": plan.first_year, "facts_year": "", "version": plan.version} | values


def test_settings_are_saved(district: District) -> None:
    plan = PlanFactory.create(district=district)
    DistrictFactFactory.create(district=district, school_year=2025)

    answer = browser_in(district).post(
        settings_address(plan), settings_post(plan, title="New title", first_year="2027", facts_year="2025")
    )

    plan.refresh_from_db()
    assert answer.headers["Location"] == plan.get_absolute_url()
    assert (plan.title, plan.first_year, plan.facts_year, plan.version) == ("New title", 2027, 2025, 2)


def test_settings_that_somebody_else_changed_show_both(district: District) -> None:
    plan = PlanFactory.create(district=district, title="First")
    browser, post = browser_in(district), settings_post(plan, title="Mine")
    browser_in(district).post(settings_address(plan), settings_post(plan, title="Theirs"))

    refused = browser.post(settings_address(plan), post)
    saved = browser.post(settings_address(plan), post | {"version": refused.context["form"]["version"].value()})

    plan.refresh_from_db()
    assert [(each.label, each.mine, each.theirs) for each in refused.context["differences"]] == [
        ("Title", "Mine", "Theirs")
    ]
    assert (refused.status_code, saved.status_code, plan.title) == (409, 302, "Mine")


def test_settings_refuse_a_year_without_facts_and_keep_the_title(district: District) -> None:
    plan = PlanFactory.create(district=district)

    page = browser_in(district).post(settings_address(plan), settings_post(plan, title="Typed", facts_year="1999"))

    assert set(page.context["form"].errors) == {"facts_year"}
    assert page.context["form"]["title"].value() == "Typed"


def test_settings_of_a_finished_plan_are_refused_in_a_sentence(district: District) -> None:
    plan = create_whole_plan(district)
    finished(plan)

    page = browser_in(district).post(settings_address(plan), settings_post(plan, title="Changed"))

    assert page.context["form"].non_field_errors() == [
        "This plan is marked as finished. A director can reopen it; then it can be changed."
    ]


def test_settings_are_for_writers_of_the_district(district: District) -> None:
    plan = PlanFactory.create(district=district)

    assert browser_in(district, Role.LEADER).get(settings_address(plan)).status_code == 403
    assert browser_in(DistrictFactory.create()).get(settings_address(plan)).status_code == 404
    assert browser_in(district).put(settings_address(plan)).status_code == 405
