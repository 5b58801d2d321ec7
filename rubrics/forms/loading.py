"""Forms of loading a rubric: the file or the pasted text, which end is best, and the confirmation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from rubrics.imports.reading import LARGEST_FILE
from rubrics.instrument import Polarity

PASTED_NAME = "pasted.txt"
_MEGABYTES = LARGEST_FILE // 1024 // 1024
POLARITIES = [
    (Polarity.LOWEST.value, "The lowest level, such as level 1, is the fullest practice"),
    (Polarity.HIGHEST.value, "The highest level is the fullest practice"),
]


class RubricFileForm(forms.Form):
    """A file, or the text of a rubric copied from a document."""

    file = forms.FileField(
        label="File with the rubric",
        required=False,
        help_text=f"Text, CSV, Excel (.xlsx), JSON or CASE, at most {_MEGABYTES} MB.",
        widget=forms.FileInput(attrs={"accept": ".txt,.tsv,.csv,.xlsx,.json"}),
        error_messages={"empty": "The file is empty. Choose the file with the rubric.", "invalid": "Choose a file."},
    )
    text = forms.CharField(
        label="Or paste its text",
        required=False,
        strip=False,
        help_text="Copy the tables from the document, with the names of the levels above them.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Refuse a file too large to read."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload is not None and (upload.size or 0) > LARGEST_FILE:
            raise ValidationError(f"The file is larger than {_MEGABYTES} MB, which no rubric is. Choose another.")
        return upload

    def clean_text(self) -> str:
        """Refuse a text too large to read."""
        text: str = self.cleaned_data["text"]
        if len(text.encode("utf-8", "ignore")) > LARGEST_FILE:
            raise ValidationError(f"The text is larger than {_MEGABYTES} MB, which no rubric is. Paste less.")
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool(cleaned.get("text", "").strip())
        if not self.errors and not has_file and not has_text:
            self.add_error("file", "Choose the file with the rubric, or paste its text.")
        if has_file and has_text:
            self.add_error("text", "Choose a file or paste a text, not both. Empty one of them.")
        return cleaned

    @property
    def upload(self) -> "UploadedFile[bytes]":
        """The chosen file, or the pasted text as one."""
        chosen: UploadedFile[bytes] | None = self.cleaned_data["file"]
        return chosen or SimpleUploadedFile(PASTED_NAME, self.cleaned_data["text"].encode("utf-8", "ignore"))


class PolarityForm(forms.Form):
    """Which end of the scale is best, where the file does not say it."""

    polarity = forms.ChoiceField(
        label="Which level is the fullest practice?",
        choices=POLARITIES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose which level is the fullest practice.",
            "invalid_choice": "Choose one of the two.",
        },
    )

    @property
    def chosen(self) -> Polarity | None:
        """What was chosen; None if nothing was."""
        return Polarity(self.cleaned_data["polarity"]) if self.is_valid() else None


class LoadForm(forms.Form):
    """The confirmation: what the person saw, and whether to publish at once."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    publishes = forms.BooleanField(
        label="Publish it at once",
        required=False,
        help_text="Districts can then rate on it, and it never changes. Until then only administrators see it.",
    )
