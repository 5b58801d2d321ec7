"""Deciding requests: approval makes lines, keeps the totals, and says what overspends a fund."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from resources.models import BudgetRequest, Fund, LedgerLine, RequestCost
from resources.selectors.fund_balances import fund_balances
from resources.selectors.request_costs import family_of
from resources.services.decisions import Decision, decide_request, reopen_decision
from resources.services.reconciliation import merge_requests
from tests.factories import (
    BudgetRequestFactory,
    DepartmentFactory,
    FundAwardFactory,
    FundFactory,
    MembershipFactory,
    PathwayFactory,
    RequestCostFactory,
)
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db
YEAR = 2025
HUNDRED = Decimal(100)


@pytest.fixture
def director() -> User:
    return MembershipFactory.create(role=Role.DIRECTOR).user


@pytest.fixture
def district(director: User) -> District:
    district = director.memberships.get().district
    assert district is not None
    return district


@pytest.fixture
def fund(district: District) -> Fund:
    fund = FundFactory.create(district=district, name="Title II-A")
    FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal("10000.00"))
    return fund


@pytest.fixture
def request_row(district: District) -> BudgetRequest:
    row = BudgetRequestFactory.create(
        district=district,
        status="submitted",
        department=DepartmentFactory.create(district=district),
        pathway=PathwayFactory.create(district=district),
    )
    RequestCostFactory.create(
        request=row,
        title="Trainer",
        delivery_phase="delivery",
        cost_element="training",
        resource_kind="services",
        quantity=Decimal(3),
        unit="days",
        amount=Decimal("9000.00"),
    )
    RequestCostFactory.create(
        request=row,
        title="Coaching",
        delivery_phase="coaching",
        paid_time="coach",
        is_technology_training=True,
        amount=Decimal("3000.00"),
    )
    return row


@pytest.fixture
def client(director: User) -> Client:
    client = Client()
    client.force_login(director)
    return client


def costs(row: BudgetRequest) -> list[RequestCost]:
    return list(row.costs.order_by("-amount"))


def decide(row: BudgetRequest, by: User, fund: Fund, *amounts: str, reason: str = "") -> BudgetRequest:
    approved = {cost.pk: Decimal(amount) for cost, amount in zip(costs(row), amounts, strict=True)}
    version = BudgetRequest.objects.get(pk=row.pk).version
    decision = Decision(version=version, approved=approved, shares=[(fund, HUNDRED)], reason=reason)
    return decide_request(request=row, decision=decision, by=by)


def posted(row: BudgetRequest, fund: Fund, verdict: str, **more: Any) -> dict[str, Any]:
    amounts = {f"cost_{cost.pk}": str(cost.amount) for cost in costs(row)}
    return {"version": row.version, "verdict": verdict, "fund_1": fund.pk, "part_1": "100", **amounts, **more}


def test_approval_makes_a_line_of_each_cost_and_keeps_the_totals(
    district: District, director: User, fund: Fund, request_row: BudgetRequest
) -> None:
    for _ in range(2):
        decided = decide(request_row, director, fund, "9000", "3000")

    trainer, coaching = LedgerLine.objects.order_by("-planned")
    assert (trainer.planned, trainer.quantity, trainer.unit) == (Decimal(9000), Decimal(3), "days")
    assert (trainer.resource_kind, trainer.cost_element, trainer.delivery_phase) == ("services", "training", "delivery")
    assert [(line.paid_time, line.is_technology_training) for line in (trainer, coaching)] == [
        ("", False),
        ("coach", True),
    ]
    assert (trainer.department, trainer.pathway) == (request_row.department, request_row.pathway)
    assert (coaching.request_cost, decided.status) == (costs(request_row)[1], "approved")
    assert stored_totals(district) == expected_totals(district)
    assert stored_fund_totals(district) == expected_fund_totals(district)
    assert fund_balances(district, YEAR)[0].unplanned == Decimal("-2000.00")


def test_a_part_is_approved_with_a_reason_and_buys_a_part(
    director: User, fund: Fund, request_row: BudgetRequest
) -> None:
    with pytest.raises(ValidationError, match="Enter the reason"):
        decide(request_row, director, fund, "6000", "0")

    decided = decide(request_row, director, fund, "6000", "0", reason="Coaching is paid already.")

    line = LedgerLine.objects.get()
    assert (decided.status, line.planned, line.quantity) == ("part_approved", Decimal(6000), Decimal(2))
    assert [cost.approved for cost in costs(request_row)] == [Decimal(6000), Decimal(0)]


def test_declining_makes_no_line(director: User, fund: Fund, request_row: BudgetRequest) -> None:
    decided = decide(request_row, director, fund, "0", "0", reason="Not this year.")

    assert (decided.status, decided.decision_reason) == ("declined", "Not this year.")
    assert LedgerLine.objects.count() == 0


@pytest.mark.parametrize(
    ("amounts", "said"), [(("9000.01", "3000"), "More is approved of “Trainer” than is asked for.")]
)
def test_more_than_is_asked_for_is_not_approved(
    amounts: tuple[str, str], said: str, director: User, fund: Fund, request_row: BudgetRequest
) -> None:
    with pytest.raises(ValidationError, match=said):
        decide(request_row, director, fund, *amounts)


def test_a_merged_request_pays_each_departments_costs(
    district: District, director: User, fund: Fund, request_row: BudgetRequest
) -> None:
    other = BudgetRequestFactory.create(
        district=district, status="submitted", department=DepartmentFactory.create(district=district)
    )
    extra = RequestCostFactory.create(request=other, amount=Decimal("500.00"))
    staying = {costs(request_row)[0].pk, extra.pk}
    versions = {request_row.pk: 1, other.pk: 1}
    merge_requests(kept=request_row, absorbed=[other], staying=staying, versions=versions, reason="", by=director)
    version = BudgetRequest.objects.get(pk=request_row.pk).version
    approved = {cost.pk: cost.amount for cost in family_of(request_row).going_on if cost.amount}

    decision = Decision(version=version, approved=approved, shares=[(fund, HUNDRED)])
    decide_request(request=request_row, decision=decision, by=director)

    found = {line.department: line.planned for line in LedgerLine.objects.select_related("department")}
    assert found == {request_row.department: Decimal(9000), other.department: Decimal(500)}
    assert stored_totals(district) == expected_totals(district)


def test_a_decision_is_reopened_until_money_is_used(
    district: District, director: User, fund: Fund, request_row: BudgetRequest
) -> None:
    decide(request_row, director, fund, "9000", "3000")
    client = Client()
    client.force_login(director)
    for _ in range(2):
        client.post(reverse("resources:request-reopen", args=[request_row.pk]), {"reason": "The grant shrank."})
    decide(request_row, director, fund, "9000", "3000")
    LedgerLine.objects.present().filter(request_cost__title="Trainer").update(committed=Decimal(1))

    with pytest.raises(ValidationError, match=f"Money of “{request_row}: Trainer” is committed or spent by now"):
        reopen_decision(request=request_row, reason="Again.", by=director)

    assert LedgerLine.objects.present().count() == 2
    assert BudgetRequest.objects.get().status == "approved"
    assert stored_totals(district)[next(iter(stored_totals(district)))]["planned"] > 0


def test_overspending_is_said_before_it_happens(client: Client, fund: Fund, request_row: BudgetRequest) -> None:
    url = reverse("resources:request-decide", args=[request_row.pk])
    said = "“Title II-A” would be overspent: $2,000 more would be planned than the $10,000 it has in the year."

    first = client.post(url, posted(request_row, fund, "whole"))
    still = BudgetRequest.objects.get().status
    client.post(url, posted(request_row, fund, "whole", seen=first.context["seen"]))

    assert first.context["warnings"] == [said]
    assert [(each.before, each.pays, each.after) for each in first.context["effects"]] == [
        ("$10,000", "$12,000", "-$2,000")
    ]
    assert (still, BudgetRequest.objects.get().status) == ("submitted", "approved")


def test_the_balances_are_shown_without_deciding(client: Client, fund: Fund, request_row: BudgetRequest) -> None:
    other = FundFactory.create(district=request_row.district, name="Local")
    post = posted(request_row, fund, "whole", part_1="50", fund_2=other.pk, part_2="50%", show="1")

    answer = client.post(reverse("resources:request-decide", args=[request_row.pk]), post)

    assert [(each.name, each.pays, each.after) for each in answer.context["effects"]] == [
        ("Local", "$6,000", "Not known"),
        ("Title II-A", "$6,000", "$4,000"),
    ]
    assert BudgetRequest.objects.get().status == "submitted"


@pytest.mark.parametrize(
    "refused",
    [
        ("", {}, "verdict", "Choose what you decide."),
        ("none", {}, "reason", "Enter the reason. Who asked will read it."),
        ("whole", {"part_1": "60"}, "part_1", "The shares must add up to 100%. They add up to 60% now."),
        ("whole", {"fund_1": "", "part_1": ""}, "fund_1", "Choose the fund that pays."),
        ("whole", {"part_1": "x" * 5000}, "part_1", "This is too long for a number. Enter at most 20 digits."),
    ],
)
def test_an_incomplete_decision_is_refused_and_kept(
    refused: tuple[str, dict[str, str], str, str], client: Client, fund: Fund, request_row: BudgetRequest
) -> None:
    verdict, more, field, said = refused
    url = reverse("resources:request-decide", args=[request_row.pk])

    answer = client.post(url, posted(request_row, fund, verdict, **more))

    assert answer.context["form"].errors[field] == [said]
    assert answer.context["form"]["part_1"].value() == more.get("part_1", "100")
    assert BudgetRequest.objects.get().status == "submitted"


def test_a_fund_of_another_district_cannot_pay(client: Client, request_row: BudgetRequest) -> None:
    url = reverse("resources:request-decide", args=[request_row.pk])

    answer = client.post(url, posted(request_row, FundFactory.create(), "whole"))

    assert answer.context["form"].errors["fund_1"] == ["Choose a fund from the list."]


def test_a_request_that_changed_meanwhile_is_not_decided(
    client: Client, director: User, fund: Fund, request_row: BudgetRequest
) -> None:
    BudgetRequest.objects.update(version=2)
    post = posted(request_row, fund, "none", reason="No.")

    answer = client.post(reverse("resources:request-decide", args=[request_row.pk]), post)

    assert answer.context["form"].non_field_errors()[0].startswith("Somebody changed this request")
    assert BudgetRequest.objects.get().status == "submitted"
