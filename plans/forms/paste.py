"""Pasting a table of activities."""

from django import forms
from django.core.exceptions import ValidationError

from plans.imports.pasting import PastedActivity, read_activities
from plans.portable import LONGEST_TEXT
from plplanner.kit.fields import TextField
from plplanner.kit.numbers import format_count

LONGEST_PASTE = 1_000_000
MOST_ROWS = 200


class PasteForm(forms.Form):
    """The pasted text, and the id of the page, from which the new rows' ids are made.

    `instead_of` is the activity whose text box the table was pasted into.
    """

    page_id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), "Open this page from the goal and paste again."),
    )
    instead_of = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = TextField(
        label="Rows to paste",
        help_text="Copy rows in Word or a spreadsheet and paste them here: one activity a row, its cells in the order "
        "initial activity, follow-up, duration, resources. A first row with those headings may come along.",
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": "Paste the rows of a table into the box."},
    )

    def clean_text(self) -> list[PastedActivity]:
        """Read the rows, refusing what cannot be kept whole."""
        rows = read_activities(self.cleaned_data["text"])
        if not rows:
            raise ValidationError("There are no rows below the headings. Copy the rows as well, then paste again.")
        if len(rows) > MOST_ROWS:
            raise ValidationError(
                f"These are {format_count(len(rows))} rows; {MOST_ROWS} fit at once. Paste them in several parts."
            )
        for number, row in enumerate(rows, start=1):
            longest = max(map(len, row.texts.values()), default=0)
            if longest > LONGEST_TEXT:
                raise ValidationError(
                    f"Row {number} has a cell of {format_count(longest)} characters, of which "
                    f"{format_count(LONGEST_TEXT)} fit. Shorten it by {format_count(longest - LONGEST_TEXT)}."
                )
        return rows
