"""Forms of budget requests: what is asked for, its costs, and which requests a list shows."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html

from plans.enums import DeliveryPhase
from plplanner.districts.models import District, User
from plplanner.kit.fields import AmountField, LineField, NumberField, TextField, YesField, day_field
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import format_money
from plplanner.kit.versions import VersionField
from resources.calculations.request_checks import product
from resources.enums import CostElement, PaidTime, QuantityUnit, RequestStatus, ResourceKind
from resources.forms.ledger_choices import NOT_OF_THE_LIST, NamedField
from resources.forms.row_form import Part, ResourceRowForm
from resources.models import BudgetRequest, Department
from resources.selectors.ledger_choices import LedgerChoices, present_ones
from resources.selectors.requests import RequestFilter
from resources.services.request_costs import amount_of

NAMED = ("department", "pathway", "activity", "fund")
MOST_PEOPLE = 1_000_000
LONGEST_REASON = 5_000
LARGEST_QUANTITY = Decimal("999999999.999")


def _named(column: str, label: str, empty: str, help_text: str = "") -> NamedField:
    return NamedField(column=column, label=label, empty=empty, help_text=help_text, error_messages=NOT_OF_THE_LIST)


class RequestForm(ResourceRowForm):
    """What a department asks for, and why."""

    parts = (
        Part(title="What and why", lines=[["title"], ["reason"]]),
        Part(title="Who asks", lines=[["department"], ["pathway"], ["activity"]]),
        Part(title="For whom and when", lines=[["audience", "participants"], ["starts_on", "ends_on"]]),
        Part(title="With what", lines=[["vendor"], ["fund"]]),
    )

    title = LineField(
        label="What do you ask for",
        help_text="For example “Decoding institute for K–2 teachers”.",
        error_messages={"required": "Enter what you ask for."},
    )
    reason = TextField(
        label="Why",
        help_text="What will be different for students and teachers, and what shows that it is needed.",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    department = _named("department", "Department", "Not chosen", "A request needs one before you submit it.")
    pathway = _named("pathway", "Pathway", "None")
    activity = _named("activity", "Plan activity", "None")
    audience = LineField(label="For whom", help_text="For example “K–2 teachers”.", max_length=300, required=False)
    participants = NumberField(label="Expected participants", max_value=MOST_PEOPLE, decimal_places=0, required=False)
    starts_on = day_field("From")
    ends_on = day_field("To")
    vendor = LineField(label="Vendor", help_text="Who would deliver or sell it, if that is known.", required=False)
    fund = _named("fund", "Fund wished for", "No wish", "Whoever decides may choose another.")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        choices: LedgerChoices,
        departments_url: str,
    ) -> None:
        super().__init__(data, values=values, version=version)
        for name in NAMED:
            chosen = values[name]
            cast("NamedField", self.fields[name]).offer(choices.of(name), chosen.pk if chosen else None)
        if not present_ones(choices.department):
            link = format_html('<a href="{}">Add a department first.</a>', departments_url)
            self.fields["department"].help_text = format_html("{} {}", self.fields["department"].help_text, link)

    def clean_participants(self) -> int | None:
        """Return people as a whole number."""
        number = self.cleaned_data["participants"]
        return None if number is None else int(number)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day is before the first. Correct one of them.")
        return cleaned


class CostForm(ResourceRowForm):
    """One cost of a request."""

    parts = (
        Part(title="What it is", lines=[["title"], ["delivery_phase"], ["cost_element", "resource_kind"]]),
        Part(title="What it costs", lines=[["quantity", "unit"], ["unit_price", "amount"]]),
        Part(title="How benchmarks count it", lines=[["paid_time"], ["is_technology_training"]]),
    )

    title = LineField(
        label="What it is",
        help_text="For example “Substitutes for two days” or “Coaching visits in spring”.",
        error_messages={"required": "Enter what it is."},
    )
    delivery_phase = forms.ChoiceField(
        label="Delivery phase",
        choices=DeliveryPhase,
        required=False,
        help_text="Follow-up belongs to coaching; collecting data on what it changed belongs to evaluation.",
    )
    cost_element = forms.ChoiceField(label="Cost element", choices=CostElement, required=False)
    resource_kind = forms.ChoiceField(label="Kind of resource", choices=ResourceKind, required=False)
    paid_time = forms.ChoiceField(
        label="Contracted time or coach salary",
        choices=PaidTime,
        required=False,
        help_text="What the district pays anyway; it is left out where only new money is counted.",
    )
    is_technology_training = YesField(label="Learning to teach with technology")
    quantity = NumberField(label="Quantity", required=False, max_value=LARGEST_QUANTITY, decimal_places=3)
    unit = forms.ChoiceField(label="Of what", choices=QuantityUnit, required=False)
    unit_price = AmountField(label="Price of one", required=False, max_value=LARGEST_MONEY)
    amount = AmountField(label="Amount", required=False, max_value=LARGEST_MONEY)

    def __init__(self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int) -> None:
        super().__init__(data, values=values, version=version)
        worked_out = product(values["quantity"], values["unit_price"])
        self.fields["amount"].help_text = (
            "Leave it empty to have quantity × price."
            if worked_out is None or values["amount"] is not None
            else f"Empty: quantity × price is {format_money(worked_out)}."
        )

    def clean(self) -> dict[str, Any]:
        """Judge what belongs together: a quantity with its unit, and an amount with quantity and price."""
        cleaned = super().clean()
        if cleaned.get("quantity") is not None and cleaned.get("unit") == QuantityUnit.NONE:
            self.add_error("unit", "Choose what the quantity counts.")
        if {"quantity", "unit_price", "amount"} <= cleaned.keys():
            try:
                amount_of(cleaned)
            except ValidationError as refusal:
                self.add_error("amount", refusal)
        return cleaned


class RequestFilterForm(forms.Form):
    """Which requests of a year are shown. What the address asks for and does not exist leaves nothing out."""

    status = forms.ChoiceField(label="Status", choices=[("", "All"), *RequestStatus.choices], required=False)
    department = forms.ModelChoiceField(
        Department.objects.none(), label="Department", required=False, empty_label="All departments"
    )
    mine = forms.BooleanField(label="Only mine", required=False)

    def __init__(self, data: QueryDict, *, district: District, school_year: int, user: User) -> None:
        super().__init__(data, auto_id="filter_%s")
        departments = cast("forms.ModelChoiceField[Department]", self.fields["department"])
        departments.queryset = Department.objects.for_district(district)
        self.district, self.school_year, self.user = district, school_year, user
        self.full_clean()

    @property
    def chosen(self) -> RequestFilter:
        """The requests that are meant."""
        cleaned = self.cleaned_data
        return RequestFilter(
            district=self.district,
            school_year=self.school_year,
            status=cleaned.get("status", ""),
            department=cleaned.get("department"),
            mine=self.user if cleaned.get("mine") else None,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether the address asks for less than everything."""
        return any(self.cleaned_data.values())


class ReturnForm(forms.Form):
    """Why a submitted request goes back to who wrote it."""

    version = VersionField()
    reason = TextField(
        label="What should be changed",
        help_text="Who wrote the request reads it.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what should be changed."},
    )

    def __init__(self, data: QueryDict | None = None, *, request: BudgetRequest) -> None:
        super().__init__(data, initial={"version": request.version})


class ReopenForm(forms.Form):
    """Why a decision is reopened."""

    reason = TextField(
        label="Why is the decision reopened",
        help_text="The reason stays in the request’s trail.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter why the decision is reopened."},
    )


class OtherRequestForm(forms.Form):
    """Another request, by its id."""

    other = forms.UUIDField()


class DistinctForm(OtherRequestForm):
    """That two requests are no duplicates, and why."""

    reason = TextField(
        label="Why are they no duplicates",
        help_text="So that nobody has to look again.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why they are no duplicates."},
    )


def ids_in(data: QueryDict, name: str, *, most: int = 50) -> list[UUID]:
    """Read ids out of an address or post; what is none is left out."""
    field = forms.UUIDField()
    found = []
    for text in data.getlist(name)[:most]:
        try:
            found.append(cast("UUID", field.clean(text)))
        except ValidationError:
            continue
    return found
