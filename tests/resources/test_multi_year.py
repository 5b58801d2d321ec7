"""Years to come: cost carried with stated growth, money that ends marked, and what could take its place."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client

from plplanner.districts.enums import Role
from plplanner.districts.models import District
from resources.calculations.multi_year import Cover, Growth, carried, cover
from resources.models import Fund
from resources.selectors.multi_year import multi_year
from resources.services.totals import recompute
from tests.factories import (
    DistrictFactory,
    FundAwardFactory,
    FundFactory,
    LedgerLineFactory,
    MembershipFactory,
)

YEAR = 2026


@pytest.mark.parametrize(
    ("amount", "percent", "years", "expected"),
    [
        ("80000.00", "0", 2, "80000.00"),
        ("80000.00", "3", 1, "82400.00"),
        ("80000.00", "3", 2, "84872.00"),
        ("0.01", "50", 1, "0.02"),  # 1.5 cents, half up
        ("333.33", "2.5", 2, "350.20"),  # 333.33 · 1.050625 = 350.2048…
    ],
)
def test_cost_is_carried_and_rounded_once(amount: str, percent: str, years: int, expected: str) -> None:
    assert carried(Decimal(amount), percent=Decimal(percent), years=years) == Decimal(expected)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (None, None, Cover.WHOLE),
        (None, "2027-06-30", Cover.WHOLE),
        (None, "2027-06-29", Cover.PART),
        (None, "2026-06-30", Cover.NONE),
        ("2026-07-02", None, Cover.PART),
        ("2027-07-01", None, Cover.NONE),
    ],
)
def test_fund_covers_a_fiscal_year_it_lasts_through(
    starts_on: str | None, ends_on: str | None, expected: Cover
) -> None:
    begins = datetime.date.fromisoformat(starts_on) if starts_on else None
    ends = datetime.date.fromisoformat(ends_on) if ends_on else None

    assert cover(starts_on=begins, ends_on=ends, year=YEAR) == expected


def add_line(fund: Fund | None, district: District, *, planned: str, kind: str, again: bool = True) -> None:
    line = LedgerLineFactory.create(
        district=district, school_year=YEAR, planned=Decimal(planned), resource_kind=kind, is_recurring=again
    )
    if fund is not None:
        line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)


@pytest.fixture
def district() -> District:
    """A grant that ends with this year pays a coach and books; the general fund pays a license and has money left."""
    district = DistrictFactory.create()
    grant = FundFactory.create(district=district, name="Reading grant", ends_on=datetime.date(2027, 6, 30))
    general = FundFactory.create(district=district, name="General fund")
    FundAwardFactory.create(fund=general, school_year=YEAR, amount=Decimal("100000.00"))
    add_line(grant, district, planned="80000.00", kind="staff")
    add_line(grant, district, planned="5000.00", kind="materials", again=False)
    add_line(general, district, planned="10000.00", kind="technology")
    add_line(None, district, planned="700.00", kind="materials")
    recompute(district)
    return district


@pytest.mark.django_db
def test_recurring_lines_are_carried_by_fund_and_ending_money_is_marked(district: District) -> None:
    plan = multi_year(district, YEAR, Growth(people=Decimal(3), other=Decimal(10)))

    assert plan.years == ["2026–27", "2027–28", "2028–29"]
    assert [(row.name, [(cell.amount, cell.note) for cell in row.cells]) for row in plan.rows] == [
        ("General fund", [("$10,000", ""), ("$11,000", ""), ("$12,100", "")]),
        ("Reading grant", [("$80,000", ""), ("$82,400", "no money"), ("$84,872", "no money")]),
        ("No fund named", [("$700", "no money"), ("$770", "no money"), ("$847", "no money")]),
    ]
    assert plan.sums == ["$90,700", "$94,170", "$97,819"]
    assert plan.uncovered == ["$700", "$83,170", "$85,719"]
    assert plan.once_only == "$5,000"


@pytest.mark.django_db
def test_a_fund_that_lasts_and_has_enough_is_named_as_a_replacement(district: District) -> None:
    plan = multi_year(district, YEAR, Growth())
    [line] = plan.lines

    assert line.uncovered == ["$80,000 a year from 2027–28"]
    assert line.replacement == "General fund"
    assert plan.outlook == (
        "$80,000 a year from 2027–28 is not covered. "
        "Funds that last have $90,000 that nobody has planned this year: enough for this line."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "replacements", "words"),
    [
        # 90,000 - 80,000 leaves 10,000: too little for 20,000 and for 15,000.
        (["20000.00", "15000.00"], ["General fund", "No fund", "No fund"], "the first line only"),
        # 10,000 - 6,000 leaves 4,000, which is all of the last.
        (["6000.00", "4000.00"], ["General fund"] * 3, "all of these lines"),
        # 85,000 comes first and leaves 5,000.
        (["85000.00", "5000.00"], ["General fund", "No fund", "General fund"], "2 of these lines"),
    ],
)
def test_what_is_not_planned_is_offered_once(
    district: District, more: list[str], replacements: list[str], words: str
) -> None:
    grant = Fund.objects.get(name="Reading grant")
    for planned in more:
        add_line(grant, district, planned=planned, kind="materials")

    plan = multi_year(district, YEAR, Growth())

    assert [each.replacement for each in plan.lines] == replacements
    assert plan.outlook.endswith(f"$90,000 that nobody has planned this year: enough for {words}.")


@pytest.mark.django_db
def test_lines_that_nothing_can_replace_have_no_column_for_it(district: District) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(district=district, role=Role.LEADER).user)
    address = f"/resources/{district.pk}/{YEAR}/multi-year/"

    # 80,000 · 1.2 = 96,000 and · 1.44 = 115,200, which is more than 90,000.
    page = client.get(address, {"people": "20"}).content.decode()

    assert "$96,000 in 2027–28 and $115,200 in 2028–29 are not covered." in page
    assert "enough for none of these lines." in page
    assert "Could take its place" in client.get(address).content.decode()
    assert "Could take its place" not in page


@pytest.mark.django_db
def test_page_keeps_a_wrong_assumption_and_says_what_to_enter(district: District) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(district=district, role=Role.LEADER).user)

    page = client.get(f"/resources/{district.pk}/{YEAR}/multi-year/", {"people": "lots"}).content.decode()

    assert 'value="lots"' in page
    assert "Enter a number in digits, for example 52.6%." in page
