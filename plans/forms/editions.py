"""Forms of template editions: loading one, moving a plan to one."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.edition import Edition, parse_edition
from plans.models import TemplateEdition
from plplanner.kit.json_reader import JsonRefused, parse_json
from plplanner.kit.versions import VersionField

LARGEST_FILE = 2_000_000


def read_edition(content: bytes | str) -> tuple[object, Edition]:
    """Read an edition's JSON. Raises ValidationError with the path of the first fault."""
    try:
        value = parse_json(content, most=LARGEST_FILE)
    except JsonRefused as error:
        raise forms.ValidationError(str(error)) from error
    try:
        return value, parse_edition(value)
    except JsonRefused as error:
        raise forms.ValidationError(f"The file does not describe an edition. {error}") from error


class EditionFileForm(forms.Form):
    """The file of an edition, to be looked at before it is loaded."""

    file = forms.FileField(
        label="JSON file of the edition",
        help_text="The file is read and shown first. Nothing is loaded until you say so.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose another."},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    layout: Edition
    text: str

    def clean_file(self) -> "UploadedFile[bytes]":
        """Read the file as an edition."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 2 MB, which no edition is. Choose another.")
        content = file.read()
        _, self.layout = read_edition(content)
        self.text = content.decode("utf-8-sig")
        return file


class EditionLoadForm(forms.Form):
    """The content of an edition as it was shown, to be loaded."""

    content = forms.CharField(max_length=LARGEST_FILE, widget=forms.HiddenInput, strip=False)
    value: object
    layout: Edition

    def clean_content(self) -> str:
        """Read the content once more: it comes from a browser."""
        text: str = self.cleaned_data["content"]
        self.value, self.layout = read_edition(text)
        return text


class MoveToEditionForm(forms.Form):
    """Which edition a plan is moved to, and the version of the plan that the page showed."""

    edition = forms.ModelChoiceField(TemplateEdition.objects.none(), widget=forms.HiddenInput)
    version = VersionField()

    def __init__(self, *args: Any, offered: list[TemplateEdition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["edition"]
        field.queryset = TemplateEdition.objects.filter(pk__in=[each.pk for each in offered])  # type: ignore[attr-defined]  # a model choice field
