"""The pages of scenarios that the checklist opens."""

from decimal import Decimal

from playwright.sync_api import Page

from resources.models import Scenario, ScenarioYear
from resources.services.scenarios_requests import make_requests
from tests.browser.case import Case, clear_and_submit, submit
from tests.browser.resource_benchmark_pages import everything_known
from tests.resources.scenario_rows import create_scenario
from tests.world import Who, World

DETAIL, EDIT, REQUESTS = (f"resources:scenario-{verb}" for verb in ("detail", "edit", "requests"))


def no_scenarios(world: World) -> None:
    """Take away all scenarios."""
    Scenario.objects.all().delete()


def side_by_side(world: World) -> None:
    """Let three scenarios stand side by side, of a year in which all is known."""
    everything_known(world)
    mine = world.mine.resources.scenario
    for _ in range(2):
        create_scenario(mine.district, mine.school_year)


def every_number(world: World) -> None:
    """Let the scenario change everything, without a cost of coaches."""
    everything_known(world)
    Scenario.objects.update(coach_cost=None, note="The board asked what this would take.")
    ScenarioYear.objects.update(technology_dollars=Decimal(20000), reallocated=Decimal(900000), hours=Decimal(6))


def no_numbers(world: World) -> None:
    """Let the scenario change nothing."""
    ScenarioYear.objects.all().delete()


def too_much_technology(page: Page) -> None:
    """Enter more money for technology than there is new money."""
    page.locator("#id_technology_dollars_1").fill("30,001")
    submit("Save and see what it does")(page)


def requests_made(world: World) -> None:
    """Make the requests."""
    scenario = world.mine.resources.scenario
    make_requests(scenario=scenario, version=scenario.version, by=world.people[Who.DIRECTOR])


SCENARIOS = [
    Case("scenarios", "resources:scenario-list"),
    Case("scenarios, none", "resources:scenario-list", prepare=no_scenarios),
    Case("scenarios, side by side", "resources:scenario-list", prepare=side_by_side),
    Case("scenarios, read-only", "resources:scenario-list", who=Who.LEADER),
    Case("a scenario", DETAIL),
    Case("a scenario, every number", DETAIL, prepare=every_number),
    Case("a scenario, no numbers", DETAIL, prepare=no_numbers),
    Case("a scenario, read-only", DETAIL, who=Who.LEADER),
    Case("edit a scenario", EDIT),
    Case("edit a scenario, all known", EDIT, prepare=every_number),
    Case("edit a scenario, no name", EDIT, act=clear_and_submit("Name", "Save and see what it does")),
    Case("edit a scenario, too much technology", EDIT, act=too_much_technology),
    Case("remove a scenario", "resources:scenario-remove"),
    Case("requests of a scenario", REQUESTS),
    Case("requests of a scenario, every number", REQUESTS, prepare=every_number),
    Case("requests of a scenario, made", REQUESTS, prepare=requests_made),
    Case("requests of a scenario, nothing to ask", REQUESTS, prepare=no_numbers),
]
