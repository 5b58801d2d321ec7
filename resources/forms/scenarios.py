"""The form of a scenario: its name, what a coach costs, and three years of five numbers each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from plplanner.kit.fields import AmountField, LineField, NumberField, TextField
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import NumberKind
from plplanner.kit.years import school_year_label
from resources.calculations.scenarios import QUANTA, refusals
from resources.forms.row_form import FieldGroup, Part, ResourceRowForm
from resources.models.scenarios import YEARS
from resources.selectors.scenarios_shortfalls import LARGEST
from resources.selectors.scenarios_words import MONEY, QUANTITY_LABELS
from resources.services.scenarios import changes_in, name_of

LONGEST_NAME = 120
LONGEST_NOTE = 4_000


class ScenarioForm(ResourceRowForm):
    """A scenario with its three years, each a group of its own."""

    parts = (Part(title="The scenario", lines=[["name"], ["coach_cost"], ["note"]]),)

    name = LineField(
        label="Name",
        max_length=LONGEST_NAME,
        help_text="For example “Two coaches a year”.",
        error_messages={"required": "Enter a name, so that the scenario can be told apart from others."},
    )
    coach_cost = AmountField(
        label="What one full-time coach costs a year, salary and benefits (optional)",
        max_value=LARGEST_MONEY,
        required=False,
    )
    note = TextField(label="Note (optional)", max_length=LONGEST_NOTE, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int, school_year: int
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.school_year = school_year
        for year in YEARS:
            for column in QUANTA:
                self.fields[name_of(column, year)] = _number_field(column)

    @property
    def groups(self) -> list[FieldGroup]:
        """Put a group for each year after the scenario's own."""
        years = [
            FieldGroup(
                title=f"Year {year}, {school_year_label(self.school_year + year - 1)}",
                lines=self._lines([[name_of(column, year)] for column in QUANTA]),
                more_title="",
                more=(),
            )
            for year in YEARS
        ]
        return [*super().groups, *years]

    def clean(self) -> dict[str, Any]:
        """Take numbers that go together; where one of two is being chosen, the service judges what comes of it."""
        cleaned = super().clean()
        found = refusals(cleaned.get("coach_cost"), changes_in(cleaned), most=LARGEST_MONEY)
        for (column, year), sentence in found.items():
            needed = (name_of("dollars", year), name_of("technology_dollars", year), name_of("coaches", year))
            if all(name in cleaned for name in needed):
                self.add_error(name_of(column, year), sentence)
        return cleaned


def _number_field(column: str) -> NumberField:
    places = -int(Decimal(QUANTA[column]).as_tuple().exponent)
    return NumberField(
        label=QUANTITY_LABELS[column],
        kind=NumberKind.MONEY if column in MONEY else NumberKind.FTE,
        decimal_places=places,
        max_value=LARGEST[column],
        required=False,
    )
