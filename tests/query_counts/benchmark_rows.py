"""Fill what the first district's benchmarks rest on until each kind has a number of rows, in few statements."""

from decimal import Decimal

from plplanner.districts.models import SchoolFact
from resources.models import Benchmark, StaffAssignment
from resources.services.benchmarks import SAME_AS_BEFORE
from resources.services.totals import recompute
from tests.query_counts.fund_rows import funds
from tests.query_counts.rows import ledger_lines, schools
from tests.query_counts.time_rows import calendar_entries, team_times
from tests.resources.benchmark_rows import CODE
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World


def schools_with_coaches(world: World, count: int) -> None:
    """Make `count` schools of the district, each with students and a part of the world's coach."""
    schools(world, count)
    district, staff_member = world.mine.district, world.mine.resources.staff_member
    known = set(SchoolFact.objects.filter(school__district=district).values_list("school_id", flat=True))
    without = [school for school in district.schools.all() if school.pk not in known]
    SchoolFact.objects.bulk_create(
        SchoolFact(
            school=school, school_year=SCHOOL_YEAR, measure="enrollment", value=Decimal(300), entered_by_name="Dana"
        )
        for school in without
    )
    StaffAssignment.objects.bulk_create(
        StaffAssignment(
            district=district,
            school_year=SCHOOL_YEAR,
            staff_member=staff_member,
            school=school,
            fte=Decimal("0.001"),
        )
        for school in without
    )


def state_benchmarks(world: World, count: int) -> None:
    """Make `count` benchmarks of the district's state."""
    shipped = Benchmark.objects.get(code=CODE, district=None, state="")
    copied = {name: getattr(shipped, name) for name in SAME_AS_BEFORE}
    state = world.mine.district.state
    Benchmark.objects.bulk_create(
        Benchmark(
            **{**copied, "code": f"state-{count}-{number}"},
            state=state,
            threshold=number + 1,
            reason="The board asks it.",
        )
        for number in range(count)
    )


def whole_year(world: World, count: int) -> None:
    """Make `count` schools, funds, lines, dates and team times."""
    schools_with_coaches(world, count)
    funds(world, count)
    ledger_lines(world, count)
    calendar_entries(world, count)
    team_times(world, count)
    recompute(world.mine.district)
