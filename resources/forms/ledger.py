"""How lines of the ledger are looked for, added up and taken away: every value of the address passes through here."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plplanner.districts.models import District
from plplanner.kit.fields import LineField
from resources.enums import Basis, LedgerFormat
from resources.forms.ledger_choices import Pairs, PlainSelect, pairs_of
from resources.selectors.ledger import Cursor
from resources.selectors.ledger_choices import Key, LedgerChoices
from resources.selectors.ledger_filters import FEW, NO_LABELS, NONE, RECURRING, YES, LineFilter

ADDRESS_NAMES = {
    "kind": "resource_kind",
    "element": "cost_element",
    "phase": "delivery_phase",
    "paid": "paid_time",
    "recurring": "is_recurring",
    "pathway": "pathway",
    "department": "department",
    "school": "school",
    "fund": "fund",
    "activity": "activity",
    "function": "function_code",
    "object": "object_code",
}
"""What an address calls the columns that lines are told apart by."""

UNKNOWN = [(name, f"{label} amount") for name, label in Basis.choices]


def _few(label: str, column: str) -> forms.ChoiceField:
    chosen = [(value, text) for value, text in FEW[column].choices if value]
    return _select(label, [*chosen, (NONE, NO_LABELS[column])])


def _select(label: str, choices: Pairs = ()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "All"), *choices],
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": "The ledger has none of this. Choose one of the list, or “All”."},
    )


class CursorField(forms.Field):
    """A line's place in the order of entry."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        """Read the place; what is none counts as the beginning."""
        return Cursor.read(str(value or ""))


class LedgerFilterForm(forms.Form):
    """Which lines are shown. What the address asks for and does not exist is said; the rest still holds."""

    text = LineField(label="Words in its name", required=False)
    kind = _few("Kind of resource", "resource_kind")
    element = _few("Cost element", "cost_element")
    phase = _few("Delivery phase", "delivery_phase")
    school = _select("School")
    fund = _select("Fund")
    department = _select("Department")
    pathway = _select("Pathway")
    activity = _select("Plan activity")
    function = _select("Function code")
    object = _select("Object code")
    recurring = _select("Each year or once", RECURRING)
    paid = _few("Paid time", "paid_time")
    unknown = _select("Amount not known", UNKNOWN)
    removed = forms.BooleanField(label="Removed lines only", required=False, widget=forms.CheckboxInput)
    after = CursorField()
    before = CursorField()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        district: District,
        school_year: int,
        choices: LedgerChoices,
        may_write: bool = True,
    ) -> None:
        super().__init__(data or {}, auto_id="filter_%s")
        self.district, self.school_year, self.ledger_choices = district, school_year, choices
        for name, column in ADDRESS_NAMES.items():
            field = self.fields[name]
            if column not in FEW and isinstance(field, forms.ChoiceField) and column != "is_recurring":
                field.choices = [("", "All"), *pairs_of(choices.of(column)), (NONE, NO_LABELS[column])]
        if not may_write:
            del self.fields["removed"]
        self.full_clean()

    @property
    def chosen(self) -> LineFilter:
        """The lines that are meant; what was refused leaves none out."""
        cleaned = self.cleaned_data
        wanted = {
            column: self._value(column, cleaned[name]) for name, column in ADDRESS_NAMES.items() if cleaned.get(name)
        }
        return LineFilter(
            district=self.district,
            school_year=self.school_year,
            wanted=wanted,
            unknown=cleaned.get("unknown", ""),
            text=cleaned.get("text", ""),
            is_removed=cleaned.get("removed", False),
        )

    @property
    def query(self) -> dict[str, str]:
        """What of the address tells lines apart, without the page."""
        names = [*ADDRESS_NAMES, "unknown", "text", "removed"]
        found = {name: self.cleaned_data.get(name) for name in names}
        return {name: YES if value is True else str(value) for name, value in found.items() if value}

    @property
    def count(self) -> int:
        """By how much lines are told apart."""
        return len(self.query)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What people look for most, in order."""
        return self._bound("text", "kind", "school", "fund")

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The rest."""
        return self._bound(
            "element",
            "phase",
            "department",
            "pathway",
            "activity",
            "recurring",
            "paid",
            "unknown",
            "function",
            "object",
        )

    @property
    def boxes(self) -> list[forms.BoundField]:
        """What is ticked."""
        return self._bound("removed")

    @property
    def opens_more(self) -> bool:
        """Whether one of the rest is chosen or refused."""
        names = [field.name for field in [*self.more_fields, *self.boxes]]
        return any(name in self.query or name in self.errors for name in names)

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def _value(self, column: str, text: str) -> Any:
        if column == "is_recurring":
            return text == YES
        if column in FEW:
            return "" if text == NONE else text
        return None if text == NONE else _key_of(column, text, self.ledger_choices)


def _key_of(column: str, text: str, choices: LedgerChoices) -> Key:
    return next(each.key for each in choices.of(column) if str(each.key) == text)


def address_query(values: Mapping[str, str]) -> str:
    """Write the part of an address after its path, or nothing."""
    return f"?{urlencode(values)}" if values else ""


DIMENSIONS = [
    ("kind", "Kind of resource"),
    ("element", "Cost element"),
    ("phase", "Delivery phase"),
    ("pathway", "Pathway"),
    ("department", "Department"),
    ("school", "School"),
    ("fund", "Fund"),
    ("recurring", "Each year or once"),
    ("paid", "Paid time"),
    ("function", "Function code"),
    ("object", "Object code"),
]
"""What totals can be told apart by, as the address names it."""


class CrossForm(forms.Form):
    """Which two dimensions totals are told apart by, and of which amount."""

    rows = forms.ChoiceField(label="Rows", choices=DIMENSIONS, required=False, widget=PlainSelect)
    columns = forms.ChoiceField(label="Columns", choices=DIMENSIONS, required=False, widget=PlainSelect)
    amount = forms.ChoiceField(label="Amount", choices=Basis, required=False, widget=PlainSelect)

    DEFAULTS: ClassVar = {"rows": "element", "columns": "fund", "amount": Basis.PLANNED.value}

    def __init__(self, data: QueryDict | None = None) -> None:
        given: Mapping[str, Any] = data or {}
        super().__init__(
            {name: given.get(name) or default for name, default in self.DEFAULTS.items()}, auto_id="cross_%s"
        )

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("rows") and cleaned.get("rows") == cleaned.get("columns"):
            raise ValidationError({"columns": "Choose something else for the columns than for the rows."})
        return cleaned

    @property
    def chosen(self) -> dict[str, str]:
        """The two dimensions and the amount, as the address names them; the usual ones in place of what is refused."""
        return {name: self.cleaned_data.get(name) or default for name, default in self.DEFAULTS.items()}

    @property
    def row_title(self) -> str:
        """What the rows are."""
        return dict(DIMENSIONS)[self.chosen["rows"]]

    @property
    def caption(self) -> str:
        """What the table shows, in words."""
        named = dict(DIMENSIONS)
        columns = named[self.chosen["columns"]].lower()
        return f"{Basis(self.chosen['amount']).label} by {self.row_title.lower()} and {columns}"


class LedgerFormatForm(forms.Form):
    """The kind of file that lines are taken away as."""

    format = forms.TypedChoiceField(choices=LedgerFormat, coerce=LedgerFormat)
