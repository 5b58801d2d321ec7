"""In which kind of file to take a rubric away."""

from django import forms

from rubrics.enums import ExportFormat
from rubrics.exports import WRITERS


class EditionDownloadForm(forms.Form):
    """Chooses the kind of file."""

    format = forms.ChoiceField(
        label="Kind of file",
        choices=[(kind.value, kind.label) for kind in ExportFormat if kind in WRITERS],
        error_messages={
            "required": "Choose the kind of file to take away.",
            "invalid_choice": "Choose one of the kinds of file on this page.",
        },
    )
