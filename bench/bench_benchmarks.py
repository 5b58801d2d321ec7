"""How long all benchmarks of a district take, as multiples of SQL by hand: `python -m bench.bench_benchmarks`.

`hand` is one hand-written SELECT that answers the same five benchmarks: it adds up the year's lines by who is paid,
what funds pay of them, awards, transfers, facts, coaches and times. What it answers is held against what the benchmarks
say. `lines` is its part that adds up lines alone. The benchmarks are judged of both scopes and all three amounts, by
fund and by school, with every source; `read` is what their figures take, and `judge` what comes after.
"""

import argparse
from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bench.setting import fresh_database, is_sqlite, medians, own_connection

if TYPE_CHECKING:
    from plplanner.districts.models import District
    from resources.selectors.benchmarks import Held

SIZES = (100, 10_000, 100_000)
YEAR = 2025
SCHOOLS, FUNDS, DATES = 30, 8, 40
BATCH = 2_000

AMOUNTS = """sum({0}.planned), sum({0}.committed), sum({0}.actual),
    count({0}.planned), count({0}.committed), count({0}.actual)"""
OF_LINES = "l.district_id = %(district)s AND l.school_year = %(year)s AND l.removed_at IS NULL"
OF_YEAR = "district_id = %(district)s AND school_year = %(year)s"
NO_AMOUNTS = "NULL, NULL, 0, 0, 0"
LINES = f"""SELECT 'line', '', l.paid_time, CAST(l.is_technology_training AS text), count(*), {AMOUNTS.format("l")}
    FROM resources_ledgerline l WHERE {OF_LINES} GROUP BY l.paid_time, l.is_technology_training"""
HAND = f"""{LINES}
    UNION ALL SELECT 'share', CAST(s.fund_id AS text), l.paid_time, '', count(*), {AMOUNTS.format("s")}
    FROM resources_fundshare s JOIN resources_ledgerline l ON l.id = s.line_id WHERE {OF_LINES}
    GROUP BY s.fund_id, l.paid_time
    UNION ALL SELECT 'fund', CAST(f.id AS text), f.name, CAST(f.is_program AS text), 1, a.amount, a.carry_over,
    NULL, 0, 0, 0 FROM resources_fund f LEFT JOIN resources_fundaward a ON a.fund_id = f.id AND a.school_year = %(year)s
    WHERE f.district_id = %(district)s AND f.removed_at IS NULL
    UNION ALL SELECT 'transfer', CAST(from_fund_id AS text), CAST(to_fund_id AS text), '', count(*), sum(amount),
    {NO_AMOUNTS} FROM resources_fundtransfer WHERE {OF_YEAR} AND removed_at IS NULL GROUP BY from_fund_id, to_fund_id
    UNION ALL SELECT 'fact', '', measure, '', 1, value, {NO_AMOUNTS} FROM districts_districtfact WHERE {OF_YEAR}
    UNION ALL SELECT 'school', CAST(f.school_id AS text), f.measure, '', 1, f.value, {NO_AMOUNTS}
    FROM districts_schoolfact f JOIN districts_school c ON c.id = f.school_id
    WHERE c.district_id = %(district)s AND c.removed_at IS NULL AND f.school_year = %(year)s
    UNION ALL SELECT 'coach', CAST(s.school_id AS text), s.period, '', count(*), sum(s.fte), {NO_AMOUNTS}
    FROM resources_staffassignment s JOIN resources_staffmember m ON m.id = s.staff_member_id
    WHERE s.district_id = %(district)s AND s.school_year = %(year)s AND s.removed_at IS NULL AND m.role = 'coach'
    AND m.removed_at IS NULL AND NOT m.is_vacant GROUP BY s.school_id, s.period
    UNION ALL SELECT 'date', CAST(school_id AS text), "group", kind, count(*), sum(hours), {NO_AMOUNTS}
    FROM resources_calendarentry WHERE {OF_YEAR} AND removed_at IS NULL GROUP BY school_id, "group", kind
    UNION ALL SELECT 'team', CAST(school_id AS text), "group", '', count(*), sum(minutes * meetings * weeks),
    {NO_AMOUNTS} FROM resources_teamtime WHERE {OF_YEAR} AND removed_at IS NULL GROUP BY school_id, "group"
    UNION ALL SELECT 'contract', '', '', '', 1, contract_days, hours_per_day, NULL, 0, 0, 0
    FROM resources_workyear WHERE {OF_YEAR}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen = parser.parse_args()
    with fresh_database():
        from django.core.management import call_command  # noqa: PLC0415  (needs Django set up)

        call_command("load_reference", verbosity=0)
        print(
            f"{'lines':>8}{'lines ms':>10}{'hand ms':>10}{'all ms':>10}{'read ms':>10}{'judge ms':>10}{'all/hand':>11}"
        )
        for size in chosen.sizes:
            _measure(size, chosen.rounds)


def _measure(lines: int, rounds: int) -> None:
    from resources.selectors.benchmarks import benchmark_rows, held_benchmarks, hold, in_force  # noqa: PLC0415  (as above)
    from resources.selectors.quantities_read import Need, read_figures  # noqa: PLC0415  (as above)

    district = _district(lines)
    rows = benchmark_rows(district)
    keys = {"district": district.pk.hex if is_sqlite() else district.pk, "year": YEAR}
    figures = read_figures(district, [YEAR], Need)[YEAR]

    def judge() -> None:
        for benchmark in in_force(rows, YEAR):
            hold(benchmark, rows, figures)

    with own_connection() as own:

        def by_hand(statement: str) -> list[Any]:
            with own.cursor() as cursor:
                cursor.execute(statement, keys)
                found: list[Any] = cursor.fetchall()
                return found

        _compare(by_hand(HAND), held_benchmarks(district, YEAR))
        variants = {
            "lines": lambda: by_hand(LINES),
            "hand": lambda: by_hand(HAND),
            "all": lambda: held_benchmarks(district, YEAR),
            "read": lambda: read_figures(district, [YEAR], Need),
            "judge": judge,
        }
        seconds = medians(variants, rounds=rounds)
    ms = "".join(f"{taken * 1000:>10.2f}" for taken in seconds.values())
    print(f"{lines:>8}{ms}{seconds['all'] / seconds['hand']:>10.2f}×")


def _compare(rows: list[Any], held: "list[Held]") -> None:
    """Stop unless the statement by hand divides the same numbers, counting all cost as planned."""
    from resources.enums import Basis, Scope  # noqa: PLC0415  (needs Django set up)

    def told(what: str, *, text: str = "", flags: Collection[str] = ()) -> Decimal:
        picked = (row for row in rows if row[0] == what and text in {"", row[2]} and (not flags or row[3] in flags))
        return sum((Decimal(str(row[5] or 0)) for row in picked), Decimal(0))

    ((days, hours),) = [row[5:7] for row in rows if row[0] == "contract"]
    learning, technology = told("line") / 100, told("line", flags={"1", "true"}) / 100
    by_hand = {
        "program-10": (told("share") / 100, told("fund") / 100),
        "lea-operating-10": (learning, told("fact", text="operating_budget")),
        "coach-200": (told("fact", text="enrollment"), told("coach", text="year")),
        "tech-30": (technology, told("fact", text="instructional_technology")),
        "time-25": (told("date") + told("team") / 60, Decimal(days) * Decimal(str(hours))),
    }
    ours = {each.benchmark.code: each.at(Scope.ALL, Basis.PLANNED) for each in held}
    said = {code: (one.numerator.value, one.denominator.value) for code, one in ours.items()}
    if said != by_hand:
        raise SystemExit(f"The statement by hand answers otherwise: {by_hand}, not {said}")


def _district(lines: int) -> "District":
    """Make a district with schools, coaches, funds and lines, as loaded files leave it."""
    from resources.services.totals import recompute  # noqa: PLC0415  (models load only after set-up)
    from tests.factories import (  # noqa: PLC0415  (as above)
        CalendarEntryFactory,
        DistrictFactFactory,
        DistrictFactory,
        FundAwardFactory,
        SchoolFactFactory,
        SchoolFactory,
        StaffAssignmentFactory,
        TeamTimeFactory,
        WorkYearFactory,
    )

    district = DistrictFactory.create()
    schools = SchoolFactory.create_batch(SCHOOLS, district=district)
    for school in schools:
        SchoolFactFactory.create(school=school, school_year=YEAR)
        StaffAssignmentFactory.create(staff_member__district=district, school_year=YEAR, school=school)
    for measure, value in (
        ("enrollment", 9000),
        ("operating_budget", 90_000_000),
        ("instructional_technology", 40_000_000),
    ):
        DistrictFactFactory.create(district=district, school_year=YEAR, measure=measure, value=Decimal(value))
    CalendarEntryFactory.create_batch(DATES, district=district, school_year=YEAR, hours=Decimal(6))
    TeamTimeFactory.create(district=district, school_year=YEAR)
    WorkYearFactory.create(district=district, school_year=YEAR, contract_days=190, hours_per_day=Decimal("7.50"))
    awards = FundAwardFactory.create_batch(FUNDS, fund__district=district, school_year=YEAR)
    _add_lines(district, [award.fund for award in awards], lines)
    recompute(district)
    return district


def _add_lines(district: "District", funds: list[Any], lines: int) -> None:
    from resources.models import FundShare, LedgerLine  # noqa: PLC0415  (models load only after set-up)

    kinds, paid = ("staff", "time", "materials", "technology", "services"), ("", "contracted", "coach")
    for start in range(0, lines, BATCH):
        made = LedgerLine.objects.bulk_create(
            LedgerLine(
                district=district,
                school_year=YEAR,
                title=f"Line {number}",
                resource_kind=kinds[number % 5],
                paid_time=paid[number % 3],
                is_technology_training=number % 7 == 0,
                planned=Decimal(number % 1000),
                committed=None if number % 4 else Decimal(number % 900),
            )
            for number in range(start, min(start + BATCH, lines))
        )
        FundShare.objects.bulk_create(
            FundShare(
                line=line,
                fund=funds[number % FUNDS],
                position=1,
                part=100,
                planned=line.planned,
                committed=line.committed,
            )
            for number, line in enumerate(made)
        )


if __name__ == "__main__":
    main()
