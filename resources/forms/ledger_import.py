"""The forms for a file of the ledger."""

from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from plplanner.kit.fields import LineField
from resources.enums import ImportKind
from resources.imports.findings import FileRefused
from resources.imports.headers import open_ledger_file

LARGEST_UPLOAD_MB = 50


class KindForm(forms.Form):
    """What a file holds: said, or found out from its column names."""

    kind = forms.ChoiceField(
        label="What it holds",
        choices=[("", "Find out from the column names"), *ImportKind.choices],
        required=False,
        error_messages={"invalid_choice": "Choose one from the list."},
    )

    @property
    def chosen(self) -> ImportKind | None:
        """The kind that was chosen, if any; so also for an address that says nonsense."""
        value = self.cleaned_data.get("kind") if self.is_valid() else ""
        return ImportKind(value) if value else None


class LedgerFileForm(KindForm):
    """A file of lines, funds or staff; its column names are looked at here, its rows later."""

    field_order = ("file", "kind")

    file = forms.FileField(
        label="File",
        help_text=f"CSV or Excel workbook (.xlsx), at most {LARGEST_UPLOAD_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Choose a file.",
            "invalid": "Choose a file.",
            "missing": "Choose a file.",
            "empty": "This file is empty. Choose a file with a table in it.",
        },
    )

    def clean(self) -> dict[str, object]:
        """Refuse what is no table of the ledger."""
        cleaned: dict[str, object] = super().clean() or {}
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return cleaned
        if (upload.size or 0) > LARGEST_UPLOAD_MB * 1024 * 1024:
            sentence = f"This file is larger than {LARGEST_UPLOAD_MB} MB. Load it in parts, for example by year."
            self.add_error("file", ValidationError(sentence, code="large"))
            return cleaned
        kind = self.cleaned_data.get("kind")
        try:
            open_ledger_file(cast("BinaryIO", upload.file), kind=ImportKind(kind) if kind else None)
        except FileRefused as error:
            self.add_error("file", ValidationError(str(error), code="refused"))
        return cleaned


class ConfirmForm(forms.Form):
    """What the person has seen before they confirm."""

    seen = LineField(widget=forms.HiddenInput, max_length=40)
