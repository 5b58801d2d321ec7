import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.numbers import (
    Missing,
    NumberKind,
    NumberRefused,
    format_count,
    format_fte,
    format_money,
    format_number,
    format_percent,
    format_ratio,
    parse_missing,
    parse_number,
    parse_value,
)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("$9,454", NumberKind.MONEY, "9454"),
        (" $ 36,186,000 ", NumberKind.MONEY, "36186000"),
        ("9454.5", NumberKind.MONEY, "9454.5"),
        ("52.6%", NumberKind.PERCENT, "52.6"),
        ("52.6 %", NumberKind.PERCENT, "52.6"),
        ("2,570", NumberKind.COUNT, "2570"),
        ("2 570", NumberKind.COUNT, "2570"),
        ("2\u00a0570\u202f000", NumberKind.COUNT, "2570000"),
        ("0", NumberKind.COUNT, "0"),
        ("-5", NumberKind.COUNT, "-5"),
        ("175.07", NumberKind.FTE, "175.07"),
        (".5", NumberKind.FTE, "0.5"),
        ("15:1", NumberKind.RATIO, "15"),
        ("14.95 : 1", NumberKind.RATIO, "14.95"),
    ],
)
def test_number_is_read_as_people_paste_it(text: str, kind: NumberKind, number: str) -> None:
    assert parse_number(text, kind=kind) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "1e5", "1E5", "1_000", "１２３", "٣", "NaN", "sNaN", "inf", "-Infinity", "0x10", "1,00", "1,0000"),
        *("1,000 000", "12 34", "1..2", "--5", "+5", "(500)", "5-", "twelve", "1/2", "9" * 21, "1" * 5000),
        *("\x00", "\ud800", "½", "²"),
    ],
)
@pytest.mark.parametrize("kind", list(NumberKind))
def test_anything_else_is_refused_with_a_sentence(text: str, kind: NumberKind) -> None:
    with pytest.raises(NumberRefused) as refused:
        parse_number(text, kind=kind)

    assert str(refused.value).endswith((".", "15:1.", "175.07."))
    assert str(refused.value).startswith(("Enter a number in digits", "This is too long"))


def test_minus_zero_is_refused_with_its_own_sentence() -> None:
    with pytest.raises(NumberRefused, match=r"^Enter 0 without a minus sign\.$"):
        parse_number("-0.00", kind=NumberKind.FTE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("$5", NumberKind.COUNT),
        ("5%", NumberKind.MONEY),
        ("15:1", NumberKind.MONEY),
        ("15:2", NumberKind.RATIO),
        ("$5%", NumberKind.PERCENT),
    ],
)
def test_a_mark_of_another_kind_is_refused(text: str, kind: NumberKind) -> None:
    with pytest.raises(NumberRefused):
        parse_number(text, kind=kind)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("†", Missing.NOT_APPLICABLE),
        ("–", Missing.NOT_KNOWN),
        ("‡", Missing.LOW_QUALITY),
        ("---", Missing.NOT_KNOWN),
        (" N/A ", Missing.NOT_KNOWN),
        ("n/a", Missing.NOT_KNOWN),
        ("", Missing.NOT_KNOWN),
        ("\u00a0", Missing.NOT_KNOWN),
        ("0", None),
        ("none", None),
    ],
)
def test_missing_marks_tell_why(text: str, missing: Missing | None) -> None:
    assert parse_missing(text) == missing


def test_value_is_a_number_or_the_reason_for_none() -> None:
    assert parse_value("2,618", kind=NumberKind.COUNT) == Decimal(2618)
    assert parse_value("‡", kind=NumberKind.COUNT) is Missing.LOW_QUALITY


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (format_money(Decimal(36186000)), "$36,186,000"),
        (format_money(Decimal("9454.5")), "$9,454.50"),
        (format_money(Decimal("0.005")), "$0.01"),
        (format_money(Decimal("-0.004")), "$0"),
        (format_money(Decimal(-12)), "-$12"),
        (format_count(2618), "2,618"),
        (format_count(Decimal("2.5")), "3"),
        (format_fte(Decimal("175.065")), "175.07"),
        (format_fte(Decimal(3)), "3.00"),
        (format_percent(Decimal("52.65")), "52.7%"),
        (format_percent(Decimal("-0.01")), "0.0%"),
        (format_ratio(Decimal("14.954")), "14.95:1"),
    ],
)
def test_number_is_shown_rounded_once(shown: str, expected: str) -> None:
    assert shown == expected


@given(
    number=st.decimals(min_value=0, max_value=Decimal("99999999999999.99"), places=2), kind=st.sampled_from(NumberKind)
)
def test_shown_number_reads_back_as_itself(number: Decimal, kind: NumberKind) -> None:
    shown = format_number(number, kind=kind)

    assert format_number(parse_number(shown, kind=kind), kind=kind) == shown


@given(text=st.text(max_size=60), kind=st.sampled_from(NumberKind))
def test_any_text_is_a_finite_number_or_refused(text: str, kind: NumberKind) -> None:
    number = None
    with contextlib.suppress(NumberRefused):
        number = parse_number(text, kind=kind)

    assert number is None or (number.is_finite() and not (number == 0 and number.is_signed()))
