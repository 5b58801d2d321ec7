"""Fill what the pages of scenarios rest on: scenarios, and everything that a year's benchmarks read."""

from decimal import Decimal

from resources.models import Scenario, ScenarioYear
from tests.query_counts.benchmark_rows import whole_year
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World


def scenarios(world: World, count: int) -> None:
    """Make `count` scenarios of three years, and as many rows of what benchmarks rest on."""
    whole_year(world, count)
    district = world.mine.district
    made = Scenario.objects.bulk_create(
        Scenario(district=district, school_year=SCHOOL_YEAR, name=f"Scenario {number}")
        for number in range(Scenario.objects.for_district(district).count(), count)
    )
    ScenarioYear.objects.bulk_create(
        ScenarioYear(scenario=each, year=year, coaches=Decimal(year), reallocated=Decimal(1000))
        for each in made
        for year in (1, 2, 3)
    )
