"""Grants and gifts sought: the next deadline first, and what each year brought."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import District
from resources.models import ExternalResource
from resources.selectors.external_resources import external_list
from tests.factories import ExternalResourceFactory, FundFactory, MembershipFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 10, 10)


@pytest.fixture
def client(district: District) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(district=district, role=Role.EDITOR).user)
    return client


def sought(district: District, name: str, day: str | None, **values: object) -> ExternalResource:
    """Make a grant with a deadline."""
    deadline = datetime.date.fromisoformat(day) if day else None
    return ExternalResourceFactory.create(district=district, name=name, deadline=deadline, **values)


def test_open_ones_come_first_by_deadline(district: District) -> None:
    sought(district, "Won early", "2025-07-01", status="won")
    sought(district, "Someday", None)
    sought(district, "Next", "2025-11-01", status="applied")
    sought(district, "Missed", "2025-10-09")
    sought(district, "Lost late", "2025-09-01", status="lost")

    found = external_list(district, today=TODAY)

    assert [(line.name, line.deadline, line.is_over) for line in found.open] == [
        ("Missed", "Oct 9, 2025", True),
        ("Next", "Nov 1, 2025", False),
        ("Someday", "No deadline", False),
    ]
    assert [line.name for line in found.decided] == ["Lost late", "Won early"]


def test_sums_are_by_the_fiscal_year_of_the_deadline_with_what_is_not_known(district: District) -> None:
    sought(district, "A", "2025-06-30", amount_sought=Decimal("10000.00"), status="lost")
    sought(district, "B", "2025-07-01", amount_sought=Decimal("50000.00"), amount_won=Decimal("20000.50"), status="won")
    sought(district, "C", "2026-06-30", amount_sought=Decimal("0.50"), status="won")
    sought(district, "D", None)

    sums = external_list(district, today=TODAY).sums

    # 2025–26: sought 50,000.00 + 0.50; won 20,000.50, and one amount that nobody has entered.
    assert [(each.year, each.count, each.sought, each.won) for each in sums] == [
        ("2025–26", "2", "$50,000.50", "$20,000.50, 1 not known"),
        ("2024–25", "1", "$10,000", "$0"),
        ("No deadline", "1", "$0, 1 not known", "$0"),
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, []),
        ({"name": ""}, ["name"]),
        ({"deadline": "31/12/2026"}, ["deadline"]),
        ({"amount_sought": "a lot"}, ["amount_sought"]),
        ({"amount_won": "500"}, ["amount_won"]),
        ({"amount_won": "500", "status": "won"}, []),
        ({"fund": "theirs"}, ["fund"]),
        ({"status": "stolen"}, ["status"]),
    ],
)
def test_a_grant_is_saved_or_says_what_is_wrong(
    typed: dict[str, str], wrong: list[str], client: Client, district: District
) -> None:
    row = sought(district, "Before", None)
    theirs = {"fund": str(FundFactory.create().pk)} if "fund" in typed else {}
    post = {"name": "After <b>", "status": "applied", **typed, **theirs, "version": 1, "base": "{}"}

    answer = client.post(reverse("resources:external-resource-edit", args=[row.pk]), post)

    assert (sorted(answer.context["form"].errors) if answer.context else []) == wrong
    assert ExternalResource.objects.get().name == ("Before" if wrong else "After <b>")


def test_a_grant_of_another_district_is_not_found(client: Client) -> None:
    theirs = ExternalResourceFactory.create()

    answer = client.get(reverse("resources:external-resource-edit", args=[theirs.pk]))

    assert answer.status_code == 404
