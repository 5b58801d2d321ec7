"""The form that keeps a person's file: which kinds and sizes are taken, and what its name becomes."""

from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from plplanner.kit.text import clean_line

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LONGEST_NAME = 200
EXTENSIONS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".txt", ".csv", ".png", ".jpg", ".jpeg")
"""Documents and pictures; nothing that carries macros or runs."""


class FileForm(forms.Form):
    """One file; what it may be is said beside it. `or_else` ends the refusals with another way out."""

    or_else: ClassVar[str] = ""

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
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            raise ValidationError(
                f"The file is larger than {LARGEST_FILE // MEGABYTE} MB. Make it smaller{self.or_else}."
            )
        if PurePath(upload.name or "").suffix.lower() not in EXTENSIONS:
            raise ValidationError(f"This kind of file cannot be kept here. Save it as PDF{self.or_else}.")
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
