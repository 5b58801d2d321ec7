"""How results are shown and taken away."""

from django import forms

from rubrics.enums import ReportFormat

SPREAD, RUBRIC = "spread", "rubric"
ORDERS = ((RUBRIC, "The rubric’s order"), (SPREAD, "Where raters differ most first"))


class OrderForm(forms.Form):
    """In which order the outcomes stand."""

    order = forms.ChoiceField(label="Order", choices=ORDERS, required=False, initial=RUBRIC)

    @property
    def differing_first(self) -> bool:
        """Whether the outcomes stand by how far raters differ; a made-up order is the rubric's."""
        return self.is_valid() and self.cleaned_data["order"] == SPREAD


class ReportForm(forms.Form):
    """The kind of file to take away."""

    format = forms.ChoiceField(
        choices=ReportFormat,
        error_messages={
            "required": "Choose the kind of file to take away.",
            "invalid_choice": "Choose one of the kinds of file on this page.",
        },
    )
