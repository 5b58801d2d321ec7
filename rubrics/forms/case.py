"""Which documents a program asks for."""

from django import forms

USUAL_LIMIT = 100
MOST_AT_ONCE = 500


class CaseListForm(forms.Form):
    """The part of a list that is asked for; without numbers the first 100."""

    limit = forms.IntegerField(min_value=1, max_value=MOST_AT_ONCE, required=False)
    offset = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
