"""The ledger as people look through it: pages, filters, sums, removed lines."""

import datetime
import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from plplanner.districts.models import District
from resources.models import LedgerLine
from resources.services.totals import recompute
from tests.factories import (
    AccountCodeFactory,
    DepartmentFactory,
    DistrictFactory,
    FundFactory,
    LedgerLineFactory,
    MembershipFactory,
    PathwayFactory,
    SchoolFactory,
    UserFactory,
)
from tests.resources.lines import YEAR, ledger_url, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(client: Client) -> District:
    membership = MembershipFactory.create(user=UserFactory.create(), district=DistrictFactory.create(), role="editor")
    client.force_login(membership.user)
    assert membership.district is not None
    return membership.district


def read(client: Client, url: str) -> str:
    """Return the text of a page, without marks and with single spaces."""
    page = client.get(url).content.decode()
    body = page[page.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def titles(client: Client, url: str) -> list[str]:
    """Return what the lines of a page are called."""
    page = client.get(url).content.decode()
    return re.findall(r'<a href="/resources/lines/[^"]+/edit/">([^<]+)</a>', page)


def many_lines(district: District, count: int, *, at: datetime.datetime | None = None) -> None:
    """Make lines, all entered in one moment if one is given."""
    began = timezone.now()
    LedgerLine.objects.bulk_create(
        LedgerLine(
            district=district,
            school_year=YEAR,
            title=f"Line {number:03}",
            created_at=at or began + datetime.timedelta(seconds=number),
        )
        for number in range(count)
    )
    recompute(district)


def linked(client: Client, url: str, rel: str) -> str | None:
    """Return where the page's link to the next or previous page leads."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', client.get(url).content.decode())
    return found[1].replace("&amp;", "&") if found else None


@pytest.mark.parametrize("at", [None, datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC)], ids=["each", "at once"])
def test_pages_hold_each_line_once_there_and_back(
    at: datetime.datetime | None, client: Client, district: District
) -> None:
    many_lines(district, 120, at=at)

    there = [ledger_url(district)]
    url = linked(client, there[0], "next")
    while url:
        there.append(url)
        url = linked(client, url, "next")
    back = [there[-1]]
    while (url := linked(client, back[-1], "prev")) is not None:
        back.append(url)
    pages = [titles(client, each) for each in there]

    assert [len(page) for page in pages] == [50, 50, 20]
    assert sorted(title for page in pages for title in page) == [f"Line {number:03}" for number in range(120)]
    assert [titles(client, each) for each in back] == pages[::-1]


def test_the_newest_line_comes_first(client: Client, district: District) -> None:
    many_lines(district, 3)

    assert titles(client, ledger_url(district)) == ["Line 002", "Line 001", "Line 000"]


@pytest.mark.parametrize("place", ["x", "1-2", "9" * 17 + "-" + "f" * 32, "%00", "-1-" + "0" * 32])
def test_a_made_up_place_is_the_beginning(place: str, client: Client, district: District) -> None:
    many_lines(district, 2)

    for name in ("after", "before"):
        assert titles(client, ledger_url(district, f"?{name}={place}")) == ["Line 001", "Line 000"]


def test_each_filter_finds_its_lines_and_those_that_have_none(client: Client, district: District) -> None:
    values: dict[str, Any] = {
        "school": SchoolFactory.create(district=district),
        "department": DepartmentFactory.create(district=district),
        "pathway": PathwayFactory.create(district=district),
        "function_code": AccountCodeFactory.create(dimension="function"),
        "object_code": AccountCodeFactory.create(dimension="object"),
        "resource_kind": "staff",
        "cost_element": "training",
        "delivery_phase": "coaching",
        "paid_time": "coach",
    }
    fund = FundFactory.create(district=district)
    line_of(district, "Coach", "100", (fund, "100"), **values)
    line_of(district, "Blank", "100")
    asked = {
        **{name: str(values[name].pk) for name in ("school", "department", "pathway")},
        "function": str(values["function_code"].pk),
        "object": str(values["object_code"].pk),
        "fund": str(fund.pk),
        "kind": "staff",
        "element": "training",
        "phase": "coaching",
        "paid": "coach",
    }

    for name, value in asked.items():
        assert titles(client, ledger_url(district, f"?{name}={value}")) == ["Coach"], name
        assert titles(client, ledger_url(district, f"?{name}=none")) == ["Blank"], name


def test_lines_are_found_by_words_by_what_is_not_known_and_by_year(client: Client, district: District) -> None:
    line_of(district, "Reading coach", "100", is_recurring=True)
    line_of(district, "Books")
    LedgerLineFactory.create(district=district, school_year=YEAR + 1, title="Next year's")

    assert titles(client, ledger_url(district, "?text=READING")) == ["Reading coach"]
    assert titles(client, ledger_url(district, "?unknown=planned")) == ["Books"]
    assert titles(client, ledger_url(district, "?recurring=no")) == ["Books"]
    assert titles(client, ledger_url(district, "?text=100%25")) == []


def test_another_districts_fund_is_refused_in_words(client: Client, district: District) -> None:
    line_of(district, "Books", "10")
    theirs = FundFactory.create()

    page = read(client, ledger_url(district, f"?fund={theirs.pk}&kind=none"))

    assert "There is a problem The ledger has none of this. Choose one of the list, or “All”." in page
    assert theirs.name not in page


def test_sums_are_of_exactly_what_is_found(client: Client, district: District) -> None:
    title_two, local = FundFactory.create(district=district), FundFactory.create(district=district)
    line_of(district, "Coach", "80000.01", (title_two, "60"), (local, "40"), resource_kind="staff")
    line_of(district, "Books", "19.99", (local, "100"), resource_kind="materials")
    line_of(district, "Travel")

    # 80,000.01 + 19.99 = 80,020.00; the coach's 60 % are 48,000.006, so 48,000.01.
    assert "3 lines Planned $80,020 not known for 1 line Committed Not known" in read(client, ledger_url(district))
    assert "1 line found Planned $19.99 Committed" in read(client, ledger_url(district, "?text=books"))
    assert "1 line found Planned $80,000.01 Committed" in read(client, ledger_url(district, "?kind=staff"))
    of_fund = read(client, ledger_url(district, f"?fund={title_two.pk}"))
    assert "1 line found Planned $80,000.01 Committed" in of_fund
    assert "Of this, the fund pays Planned $48,000.01 Committed" in of_fund


def test_stored_totals_say_what_the_lines_would(client: Client, district: District) -> None:
    line_of(district, "Coach", "10", resource_kind="staff", paid_time="coach", actual=Decimal("3.50"))
    line_of(district, "Hours", "20", resource_kind="time", paid_time="contracted", is_recurring=True)

    for query in ("?kind=staff", "?recurring=yes", "?paid=none", "?fund=none&kind=time"):
        stored = re.search(r"\d lines? found.*?Totals by", read(client, ledger_url(district, query)))
        counted = re.search(r"\d lines? found.*?Totals by", read(client, ledger_url(district, f"{query}&school=none")))
        assert stored is not None
        assert counted is not None
        assert stored[0] == counted[0]


def test_shares_are_shown_as_entered(client: Client, district: District) -> None:
    one, two = (
        FundFactory.create(district=district, name="Title II-A"),
        FundFactory.create(district=district, name="Levy"),
    )
    line_of(district, "Coach", "100", (one, "60"), (two, "40"))
    line_of(district, "Books", "100", (two, "100"))

    page = read(client, ledger_url(district))

    assert "Books District-wide Levy $100 Not known Not known" in page
    assert "Coach District-wide Title II-A 60% Levy 40% $100 Not known Not known" in page


def test_a_removed_line_is_brought_back_from_the_list(client: Client, district: District) -> None:
    line = line_of(district, "Books", "10")
    client.post(f"/resources/lines/{line.pk}/remove/")

    removed = read(client, ledger_url(district, "?removed=yes"))
    client.post(f"/resources/lines/{line.pk}/restore/")

    assert "Books Bring back Books" in removed
    assert titles(client, ledger_url(district)) == ["Books"]


def test_an_empty_ledger_teaches_and_begins(client: Client, district: District) -> None:
    page = read(client, ledger_url(district))
    new_id = uuid4()
    answer = client.post(ledger_url(district, "add/"), {"new_id": str(new_id)})

    assert "No lines yet A line is one resource of the year" in page
    assert answer.headers["Location"] == f"/resources/lines/{new_id}/edit/"
