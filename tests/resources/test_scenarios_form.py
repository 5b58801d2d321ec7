"""Editing a scenario: three years in one form, two people at once, and what is refused."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import AuditEntry, District
from resources.models import Scenario, ScenarioYear
from tests.factories import DistrictFactory
from tests.resources.benchmark_rows import load_benchmarks
from tests.resources.scenario_rows import create_scenario

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def district() -> District:
    load_benchmarks()
    return DistrictFactory.create(name="Amber Falls")


@pytest.fixture
def scenario(district: District) -> Scenario:
    return create_scenario(district, YEAR)


def url(name: str, row: Scenario) -> str:
    return reverse(f"resources:scenario-{name}", args=[row.pk])


def post_of(**values: object) -> dict[str, object]:
    return {"version": 1, "base": "{}", "name": "Two coaches"} | values


def test_saving_keeps_the_numbers_of_three_years(client: Client, scenario: Scenario) -> None:
    post = post_of(
        coach_cost="$90,000", coaches_1="1.5", dollars_2="12,000", technology_dollars_2="12000", hours_3="9.25"
    )

    client.post(url("edit", scenario), post)

    assert list(scenario.years.values_list("coaches", "dollars", "technology_dollars", "hours")) == [
        (Decimal("1.5"), None, None, None),
        (None, Decimal(12000), Decimal(12000), None),
        (None, None, None, Decimal("9.25")),
    ]
    entry = AuditEntry.objects.get(object_kind="scenario", action="edit")
    assert "technology_dollars_2" in entry.detail["fields"]


def test_two_people_in_two_years_do_not_meet(client: Client, scenario: Scenario) -> None:
    base = client.get(url("edit", scenario)).context["form"]["base"].value()
    same = {"name": "Two coaches a year", "coach_cost": "92000", "base": base}
    same |= {f"coaches_{year}": str(2 * year) for year in (1, 2, 3)}
    same |= {f"dollars_{year}": str(30_000 * year) for year in (1, 2, 3)}

    answers = [client.post(url("edit", scenario), post_of(**same | {name: "5"})) for name in ("hours_1", "hours_3")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert list(scenario.years.values_list("hours", flat=True)) == [Decimal(5), None, Decimal(5)]


def test_two_people_in_one_number_see_both(client: Client, scenario: Scenario) -> None:
    base = client.get(url("edit", scenario)).context["form"]["base"].value()
    ScenarioYear.objects.filter(scenario=scenario, year=1).update(coaches=Decimal(9))
    Scenario.objects.update(version=2)

    answer = client.post(url("edit", scenario), post_of(base=base, coaches_1="4"))

    assert list(answer.context["conflicts"]) == ["coaches_1"]
    assert scenario.years.get(year=1).coaches == Decimal(9)


def test_numbers_that_contradict_each_other_through_two_people_are_refused(client: Client, scenario: Scenario) -> None:
    base = client.get(url("edit", scenario)).context["form"]["base"].value()
    ScenarioYear.objects.filter(scenario=scenario, year=1).update(dollars=Decimal(5))
    Scenario.objects.update(version=2)

    # This page still says 30,000 of new money, which somebody lowered to 5.
    post = post_of(base=base, dollars_1="30000", technology_dollars_1="20000", coaches_1="2")
    answer = client.post(url("edit", scenario), post)

    assert "In Year 1 more goes to technology than there is new money." in answer.content.decode()
    assert scenario.years.get(year=1).technology_dollars is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("coach_cost", "lots"),
        ("coaches_1", "-1"),
        ("coaches_1", "100,000"),
        ("coaches_2", "1.2345"),
        ("dollars_3", "1e9"),
        ("dollars_3", "1,000,000,000,000"),
        ("technology_dollars_1", "0.01"),
        ("reallocated_1", "NaN"),
        ("hours_2", "10000"),
        ("hours_2", "9.999"),
        ("note", "x" * 4001),
    ],
)
def test_nonsense_is_refused_beside_its_field(name: str, typed: str, client: Client, scenario: Scenario) -> None:
    answer = client.post(url("edit", scenario), post_of(**{name: typed}))

    assert list(answer.context["form"].errors) == [name]
    assert answer.context["form"][name].value() == typed
    assert Scenario.objects.get().version == 1


def test_coaches_that_cost_more_than_an_amount_can_be_are_refused(client: Client, scenario: Scenario) -> None:
    answer = client.post(url("edit", scenario), post_of(coach_cost="999999999999", coaches_2="2"))

    assert list(answer.context["form"].errors) == ["coaches_2"]
