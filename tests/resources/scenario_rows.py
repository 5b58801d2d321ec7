"""A district's scenario, for the world in which addresses and pages are tried."""

from decimal import Decimal

from plplanner.districts.models import District
from resources.models import Scenario, ScenarioYear


def create_scenario(district: District, school_year: int) -> Scenario:
    """Create a scenario that adds two coaches and $30,000 in each year, more each time."""
    scenario: Scenario = Scenario.objects.create(
        district=district, school_year=school_year, name="Two coaches a year", coach_cost=Decimal("92000.00")
    )
    add_years(scenario)
    return scenario


def add_years(scenario: Scenario) -> None:
    """Let a scenario add 2, 4 and 6 coaches, and 30,000, 60,000 and 90,000 dollars."""
    ScenarioYear.objects.bulk_create(
        ScenarioYear(scenario=scenario, year=year, coaches=Decimal(2 * year), dollars=Decimal(30_000 * year))
        for year in (1, 2, 3)
    )
