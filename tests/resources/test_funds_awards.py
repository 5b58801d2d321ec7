"""What a fund is awarded in a fiscal year: stored by the first save, and never overwritten unseen."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import AuditEntry, District, User
from plplanner.kit.editing import Edit, EditConflict, texts_of
from resources.models import FundAward
from resources.services.funds import award_of, award_values, save_award
from tests.factories import FundAwardFactory, FundFactory, UserFactory

pytestmark = pytest.mark.django_db
YEAR = 2025


def save(award: FundAward, user: User, **values: Any) -> FundAward:
    """Save an award as its page shows it."""
    current = award_values(award)
    return save_award(award, Edit(version=award.version, base=texts_of(current), values=current | values), user)


def test_award_is_stored_by_its_first_save(district: District) -> None:
    fund, user = FundFactory.create(district=district), UserFactory.create()

    save(award_of(fund, YEAR), user, amount=Decimal("208500.00"), note="Allocation notice")
    save(award_of(fund, YEAR), user, carry_over=Decimal("6400.00"))

    award = FundAward.objects.get()
    assert (award.amount, award.carry_over, award.note) == (
        Decimal("208500.00"),
        Decimal("6400.00"),
        "Allocation notice",
    )
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == ["add", "edit", "edit"]


def test_first_saves_of_two_people_meet(district: District) -> None:
    fund, user = FundFactory.create(district=district), UserFactory.create()
    mine, theirs = award_of(fund, YEAR), award_of(fund, YEAR)
    save(theirs, user, amount=Decimal("10.00"))

    save(mine, user, carry_over=Decimal("5.00"))
    with pytest.raises(EditConflict):
        save(mine, user, amount=Decimal("11.00"))

    award = FundAward.objects.get()
    assert (award.amount, award.carry_over) == (Decimal("10.00"), Decimal("5.00"))


def test_award_of_a_file_is_not_overwritten_by_a_page_drawn_before(district: District) -> None:
    fund, user = FundFactory.create(district=district), UserFactory.create()
    drawn = award_of(fund, YEAR)
    FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal("10.00"))

    with pytest.raises(EditConflict):
        save(drawn, user, amount=Decimal("11.00"))


@pytest.mark.usefixtures("director")
def test_award_page_saves_and_the_same_post_again_changes_nothing(client: Client, district: District) -> None:
    fund = FundFactory.create(district=district)
    url = reverse("resources:award-edit", args=[district.pk, YEAR, fund.pk])
    form = client.get(url).context["form"]
    sent = {"version": form["version"].value(), "base": form["base"].value(), "amount": "$1,200.50", "carry_over": "0"}

    first, second = client.post(url, sent), client.post(url, sent)

    assert (
        first["Location"] == second["Location"] == reverse("resources:fund-detail", args=[district.pk, YEAR, fund.pk])
    )
    award = FundAward.objects.get()
    assert (award.amount, award.carry_over, award.version) == (Decimal("1200.50"), Decimal("0.00"), 2)


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("-1", "Enter 0 or more."),
        ("1000000000000", "Enter 999,999,999,999.99 or less."),
        ("1.005", "Enter at most 2 digits after the point."),
        ("lots", "Enter a number in digits, for example $9,454."),
    ],
)
def test_award_page_refuses_what_is_no_amount(client: Client, district: District, amount: str, sentence: str) -> None:
    fund = FundFactory.create(district=district)
    url = reverse("resources:award-edit", args=[district.pk, YEAR, fund.pk])

    response = client.post(url, {"version": "0", "base": "{}", "amount": amount})

    form = response.context["form"]
    assert (form.errors, form["amount"].value()) == ({"amount": [sentence]}, amount)
    assert not FundAward.objects.exists()


def test_ids_of_first_awards_are_the_same_for_everybody(district: District) -> None:
    fund = FundFactory.create(district=district)

    assert award_of(fund, YEAR).pk == award_of(fund, YEAR).pk != award_of(fund, YEAR + 1).pk
    assert isinstance(award_of(fund, YEAR).pk, UUID)
