"""Transfers between funds: what counts, what is asked, and what is said when more goes out than there is."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District
from plplanner.kit.editing import texts_of
from resources.models import Fund, FundTransfer
from resources.selectors.fund_balances import fund_balances
from resources.selectors.transfers import offered_funds, transfer_list, transfer_summary, transfers_with
from resources.services.transfers import transfer_values
from tests.factories import (
    FundAwardFactory,
    FundFactory,
    FundTransferFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def title(district: District) -> Fund:
    fund = FundFactory.create(district=district, name="Title II-A")
    FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal("1000.00"))
    return fund


def posted(transfer: FundTransfer, **changes: object) -> Mapping[str, str]:
    """Return what the transfer's form sends, with some fields changed."""
    current = texts_of(transfer_values(transfer))
    return {"version": str(transfer.version), "base": "", **current, **texts_of(changes)}


@pytest.mark.usefixtures("director")
def test_transfer_is_added_once_and_changes_what_both_funds_have(
    client: Client, district: District, title: Fund
) -> None:
    local, new_id = FundFactory.create(district=district, name="General"), uuid4()
    add_url = reverse("resources:transfer-add", args=[district.pk, YEAR])

    client.post(add_url, {"new_id": new_id})
    client.post(add_url, {"new_id": new_id})
    transfer = FundTransfer.objects.get()
    sent = posted(transfer, from_fund=title, to_fund=local, amount=Decimal("250.50"), reason="Coaches")
    response = client.post(reverse("resources:transfer-edit", args=[transfer.pk]), sent)

    assert response["Location"] == reverse("resources:transfer-list", args=[district.pk, YEAR])
    amounts = {each.name: (each.available, each.transferred) for each in fund_balances(district, YEAR)}
    assert amounts == {
        "General": (None, Decimal("250.50")),
        "Title II-A": (Decimal("749.50"), Decimal("-250.50")),
    }


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"amount": Decimal(5), "to": True}, {"reason": ["Enter why the money is moved."]}),
        (
            {"amount": Decimal(5), "reason": "Coaches"},
            {"from_fund": ["Choose the fund that the money comes from, or the one it goes to."]},
        ),
        ({"amount": "-5", "to": True, "reason": "Coaches"}, {"amount": ["Enter 0 or more."]}),
        ({"from_fund": uuid4()}, {"from_fund": ["Choose a fund from the list."]}),
        ({"from_fund": "'; --"}, {"from_fund": ["Choose a fund from the list."]}),
        ({"moved_on": "soon"}, {"moved_on": ["Enter the day as month, day and year, for example 6/30/2027."]}),
    ],
)
def test_transfer_form_says_what_to_correct(
    client: Client, title: Fund, changes: dict[str, object], errors: dict[str, list[str]]
) -> None:
    transfer = FundTransferFactory.create(district=title.district, amount=None)
    sent = changes | ({"to_fund": title} if changes.pop("to", False) else {})

    response = client.post(reverse("resources:transfer-edit", args=[transfer.pk]), posted(transfer, **sent))

    assert response.context["form"].errors == errors
    assert FundTransfer.objects.get().version == 1


@pytest.mark.usefixtures("director")
def test_transfer_needs_two_different_funds(client: Client, title: Fund) -> None:
    transfer = FundTransferFactory.create(district=title.district)
    sent = posted(transfer, from_fund=title, to_fund=title, reason="Coaches")

    response = client.post(reverse("resources:transfer-edit", args=[transfer.pk]), sent)

    assert response.context["form"].errors == {"to_fund": ["Choose two different funds."]}


@pytest.mark.usefixtures("director")
def test_transfer_of_another_districts_fund_is_refused(client: Client, district: District) -> None:
    transfer, other = FundTransferFactory.create(district=district), FundFactory.create()

    response = client.post(
        reverse("resources:transfer-edit", args=[transfer.pk]), posted(transfer, to_fund=other, reason="Coaches")
    )

    assert response.context["form"].errors == {"to_fund": ["Choose a fund from the list."]}


def test_more_moved_out_than_there_is_is_said_and_not_refused(district: District, title: Fund) -> None:
    FundTransferFactory.create(district=district, from_fund=title, amount=Decimal("1200.00"), reason="Coaches")

    shown = transfer_list(district, YEAR)

    assert shown.overdrawn == ["Title II-A: $200 more is moved out than the fund had."]
    assert shown.total == "$1,200"


def test_transfer_without_amount_or_fund_is_listed_and_not_counted(district: District, title: Fund) -> None:
    FundTransferFactory.create(district=district, amount=Decimal("9.00"))
    FundTransferFactory.create(district=district, to_fund=title, amount=None)

    shown = transfer_list(district, YEAR)

    assert [(line.amount, line.counts) for line in shown.lines] == [("$9", False), ("Not known", False)]
    assert (shown.total, transfers_with(title, YEAR)[0].name) == ("$0", "Elsewhere to Title II-A")


def test_summary_counts_transfers(district: District, title: Fund) -> None:
    before = transfer_summary(district, YEAR)
    FundTransferFactory.create(district=district, to_fund=title, amount=Decimal("10.00"))
    one = transfer_summary(district, YEAR)
    FundTransferFactory.create(district=district, to_fund=title, amount=Decimal("5.50"))

    assert (before, one, transfer_summary(district, YEAR)) == (
        "No money is moved between funds.",
        "1 transfer moves $10.",
        "2 transfers move $15.50.",
    )


def test_choices_say_what_of_each_fund_is_not_planned(district: District, title: Fund) -> None:
    unknown = FundFactory.create(district=district, name="Gift")

    offered = offered_funds(district, YEAR)

    assert [(each.fund, each.label) for each in offered] == [
        (unknown, "Gift – award not known"),
        (title, "Title II-A – $1,000 not planned yet"),
    ]
