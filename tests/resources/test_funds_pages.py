"""Funds and awards as people work with them."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plplanner.districts.models import District
from plplanner.kit.editing import texts_of
from resources.models import Fund, LedgerLine
from resources.selectors.funds import fund_list
from resources.selectors.funds_detail import fund_page, fund_years, sunset
from resources.services.funds import fund_values, remove_fund
from resources.services.totals import recompute
from tests.factories import (
    AssistanceListingFactory,
    FundAwardFactory,
    FundFactory,
    FundTransferFactory,
    LedgerLineFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


def charge(fund: Fund, planned: str, **values: Any) -> LedgerLine:
    """Charge a whole line to a fund."""
    line = LedgerLineFactory.create(district=fund.district, planned=Decimal(planned), **values)
    line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned, committed=line.committed)
    recompute(fund.district)
    return line


def posted(fund: Fund, **changes: str) -> Mapping[str, str]:
    """Return what the fund's form sends, with some fields changed."""
    return {"version": str(fund.version), "base": "", **texts_of(fund_values(fund)), **changes}


def test_list_adds_up_each_kind_and_all_funds(district: District) -> None:
    title = FundFactory.create(district=district, name="Title II-A", kind="federal", ends_on=datetime.date(2026, 6, 30))
    local = FundFactory.create(district=district, name="General", kind="local")
    FundAwardFactory.create(fund=title, amount=Decimal("1000.00"), carry_over=Decimal("200.00"))
    FundAwardFactory.create(fund=local, amount=Decimal("500.00"))
    charge(title, "1300.00", committed=Decimal("1250.00"))

    shown = fund_list(district, YEAR)

    # 1,000 + 200 are available of Title II-A: 1,300 planned is 100 too much, 1,250 committed 50 too much.
    assert [(group.label, group.total.available) for group in shown.groups] == [
        ("Federal", "$1,200"),
        ("Local", "$500"),
    ]
    assert (shown.total.available, shown.total.planned, shown.total.remaining) == ("$1,700", "$1,300", "$450")
    line = shown.groups[0].lines[0]
    assert line.amounts.warnings == [
        "$100 more is planned than is available.",
        "$50 more is committed or spent than is available.",
    ]
    assert (line.ends, line.ends_in_year) == ("ends June 30, 2026", True)
    assert shown.over == ["Title II-A: $100 more is planned than is available."]


def test_list_without_carry_over_leaves_it_out_of_what_is_available(district: District) -> None:
    fund = FundFactory.create(district=district, kind="state")
    FundAwardFactory.create(fund=fund, amount=Decimal("1000.00"), carry_over=Decimal("200.00"))

    total = fund_list(district, YEAR, with_carry_over=False).total

    assert (total.available, total.carry_over, total.remaining) == ("$1,000", "$200", "$1,000")


def test_list_counts_awards_that_are_not_known(district: District) -> None:
    FundFactory.create_batch(2, district=district)

    shown = fund_list(district, YEAR)

    assert shown.unknown == (
        "The awards of 2 funds are not known. The sums of available and remaining money leave them out."
    )
    assert [line.amounts.available for line in shown.groups[0].lines] == ["Not known", "Not known"]


def test_funds_that_ended_before_with_nothing_recorded_stand_apart(district: District) -> None:
    ended = FundFactory.create(district=district, name="Ended", ends_on=datetime.date(2024, 9, 30))
    FundAwardFactory.create(fund=FundFactory.create(district=district, ends_on=datetime.date(2024, 9, 30)))

    shown = fund_list(district, YEAR)

    assert [line.id for line in shown.elsewhere] == [ended.pk]
    assert (shown.unknown, shown.groups[0].lines[0].ends) == ("", "ended September 30, 2024")


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize(
    ("query", "available"), [("", "$1,200"), ("?carry_over=without", "$1,000"), ("?carry_over=é", "$1,200")]
)
def test_choice_of_carry_over_stands_in_the_address(
    client: Client, district: District, query: str, available: str
) -> None:
    fund = FundFactory.create(district=district)
    FundAwardFactory.create(fund=fund, amount=Decimal("1000.00"), carry_over=Decimal("200.00"))

    response = client.get(reverse("resources:fund-list", args=[district.pk, YEAR]) + query)

    assert response.context["funds"].total.available == available


@pytest.mark.usefixtures("director")
def test_fund_is_added_once_and_edited(client: Client, district: District) -> None:
    AssistanceListingFactory.create(number="84.367A")
    new_id, add_url = uuid4(), reverse("resources:fund-add", args=[district.pk, YEAR])

    client.post(add_url, {"new_id": new_id})
    client.post(add_url, {"new_id": new_id})
    fund = Fund.objects.get()
    sent = {"name": "Title II-A", "kind": "federal", "assistance_listing": "84.367A", "ends_on": "2027-09-30"}
    client.post(reverse("resources:fund-edit", args=[fund.pk]), posted(fund, **sent))

    fund.refresh_from_db()
    assert (fund.name, fund.assistance_listing_id, fund.ends_on) == (
        "Title II-A",
        "84.367A",
        datetime.date(2027, 9, 30),
    )


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "Enter the name of the fund."),
        ({"name": "x" * 201}, "name", "This text has 201 characters, of which 200 fit. Shorten it by 1."),
        (
            {"kind": "local", "assistance_listing": "84.010"},
            "assistance_listing",
            "Only a federal fund has an assistance listing. Choose Federal above, or take the listing out.",
        ),
        ({"assistance_listing": "99.999"}, "assistance_listing", "Choose a listing from the list, or “None”."),
        (
            {"starts_on": "2026-07-01", "ends_on": "2026-06-30"},
            "ends_on",
            "The last day is before the first. Correct one of them.",
        ),
        ({"ends_on": "next year"}, "ends_on", "Enter the day as month, day and year, for example 6/30/2027."),
    ],
)
def test_fund_form_says_what_to_correct_and_keeps_what_was_typed(
    client: Client, district: District, changes: dict[str, str], field: str, sentence: str
) -> None:
    AssistanceListingFactory.create(number="84.010")
    fund = FundFactory.create(district=district)

    response = client.post(reverse("resources:fund-edit", args=[fund.pk]), posted(fund, **changes))

    form = response.context["form"]
    assert (form.errors, form[field].value()) == ({field: [sentence]}, changes[field])
    assert Fund.objects.get().version == 1


@pytest.mark.usefixtures("director")
def test_two_funds_of_one_name_are_refused_in_words(client: Client, district: District) -> None:
    FundFactory.create(district=district, name="General fund")
    fund = FundFactory.create(district=district)

    response = client.post(reverse("resources:fund-edit", args=[fund.pk]), posted(fund, name="general FUND"))

    assert response.context["form"].non_field_errors() == ["Another fund has this name. Add what tells them apart."]


def test_fund_that_lines_are_charged_to_stays(district: District) -> None:
    fund, user = FundFactory.create(district=district, name="Title I"), UserFactory.create()
    for year in (2024, 2025, 2025, 2026):
        charge(fund, "1.00", school_year=year)

    with pytest.raises(ValidationError) as refusal:
        remove_fund(fund, user)

    where = "4 lines are charged to it, 1 in 2024–25, 2 in 2025–26 and 1 in 2026–27"
    assert refusal.value.messages == [f"“Title I” stays: {where}. Charge them to another fund first."]
    assert Fund.objects.get().removed_at is None


def test_refusal_names_the_year_of_a_single_line(district: District) -> None:
    fund = FundFactory.create(district=district, name="Title I")
    charge(fund, "1.00")

    with pytest.raises(ValidationError) as refusal:
        remove_fund(fund, UserFactory.create())

    assert refusal.value.messages == [
        "“Title I” stays: 1 line of 2025–26 is charged to it. Charge it to another fund first."
    ]


def test_fund_of_removed_lines_can_be_removed(district: District) -> None:
    fund = FundFactory.create(district=district)
    charge(fund, "1.00", removed_at=timezone.now())

    assert remove_fund(fund, UserFactory.create()).removed_at is not None


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize("name", ["fund-detail", "award-edit"])
def test_fund_of_another_district_is_not_found(client: Client, district: District, name: str) -> None:
    other = FundFactory.create()

    response = client.get(reverse(f"resources:{name}", args=[district.pk, YEAR, other.pk]))

    assert response.status_code == 404


def test_fund_shows_every_year_that_has_anything_and_those_it_lasts_in(district: District) -> None:
    fund = FundFactory.create(
        district=district, starts_on=datetime.date(2024, 7, 1), ends_on=datetime.date(2027, 9, 30)
    )
    FundAwardFactory.create(fund=fund, school_year=2022)
    FundTransferFactory.create(district=district, school_year=2021, from_fund=fund, amount=Decimal("5.00"))
    FundTransferFactory.create(district=district, school_year=2025, to_fund=fund, amount=Decimal("7.00"))

    years = fund_years(fund, YEAR)

    assert list(years) == [2021, 2022, 2024, 2025, 2026, 2027]
    assert (years[2021].transfers_out, years[2025].transfers_in) == (Decimal("5.00"), Decimal("7.00"))


def test_fund_shows_its_largest_lines_and_how_many_more(district: District) -> None:
    fund = FundFactory.create(district=district)
    for number in range(52):
        line = LedgerLineFactory.create(district=district, title=f"Line {number}", planned=Decimal(number))
        line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    charge(fund, "90.00", title="Coach", paid_time="coach")

    page = fund_page(fund, YEAR, today=datetime.date(2026, 1, 15))

    # 0 + 1 + … + 51 is 1,326; with the coach 1,416.
    assert [line.title for line in page.lines[:3]] == ["Coach", "Line 51", "Line 50"]
    assert (len(page.lines), page.more_lines) == (50, "3")
    assert page.scopes == ("Of $1,416 planned, $90 is contracted teacher time or coach salaries; $1,326 is new money.")


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [
        (datetime.date(2026, 1, 14), "The fund ended on January 14, 2026."),
        (datetime.date(2026, 1, 31), "The fund ends on January 31, 2026, this month."),
        (datetime.date(2026, 2, 1), "The fund ends on February 1, 2026, in 1 month."),
        (datetime.date(2027, 9, 30), "The fund ends on September 30, 2027, in 20 months."),
    ],
)
def test_sunset_says_how_far_off_the_end_is(ends_on: datetime.date, sentence: str) -> None:
    assert sunset(ends_on, datetime.date(2026, 1, 15)) == sentence


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize(
    ("kind", "is_program", "asked"), [("local", "yes", True), ("local", "", False), ("federal", "yes", False)]
)
def test_local_money_that_counts_as_a_program_is_asked_about(
    kind: str, is_program: str, asked: bool, client: Client, district: District
) -> None:
    fund = FundFactory.create(district=district, name="General fund")
    post = {**posted(fund, kind=kind), "is_program": is_program}

    page = client.post(reverse("resources:fund-edit", args=[fund.pk]), post, follow=True)

    said = [str(each) for each in page.context["messages"] if "counts as a program" in str(each)]
    assert bool(said) == asked
