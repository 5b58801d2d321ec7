"""Turning a scenario into draft budget requests: exactly those shown, each once."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, District, User
from plplanner.kit.years import LATEST_YEAR
from resources.enums import RequestStatus
from resources.models import BudgetRequest, LedgerLine, RequestCost, Scenario, ScenarioYear
from tests.factories import MembershipFactory
from tests.resources.scenario_rows import create_scenario

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def scenario(district: District) -> Scenario:
    """2 coaches at 92,000 in Year 1; new money with technology in it, money of programs and hours in Year 2."""
    scenario = create_scenario(district, YEAR)
    scenario.years.filter(year=1).update(dollars=None)
    scenario.years.filter(year=2).update(
        coaches=None, technology_dollars=Decimal(20000), reallocated=Decimal(7000), hours=Decimal(3)
    )
    scenario.years.filter(year=3).delete()
    return scenario


def url(row: Scenario) -> str:
    return reverse("resources:scenario-requests", args=[row.pk])


def make(client: Client, row: Scenario, version: int = 1) -> str:
    return client.post(url(row), {"version": version}, follow=True).content.decode()


def test_what_the_page_shows_is_made(client: Client, user: User, scenario: Scenario) -> None:
    shown = client.get(url(scenario)).context["page"].lines

    text = make(client, scenario)

    assert "3 draft requests are made." in text
    made = list(BudgetRequest.objects.order_by("school_year", "title"))
    assert [(line.id, line.title) for line in shown] == [
        (made[0].pk, "2 more coaches (FTE), Year 1 of “Two coaches a year”"),
        (made[2].pk, "New money for professional learning, Year 2 of “Two coaches a year”"),
        (made[1].pk, "Money of programs turned to professional learning, Year 2 of “Two coaches a year”"),
    ]
    assert [line.amount for line in shown] == ["$184,000", "$60,000", "$7,000"]
    assert {(row.school_year, row.status, row.asked_by) for row in made} == {
        (YEAR, RequestStatus.DRAFT, user),
        (YEAR + 1, RequestStatus.DRAFT, user),
    }


def test_the_page_says_what_puts_money_into_the_ledger(client: Client, scenario: Scenario) -> None:
    text = make(client, scenario)

    assert "nothing is in your ledger before they are approved." in text


def test_the_costs_are_those_of_the_scenario(client: Client, scenario: Scenario) -> None:
    make(client, scenario)

    costs = RequestCost.objects.order_by("-amount").values_list("title", "quantity", "unit", "unit_price", "amount")
    assert list(costs) == [
        ("Coaches", Decimal(2), "fte", Decimal(92000), Decimal(184000)),
        ("Professional learning", None, "", None, Decimal(40000)),
        ("Learning to teach with technology", None, "", None, Decimal(20000)),
        ("Professional learning, from money that programs have for something else", None, "", None, Decimal(7000)),
    ]


def test_a_coach_is_asked_for_as_the_scenario_counted_it(client: Client, scenario: Scenario) -> None:
    make(client, scenario)

    counted = set(RequestCost.objects.values_list("title", "paid_time", "is_technology_training"))

    assert ("Coaches", "coach", False) in counted
    assert ("Learning to teach with technology", "", True) in counted


def test_again_makes_none_again(client: Client, scenario: Scenario) -> None:
    make(client, scenario)

    text = make(client, scenario)

    assert "No request was made: all of them exist already." in text
    assert BudgetRequest.objects.count() == 3
    assert RequestCost.objects.count() == 4
    assert AuditEntry.objects.filter(action="make-requests").count() == 1
    for row in BudgetRequest.objects.all():
        assert f'<a href="{reverse("resources:request-detail", args=[row.pk])}">' in text


def test_what_somebody_did_with_a_request_stays(client: Client, scenario: Scenario) -> None:
    make(client, scenario)
    coaches = BudgetRequest.objects.get(school_year=YEAR)
    RequestCost.objects.filter(request=coaches).update(amount=Decimal(90000), quantity=None, unit_price=None)
    BudgetRequest.objects.filter(pk=coaches.pk).update(title="One coach", status=RequestStatus.SUBMITTED)
    ScenarioYear.objects.create(scenario=scenario, year=3, coaches=Decimal(1))

    page = client.get(url(scenario)).context["page"]
    make(client, scenario)

    assert page.button == "Make the one that does not exist yet"
    first = page.lines[0]
    assert (first.title, first.status, first.asks) == ("One coach", "Submitted", "$90,000")
    assert BudgetRequest.objects.get(pk=coaches.pk).title == "One coach"
    assert BudgetRequest.objects.count() == 4


def test_a_removed_request_is_not_made_again(client: Client, scenario: Scenario) -> None:
    make(client, scenario)
    for row in BudgetRequest.objects.all():
        client.post(reverse("resources:request-remove", args=[row.pk]))

    text = make(client, scenario)

    assert "No request was made" in text
    assert BudgetRequest.objects.present().count() == 0


def test_coaches_without_a_cost_are_asked_for_without_an_amount(client: Client, scenario: Scenario) -> None:
    Scenario.objects.update(coach_cost=None)

    text = " ".join(client.get(url(scenario)).content.decode().split())
    make(client, scenario)

    assert "Coaches: 2 FTE at a cost that is not known each, not known." not in text
    assert "Coaches: 2 FTE, cost not known." in text
    cost = RequestCost.objects.get(title="Coaches")
    assert (cost.quantity, cost.unit_price, cost.amount) == (Decimal(2), None, None)


def test_hours_are_no_request_and_lead_to_time(client: Client, district: District, scenario: Scenario) -> None:
    text = client.get(url(scenario)).content.decode()

    assert f'Plan them under <a href="{reverse("resources:time-overview", args=[district.pk, YEAR])}">Time</a>' in text


@pytest.mark.parametrize("version", ["2", "", "x", "-1", "99999999999999999999"])
def test_a_scenario_that_changed_meanwhile_makes_nothing(version: str, client: Client, scenario: Scenario) -> None:
    text = client.post(url(scenario), {"version": version}, follow=True).content.decode()

    assert "Somebody changed this scenario while you read it." in text
    assert BudgetRequest.objects.count() == 0


def test_a_removed_scenario_makes_nothing(client: Client, scenario: Scenario) -> None:
    client.post(reverse("resources:scenario-remove", args=[scenario.pk]))

    text = make(client, scenario, version=2)

    assert "This scenario is removed. Bring it back first." in text
    assert BudgetRequest.objects.count() == 0


def test_a_scenario_without_money_becomes_no_request(client: Client, scenario: Scenario) -> None:
    scenario.years.update(coaches=None, dollars=None, technology_dollars=None, reallocated=None)

    answer = client.get(url(scenario))
    make(client, scenario)

    assert "so no request comes of it." in answer.content.decode()
    assert BudgetRequest.objects.count() == 0


def test_years_that_cannot_be_are_refused_with_nothing_made(client: Client, scenario: Scenario) -> None:
    Scenario.objects.update(school_year=LATEST_YEAR)

    text = make(client, scenario)

    assert f"Requests can be made up to the school year {LATEST_YEAR}" in text
    assert BudgetRequest.objects.count() == 0


def test_the_ledger_stays_as_it_is(client: Client, scenario: Scenario) -> None:
    make(client, scenario)

    assert LedgerLine.objects.count() == 0


def test_a_leader_cannot_make_them(district: District, scenario: Scenario) -> None:
    leader = Client()
    leader.force_login(MembershipFactory.create(district=district, role=Role.LEADER).user)

    assert leader.post(url(scenario), {"version": 1}).status_code == 403
    assert BudgetRequest.objects.count() == 0


def test_a_long_name_and_a_long_note_fit(scenario: Scenario, client: Client) -> None:
    Scenario.objects.filter(pk=scenario.pk).update(name="x" * 120, note="n" * 4000)

    make(client, scenario)

    assert BudgetRequest.objects.count() == 3
    assert max(len(row.title) for row in BudgetRequest.objects.all()) <= 200
