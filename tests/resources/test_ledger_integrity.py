"""What the ledger refuses so that lines, requests and funds go on agreeing with each other."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit, texts_of
from resources.models import BudgetRequest, Fund, FundTransfer, LedgerLine
from resources.services.decisions import Decision, decide_request, reopen_decision
from resources.services.funds import remove_fund
from resources.services.lines import copy_line, line_values, remove_line, restore_line, save_line
from resources.services.request_costs import remove_cost
from resources.services.requests import request_values, save_request
from resources.services.rows import restore_row
from resources.services.transfers import restore_transfer
from tests.factories import (
    BudgetRequestFactory,
    DepartmentFactory,
    FundFactory,
    FundTransferFactory,
    MembershipFactory,
    RequestCostFactory,
)
from tests.resources.ledgers import expected_totals, stored_totals
from tests.resources.lines import line_of

pytestmark = pytest.mark.django_db
REOPENED = "The decision that made this line was reopened since. Decide “Decoding institute” again to plan its money."


@pytest.fixture
def director() -> User:
    return MembershipFactory.create(role="director").user


@pytest.fixture
def district(director: User) -> District:
    district = director.memberships.get().district
    assert district is not None
    return district


@pytest.fixture
def request_row(district: District) -> BudgetRequest:
    row = BudgetRequestFactory.create(
        district=district,
        title="Decoding institute",
        status="submitted",
        department=DepartmentFactory.create(district=district),
    )
    RequestCostFactory.create(request=row, title="Trainer", amount=Decimal("9000.00"))
    return row


def approve(row: BudgetRequest, fund: Fund, amount: str, by: User) -> LedgerLine:
    """Approve the request's one cost with so much and return the line that it became."""
    row = BudgetRequest.objects.get(pk=row.pk)
    cost = row.costs.get()
    decision = Decision(
        version=row.version, approved={cost.pk: Decimal(amount)}, shares=[(fund, Decimal(100))], reason="So it is."
    )
    decide_request(request=row, decision=decision, by=by)
    return LedgerLine.objects.present().get(request_cost=cost)


def save(row: BudgetRequest, by: User, **values: Any) -> BudgetRequest:
    row = BudgetRequest.objects.get(pk=row.pk)
    current = request_values(row)
    return save_request(row, Edit(version=row.version, base=texts_of(current), values=current | values), by)


def test_line_of_a_reopened_decision_stays_out(director: User, district: District, request_row: BudgetRequest) -> None:
    line = approve(request_row, FundFactory.create(district=district), "9000", director)
    reopen_decision(request=request_row, reason="The grant shrank.", by=director)
    client = Client()
    client.force_login(director)

    response = client.post(reverse("resources:line-restore", args=[line.pk]), follow=True)

    assert [str(message) for message in response.context["messages"]] == [REOPENED]
    assert LedgerLine.objects.present().count() == 0
    assert stored_totals(district) == expected_totals(district) == {}


def test_line_of_an_earlier_decision_stays_out_beside_the_later_one(
    director: User, district: District, request_row: BudgetRequest
) -> None:
    fund = FundFactory.create(district=district)
    earlier = approve(request_row, fund, "9000", director)
    reopen_decision(request=request_row, reason="The grant shrank.", by=director)
    later = approve(request_row, fund, "5000", director)
    remove_line(line=later, by=director)

    with pytest.raises(ValidationError) as refusal:
        restore_line(line=earlier, by=director)
    restore_line(line=later, by=director)

    assert refusal.value.messages == [REOPENED]
    assert list(LedgerLine.objects.present().values_list("planned", flat=True)) == [Decimal("5000.00")]
    assert stored_totals(district) == expected_totals(district)


def transfer(one: Fund, other: Fund, **values: Any) -> FundTransfer:
    usual = {"school_year": 2025, "amount": Decimal(5000)}
    return FundTransferFactory.create(district=one.district, from_fund=one, to_fund=other, **usual | values)


def test_fund_that_money_was_moved_from_or_to_stays(director: User, district: District) -> None:
    title, local = (FundFactory.create(district=district, name=name) for name in ("Title II-A", "Local"))
    transfer(title, local)
    transfer(local, title, amount=None, school_year=2026)

    refusals = []
    for fund in (title, local):
        with pytest.raises(ValidationError) as refusal:
            remove_fund(fund, director)
        refusals += refusal.value.messages

    moved = "$5,000 to “Local” in 2025–26 and an unknown amount from “Local” in 2026–27"
    came = "$5,000 from “Title II-A” in 2025–26 and an unknown amount to “Title II-A” in 2026–27"
    assert refusals == [
        f"“Title II-A” stays: 2 transfers name it, {moved}. Remove them first, or name another fund in them.",
        f"“Local” stays: 2 transfers name it, {came}. Remove them first, or name another fund in them.",
    ]
    assert Fund.objects.present().count() == 2


def test_refusal_names_a_few_of_many_transfers(director: User, district: District) -> None:
    title, local = (FundFactory.create(district=district, name=name) for name in ("Title II-A", "Local"))
    for number in range(1, 6):
        transfer(title, local, amount=Decimal(number))

    with pytest.raises(ValidationError) as refusal:
        remove_fund(title, director)

    moved = "$1 to “Local” in 2025–26, $2 to “Local” in 2025–26, $3 to “Local” in 2025–26 and 2 more"
    assert refusal.value.messages == [
        f"“Title II-A” stays: 5 transfers name it, {moved}. Remove them first, or name another fund in them."
    ]


def test_fund_of_removed_transfers_can_be_removed(director: User, district: District) -> None:
    title, local = FundFactory.create_batch(2, district=district)
    transfer(title, local, removed_at=timezone.now())

    assert remove_fund(title, director).removed_at is not None


def test_what_names_a_removed_fund_stays_out_until_the_fund_is_back(director: User, district: District) -> None:
    title, local = (FundFactory.create(district=district, name=name) for name in ("Title II-A", "Local"))
    moved, line = transfer(title, local, removed_at=timezone.now()), line_of(district, "Coach", "9000", (title, "100"))
    remove_line(line=line, by=director)
    remove_fund(title, director)
    client = Client()
    client.force_login(director)

    for address in (reverse("resources:transfer-restore", args=[moved.pk]), f"/resources/lines/{line.pk}/restore/"):
        response = client.post(address, follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "The fund “Title II-A” was removed. Bring it back first."
        ]

    restore_row(Fund.objects.get(pk=title.pk), by=director)
    restore_line(line=line, by=director)
    assert restore_transfer(moved, director).removed_at is None
    assert stored_totals(district) == expected_totals(district)


def test_nothing_is_charged_to_a_removed_fund(director: User, district: District) -> None:
    fund = FundFactory.create(district=district, name="Title IV-A")
    charged, other = line_of(district, "Coach", "10.00", (fund, "100")), line_of(district, "Books", "5.00")
    remove_line(line=charged, by=director)
    remove_fund(fund, director)
    charged.refresh_from_db()

    with pytest.raises(ValidationError, match="Bring it back, then copy it"):
        copy_line(line=charged, line_id=uuid4(), by=director)
    # The form was drawn before the fund was removed.
    values = line_values(other)
    edit = Edit(
        version=other.version,
        base=texts_of(values),
        values=values | {"share_1_fund": fund, "share_1_part": Decimal(100)},
    )
    with pytest.raises(ValidationError, match="The fund “Title IV-A” was removed"):
        save_line(line=other, edit=edit, by=director)

    assert [line.title for line in LedgerLine.objects.present()] == ["Books"]
    assert not other.shares.exists()


def test_submitted_request_keeps_what_it_was_submitted_with(director: User, request_row: BudgetRequest) -> None:
    for values, sentence in (
        ({"department": None}, "Choose the department that asks."),
        ({"title": ""}, "Enter what you ask for."),
    ):
        with pytest.raises(ValidationError) as refusal:
            save(request_row, director, **values)
        assert refusal.value.messages == [f"This request is submitted. {sentence}"]

    assert save(request_row, director, vendor="Bright Path Learning").department == request_row.department
    assert BudgetRequest.objects.get().title == "Decoding institute"


def test_submitted_request_keeps_one_cost(director: User, request_row: BudgetRequest) -> None:
    with pytest.raises(ValidationError) as refusal:
        remove_cost(request_row.costs.get(), director)

    assert refusal.value.messages == ["This request is submitted. Add at least one cost."]
    assert request_row.costs.get().removed_at is None


def test_draft_may_still_lack_everything(director: User, request_row: BudgetRequest) -> None:
    BudgetRequest.objects.update(status="draft")
    remove_cost(request_row.costs.get(), director)

    assert save(request_row, director, department=None, title="").department is None
