"""Benchmarks of a scenario: judged like those of the ledger, with a change made to the year's figures."""

from decimal import Decimal

import pytest

from plplanner.districts.enums import Measure
from plplanner.districts.models import District
from resources.calculations.benchmarks import CANNOT_COMPUTE, MEETS, SHORT
from resources.calculations.scenarios import Change
from resources.enums import Scope
from resources.models import Fund
from resources.selectors.benchmarks import held_benchmarks
from resources.selectors.scenarios_figures import JudgedYear, judge_change, place_reallocated, read_start
from resources.selectors.scenarios_shortfalls import shortfalls_of
from resources.services.totals import recompute
from tests.factories import (
    CalendarEntryFactory,
    DistrictFactFactory,
    DistrictFactory,
    FundAwardFactory,
    FundFactory,
    LedgerLineFactory,
    SchoolFactFactory,
    SchoolFactory,
    StaffAssignmentFactory,
    WorkYearFactory,
)
from tests.resources.benchmark_rows import load_benchmarks

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture(autouse=True)
def _shipped() -> None:
    load_benchmarks()


@pytest.fixture
def district() -> District:
    """Birmingham City, AL: 21,597 students."""
    district = DistrictFactory.create()
    know(district, Measure.ENROLLMENT, 21_597)
    return district


def know(district: District, measure: Measure, value: int) -> None:
    DistrictFactFactory.create(district=district, school_year=YEAR, measure=measure, value=Decimal(value))


def spend(district: District, planned: str, *, fund: Fund | None = None, **values: object) -> None:
    line = LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal(planned), **values)
    if fund:
        line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    recompute(district)


def coach(district: District, fte: str) -> None:
    StaffAssignmentFactory.create(staff_member__district=district, school_year=YEAR, fte=Decimal(fte))


def judged(district: District, cost: str | None = None, **change: str) -> JudgedYear:
    numbers = {name: Decimal(text) for name, text in change.items()}
    coach_cost = None if cost is None else Decimal(cost)
    return judge_change(read_start(district, YEAR), Change(**numbers), coach_cost)


def said(year: JudgedYear, code: str, scope: Scope = Scope.ALL) -> tuple[str, Decimal | None, Decimal | None]:
    """Return status, value and shortfall of one benchmark."""
    (found,) = [each for each in year.judged if each.benchmark.code == code]
    judgement = next(each.judgement for each in found.results if each.angle.scope == scope)
    return judgement.status, judgement.value, judgement.shortfall


# 21,597 students need 107.985 coaches. With 0.985 there today, 107 more meet it; half of them, 53.5, leave 53.5.
@pytest.mark.parametrize(
    ("more", "status", "missing"), [("107", MEETS, "0"), ("106.999", SHORT, "0.001"), ("53.5", SHORT, "53.5")]
)
def test_more_coaches_count_beside_those_that_are_there(
    district: District, more: str, status: str, missing: str
) -> None:
    coach(district, "0.985")

    found = said(judged(district, coaches=more), "coach-200")

    assert (found[0], found[2]) == (status, Decimal(missing))


def test_without_coaches_a_scenario_counts_from_none(district: District) -> None:
    today, half, whole = (judged(district, coaches=text) for text in ("0", "53.9925", "107.985"))

    assert said(today, "coach-200") == (CANNOT_COMPUTE, None, None)
    # 21,597 / 53.9925 = 400 students to a coach, twice what is wanted.
    assert said(half, "coach-200") == (SHORT, Decimal(400), Decimal("53.9925"))
    assert said(whole, "coach-200") == (MEETS, Decimal(200), Decimal(0))


# An operating budget of 1,000,000 wants 100,000. The ledger has 40,000.
def test_new_money_counts_in_both_scopes_and_what_coaches_cost_in_one(district: District) -> None:
    know(district, Measure.OPERATING_BUDGET, 1_000_000)
    spend(district, "40000")

    year = judged(district, "30000", coaches="1.5", dollars="20000")

    # 40,000 + 20,000 + 1.5 x 30,000 = 105,000; without coach salaries 60,000.
    assert said(year, "lea-operating-10", Scope.ALL) == (MEETS, Decimal("0.105"), Decimal(0))
    assert said(year, "lea-operating-10", Scope.NEW_MONEY) == (SHORT, Decimal("0.06"), Decimal(40000))


def test_coaches_without_a_cost_add_nothing_to_money(district: District) -> None:
    know(district, Measure.OPERATING_BUDGET, 1_000_000)
    spend(district, "40000")

    year = judged(district, coaches="1.5")

    assert said(year, "lea-operating-10") == (SHORT, Decimal("0.04"), Decimal(60000))


# A technology budget of 100,000 wants 30,000; the ledger has 12,000 of it.
def test_money_for_technology_counts_within_the_technology_budget(district: District) -> None:
    know(district, Measure.INSTRUCTIONAL_TECHNOLOGY, 100_000)
    spend(district, "12000", is_technology_training=True)

    short, met = (judged(district, dollars="50000", technology_dollars=text) for text in ("9000", "18000"))

    assert said(short, "tech-30") == (SHORT, Decimal("0.21"), Decimal(9000))
    assert said(met, "tech-30") == (MEETS, Decimal("0.3"), Decimal(0))


# 180 days of 8 hours are 1,440, a quarter of which is 360. Teachers have 60.
def test_more_hours_are_had_by_every_teacher(district: District) -> None:
    WorkYearFactory.create(district=district, school_year=YEAR, contract_days=180, hours_per_day=Decimal(8))
    CalendarEntryFactory.create(district=district, school_year=YEAR, hours=Decimal(60))

    half, met = (judged(district, hours=text) for text in ("150", "300"))

    assert said(half, "time-25") == (SHORT, Decimal(210) / Decimal(1440), Decimal(150))
    assert said(met, "time-25") == (MEETS, Decimal("0.25"), Decimal(0))


def test_what_is_not_known_today_is_not_known_in_a_scenario(district: District) -> None:
    know(district, Measure.OPERATING_BUDGET, 1_000_000)

    year = judged(district, "90000", coaches="2", dollars="200000", reallocated="5000", hours="20")

    for code in ("lea-operating-10", "program-10", "time-25", "tech-30"):
        assert said(year, code)[0] == CANNOT_COMPUTE, code


@pytest.fixture
def programs(district: District) -> tuple[Fund, Fund]:
    """Title I lacks 6,000 of a tenth counting all cost, and 8,000 of new money; Title II lacks 2,000 in both."""
    one, two = (FundFactory.create(district=district, name=name) for name in ("Title I", "Title II"))
    for fund, award in ((one, "100000"), (two, "50000")):
        FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal(award))
    spend(district, "2000", fund=one)
    spend(district, "2000", fund=one, paid_time="contracted")
    spend(district, "3000", fund=two)
    return one, two


@pytest.mark.parametrize(
    ("amount", "to_one", "to_two"),
    [
        ("4000", "3000", "1000"),  # half of 6,000 and 2,000
        ("8000", "6000", "2000"),  # what both lack, counting all cost
        ("10000", "8000", "2000"),  # what both lack, of new money
        ("11360", "8899.85", "2460.15"),  # 1,360 more by what they have for something else: 88,000 and 45,000
    ],
)
def test_reallocated_money_goes_to_programs_that_are_short_first(
    district: District, programs: tuple[Fund, Fund], amount: str, to_one: str, to_two: str
) -> None:
    placed = place_reallocated(read_start(district, YEAR), Decimal(amount))

    one, two = programs
    assert (placed[one.pk], placed[two.pk]) == (Decimal(to_one), Decimal(to_two))


def test_reallocated_money_raises_what_programs_put_in_and_leaves_awards(
    district: District, programs: tuple[Fund, Fund]
) -> None:
    half, all_cost, new_money = (judged(district, reallocated=text) for text in ("4000", "8000", "10000"))

    # 7,000 and 4,000 of 150,000; both are at a tenth with 15,000.
    assert said(half, "program-10") == (SHORT, Decimal(11000) / Decimal(150000), Decimal(4000))
    assert said(all_cost, "program-10") == (MEETS, Decimal("0.1"), Decimal(0))
    assert said(all_cost, "program-10", Scope.NEW_MONEY)[2] == Decimal(2000)
    assert said(new_money, "program-10", Scope.NEW_MONEY) == (MEETS, Decimal("0.1"), Decimal(0))


def test_money_that_no_program_has_is_said(district: District, programs: tuple[Fund, Fund]) -> None:
    # The two have 96,000 and 47,000 that no line is planned to use.
    year = judged(district, reallocated="143500")

    assert year.unplaced == Decimal(500)


def test_programs_together_count_in_the_investment_of_all_funds(
    district: District, programs: tuple[Fund, Fund]
) -> None:
    know(district, Measure.OPERATING_BUDGET, 100_000)

    # 7,000 are in the ledger.
    assert said(judged(district, reallocated="2000"), "lea-operating-10")[1] == Decimal("0.09")


def everything_short(district: District) -> None:
    know(district, Measure.OPERATING_BUDGET, 10_000_000)
    know(district, Measure.INSTRUCTIONAL_TECHNOLOGY, 100_000)
    WorkYearFactory.create(district=district, school_year=YEAR, contract_days=180, hours_per_day=Decimal(8))
    CalendarEntryFactory.create(district=district, school_year=YEAR, hours=Decimal(60))
    coach(district, "0.75")


def test_starting_from_the_shortfall_closes_every_one_in_year_three(
    district: District, programs: tuple[Fund, Fund]
) -> None:
    everything_short(district)
    start = read_start(district, YEAR)

    years = [judge_change(start, change, None) for change in shortfalls_of(start).years]

    statuses = [{result.judgement.status for each in year.judged for result in each.results} for year in years]
    assert statuses[2] == {MEETS}
    assert SHORT in statuses[0]
    assert SHORT in statuses[1]


def test_the_shortfall_is_that_of_the_stricter_scope(district: District, programs: tuple[Fund, Fund]) -> None:
    everything_short(district)

    *_, whole = shortfalls_of(read_start(district, YEAR)).years

    # A tenth of 10,000,000 is 1,000,000; 5,000 is new money already and 10,000 comes of programs.
    assert (whole.reallocated, whole.dollars) == (Decimal(10000), Decimal(985000))
    # 30,000 of technology, of which nothing is there; 107.985 coaches less 0.75; 360 hours less 60.
    assert (whole.technology_dollars, whole.coaches, whole.hours) == (
        Decimal(30000),
        Decimal("107.235"),
        Decimal(300),
    )


def test_the_start_says_what_the_benchmark_pages_say(district: District, programs: tuple[Fund, Fund]) -> None:
    everything_short(district)
    for name, students in (("Alder", 300), ("Beech", 500)):
        school = SchoolFactory.create(district=district, name=name)
        SchoolFactFactory.create(school=school, school_year=YEAR, measure=Measure.TEACHER_FTE, value=Decimal(students))
        CalendarEntryFactory.create(district=district, school_year=YEAR, school=school, hours=Decimal(students) / 100)

    start = read_start(district, YEAR)

    pages = {held.benchmark.code: held for held in held_benchmarks(district, YEAR)}
    codes = {each.benchmark.code for each in start.today if each.results}
    assert codes == {"coach-200", "lea-operating-10", "program-10", "tech-30", "time-25"}
    for each in start.today:
        for result in each.results:
            page = pages[each.benchmark.code].at(result.angle.scope, result.angle.basis)
            assert result.judgement == page.judgement, each.benchmark.code
