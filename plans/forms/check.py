"""Forms of the completeness check."""

from django import forms
from django.http import QueryDict

from plans.selectors.check import CheckLine
from plplanner.kit.fields import LineField, TextField
from plplanner.kit.versions import VersionedFormMixin, VersionField

LONGEST_EXPLANATION = 2_000


class WarningKeyForm(forms.Form):
    """Which warning a post speaks of."""

    code = LineField(max_length=60)
    subject = LineField(max_length=80)


class ExplanationForm(VersionedFormMixin, forms.Form):
    """The sentence a person gives for one warning; leaving it empty takes an earlier one back."""

    code = LineField(max_length=60, widget=forms.HiddenInput)
    subject = LineField(max_length=80, widget=forms.HiddenInput)
    version = VersionField(min_value=0)
    text = TextField(
        label="Explanation",
        max_length=LONGEST_EXPLANATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None, *, line: CheckLine) -> None:
        super().__init__(
            data,
            auto_id=f"{line.anchor}-%s",
            initial={"code": line.code, "subject": line.subject, "version": line.version, "text": line.explanation},
        )
        self.line = line

    def clean_text(self) -> str:
        """Ask for a sentence unless there is one to take back."""
        text: str = self.cleaned_data["text"]
        if not text and not self.line.explanation:
            raise forms.ValidationError("Write one sentence that explains it, or fix it in the plan.")
        return text

    def refuse_as_stale(self, line: CheckLine) -> None:
        """Say what somebody else has written meanwhile, and let the next save replace it."""
        self.take_version(line.version)
        theirs = f"wrote “{line.explanation}”" if line.explanation else "took the explanation back"
        self.add_error("text", f"Somebody else {theirs} meanwhile. Save again to put yours in its place.")
