"""Form fields that take what people paste: text from Word, amounts with dollar signs and commas."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plplanner.kit.numbers import (
    LARGEST_AMOUNT,
    QUANTA,
    NumberKind,
    NumberRefused,
    format_count,
    parse_number,
    round_to,
)
from plplanner.kit.text import clean_line, clean_text

LINE_LIMIT = 200
TEXT_LIMIT = 20_000


class _LimitedField(forms.CharField):
    """Text with a limit that the page states in a sentence; the browser is not told, for it would cut a paste off."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(**options)
        self.max_length: int = max_length

    def clean_value(self, value: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> str:
        """Make the text safe to keep."""
        return self.clean_value(str(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        """Refuse a text over the limit, saying by how much."""
        super().validate(value)
        if len(value) > self.max_length:
            raise ValidationError(
                f"This text has {format_count(len(value))} characters, of which {format_count(self.max_length)} fit. "
                f"Shorten it by {format_count(len(value) - self.max_length)}.",
                code="too_long",
            )


class LineField(_LimitedField):
    """One line of text; line ends and runs of white space that were pasted become single spaces."""

    def __init__(self, *, max_length: int = LINE_LIMIT, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def clean_value(self, value: str) -> str:
        """Fold the white space."""
        return clean_line(value)


class TextField(_LimitedField):
    """Text of several lines, as pasted; white space at both ends is dropped."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = TEXT_LIMIT, **options: Any) -> None:
        super().__init__(max_length=max_length, strip=False, **options)

    def clean_value(self, value: str) -> str:
        """Unify the line ends."""
        return clean_text(value).strip()


class NumberField(forms.Field):
    """A number of one kind, as a Decimal within bounds and no finer than the kind is kept; empty is None."""

    widget = forms.TextInput

    def __init__(
        self,
        *,
        kind: NumberKind = NumberKind.COUNT,
        min_value: Decimal | int = 0,
        max_value: Decimal | int = LARGEST_AMOUNT,
        decimal_places: int | None = None,
        **options: Any,
    ) -> None:
        self.kind = kind
        self.min_value = Decimal(min_value)
        self.quantum = QUANTA[kind] if decimal_places is None else Decimal(1).scaleb(-decimal_places)
        self.max_value = Decimal(max_value).quantize(self.quantum, rounding=ROUND_DOWN)
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for the keyboard with digits."""
        whole = self.quantum == 1
        return {**super().widget_attrs(widget), "inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a number with commas and without marks; show what was typed as it was typed."""
        return self._shown(Decimal(value)) if isinstance(value, Decimal | int) else value

    def to_python(self, value: Any) -> Decimal | None:
        """Read the number."""
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value).strip()
        if not text:
            return None
        try:
            return parse_number(text, kind=self.kind)
        except NumberRefused as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value: Decimal | None) -> None:
        """Refuse a number out of bounds or finer than it can be kept."""
        super().validate(value)
        if value is None:
            return
        if value < self.min_value:
            raise ValidationError(f"Enter {self._shown(self.min_value)} or more.", code="too_small")
        if value > self.max_value:
            raise ValidationError(f"Enter {self._shown(self.max_value)} or less.", code="too_large")
        if value != round_to(value, self.quantum):
            raise ValidationError(self._too_fine(), code="too_fine")

    def clean(self, value: Any) -> Decimal | None:
        """Return the number with all its decimals, as the database gives it back."""
        number: Decimal | None = super().clean(value)
        return None if number is None else round_to(number, self.quantum)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not spellings: 9,454 is 9454.00."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _shown(self, number: Decimal) -> str:
        rounded = round_to(number, self.quantum)
        whole = round_to(rounded, Decimal(1))
        return f"{whole if whole == rounded else rounded:,}"

    def _too_fine(self) -> str:
        places = -int(self.quantum.as_tuple().exponent)
        if places <= 0:
            return "Enter a whole number."
        return f"Enter at most {places} {'digit' if places == 1 else 'digits'} after the point."


class AmountField(NumberField):
    """Dollars and cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(kind=NumberKind.MONEY, **options)


class CheckboxWidget(forms.CheckboxInput):
    """A box that posts "yes", which is also how an edit's base and drafts write a yes.

    By its class's name Django, and so `components/field.html`, tells that it is a checkbox.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, check_test=lambda value: value in (True, "yes"))

    def format_value(self, value: Any) -> str:
        """Post the same whether it is ticked or not yet."""
        del value
        return "yes"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        """Read anything but a yes as a no."""
        del files
        return bool(data.get(name) == "yes")


class YesField(forms.BooleanField):
    """A yes or no of a row, as a box to tick."""

    widget = CheckboxWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)


def day_field(label: str, help_text: str = "", *, required: str = "") -> forms.DateField:
    """Ask for a day; `required` is the sentence for a day left out, nothing if it may be."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=bool(required),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": required,
            "invalid": "Enter the day as month, day and year, for example 6/30/2027.",
        },
    )
