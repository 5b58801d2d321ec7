"""Totals by two dimensions: rows and columns add up, shares divide, and each number leads to its lines."""

import re
from decimal import Decimal
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from plplanner.districts.models import District
from tests.factories import DistrictFactory, FundFactory, MembershipFactory, SchoolFactory, UserFactory
from tests.resources.lines import ledger_url, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(client: Client) -> District:
    membership = MembershipFactory.create(user=UserFactory.create(), district=DistrictFactory.create(), role="leader")
    client.force_login(membership.user)
    assert membership.district is not None
    return membership.district


def table(client: Client, url: str) -> list[list[str]]:
    """Return the texts of the table's cells, row by row."""
    page = client.get(url).content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    return [[_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def _text(cell: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split())


def totals_url(district: District, query: str = "") -> str:
    return ledger_url(district, f"totals/{query}")


def test_a_line_with_two_funds_stands_in_both_with_its_shares(client: Client, district: District) -> None:
    two_a, levy = (
        FundFactory.create(district=district, name="Title II-A"),
        FundFactory.create(district=district, name="Levy"),
    )
    line_of(district, "Coach", "100.00", (two_a, "60"), (levy, "40"), cost_element="training")
    line_of(district, "Books", "50.50", (levy, "100"), cost_element="materials")
    line_of(district, "Trip", "9.00", cost_element="travel")
    line_of(district, "Fair", cost_element="travel")

    assert table(client, totals_url(district)) == [
        ["Cost element", "Total", "Levy", "Title II-A", "No fund named"],
        ["Training and coaching", "$100", "$40", "$60", ""],
        ["Materials, equipment and facilities", "$50.50", "$50.50", "", ""],
        ["Travel and transportation", "$9", "", "", "$9"],
        ["Total", "$159.50", "$90.50", "$60", "$9"],
    ]


def test_stored_totals_and_lines_say_the_same(client: Client, district: District) -> None:
    line_of(district, "Coach", "10", resource_kind="staff", paid_time="coach", actual=Decimal("3.50"))
    line_of(district, "Hours", "20", resource_kind="time", paid_time="contracted", is_recurring=True)
    query = "?rows=kind&columns=paid&amount=actual"

    stored = table(client, totals_url(district, query))

    assert stored == table(client, totals_url(district, f"{query}&school=none"))
    assert stored[1:] == [
        ["Staff", "$3.50", "", "$3.50"],
        ["Time", "Not known", "Not known", ""],
        ["Total", "$3.50", "Not known", "$3.50"],
    ]


def test_each_number_leads_to_its_lines(client: Client, district: District) -> None:
    school = SchoolFactory.create(district=district)
    line_of(district, "Coach", "10", resource_kind="staff", school=school)
    line_of(district, "Books", "7", resource_kind="materials", school=school)
    query = "?rows=school&columns=kind&recurring=no"

    page = client.get(totals_url(district, query)).content.decode()
    found = re.search(r'<a href="([^"]+)">\$7</a>', page)

    assert found is not None
    address = urlsplit(unescape(found[1]))
    assert parse_qs(address.query) == {"recurring": ["no"], "school": [str(school.pk)], "kind": ["materials"]}
    assert "1 line found" in " ".join(client.get(unescape(found[1])).content.decode().split())


def test_the_smaller_of_too_many_columns_stand_together(client: Client, district: District) -> None:
    for number in range(1, 16):
        fund = FundFactory.create(district=district, name=f"Fund {number:02}")
        line_of(district, f"Line {number}", f"{number}.00", (fund, "100"), resource_kind="staff")

    head, row, _ = table(client, totals_url(district, "?rows=kind&columns=fund"))

    # Fifteen funds of 1 to 15 dollars: eleven stand alone, the four smallest (1 + 2 + 3 + 4) together.
    assert head == ["Kind of resource", "Total", *(f"Fund {number:02}" for number in range(5, 16)), "All others"]
    assert row == ["Staff", "$120", *(f"${number}" for number in range(5, 16)), "$10"]


@pytest.mark.parametrize("query", ["?rows=nonsense&columns=%00", "?amount=spent", "?rows=fund&columns=fund"])
def test_nonsense_in_the_address_shows_the_usual_table(query: str, client: Client, district: District) -> None:
    line_of(district, "Coach", "10", cost_element="training")

    answer = client.get(totals_url(district, query))

    assert "There is a problem" in answer.content.decode()
    assert answer.status_code == 200
