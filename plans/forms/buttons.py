"""What the buttons beside rows post: copy, move."""

from django import forms
from django.http import QueryDict


class MoveForm(forms.Form):
    """A move as its button posts it: the row, where the page showed it, where it should go."""

    row = forms.UUIDField()
    seen_at = forms.IntegerField(min_value=0, max_value=1_000_000)
    to = forms.IntegerField(min_value=0, max_value=1_000_000)

    def __init__(self, data: QueryDict) -> None:
        row, _, places = data.get("move", "").partition(":")
        seen_at, _, to = places.partition(":")
        super().__init__({"row": row, "seen_at": seen_at, "to": to})


class CopyForm(forms.Form):
    """A copy as its button posts it: the row and the id its copy gets."""

    row = forms.UUIDField()
    new_id = forms.UUIDField()

    def __init__(self, data: QueryDict) -> None:
        row, _, new_id = data.get("copy", "").partition(":")
        super().__init__({"row": row, "new_id": new_id})


class RemovedForm(forms.Form):
    """What the address of a list says was just removed."""

    removed = forms.UUIDField()
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("goals", "tables", "activities")])
