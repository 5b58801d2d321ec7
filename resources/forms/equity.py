"""What the equity page is asked."""

from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.kit.fields import NumberField
from resources.enums import Basis, NeedBy, Scope
from resources.selectors.equity import Question

MOST_HOURS = 2000
"""No teacher works longer in a year."""


class EquityForm(forms.Form):
    """Which amounts, which scope, what need means, and how many hours are intended; all of it in the address."""

    basis = forms.ChoiceField(label="Amounts", choices=Basis.choices, required=False)
    scope = forms.ChoiceField(label="Scope", choices=Scope.choices, required=False)
    need_by = forms.ChoiceField(label="High need by", choices=NeedBy.choices, required=False)
    dose = NumberField(label="Hours intended for each teacher", max_value=MOST_HOURS, decimal_places=2, required=False)

    def __init__(self, data: QueryDict) -> None:
        initial: dict[str, Any] = {"basis": Basis.PLANNED, "scope": Scope.ALL, "need_by": NeedBy.DESIGNATION}
        super().__init__(data or None, initial=initial)

    @property
    def question(self) -> Question:
        """Return what is asked; what is left out or wrong is as usual."""
        if not self.is_valid():
            return Question()
        cleaned = self.cleaned_data
        return Question(
            basis=Basis(cleaned["basis"] or Basis.PLANNED),
            scope=Scope(cleaned["scope"] or Scope.ALL),
            need_by=NeedBy(cleaned["need_by"] or NeedBy.DESIGNATION),
            dose=cleaned["dose"],
        )
