"""Forms of districts and schools."""

import re
import uuid
from typing import TYPE_CHECKING, Any

from django import forms

from plplanner.districts.enums import Grade, State
from plplanner.districts.models import District, School
from plplanner.districts.models.district import LEAID_LENGTH, NCES_SCHOOL_ID_LENGTH
from plplanner.kit.fields import LineField
from plplanner.kit.versions import VersionedFormMixin, VersionField

if TYPE_CHECKING:
    # At run time ModelForm takes no type parameter.
    DistrictModelForm = forms.ModelForm[District]
    SchoolModelForm = forms.ModelForm[School]
else:
    DistrictModelForm = SchoolModelForm = forms.ModelForm

LAST_PAGE = 100_000


class DistrictSearchForm(forms.Form):
    """What to look for in the list of districts."""

    q = LineField(
        label="Name, state or LEAID",
        required=False,
        help_text="For example: Colbert County, or 0100840.",
    )
    state = forms.ChoiceField(label="State", choices=[("", "All states"), *State.choices], required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput)


class DigitsField(LineField):
    """A code of a fixed number of digits; gives back the zeros that a spreadsheet dropped from its front."""

    def __init__(self, *, digits: int, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.digits = digits

    def to_python(self, value: Any) -> str:
        """Fill up with zeros what is short by one or two."""
        code = re.sub(r"[\s-]", "", super().to_python(value))
        is_short = code.isascii() and code.isdigit() and self.digits - 2 <= len(code) < self.digits
        return code.zfill(self.digits) if is_short else code


class DistrictForm(VersionedFormMixin, DistrictModelForm):
    """A district by hand, or corrected."""

    name = LineField(label="Name of the district", error_messages={"required": "Enter the name."})
    leaid = DigitsField(
        digits=LEAID_LENGTH,
        label="NCES LEAID",
        required=False,
        help_text="Seven digits, for example 0100840. Leave it empty if the district has none.",
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = VersionField(required=False)

    class Meta:
        model = District
        fields = ["name", "state", "leaid", "locale"]
        error_messages = {"state": {"required": "Choose the state."}}

    def values(self) -> dict[str, Any]:
        """Return the cleaned values of the district's own fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SchoolForm(VersionedFormMixin, SchoolModelForm):
    """A school of a district."""

    name = LineField(label="Name of the school", error_messages={"required": "Enter the name."})
    nces_id = DigitsField(
        digits=NCES_SCHOOL_ID_LENGTH,
        label="NCES school id",
        required=False,
        help_text="Twelve digits, for example 010084000123. Leave it empty if you do not have it.",
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = VersionField(required=False)

    class Meta:
        model = School
        fields = ["name", "nces_id", "lowest_grade", "highest_grade", "title_one", "need_designation"]

    def clean(self) -> dict[str, Any]:
        """Compare the grades."""
        cleaned = super().clean() or self.cleaned_data
        lowest, highest = cleaned.get("lowest_grade"), cleaned.get("highest_grade")
        if bool(lowest) != bool(highest):
            self.add_error("highest_grade" if lowest else "lowest_grade", "Choose both grades, or neither.")
        elif lowest and highest and Grade.values.index(lowest) > Grade.values.index(highest):
            self.add_error("highest_grade", "Choose a grade that is not below the lowest one.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the cleaned values of the school's own fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
