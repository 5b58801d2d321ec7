"""What people do with scenarios: add, begin from what is missing, and save one with its years."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.years import school_year_label
from resources.calculations.scenarios import QUANTA, Change, refusals
from resources.models import Scenario, ScenarioYear
from resources.models.scenarios import YEARS
from resources.selectors.scenarios_figures import changes_of, read_start
from resources.selectors.scenarios_shortfalls import shortfalls_of
from resources.services.rows import add_row, columns_of, save_row, write_columns

COLUMNS = ("name", "note", "coach_cost")
NAME_OF_START = "Close every shortfall by Year 3"


def name_of(column: str, year: int) -> str:
    """Return the name under which a form edits one number of one year."""
    return f"{column}_{year}"


def scenario_values(row: Scenario) -> dict[str, Any]:
    """Read what the form of a scenario edits: its own columns, and the numbers of its three years."""
    numbers = {
        name_of(column, year): getattr(change, column) for year, change in changes_of(row).items() for column in QUANTA
    }
    return columns_of(row, COLUMNS) | numbers


def changes_in(values: Mapping[str, Any]) -> dict[int, Change]:
    """Return what each year changes of the values of a form; what is missing there is nothing."""
    return {year: Change(**{column: values.get(name_of(column, year)) for column in QUANTA}) for year in YEARS}


def add_scenario(*, district: District, school_year: int, new_id: UUID, by: User) -> Scenario:
    """Add a scenario that changes nothing; adding the same id again changes nothing."""
    return add_row(Scenario(pk=new_id, district=district, school_year=school_year), by=by)


@transaction.atomic
def start_scenario(*, district: District, school_year: int, new_id: UUID, by: User) -> Scenario:
    """Add a scenario that closes a third of every shortfall in Year 1, two thirds in Year 2, all of it in Year 3.

    Adding the same id again changes nothing. Raises ValidationError when nothing is short.
    """
    shortfalls = shortfalls_of(read_start(district, school_year))
    if not shortfalls.has_anything:
        year = school_year_label(school_year)
        raise ValidationError(
            f"Nothing is known to be short in {year}, so nothing was added. Add a scenario and enter what you like.",
            code="nothing-short",
        )
    blank = Scenario(pk=new_id, district=district, school_year=school_year, name=NAME_OF_START)
    scenario = add_row(blank, by=by)
    if scenario is blank:
        _write_years(scenario, dict(zip(YEARS, shortfalls.years, strict=True)))
    return scenario


def save_scenario(row: Scenario, edit: Edit, by: User) -> Scenario:
    """Save a scenario with its years. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""

    def write(each: Scenario, values: Mapping[str, Any]) -> None:
        after = scenario_values(each) | dict(values)
        found = refusals(after["coach_cost"], changes_in(after), most=LARGEST_MONEY)
        if found:
            raise ValidationError(list(found.values()), code="contradiction")
        write_columns(each, {name: value for name, value in values.items() if name in COLUMNS}, by=by)
        years = [year for year in YEARS if any(name_of(column, year) in values for column in QUANTA)]
        _write_years(each, {year: change for year, change in changes_in(after).items() if year in years})

    return save_row(row, edit=edit, by=by, read=scenario_values, write=write, district_id=row.district_id)


def _write_years(scenario: Scenario, changes: Mapping[int, Change]) -> None:
    """Write whole years over what is kept of them, in one statement; whoever writes holds the scenario."""
    ScenarioYear.objects.bulk_create(
        (
            ScenarioYear(scenario=scenario, year=year, **{column: getattr(change, column) for column in QUANTA})
            for year, change in changes.items()
        ),
        update_conflicts=True,
        update_fields=list(QUANTA),
        unique_fields=["scenario", "year"],
    )
