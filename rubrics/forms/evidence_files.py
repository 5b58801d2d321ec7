"""The form that adds a file beside a rating."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from plplanner.kit.text import clean_line

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LONGEST_NAME = 200
EXTENSIONS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".txt", ".csv", ".png", ".jpg", ".jpeg")
"""Documents and pictures; nothing that carries macros or runs."""


class EvidenceFileForm(forms.Form):
    """One file; what it may be is said beside it."""

    file = forms.FileField(
        label="File",
        help_text=f"A document, a spreadsheet or a picture ({', '.join(EXTENSIONS)}); at most "
        f"{LARGEST_FILE // MEGABYTE} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}),
        error_messages={
            "required": "Choose a file.",
            "invalid": "Choose a file.",
            "missing": "Choose a file.",
            "empty": "The file is empty. Choose another one.",
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large or of another kind."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            raise ValidationError(
                f"The file is larger than {LARGEST_FILE // MEGABYTE} MB. Make it smaller, or link to it instead."
            )
        if PurePath(upload.name or "").suffix.lower() not in EXTENSIONS:
            raise ValidationError("This kind of file cannot be kept here. Save it as PDF, or link to it instead.")
        return upload

    @property
    def name(self) -> str:
        """The file's name as people see it."""
        path = PurePath(clean_line(self.cleaned_data["file"].name or ""))
        return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"

    @property
    def content(self) -> bytes:
        """The uploaded bytes."""
        content: bytes = self.cleaned_data["file"].read()
        return content
