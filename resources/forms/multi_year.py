"""By how much recurring cost is assumed to grow."""

from decimal import Decimal

from django import forms
from django.http import QueryDict

from plplanner.kit.fields import NumberField
from plplanner.kit.numbers import NumberKind
from resources.calculations.multi_year import Growth

MOST_PERCENT = 100


class GrowthForm(forms.Form):
    """Two assumptions, kept in the address."""

    people = NumberField(
        label="Staff and time grow by (% a year)", kind=NumberKind.PERCENT, max_value=MOST_PERCENT, required=False
    )
    other = NumberField(
        label="Everything else grows by (% a year)", kind=NumberKind.PERCENT, max_value=MOST_PERCENT, required=False
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data or None, initial={"people": Decimal(0), "other": Decimal(0)})

    @property
    def growth(self) -> Growth:
        """Return what is assumed; what is left out or wrong counts as no growth."""
        if not self.is_valid():
            return Growth()
        return Growth(people=self.cleaned_data["people"] or Decimal(0), other=self.cleaned_data["other"] or Decimal(0))
