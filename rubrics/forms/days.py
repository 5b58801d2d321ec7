"""The field that asks for a day."""

from django import forms


def day_field(label: str, *, required: str = "") -> forms.DateField:
    """Ask for a day; `required` is the sentence for a day left out, nothing if it may be."""
    return forms.DateField(
        label=label,
        required=bool(required),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": required, "invalid": "Enter a day, such as 2027-06-30."},
    )
