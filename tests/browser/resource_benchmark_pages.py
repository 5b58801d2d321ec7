"""The overview and the pages of benchmarks that the checklist opens."""

from decimal import Decimal

from plplanner.districts.models import DistrictFact
from resources.models import Benchmark, LedgerLine
from resources.services.benchmarks import remove_benchmark
from resources.services.totals import recompute
from tests.browser.case import Case, clear_and_submit, submit
from tests.query_counts.benchmark_rows import schools_with_coaches, state_benchmarks, whole_year
from tests.resources.benchmark_rows import change_for_state
from tests.resources.rows import SCHOOL_YEAR
from tests.world import Who, World


def everything_known(world: World) -> None:
    """Enter what the benchmarks ask for, so that some are met and some are short."""
    district = world.mine.district
    for measure, value in (("enrollment", 2618), ("operating_budget", 700000), ("instructional_technology", 90000)):
        DistrictFact.objects.update_or_create(
            district=district,
            school_year=SCHOOL_YEAR,
            measure=measure,
            group="",
            defaults={"value": Decimal(value), "entered_by_name": "Dana Director", "source_import": None},
        )
    schools_with_coaches(world, 6)
    LedgerLine.objects.create(
        district=district,
        school_year=SCHOOL_YEAR,
        title="Tablets in the classroom",
        resource_kind="technology",
        is_technology_training=True,
        planned=Decimal("12500.50"),
    )
    recompute(district)


def no_ledger(world: World) -> None:
    """Take away all lines."""
    LedgerLine.objects.all().delete()
    recompute(world.mine.district)


def no_benchmarks(world: World) -> None:
    """Take away all benchmarks."""
    Benchmark.objects.all().delete()


def many(world: World) -> None:
    """Enter two hundred of each kind of row."""
    everything_known(world)
    whole_year(world, 200)


def taken_back(world: World) -> None:
    """Take back what the district set."""
    remove_benchmark(benchmark=world.mine.resources.benchmark, by=world.people[Who.DIRECTOR])


def set_by_state(world: World) -> None:
    """Set a threshold of one benchmark and add twenty for the state."""
    change_for_state(world.mine.district.state)
    state_benchmarks(world, 20)


DETAIL = "resources:benchmark-detail"
STATE_LIST = "resources:state-benchmark-list"

BENCHMARKS = [
    Case("resources, all known", "resources:overview", prepare=everything_known),
    Case("resources, many", "resources:overview", prepare=many),
    Case("resources, no ledger", "resources:overview", prepare=no_ledger),
    Case("resources, no ledger, read-only", "resources:overview", prepare=no_ledger, who=Who.LEADER),
    Case("benchmarks", "resources:benchmark-list"),
    Case("benchmarks, all known", "resources:benchmark-list", prepare=everything_known),
    Case("benchmarks, none", "resources:benchmark-list", prepare=no_benchmarks),
    Case("benchmarks, read-only", "resources:benchmark-list", who=Who.LEADER),
    Case("a benchmark", DETAIL),
    Case("a benchmark, all known", DETAIL, prepare=everything_known),
    Case("a benchmark, many schools", DETAIL, prepare=many),
    Case("a benchmark, read-only", DETAIL, who=Who.LEADER),
    Case("change a threshold", "resources:benchmark-change"),
    Case(
        "change a threshold, nothing",
        "resources:benchmark-change",
        act=clear_and_submit("Reason", "Save the threshold"),
    ),
    Case("add a benchmark", "resources:benchmark-add"),
    Case("add a benchmark, nothing", "resources:benchmark-add", act=submit("Add the benchmark")),
    Case("take a threshold back", "resources:benchmark-remove"),
    Case("benchmarks, one taken back", "resources:benchmark-list", prepare=taken_back),
    Case("benchmarks of a state", STATE_LIST, who=Who.REVIEWER),
    Case("benchmarks of a state, many set", STATE_LIST, prepare=set_by_state, who=Who.REVIEWER),
    Case("benchmarks of a state, none", STATE_LIST, prepare=no_benchmarks, who=Who.REVIEWER),
    Case("change a threshold for a state", "resources:state-benchmark-change", who=Who.REVIEWER),
    Case("add a benchmark for a state", "resources:state-benchmark-add", who=Who.REVIEWER),
    Case("take a state's threshold back", "resources:state-benchmark-remove", prepare=set_by_state, who=Who.REVIEWER),
]
