"""Planned and actual amounts as their page shows them."""

import datetime
import re
from decimal import Decimal

import pytest
from django.test import Client

from plplanner.districts.models import District
from resources.models import Fund, LedgerLine
from resources.selectors.monitoring import compared_by, compared_row, months_of, year_sums
from resources.selectors.monitoring_lines import differing_lines, differing_rows
from tests.factories import (
    FundFactory,
    PathwayFactory,
    SchoolFactory,
    UserFactory,
)
from tests.resources.lines import YEAR, line_of
from tests.resources.test_postings import post

pytestmark = pytest.mark.django_db
IN_MARCH, AFTER_THE_YEAR = datetime.date(2026, 3, 15), datetime.date(2026, 7, 1)


def compared(district: District, by: str) -> list[tuple[str, ...]]:
    rows = compared_by(district, YEAR, by=by, address=lambda key: key)
    return [(row.label, row.planned, row.actual, row.difference, row.percent, row.lines) for row in rows]


def differing(district: District, today: datetime.date) -> list[tuple[str, ...]]:
    lines = differing_lines(differing_rows(district, YEAR, today=today))
    return [(each.title, each.planned, each.actual, each.difference, each.percent) for each in lines]


def test_what_has_a_day_stands_in_its_month_and_the_rest_apart(district: District) -> None:
    by = UserFactory.create()
    coach = line_of(district, "Coach", "1000")
    post(coach, "100.10", by, day=datetime.date(2025, 7, 31))
    post(coach, "50", by, day=None)
    line_of(district, "Kits", "1000", actual=Decimal("349.90"))
    removed = line_of(district, "Gone", "5000")
    post(removed, "70", by, day=datetime.date(2025, 8, 1))
    LedgerLine.objects.filter(pk=removed.pk).update(removed_at=datetime.datetime.now(datetime.UTC))

    months = months_of(district, YEAR, year_sums(district, YEAR), today=datetime.date(2025, 8, 20))

    # Of 2,000.00: 100.10 is 5.005 %, and 50.00 and 349.90 without a day are 19.995 %.
    assert [(each.label, each.spent, each.so_far, each.share) for each in months.rows] == [
        ("Jul 2025", "$100.10", "$100.10", "5.0%"),
        ("Aug 2025", "$0", "$100.10", "5.0%"),
    ]
    assert (months.not_dated.spent, months.not_dated.share) == ("$399.90", "20.0%")
    assert (months.total.spent, months.total.share, months.has_days) == ("$500", "25.0%", True)
    assert "$2,000" in months.chart


def test_share_of_a_plan_that_nobody_knows_cannot_be_said(district: District) -> None:
    post(line_of(district, "Coach"), "100", UserFactory.create())

    months = months_of(district, YEAR, year_sums(district, YEAR), today=IN_MARCH)

    assert months.total.share == "Cannot say"


@pytest.fixture
def three_lines(district: District) -> list[Fund]:
    title_ii, local = (
        FundFactory.create(district=district, name="Title II-A"),
        FundFactory.create(district=district, name="Local"),
    )
    school, pathway = (
        SchoolFactory.create(district=district, name="Elm"),
        PathwayFactory.create(district=district, name="Early reading"),
    )
    coach = line_of(
        district, "Coach", "1000", (title_ii, "60"), (local, "40"), school=school, delivery_phase="coaching"
    )
    post(coach, "1200", UserFactory.create())
    line_of(district, "Kits", "500", (local, "100"), pathway=pathway)
    line_of(district, "Trip", actual=Decimal("30.00"))
    return [title_ii, local]


def test_plan_and_actual_are_compared_where_both_are_known(district: District, three_lines: list[Fund]) -> None:
    # Of the coach's 1,200 Title II-A pays 720 and Local 480, against plans of 600 and 400.
    assert compared(district, "fund") == [
        ("Local", "$900", "$480", "+$80", "+20.0%", "1 of 2"),
        ("Title II-A", "$600", "$720", "+$120", "+20.0%", "1 of 1"),
        ("No fund named", "Not known", "$30", "Cannot say", "Cannot say", "0 of 1"),
    ]
    total = compared_row("All", year_sums(district, YEAR))
    assert (total.planned, total.actual, total.difference, total.lines) == ("$1,500", "$1,230", "+$200", "1 of 3")


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("phase", ["Coaching", "No phase chosen"]),
        ("pathway", ["Early reading", "No pathway"]),
        ("school", ["Elm", "District-wide"]),
    ],
)
def test_lines_are_told_apart_by(district: District, three_lines: list[Fund], by: str, labels: list[str]) -> None:
    assert [label for label, *_ in compared(district, by)] == labels


def test_many_schools_end_in_one_row_that_loses_nothing(district: District) -> None:
    for number, school in enumerate(SchoolFactory.create_batch(102, district=district), start=1):
        LedgerLine.objects.create(district=district, school_year=YEAR, school=school, planned=Decimal(number))

    rows = compared(district, "school")

    # The two smallest plans are 1 and 2.
    assert (len(rows), rows[-1][:2], rows[-1][-1]) == (101, ("All others", "$3"), "0 of 2")


def test_lines_stand_by_how_much_they_differ(district: District) -> None:
    line_of(district, "As planned", "10", actual=Decimal(10))
    line_of(district, "A bit less", "1000", actual=Decimal(990))
    line_of(district, "Much more", "1000", actual=Decimal("1250.50"))
    line_of(district, "Not planned", actual=Decimal(40))
    line_of(district, "Not spent", "100")

    during, after = differing(district, IN_MARCH), differing(district, AFTER_THE_YEAR)

    assert during == [
        ("Much more", "$1,000", "$1,250.50", "+$250.50", "+25.1%"),
        ("Not planned", "Not known", "$40", "+$40", "No plan"),
    ]
    assert [each for each in after if each not in during] == [
        ("Not spent", "$100", "Not known", "No actual amount", ""),
        ("A bit less", "$1,000", "$990", "-$10", "-1.0%"),
    ]


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-06-30", "More than planned was spent on no line."), ("2026-07-01", "Not explained yet")],
)
def test_less_than_planned_is_asked_about_after_the_year(
    client: Client, district: District, monkeypatch: pytest.MonkeyPatch, day: str, says: str
) -> None:
    line_of(district, "Kits", "1000", actual=Decimal(340))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date.fromisoformat(day))

    page = client.get(f"/resources/{district.pk}/{YEAR}/monitoring/").content.decode()

    assert says in page
    assert ("is looked at after its last day, June 30, 2026." in page) == (day == "2026-06-30")


def test_the_page_says_why_or_leads_to_where_it_is_said(client: Client, district: District) -> None:
    one = line_of(district, "Coach", "1000", actual=Decimal(900), explanation="A late start.")
    two = line_of(district, "Kits", "1000", actual=Decimal(950))

    page = client.get(f"/resources/{district.pk}/{YEAR}/monitoring/").content.decode()

    why = page[page.index('id="differing"') :]
    assert re.findall(r'<a href="([^"]+)#id_explanation">(\w+)<', why) == [
        (f"/resources/lines/{one.pk}/edit/", "Change"),
        (f"/resources/lines/{two.pk}/edit/", "Explain"),
    ]
    assert why.index("A late start.") < why.index("Not explained yet")


def test_each_row_leads_to_its_lines(client: Client, district: District, three_lines: list[Fund]) -> None:
    page = client.get(f"/resources/{district.pk}/{YEAR}/monitoring/?by=fund").content.decode()

    links = re.findall(r'href="(/resources/[^"]+/ledger/\?fund=[^"]+)"', page)
    counts = [len(client.get(link).context["page"].rows) for link in links]
    assert counts == [2, 1, 1]


@pytest.mark.parametrize(
    "query", ["?by=moon", "?by=%00", "?page=zero", "?page=999999999999999999999", "?by=school&by=1"]
)
def test_an_address_that_asks_for_nonsense_shows_the_page(client: Client, district: District, query: str) -> None:
    line_of(district, "Coach", "1000", actual=Decimal(900))

    answer = client.get(f"/resources/{district.pk}/{YEAR}/monitoring/{query}")

    assert (answer.status_code, answer.context["page"].number) == (200, 1)


def test_a_year_without_lines_teaches(client: Client, district: District) -> None:
    page = client.get(f"/resources/{district.pk}/{YEAR}/monitoring/").content.decode()

    assert "Nothing to compare yet" in page
