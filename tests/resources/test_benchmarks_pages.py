"""The pages of benchmarks: both scopes, where to enter what is missing, thresholds of a district."""

import csv
import io
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Measure
from plplanner.districts.models import AuditEntry, District, User
from resources.models import Benchmark
from resources.services.totals import recompute
from tests.factories import (
    DistrictFactFactory,
    DistrictFactory,
    FundAwardFactory,
    FundFactory,
    LedgerLineFactory,
    MembershipFactory,
    SchoolFactFactory,
    SchoolFactory,
    StaffAssignmentFactory,
)
from tests.resources.benchmark_rows import change_threshold, load_benchmarks

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture(autouse=True)
def _shipped() -> None:
    load_benchmarks()


@pytest.fixture
def district() -> District:
    return DistrictFactory.create(name="Amber Falls")


@pytest.fixture
def director(district: District) -> User:
    person: User = MembershipFactory.create(district=district).user
    return person


@pytest.fixture
def signed_in(client: Client, director: User) -> Client:
    client.force_login(director)
    return client


def address(name: str, district: District, *more: object) -> str:
    return reverse(f"resources:benchmark-{name}", args=[district.pk, YEAR, *more])


def spend(district: District, planned: str, **values: str) -> None:
    LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal(planned), **values)
    recompute(district)


def text_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_both_scopes_are_always_shown(signed_in: Client, district: District) -> None:
    fact = {"district": district, "school_year": YEAR, "measure": Measure.OPERATING_BUDGET}
    DistrictFactFactory.create(**fact, value=Decimal(1000000))
    spend(district, "110000.00", paid_time="contracted")
    spend(district, "20000.00")

    text = text_of(signed_in, address("detail", district, "lea-operating-10"))

    assert "Professional learning takes 13.0% of the operating budget. The benchmark is at least 10%." in text
    assert (
        "Professional learning takes 2.0% of the operating budget. The benchmark is at least 10%. $80,000 more" in text
    )
    assert "$130,000 ÷ $1,000,000 = 13.0%" in text
    assert "Entered by Dana Director" in text
    assert "Ledger 2025–26, 2 lines" in text


def test_what_is_missing_is_a_link_to_where_it_is_entered(signed_in: Client, district: District) -> None:
    text = text_of(signed_in, address("list", district))

    for what, page in (
        ("the lines of the ledger", reverse("resources:line-list", args=[district.pk, YEAR])),
        ("coaches and their FTE", reverse("resources:staff-list", args=[district.pk, YEAR])),
        ("the operating budget", reverse("districts:year-edit", args=[district.pk, YEAR])),
    ):
        assert f'<a href="{page}">Enter {what}</a>' in text
    assert "0.0%" not in text


def test_a_leader_reads_what_is_missing_without_links(client: Client, district: District) -> None:
    client.force_login(MembershipFactory.create(district=district, role="leader").user)

    text = text_of(client, address("list", district))

    assert "Enter the operating budget" in text
    assert reverse("districts:year-edit", args=[district.pk, YEAR]) not in text
    assert "Add a benchmark" not in text


def test_schools_without_numbers_are_listed_and_not_zeroed(signed_in: Client, district: District) -> None:
    with_coach, without_students = (SchoolFactory.create(district=district, name=name) for name in ("Alder", "Beech"))
    SchoolFactFactory.create(school=with_coach, school_year=YEAR, value=Decimal(300))
    StaffAssignmentFactory.create(
        staff_member__district=district, school_year=YEAR, school=with_coach, fte=Decimal("0.500")
    )
    DistrictFactFactory.create(district=district, school_year=YEAR, value=Decimal(600))

    response = signed_in.get(address("detail", district, "coach-200"))

    (table,) = response.context["page"].parts
    assert [(line.name, line.numerator, line.denominator, line.value, line.status) for line in table.lines] == [
        ("Alder", "300", "0.50", "600.00:1", "Short"),
        (str(without_students), "Not known", "0.00", "Not known", "Cannot compute"),
    ]


def test_money_carried_over_is_counted_by_choice(signed_in: Client, district: District) -> None:
    fund = FundFactory.create(district=district, name="Title II-A")
    FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal(100000), carry_over=Decimal(100000))
    line = LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal(10000))
    line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    recompute(district)
    url = address("detail", district, "program-10")

    assert "$10,000 ÷ $100,000 = 10.0%" in text_of(signed_in, url)
    assert "$10,000 ÷ $200,000 = 5.0%" in text_of(signed_in, f"{url}?carry_over=1")


@pytest.mark.parametrize(("planned", "says"), [("100000", False), ("100000.01", True)])
def test_more_planned_than_awarded_meets_the_line_with_a_note(
    signed_in: Client, district: District, planned: str, says: bool
) -> None:
    fund = FundFactory.create(district=district, name="Title II-A")
    FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal(100000))
    line = LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal(planned))
    line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    recompute(district)

    pages = [address("detail", district, "program-10"), address("list", district)]
    overview = reverse("resources:overview", args=[district.pk, YEAR])

    for url in [*pages, overview]:
        assert ("More is planned than the award: look at the fund." in text_of(signed_in, url)) == says


def test_rounding_never_hides_a_shortfall(signed_in: Client, district: District) -> None:
    fact = {"district": district, "school_year": YEAR, "measure": Measure.OPERATING_BUDGET}
    DistrictFactFactory.create(**fact, value=Decimal(1000000))
    spend(district, "99999.00")

    text = text_of(signed_in, address("detail", district, "lea-operating-10"))

    assert "takes 9.9999% of the operating budget" in text


def test_the_years_that_have_numbers_make_the_trend(signed_in: Client, district: District) -> None:
    for year, budget in ((2023, 500000), (2024, 1000000), (YEAR, 2000000)):
        fact = {"district": district, "school_year": year, "measure": Measure.OPERATING_BUDGET}
        DistrictFactFactory.create(**fact, value=Decimal(budget))
    LedgerLineFactory.create(district=district, school_year=2024, planned=Decimal(120000))
    spend(district, "100000.00")

    page = signed_in.get(address("detail", district, "lea-operating-10")).context["page"]

    assert [(line.year, line.cells[0]) for line in page.trend] == [
        ("2024–25", "12.0%, meets"),
        ("2025–26", "5.0%, short"),
    ]
    assert 'role="img"' in page.chart


def test_the_file_has_each_scope_and_amount(signed_in: Client, district: District) -> None:
    response = signed_in.get(address("download", district))

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 5 * 2 * 3
    assert {(row["Scope"], row["Amounts"]) for row in rows} == {
        (scope, basis)
        for scope in ("Counting all PL cost", "New money only")
        for basis in ("Planned", "Committed", "Actual")
    }
    assert {row["Status"] for row in rows} == {"Cannot compute"}


def test_a_director_sets_the_district_s_threshold(signed_in: Client, district: District, director: User) -> None:
    posted = {"threshold": "12.5", "reason": "The board wants more.", "version": "0"}
    url = address("change", district, "lea-operating-10")

    signed_in.post(url, posted)
    signed_in.post(url, posted)

    own = Benchmark.objects.get(district=district)
    assert (own.code, own.threshold, own.from_year, own.updated_by) == (
        "lea-operating-10",
        Decimal("0.1250"),
        YEAR,
        director,
    )
    assert own.history.count() == 1
    assert AuditEntry.objects.for_object(own.pk).count() == 1
    text = text_of(signed_in, address("detail", district, "lea-operating-10"))
    assert "The district changed it from 2025–26 on, from at least 10%. Reason: The board wants more." in text


def test_a_second_director_sees_what_the_first_set(signed_in: Client, district: District) -> None:
    change_threshold(district, threshold="250", version=2)
    posted = {"threshold": "180", "reason": "Mine", "version": "1"}

    response = signed_in.post(address("change", district, "coach-200"), posted)

    assert response.status_code == 409
    assert [(each.mine, each.theirs) for each in response.context["stale"]] == [
        ("180", "250"),
        ("Mine", "Our schools are small."),
    ]
    assert Benchmark.objects.get(district=district).threshold == Decimal(250)


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"threshold": "", "reason": "x"}, "Enter the threshold."),
        ({"threshold": "0", "reason": "x"}, "Enter 0.01 or more."),
        ({"threshold": "101", "reason": "x"}, "Enter 100 or less."),
        ({"threshold": "1e9", "reason": "x"}, "Enter a number in digits, for example 52.6%."),
        ({"threshold": "12", "reason": ""}, "Enter why it is changed or added."),
        ({"threshold": "12", "reason": "x" * 2001}, "This text has 2,001 characters"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused(
    posted: dict[str, str], sentence: str, signed_in: Client, district: District
) -> None:
    response = signed_in.post(address("change", district, "lea-operating-10"), posted | {"version": "0"})

    text = response.content.decode()
    assert sentence in text
    assert "<title>Error: " in " ".join(text.split()).replace("<title> ", "<title>")
    assert not Benchmark.objects.filter(district=district).exists()


def test_taking_a_change_back_lets_what_was_before_hold(signed_in: Client, district: District) -> None:
    change_threshold(district, threshold="250", from_year=2024)
    change_threshold(district, threshold="300", from_year=YEAR)
    url = address("remove", district, "coach-200")

    asked = text_of(signed_in, url)
    signed_in.post(url)

    assert "Then at most 250 students to one full-time coach holds again." in asked
    text = text_of(signed_in, address("detail", district, "coach-200"))
    assert "The benchmark is at most 250 students to one full-time coach, 2025–26." in text


def test_a_district_adds_a_benchmark_of_its_own(signed_in: Client, district: District) -> None:
    posted = {
        "title": "Dollars to a teacher",
        "numerator": "pl_investment",
        "denominator": "teachers",
        "direction": "at_least",
        "threshold": "1500",
        "source": "Board resolution",
        "reason": "It is what peers spend.",
        "new_id": str(uuid4()),
    }
    teachers = {"district": district, "school_year": YEAR, "measure": Measure.TEACHER_FTE}
    DistrictFactFactory.create(**teachers, value=Decimal("40.00"))
    spend(district, "50000.00")

    signed_in.post(address("add", district), posted)
    signed_in.post(address("add", district), posted)

    own = Benchmark.objects.get(district=district)
    assert (own.code, own.threshold, own.is_ratio) == ("own-dollars-to-a-teacher", Decimal(1500), True)
    text = text_of(signed_in, address("detail", district, own.code))
    assert "$10,000 more would meet it." in text


def test_another_district_s_benchmarks_do_not_hold_here(signed_in: Client, district: District) -> None:
    other = DistrictFactory.create()
    change_threshold(other, threshold="999")
    Benchmark.objects.filter(district=other).update(code="own-secret")

    assert signed_in.get(address("detail", district, "own-secret")).status_code == 404
    assert "999" not in text_of(signed_in, address("list", district))
