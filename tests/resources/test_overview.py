"""The overview of a year: benchmarks, money by kind, funds that need care, and where to begin."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plplanner.districts.models import District
from resources.services.totals import recompute
from tests.factories import (
    FundAwardFactory,
    FundFactory,
    LedgerLineFactory,
    MembershipFactory,
)
from tests.resources.benchmark_rows import load_benchmarks

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture(autouse=True)
def _shipped() -> None:
    load_benchmarks()


@pytest.fixture
def signed_in(client: Client, district: District) -> Client:
    client.force_login(MembershipFactory.create(district=district).user)
    return client


def address(district: District) -> str:
    return reverse("resources:overview", args=[district.pk, YEAR])


def text_of(client: Client, district: District) -> str:
    return " ".join(client.get(address(district)).content.decode().split())


def test_an_empty_year_says_where_to_begin(signed_in: Client, district: District) -> None:
    text = text_of(signed_in, district)

    assert "Begin with the ledger" in text
    assert reverse("resources:line-list", args=[district.pk, YEAR]) in text
    assert "Cannot compute" in text
    assert "Meets the benchmark" not in text


def test_money_is_added_up_by_kind_and_unknown_is_not_zero(signed_in: Client, district: District) -> None:
    line = {"district": district, "school_year": YEAR}
    LedgerLineFactory.create(
        **line, resource_kind="staff", paid_time="coach", planned=Decimal("80000.50"), committed=Decimal("80000.50")
    )
    LedgerLineFactory.create(**line, resource_kind="materials", planned=None)
    LedgerLineFactory.create(**line, planned=Decimal("100.00"))
    recompute(district)

    overview = signed_in.get(address(district)).context["overview"]

    assert [(each.kind, each.amounts, each.lines) for each in (*overview.kinds, overview.total)] == [
        ("Staff", ("$80,000.50", "$80,000.50", "Not known"), "1"),
        ("Materials", ("Not known", "Not known", "Not known"), "1"),
        ("No kind chosen", ("$100", "Not known", "Not known"), "1"),
        ("All kinds", ("$80,100.50", "$80,000.50", "Not known"), "3"),
    ]
    paid, unknown = overview.notes
    assert paid.startswith("Of the planned amounts $0 is contracted teacher time and $80,000.50 coach salaries;")
    assert unknown == "1 line has no planned amount yet."


def test_funds_that_are_over_or_end_soon_are_named(signed_in: Client, district: District) -> None:
    soon = timezone.localdate() + datetime.timedelta(days=90)
    over = FundFactory.create(district=district, name="Title I", is_program=False)
    FundFactory.create(district=district, name="Grant", ends_on=soon, is_program=False)
    FundFactory.create(district=district, name="General", ends_on=soon + datetime.timedelta(days=900))
    FundAwardFactory.create(fund=over, school_year=YEAR, amount=Decimal("1000.00"))
    line = LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal("1500.00"))
    line.shares.create(fund=over, position=1, part=Decimal(100), planned=line.planned)
    recompute(district)

    funds = signed_in.get(address(district)).context["overview"].funds

    assert [(each.name, each.is_over) for each in funds] == [("Title I", True), ("Grant", False)]
    assert funds[0].sentence == "$500 more is planned than it has."


def test_what_is_not_known_is_listed_once(signed_in: Client, district: District) -> None:
    LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal("1500.00"))
    recompute(district)

    missing = signed_in.get(address(district)).context["overview"].missing

    assert [each.what for each in missing] == [
        "a fund that is a program",
        "the operating budget",
        "the number of students",
        "coaches and their FTE",
        "the instructional-technology budget",
    ]
