"""`manage.py benchmarks`: what each benchmark says of a district, from the first file on."""

import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from plplanner.districts.models import District
from plplanner.districts.services.district_import import load_districts
from resources.enums import Basis
from resources.models import Benchmark
from resources.services.totals import recompute
from tests.districts.elsi_files import agency, export_file
from tests.factories import (
    FundAwardFactory,
    FundFactory,
    LedgerLineFactory,
    StaffAssignmentFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2020
FIXTURE = settings.BASE_DIR / "fixtures" / "resources_benchmarks.json"


@pytest.fixture(autouse=True)
def _shipped() -> None:
    call_command("loaddata", FIXTURE, verbosity=0)


@pytest.fixture
def birmingham() -> District:
    file = export_file(agency(leaid="0100390", students="21597", money="282232000"))
    load_districts(file=file, file_name="elsi.csv", by=None)
    return District.objects.get(leaid="0100390")


def benchmarks(**options: str | bool) -> dict[str, Any]:
    """Run the command for Birmingham in 2020-21 and read what it prints."""
    out = StringIO()
    call_command("benchmarks", district="0100390", year="2020-21", json=True, stdout=out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.usefixtures("birmingham")
def test_a_district_fresh_from_the_file_is_told_what_to_enter() -> None:
    found = benchmarks()

    assert {code: (each["status"], each["missing_inputs"]) for code, each in found.items()} == {
        "program-10": ("cannot_compute", ["the lines of the ledger", "a fund that is a program"]),
        "lea-operating-10": ("cannot_compute", ["the lines of the ledger"]),
        "coach-200": ("cannot_compute", ["coaches and their FTE"]),
        "tech-30": ("cannot_compute", ["the lines of the ledger", "the instructional-technology budget"]),
        "time-25": (
            "cannot_compute",
            ["the calendar of professional learning and team time", "the contract days and the hours of a day"],
        ),
    }


@pytest.mark.usefixtures("birmingham")
def test_what_the_file_knows_is_said_with_its_source() -> None:
    found = benchmarks()
    coaches, budget = found["coach-200"], found["lea-operating-10"]

    assert (coaches["numerator"], coaches["denominator"], coaches["threshold"]) == ("21597", None, "200")
    assert (coaches["value"], coaches["shortfall"]) == (None, None)
    assert (coaches["need"], coaches["need_rounded_up"]) == ("107.985", 108)
    assert coaches["source"]["numerator"] == "NCES file elsi.csv, 2020–21"
    assert (budget["denominator"], budget["need"], budget["value"]) == ("282232000.00", "28223200.00", None)
    assert budget["notes"] == [
        "The operating budget is not known. Total expenditure stands in; it includes capital and debt."
    ]


def test_scope_and_basis_make_different_numbers(birmingham: District) -> None:
    line = {"district": birmingham, "school_year": YEAR}
    LedgerLineFactory.create(**line, planned=Decimal("30000000.00"), paid_time="contracted")
    LedgerLineFactory.create(**line, planned=Decimal("282232.00"), committed=Decimal("100.00"))
    recompute(birmingham)

    all_cost, new_money = benchmarks(), benchmarks(scope="new-money")
    committed = benchmarks(basis=Basis.COMMITTED)["lea-operating-10"]

    assert (all_cost["lea-operating-10"]["status"], all_cost["lea-operating-10"]["shortfall"]) == ("meets", "0.00")
    assert (new_money["lea-operating-10"]["value"], new_money["lea-operating-10"]["shortfall"]) == (
        "0.001",
        "27940968.00",
    )
    assert committed["numerator"] == "100.00"
    assert committed["notes"][0] == "1 line has no committed amount yet."
    assert benchmarks(basis="actual")["lea-operating-10"]["missing_inputs"] == ["actual amounts in the ledger"]


def test_each_program_is_judged_and_all_of_them_together(birmingham: District) -> None:
    line = {"district": birmingham, "school_year": YEAR}
    one, other, general = (
        FundFactory.create(district=birmingham, name=name, is_program=name != "General")
        for name in ("Title I", "Title II", "General")
    )
    FundAwardFactory.create(fund=one, school_year=YEAR, amount=Decimal("1000000.00"), carry_over=Decimal("50000.00"))
    FundAwardFactory.create(fund=other, school_year=YEAR, amount=Decimal("200000.00"))
    for fund, planned in ((one, "90000.00"), (other, "60000.00"), (general, "70000.00")):
        made = LedgerLineFactory.create(**line, planned=Decimal(planned))
        made.shares.create(fund=fund, position=1, part=Decimal(100), planned=made.planned)
    recompute(birmingham)

    found = benchmarks()["program-10"]

    # 150,000 of 1,200,000 together; Title I is 10,000 short of its tenth.
    assert (found["status"], found["value"], found["shortfall"]) == ("short", "0.125", "10000.00")
    assert [(part["name"], part["status"], part["value"]) for part in found["parts"]] == [
        ("Title I", "short", "0.09"),
        ("Title II", "meets", "0.3"),
    ]
    assert "$50,000 carried over from the year before is not in it." in found["notes"]


def test_money_carried_over_is_in_awards_by_choice(birmingham: District) -> None:
    fund = FundFactory.create(district=birmingham, name="Title I")
    FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal("100000.00"), carry_over=Decimal("50000.00"))
    line = LedgerLineFactory.create(district=birmingham, school_year=YEAR, planned=Decimal("12000.00"))
    line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    recompute(birmingham)

    without, counted = benchmarks()["program-10"], benchmarks(carry_over=True)["program-10"]

    # 12,000 of 100,000 is 12 percent; of 150,000 it is 8, 3,000 short of a tenth.
    assert (without["carry_over"], without["status"], without["value"]) == (False, "meets", "0.12")
    assert (counted["carry_over"], counted["status"], counted["value"], counted["shortfall"]) == (
        True,
        "short",
        "0.08",
        "3000.00",
    )
    assert "$50,000 carried over from the year before is in it." in counted["notes"]


def test_coaches_count_by_fte_and_vacant_posts_do_not(birmingham: District) -> None:
    of = {"staff_member__district": birmingham, "school_year": YEAR}
    StaffAssignmentFactory.create(**of, fte=Decimal("1.000"))
    StaffAssignmentFactory.create(**of, fte=Decimal("0.500"), period="fall")
    StaffAssignmentFactory.create(**of, fte=Decimal("1.000"), staff_member__is_vacant=True)
    StaffAssignmentFactory.create(**of, fte=Decimal("1.000"), staff_member__role="mentor")

    found = benchmarks()["coach-200"]

    # 21,597 / 1.25; 107.985 are needed.
    assert (found["status"], found["denominator"], found["value"]) == ("short", "1.25", "17277.6")
    assert found["shortfall"] == "106.735"
    assert found["notes"] == ["1 post is vacant (1.00 FTE), not counted."]


@pytest.mark.usefixtures("birmingham")
def test_the_district_s_own_threshold_is_used_from_its_year_on() -> None:
    shipped = Benchmark.objects.get(code="coach-200")
    district = District.objects.get(leaid="0100390")
    for from_year, threshold in ((2019, 300), (2021, 250)):
        Benchmark.objects.create(
            code="coach-200",
            district=district,
            from_year=from_year,
            threshold=threshold,
            title="One coach for more",
            numerator=shipped.numerator,
            denominator=shipped.denominator,
            direction=shipped.direction,
            is_ratio=True,
            source="Board",
            reason="Few schools",
        )

    assert (benchmarks()["coach-200"]["threshold"], benchmarks()["coach-200"]["need"]) == ("300", "71.99")


@pytest.mark.parametrize(
    ("district", "year", "sentence"),
    [
        ("9999999", "2020-21", "No district has the LEAID 9999999"),
        ("0100390", "2020-22", "is not a school year"),
        ("0100390", "soon", "is not a school year"),
    ],
)
def test_what_cannot_be_found_is_said(district: str, year: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("benchmarks", f"--district={district}", f"--year={year}")


@pytest.mark.usefixtures("birmingham")
def test_without_json_it_is_for_people_to_read() -> None:
    out = StringIO()

    call_command("benchmarks", district="0100390", year="2020-21", stdout=out)

    assert "coach-200: Cannot compute. Cannot compute: enter coaches and their FTE." in out.getvalue()
