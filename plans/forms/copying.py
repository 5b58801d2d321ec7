"""Forms that copy a goal or an activity into a plan."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from plans.forms.plans import PageForm, offer
from plplanner.kit.fields import LineField


class SourceForm(PageForm):
    """Where to copy from: a search for a plan, a plan, a goal of it."""

    q = LineField(label="Title or district", required=False)
    plan = forms.UUIDField(required=False)
    goal = forms.UUIDField(required=False)


class CopyGoalForm(forms.Form):
    """The goal to copy and the id its copy gets, so that the same post twice makes one copy."""

    goal = forms.UUIDField()
    new_id = forms.UUIDField()


class CopyActivityForm(forms.Form):
    """The activity to copy, the table it goes to, and the id its copy gets."""

    activity = forms.ChoiceField(
        label="Activity",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an activity.", "invalid_choice": "Choose one of these activities."},
    )
    table = forms.ChoiceField(
        label="Where it goes",
        help_text="It is added at the end of the table.",
        error_messages={"required": "Choose a table of your plan.", "invalid_choice": "Choose a table of your plan."},
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        activities: Sequence[tuple[str, str]],
        tables: Sequence[tuple[str, Any]],
    ) -> None:
        super().__init__(data)
        offer(self, "activity", activities)
        offer(self, "table", [("", "Choose a table"), *tables])
