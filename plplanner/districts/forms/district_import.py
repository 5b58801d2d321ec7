"""The form for a file of districts."""

from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from plplanner.districts.elsi import ExportRefused, open_export

LARGEST_UPLOAD_MB = 50


class DistrictImportForm(forms.Form):
    """A district table as downloaded from NCES; its header is looked at here, its rows later."""

    file = forms.FileField(
        label="File from NCES",
        help_text=f"CSV or Excel workbook (.xlsx), at most {LARGEST_UPLOAD_MB} MB, as downloaded.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Choose a file.",
            "invalid": "Choose a file.",
            "missing": "Choose a file.",
            "empty": "This file is empty. Choose a file with a table in it.",
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is no district table."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_UPLOAD_MB * 1024 * 1024:
            raise ValidationError(
                f"This file is larger than {LARGEST_UPLOAD_MB} MB. Download it with fewer years or columns."
            )
        try:
            open_export(cast("BinaryIO", upload.file))
        except ExportRefused as error:
            raise ValidationError(str(error)) from error
        return upload
