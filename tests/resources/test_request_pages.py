"""The page of one request: the costs that go on with it, their sums, and the lines of the ledger they became."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from resources.models import BudgetRequest, LedgerLine, RequestCost
from resources.selectors.request_costs import family_of
from resources.selectors.request_detail import RequestPage
from resources.services.decisions import Decision, decide_request
from resources.services.reconciliation import merge_requests
from tests.factories import (
    BudgetRequestFactory,
    DepartmentFactory,
    FundFactory,
    MembershipFactory,
    RequestCostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return MembershipFactory.create(role=Role.DIRECTOR).user


@pytest.fixture
def district(director: User) -> District:
    district = director.memberships.get().district
    assert district is not None
    return district


@pytest.fixture
def institute(district: District) -> BudgetRequest:
    """A request that pays for delivery and evaluation: $12,000 and $800."""
    row = submitted(district, "Decoding institute", "Literacy")
    cost(row, "Trainer", "delivery", "12000")
    cost(row, "Survey", "evaluation", "800")
    return row


@pytest.fixture
def workshop(district: District) -> BudgetRequest:
    """A request that pays for delivery and coaching: $9,000 and $3,480."""
    row = submitted(district, "Decoding workshop", "Multilingual learners")
    cost(row, "Speaker", "delivery", "9000")
    cost(row, "Coach of readers", "coaching", "3480")
    return row


def submitted(district: District, title: str, department: str) -> BudgetRequest:
    asks = DepartmentFactory.create(district=district, name=department)
    return BudgetRequestFactory.create(district=district, title=title, department=asks, status="submitted")


def cost(row: BudgetRequest, title: str, phase: str, amount: str) -> RequestCost:
    return RequestCostFactory.create(request=row, title=title, delivery_phase=phase, amount=Decimal(amount))


def merge(kept: BudgetRequest, absorbed: BudgetRequest, *, without: str, by: User) -> None:
    costs = [*family_of(kept).costs, *family_of(absorbed).costs]
    staying = {each.pk for each in costs if each.title != without}
    versions = {kept.pk: kept.version, absorbed.pk: absorbed.version}
    merge_requests(kept=kept, absorbed=[absorbed], staying=staying, versions=versions, reason="", by=by)


def approve(row: BudgetRequest, by: User) -> None:
    held = BudgetRequest.objects.get(pk=row.pk)
    approved = {each.pk: each.amount for each in family_of(held).going_on if each.amount is not None}
    shares = [(FundFactory.create(district=held.district), Decimal(100))]
    decide_request(request=held, decision=Decision(version=held.version, approved=approved, shares=shares), by=by)


def shown(row: BudgetRequest, by: User) -> tuple[RequestPage, str]:
    client = Client()
    client.force_login(by)
    answer = client.get(reverse("resources:request-detail", args=[row.pk]))
    return answer.context["page"], answer.content.decode()


def test_a_merged_request_lists_and_sums_what_goes_on_for_all(
    institute: BudgetRequest, workshop: BudgetRequest, director: User
) -> None:
    merge(institute, workshop, without="Speaker", by=director)

    page, _ = shown(institute, director)

    assert [(each.title, each.whose) for each in page.costs] == [
        ("Trainer", ""),
        ("Survey", ""),
        ("Coach of readers", "Decoding workshop"),
    ]
    # 12,000 + 800 + 3,480 = 16,280: coaching comes from the other request, so nothing is missing.
    assert (page.costs_sum, page.goes_on) == ("$16,280", "$16,280")
    sums = {each.label: (each.amount, each.is_missing) for each in page.phases if each.amount != "Nothing"}
    assert sums == {
        "Delivery": ("$12,000", False),
        "Coaching": ("$3,480", False),
        "Evaluation": ("$800", False),
    }


def test_what_a_merge_left_out_is_in_no_sum(institute: BudgetRequest, workshop: BudgetRequest, director: User) -> None:
    merge(institute, workshop, without="Trainer", by=director)

    page, _ = shown(institute, director)

    assert [each.title for each in page.costs if each.is_left_out] == ["Trainer"]
    # 800 + 9,000 + 3,480
    assert (page.costs_sum, page.goes_on) == ("$13,280", "$13,280")


def test_a_phase_that_nobody_of_the_family_pays_for_is_missing(
    institute: BudgetRequest, workshop: BudgetRequest, director: User
) -> None:
    merge(institute, workshop, without="Coach of readers", by=director)

    page, _ = shown(institute, director)

    assert [each.label for each in page.phases if each.is_missing] == ["Coaching"]


def test_a_request_that_goes_on_as_part_of_another_misses_no_phase_itself(
    institute: BudgetRequest, workshop: BudgetRequest, director: User
) -> None:
    merge(institute, workshop, without="Coach of readers", by=director)

    page, _ = shown(workshop, director)

    assert [each.label for each in page.phases if each.is_missing] == []


def test_an_approved_cost_leads_to_the_line_it_became(
    institute: BudgetRequest, workshop: BudgetRequest, director: User, district: District
) -> None:
    merge(institute, workshop, without="Speaker", by=director)
    approve(institute, director)
    line = LedgerLine.objects.get(request_cost__title="Coach of readers")
    address = reverse("resources:line-edit", args=[line.pk])
    reader = MembershipFactory.create(role=Role.LEADER, district=district).user

    assert line.title == "Decoding workshop: Coach of readers"
    for row in (institute, workshop):
        page, text = shown(row, director)
        assert [each.line_id for each in page.costs if each.title == "Coach of readers"] == [line.pk]
        assert address in text
    assert address not in shown(institute, reader)[1]


def test_a_long_name_of_a_request_leaves_room_for_the_cost(institute: BudgetRequest, director: User) -> None:
    BudgetRequest.objects.filter(pk=institute.pk).update(title="Institute " * 20)
    RequestCost.objects.filter(title="Survey").update(title="S" * 200)
    approve(institute, director)

    trainer, survey = LedgerLine.objects.order_by("-planned")

    assert (trainer.title.endswith("…: Trainer"), len(survey.title)) == (True, 200)
