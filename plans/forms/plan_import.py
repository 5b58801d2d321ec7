"""Forms of an import: the file, and where each passage without a place goes."""

import datetime
from collections.abc import Sequence
from typing import BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from plans.forms.plans import offer, usual_first_year, year_choices
from plans.imports.package import LARGEST_FILE
from plans.models import PlanImport
from plplanner.kit.fields import LineField
from plplanner.kit.versions import VersionedFormMixin, VersionField

MEGABYTE = 1024 * 1024
AS_IN_FILE = "As in the file"
Choices = Sequence[tuple[str, object]]


class ImportUploadForm(forms.Form):
    """A Word or JSON file; what is left empty is taken from the file."""

    file = forms.FileField(
        label="File with the plan",
        help_text=f"A Word document (.docx) of the template, or a .json file of this program; at most "
        f"{LARGEST_FILE // MEGABYTE} MB.",
        widget=forms.FileInput(attrs={"accept": ".docx,.json"}),
        error_messages={
            "required": "Choose a file.",
            "invalid": "Choose a file.",
            "missing": "Choose a file.",
            "empty": "The file is empty. Choose the Word document (.docx) of the plan.",
        },
    )
    title = LineField(label="Title", required=False, help_text="Leave it empty to take the title in the file.")
    first_year = forms.TypedChoiceField(
        label="First school year", required=False, coerce=int, empty_value=None, error_messages={}
    )

    def __init__(self, *args: object, today: datetime.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        self.usual_year = usual_first_year(today)
        offer(self, "first_year", [("", AS_IN_FILE), *year_choices(self.usual_year)])

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file too large to read."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            raise ValidationError(
                f"The file is larger than {LARGEST_FILE // MEGABYTE} MB. Remove pictures from it and try again."
            )
        return upload

    @property
    def content(self) -> BinaryIO:
        """The uploaded bytes, as readers of formats want them."""
        return cast("BinaryIO", self.cleaned_data["file"].file)


class PlacingForm(VersionedFormMixin, forms.Form):
    """The plan's title, and one choice for each passage without a place; it may be kept while some are still open."""

    title = LineField(
        label="Title of the plan",
        help_text="It stands on the cover of the document.",
        error_messages={"required": "Enter a title."},
    )
    version = VersionField()

    def __init__(self, *args: object, plan_import: PlanImport, choices: Choices, **kwargs: object) -> None:
        initial = {"version": plan_import.version, "title": plan_import.content["title"]} | {
            f"choice-{place}": each["choice"] for place, each in enumerate(plan_import.unplaced)
        }
        super().__init__(*args, initial=initial, **kwargs)  # type: ignore[misc,arg-type]  # handed on as they come
        self.count = len(plan_import.unplaced)
        for place in range(self.count):
            self.fields[f"choice-{place}"] = forms.ChoiceField(
                label=f"Where passage {place + 1} goes",
                choices=choices,
                required=False,
                error_messages={"invalid_choice": "Choose one of the fields in the list."},
            )

    @property
    def choices(self) -> dict[int, str]:
        """The choice for each passage, by its place in the list."""
        return {place: self.cleaned_data[f"choice-{place}"] for place in range(self.count)}

    def require_all(self) -> bool:
        """Mark each passage that has no choice yet; tell whether all have one."""
        for place, choice in self.choices.items():
            if not choice:
                self.add_error(f"choice-{place}", f"Choose where passage {place + 1} goes, or that you drop it.")
        return not self.errors
