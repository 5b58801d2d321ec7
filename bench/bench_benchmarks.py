"""How long all benchmarks of a district take, as a multiple of one SQL aggregate: `python -m bench.bench_benchmarks`.

The floor is one hand-written SELECT that adds up the year's lines by who is paid and by what they are for: what has to
be known before any benchmark can be. The benchmarks are judged of both scopes and all three amounts, by fund and by
school, with every source; `read` is what their figures take, and `judge` what comes after.
"""

import argparse
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bench.bench_pages import is_sqlite
from bench.setting import fresh_database, medians, own_connection

if TYPE_CHECKING:
    from plplanner.districts.models import District

SIZES = (100, 10_000, 100_000)
YEAR = 2025
SCHOOLS, FUNDS = 30, 8
BATCH = 2_000

FLOOR = """SELECT resource_kind, paid_time, is_technology_training, count(*), sum(planned), sum(committed), sum(actual),
    count(planned), count(committed), count(actual) FROM resources_ledgerline
    WHERE district_id = %(district)s AND school_year = %(year)s AND removed_at IS NULL
    GROUP BY resource_kind, paid_time, is_technology_training"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen = parser.parse_args()
    with fresh_database():
        from django.core.management import call_command  # noqa: PLC0415  (needs Django set up)

        call_command("load_reference", verbosity=0)
        print(f"{'lines':>8}{'floor ms':>10}{'all ms':>10}{'judge ms':>10}{'all/floor':>11}")
        for size in chosen.sizes:
            _measure(size, chosen.rounds)


def _measure(lines: int, rounds: int) -> None:
    from resources.selectors.benchmarks import benchmark_rows, held_benchmarks, hold, in_force  # noqa: PLC0415  (as above)
    from resources.selectors.quantities_read import Need, read_figures  # noqa: PLC0415  (as above)

    district = _district(lines)
    rows = benchmark_rows(district)
    figures = read_figures(district, [YEAR], Need)[YEAR]
    keys = {"district": district.pk.hex if is_sqlite() else district.pk, "year": YEAR}

    def judge() -> None:
        for benchmark in in_force(rows, YEAR):
            hold(benchmark, rows, figures)

    with own_connection() as own:

        def floor() -> None:
            with own.cursor() as cursor:
                cursor.execute(FLOOR, keys)
                cursor.fetchall()

        variants = {"floor": floor, "all": lambda: held_benchmarks(district, YEAR), "judge": judge}
        seconds = medians(variants, rounds=rounds)
    ms = {name: f"{taken * 1000:>10.2f}" for name, taken in seconds.items()}
    print(f"{lines:>8}{ms['floor']}{ms['all']}{ms['judge']}{seconds['all'] / seconds['floor']:>10.2f}×")


def _district(lines: int) -> "District":
    """Make a district with schools, coaches, funds and lines, as loaded files leave it."""
    from resources.services.totals import recompute  # noqa: PLC0415  (models load only after set-up)
    from tests.factories import (  # noqa: PLC0415  (as above)
        DistrictFactFactory,
        DistrictFactory,
        FundAwardFactory,
        SchoolFactFactory,
        SchoolFactory,
        StaffAssignmentFactory,
    )

    district = DistrictFactory.create()
    schools = SchoolFactory.create_batch(SCHOOLS, district=district)
    for school in schools:
        SchoolFactFactory.create(school=school, school_year=YEAR)
        StaffAssignmentFactory.create(staff_member__district=district, school_year=YEAR, school=school)
    for measure, value in (
        ("enrollment", 9000),
        ("operating_budget", 90_000_000),
        ("instructional_technology", 400_000),
    ):
        DistrictFactFactory.create(district=district, school_year=YEAR, measure=measure, value=Decimal(value))
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
