"""Forms of people and of how their time is divided."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.districts.models import District, School
from plplanner.kit.fields import LineField, NumberField, YesField
from plplanner.kit.numbers import NumberKind
from resources.calculations.fte import FULL_TIME
from resources.enums import Period, StaffRole
from resources.forms.row_form import Part, ResourceRowForm

SMALLEST_FTE = Decimal("0.001")


def offer_schools(field: forms.Field, *, district: District, chosen: School | None) -> None:
    """Offer the district's present schools, and the one that was chosen before."""
    schools = School.objects.for_district(district)
    offered = schools.present() if chosen is None else schools.present() | schools.filter(pk=chosen.pk)
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = offered.order_by("name", "pk")


class StaffMemberForm(ResourceRowForm):
    """A person, or a post that nobody fills."""

    parts = (
        Part(
            title="The person",
            lines=[["name"], ["role", "focus"], ["is_vacant"]],
            more_title="Id in your staff system (optional)",
            more=[["external_id"]],
        ),
    )

    name = LineField(
        label="Name",
        help_text="For a vacant post, what the post is called, for example “Mathematics coach”.",
        max_length=150,
        error_messages={"required": "Enter the name of the person, or of the post if it is vacant."},
    )
    role = forms.ChoiceField(label="Role", choices=StaffRole)
    focus = LineField(label="Focus (optional)", help_text="For example “K–3 reading”.", required=False)
    is_vacant = YesField(
        label="This post is vacant", help_text="A vacant post is listed. It counts in no sum until somebody fills it."
    )
    external_id = LineField(
        label="Id", help_text="A file of staff finds the person again by it.", max_length=80, required=False
    )


class AssignmentForm(ResourceRowForm):
    """How much of a person's time goes where."""

    parts = (Part(title="Where and how much", lines=[["school"], ["period", "fte"]]),)

    school = forms.ModelChoiceField(
        School.objects.none(), label="School", required=False, empty_label="Whole district, no one school"
    )
    period = forms.ChoiceField(
        label="When", help_text="A fall or a spring counts as half a year.", choices=Period, required=True
    )
    fte = NumberField(
        label="FTE",
        kind=NumberKind.FTE,
        decimal_places=3,
        min_value=SMALLEST_FTE,
        max_value=FULL_TIME,
        error_messages={"required": "Enter how much of a full-time post this is: 0.5 is half of one."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        district: District,
        left: Mapping[str, Decimal],
    ) -> None:
        super().__init__(data, values=values, version=version)
        offer_schools(self.fields["school"], district=district, chosen=values["school"])
        self.fields["fte"].help_text = _left_in_words(left)


def _left_in_words(left: Mapping[str, Decimal]) -> str:
    year, fall, spring = (f"{max(left[each], Decimal(0)).normalize():f}" for each in Period.values)
    if fall == spring:
        return f"1 is full time. Beside the other assignments, {year} is left."
    return (
        f"1 is full time. Beside the other assignments, {year} is left for the whole year, {fall} for the fall "
        f"and {spring} for the spring."
    )
