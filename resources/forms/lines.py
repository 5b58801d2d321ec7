"""The form of one line of the ledger."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plans.enums import DeliveryPhase
from plplanner.kit.fields import AmountField, LineField, NumberField, TextField, YesField
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import NumberKind
from resources.calculations.shares import WHOLE
from resources.enums import CostElement, PaidTime, QuantityUnit, ResourceKind
from resources.forms.ledger_choices import NOT_OF_THE_LIST, NamedField
from resources.forms.row_form import FieldLine, Part, ResourceRowForm
from resources.models import Fund, LedgerLine
from resources.selectors.ledger_choices import LedgerChoices
from resources.selectors.lines import FundNote, is_id_taken
from resources.selectors.postings import Posted
from resources.services.lines import MOST_FUNDS, require_shares_add_up, share_field, shares_in

NAMED = ("pathway", "department", "school", "activity", "function_code", "object_code")
LARGEST_QUANTITY = Decimal("999999999.999")
OPEN_SHARES = 2
"""So many shares stand open; the others in the part that is closed while empty."""


class ShortNumberField(NumberField):
    """A number shown without the zeros at its end."""

    def prepare_value(self, value: Any) -> Any:
        """Show what the database gives back as it was entered: 0.5, not 0.500."""
        return f"{value.normalize():,f}" if isinstance(value, Decimal) else super().prepare_value(value)


class PartField(ShortNumberField):
    """A fund's share in percent or dollars: 60, 60%, $6,000."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            kind=NumberKind.MONEY, min_value=Decimal("0.0001"), max_value=LARGEST_MONEY, decimal_places=4, **options
        )

    def to_python(self, value: Any) -> Decimal | None:
        """Read the number with either mark."""
        is_text = isinstance(value, str) and not value.strip().startswith("$")
        return super().to_python(value.strip().removesuffix("%") if is_text else value)


def amount_field(label: str, help_text: str = "") -> AmountField:
    """Ask for dollars that may not be known."""
    return AmountField(label=label, help_text=help_text, required=False, max_value=LARGEST_MONEY)


def share_lines(first: int, last: int) -> Sequence[Sequence[str]]:
    """Name the fields of some shares, the two of one share together."""
    return [[share_field(number, "fund"), share_field(number, "part")] for number in range(first, last + 1)]


class LineForm(ResourceRowForm):
    """One resource of the year: what it is, what it costs, who pays and where it belongs."""

    parts = (
        Part(
            title="What it is", lines=[["title"], ["resource_kind", "cost_element"], ["delivery_phase"], ["activity"]]
        ),
        Part(
            title="How much",
            lines=[
                ["planned", "committed", "actual"],
                ["quantity", "unit"],
                ["paid_time"],
                ["is_recurring"],
                ["is_technology_training"],
            ],
            more_title="Why it differs from the plan",
            more=[["explanation"]],
        ),
        Part(
            title="Who pays",
            lines=share_lines(1, OPEN_SHARES),
            more_title="More funds",
            more=share_lines(OPEN_SHARES + 1, MOST_FUNDS),
        ),
        Part(title="Where it belongs", lines=[["school"], ["department", "pathway"]]),
        Part(
            title="Codes and note",
            more_title="Account codes, id and note",
            more=[["function_code", "object_code"], ["external_id"], ["note"]],
        ),
    )

    title = LineField(
        label="What it is",
        help_text="For example “Reading coach, Maple Elementary”.",
        error_messages={"required": "Enter what it is."},
    )
    resource_kind = forms.ChoiceField(label="Kind of resource", choices=ResourceKind, required=False)
    cost_element = forms.ChoiceField(label="Cost element", choices=CostElement, required=False)
    delivery_phase = forms.ChoiceField(label="Delivery phase", choices=DeliveryPhase, required=False)
    activity = NamedField(column="activity", label="Plan activity", empty="None", error_messages=NOT_OF_THE_LIST)
    planned = amount_field("Planned", "Leave an amount empty while nobody knows it.")
    committed = amount_field("Committed", "Ordered or under contract.")
    actual = amount_field("Actual", "Spent so far.")
    explanation = TextField(
        label="Why it differs from the plan (optional)",
        help_text="What made it cost more or less, for those who read the numbers next year.",
        required=False,
        max_length=5_000,
    )
    quantity = ShortNumberField(
        label="Quantity", required=False, max_value=LARGEST_QUANTITY, decimal_places=3, help_text="For example 0.5."
    )
    unit = forms.ChoiceField(
        label="Of what", choices=QuantityUnit, required=False, help_text="Hours, days, FTE or items."
    )
    paid_time = forms.ChoiceField(
        label="Contracted time or coach salary",
        choices=PaidTime,
        required=False,
        help_text="What the district pays anyway; it is left out where only new money is counted.",
    )
    is_recurring = YesField(label="Comes again each year")
    is_technology_training = YesField(label="Learning to teach with technology")
    school = NamedField(column="school", label="School", empty="District-wide", error_messages=NOT_OF_THE_LIST)
    department = NamedField(column="department", label="Department", empty="None", error_messages=NOT_OF_THE_LIST)
    pathway = NamedField(column="pathway", label="Pathway", empty="None", error_messages=NOT_OF_THE_LIST)
    function_code = NamedField(
        column="function_code", label="Function code", empty="None", error_messages=NOT_OF_THE_LIST
    )
    object_code = NamedField(column="object_code", label="Object code", empty="None", error_messages=NOT_OF_THE_LIST)
    external_id = LineField(
        label="Id in your finance system",
        help_text="Files that you load find the line by it.",
        required=False,
        max_length=80,
    )
    note = TextField(label="Note", required=False, max_length=5_000)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        line: LedgerLine,
        values: Mapping[str, Any],
        version: int,
        choices: LedgerChoices,
        notes: Mapping[str, FundNote],
        posted: Posted,
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.line = line
        self.notes = notes
        self.posted = posted
        if posted.count and "actual" not in (data or {}):
            # What somebody typed before the first posting stays on the page, and the service refuses it in words.
            del self.fields["actual"]
        for name in NAMED:
            cast("NamedField", self.fields[name]).offer(choices.of(name), getattr(line, f"{name}_id"))
        for number in range(1, MOST_FUNDS + 1):
            self._add_share(number, values, choices)

    def _lines(self, lines: Sequence[Sequence[str]]) -> list[FieldLine]:
        return super()._lines([[name for name in names if name in self.fields] for names in lines])

    def _add_share(self, number: int, values: Mapping[str, Any], choices: LedgerChoices) -> None:
        fund: Fund | None = values[share_field(number, "fund")]
        note = self.notes.get(str(fund.pk)) if fund else None
        funds = NamedField(
            column="fund",
            label=f"Fund {number}",
            empty="None",
            help_text=note.left if note else "",
            error_messages=NOT_OF_THE_LIST,
        )
        funds.offer(choices.fund, fund.pk if fund else None)
        self.fields[share_field(number, "fund")] = funds
        self.fields[share_field(number, "part")] = PartField(
            label="Share (% or dollars)",
            help_text="60 is percent, $6,000 is dollars. Empty: one fund pays all of it." if number == 1 else "",
            required=False,
        )

    @property
    def warnings(self) -> list[str]:
        """What a person should know about the funds of the line as it is saved."""
        return [note.warning for note in self.notes.values() if note.warning]

    def clean_external_id(self) -> str:
        """Refuse an id that another line has."""
        external_id: str = self.cleaned_data["external_id"]
        if is_id_taken(self.line, external_id):
            raise ValidationError("Another line has this id. Correct one of the two.", code="taken")
        return external_id

    def clean(self) -> dict[str, Any]:
        """Judge what belongs together: a quantity with its unit, and the shares."""
        cleaned = super().clean()
        if cleaned.get("quantity") is not None and cleaned.get("unit") == QuantityUnit.NONE:
            self.add_error("unit", "Choose what the quantity counts.")
        numbers = range(1, MOST_FUNDS + 1)
        if not self.names_to_choose and all(share_field(number, "part") in cleaned for number in numbers):
            self._judge_shares(cleaned)
        return cleaned

    def _judge_shares(self, cleaned: dict[str, Any]) -> None:
        named = [number for number in range(1, MOST_FUNDS + 1) if cleaned.get(share_field(number, "fund")) is not None]
        parts = [share_field(number, "part") for number in range(1, MOST_FUNDS + 1)]
        if len(named) == 1 and all(cleaned[part] is None for part in parts):
            cleaned[share_field(named[0], "part")] = WHOLE
        for number in range(1, MOST_FUNDS + 1):
            fund, part = cleaned.get(share_field(number, "fund")), cleaned[share_field(number, "part")]
            if fund is not None and part is None:
                self.add_error(share_field(number, "part"), "Enter how much of it this fund pays.")
            elif fund is None and part is not None and not self.errors.get(share_field(number, "fund")):
                self.add_error(share_field(number, "fund"), "Choose the fund that pays this share.")
        if self.errors:
            return
        try:
            require_shares_add_up(shares_in(cleaned), cleaned["planned"])
        except ValidationError as refusal:
            name = "fund" if refusal.code == "fund-twice" else "part"
            self.add_error(share_field(1, name), refusal)
