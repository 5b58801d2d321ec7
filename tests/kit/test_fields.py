from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from plplanner.kit.fields import AmountField, LineField, NumberField, TextField
from plplanner.kit.numbers import NumberKind


def _errors(field: forms.Field, text: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    return refused.value.messages


@pytest.mark.parametrize(("text", "value"), [("$9,454", "9454.00"), ("9454.5", "9454.50"), ("0", "0.00")])
def test_amount_is_a_decimal_with_cents(text: str, value: str) -> None:
    assert str(AmountField().clean(text)) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-1", "Enter 0 or more."),
        ("100,000,000,000,000", "Enter 99,999,999,999,999.99 or less."),
        ("1.005", "Enter at most 2 digits after the point."),
        ("1e5", "Enter a number in digits, for example $9,454."),
    ],
)
def test_amount_out_of_bounds_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    assert _errors(AmountField(), text) == [sentence]


def test_count_is_whole() -> None:
    assert NumberField(max_value=10).clean("7") == Decimal(7)
    assert _errors(NumberField(max_value=10), "7.5") == ["Enter a whole number."]


def test_decimal_places_may_be_named() -> None:
    assert str(NumberField(decimal_places=1).clean("7.5")) == "7.5"
    assert _errors(NumberField(decimal_places=1), "7.25") == ["Enter at most 1 digit after the point."]


def test_empty_number_is_none_where_it_may_be() -> None:
    assert NumberField(required=False).clean("  ") is None
    assert _errors(NumberField(), "") == ["This field is required."]


def test_number_is_shown_with_commas_and_typing_stays_as_typed() -> None:
    field = AmountField()

    assert field.prepare_value(Decimal("36186000.00")) == "36,186,000"
    assert field.prepare_value(Decimal("9454.50")) == "9,454.50"
    assert field.prepare_value("9 4") == "9 4"


def test_number_changes_by_value_not_by_spelling() -> None:
    field = NumberField(kind=NumberKind.MONEY)

    assert field.has_changed(Decimal("9454.00"), "$9,454") is False
    assert field.has_changed(Decimal("9454.00"), "9455") is True
    assert field.has_changed(None, "x") is True


def test_text_keeps_paragraphs_and_loses_what_cannot_be_kept() -> None:
    assert TextField().clean("  “One”\r\n\r\n• two\x00\ud800\n ") == "“One”\n\n• two"


def test_text_over_the_limit_says_by_how_much() -> None:
    assert TextField(max_length=5).clean("a\r\nb\r\nc") == "a\nb\nc"
    assert _errors(TextField(max_length=1000), "x" * 1234) == [
        "This text has 1,234 characters, of which 1,000 fit. Shorten it by 234."
    ]


def test_browser_is_not_told_to_cut_a_paste_off() -> None:
    assert "maxlength" not in TextField(max_length=5).widget.attrs
    assert "maxlength" not in LineField(max_length=5).widget.attrs


def test_line_folds_pasted_white_space() -> None:
    assert LineField().clean(" a\r\n b\t c\u00a0d ") == "a b c d"


@pytest.mark.parametrize("field", [LineField(), TextField()])
def test_text_of_nothing_but_space_is_missing(field: forms.CharField) -> None:
    assert _errors(field, " \r\n\x00 ") == ["This field is required."]
