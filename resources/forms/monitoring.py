"""What the page of planned and actual amounts is told apart by."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from resources.forms.ledger_choices import PlainSelect

BY = [("fund", "Fund"), ("phase", "Delivery phase"), ("pathway", "Pathway"), ("school", "School")]


class CompareForm(forms.Form):
    """By what plan and actual are compared; it stands in the address."""

    by = forms.ChoiceField(
        label="By",
        choices=BY,
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": "Plan and actual are not compared by this. Choose one of the list."},
    )

    def __init__(self, data: QueryDict) -> None:
        given: Mapping[str, Any] = data
        super().__init__({"by": given.get("by") or BY[0][0]}, auto_id="compare_%s")
        self.full_clean()

    @property
    def chosen(self) -> str:
        """What they are compared by, as the address names it."""
        return str(self.cleaned_data.get("by") or BY[0][0])

    @property
    def title(self) -> str:
        """It in words."""
        return dict(BY)[self.chosen]
