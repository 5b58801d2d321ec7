"""What an open edit page tells the server besides its row's texts."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plans.models import Plan
from plans.selectors.editing import has_row


class PresenceForm(forms.Form):
    """The row of the plan that a person has open."""

    row = forms.UUIDField()

    def __init__(self, data: QueryDict, *, plan: Plan) -> None:
        super().__init__(data)
        self.plan = plan

    def clean_row(self) -> uuid.UUID:
        """Refuse what is no row of the plan."""
        row_id: uuid.UUID = self.cleaned_data["row"]
        if not has_row(self.plan, row_id):
            raise ValidationError("This plan has no such row.")
        return row_id
