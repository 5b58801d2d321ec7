"""Numbers as people paste them and as pages show them; rounding happens here and nowhere else."""

import enum
import re
from decimal import ROUND_HALF_UP, Context, Decimal

LONGEST_NUMBER = 40
MOST_DIGITS = 20
LARGEST_AMOUNT = Decimal("99999999999999.99")
"""What a column of 16 digits with two decimals holds."""

MONEY_QUANTUM = Decimal("0.01")
DOLLAR_QUANTUM = Decimal(1)
COUNT_QUANTUM = Decimal(1)
FTE_QUANTUM = Decimal("0.01")
PERCENT_QUANTUM = Decimal("0.1")
RATIO_QUANTUM = Decimal("0.01")

_WIDE_ENOUGH = Context(prec=60)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_PLAIN = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_GROUPED = r"[0-9]{1,3}(?:([, ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?"
_NUMBER = re.compile(rf"-?(?:{_GROUPED}|{_PLAIN})")
_RATIO_TAIL = re.compile(r" ?: ?1$")


NOT_KNOWN = "Not known"


class NumberKind(enum.StrEnum):
    """What a number measures; it decides which marks may stand beside it and how it is rounded."""

    COUNT = "count"
    MONEY = "money"
    FTE = "fte"
    PERCENT = "percent"
    RATIO = "ratio"


QUANTA = {
    NumberKind.COUNT: COUNT_QUANTUM,
    NumberKind.MONEY: MONEY_QUANTUM,
    NumberKind.FTE: FTE_QUANTUM,
    NumberKind.PERCENT: PERCENT_QUANTUM,
    NumberKind.RATIO: RATIO_QUANTUM,
}
"""The smallest step in which each kind is kept and shown."""

_EXAMPLES = {
    NumberKind.COUNT: "2,570",
    NumberKind.MONEY: "$9,454",
    NumberKind.FTE: "175.07",
    NumberKind.PERCENT: "52.6%",
    NumberKind.RATIO: "15:1",
}


class Missing(enum.StrEnum):
    """Why a published value is absent; an absent value is never zero."""

    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"
    LOW_QUALITY = "low_quality"


_MISSING_TOKENS = {
    "": Missing.NOT_KNOWN,
    "–": Missing.NOT_KNOWN,
    "—": Missing.NOT_KNOWN,
    "-": Missing.NOT_KNOWN,
    "--": Missing.NOT_KNOWN,
    "---": Missing.NOT_KNOWN,
    "n/a": Missing.NOT_KNOWN,
    "na": Missing.NOT_KNOWN,
    "†": Missing.NOT_APPLICABLE,
    "‡": Missing.LOW_QUALITY,
}


class NumberRefused(ValueError):
    """The text is not a number we take; the message is a sentence that says what to enter."""


def parse_missing(text: str) -> Missing | None:
    """Tell why the value is absent, or None when the text is something else (usually a number)."""
    return _MISSING_TOKENS.get(_SPACES.sub(" ", text).strip().casefold())


def parse_number(text: str, *, kind: NumberKind) -> Decimal:
    """Read a number exactly as written, unrounded: `$9,454`, `2 570`, `52.6%` (52.6), `15:1` (15).

    Marks must fit the kind. Raises NumberRefused for everything else, exponents, underscores, digits of other
    scripts, minus zero, NaN and infinity among it.
    """
    if len(text) > LONGEST_NUMBER:
        raise NumberRefused(f"This is too long for a number. Enter at most {MOST_DIGITS} digits.")
    bare = _without_marks(_SPACES.sub(" ", text).strip(), kind=kind)
    if not _NUMBER.fullmatch(bare):
        raise NumberRefused(f"Enter a number in digits, for example {_EXAMPLES[kind]}.")
    number = Decimal(bare.replace(",", "").replace(" ", ""))
    if not number and bare.startswith("-"):
        raise NumberRefused("Enter 0 without a minus sign.")
    if len(number.as_tuple().digits) > MOST_DIGITS:
        raise NumberRefused(f"This is too long for a number. Enter at most {MOST_DIGITS} digits.")
    return number


def parse_value(text: str, *, kind: NumberKind) -> Decimal | Missing:
    """Read a published value: a number, or the reason why there is none."""
    missing = parse_missing(text)
    return parse_number(text, kind=kind) if missing is None else missing


def round_to(value: Decimal, quantum: Decimal) -> Decimal:
    """Round half up, as auditors do by hand."""
    return value.quantize(quantum, rounding=ROUND_HALF_UP, context=_WIDE_ENOUGH)


def format_money(value: Decimal) -> str:
    """Show dollars exactly; cents only where there are some: "$36,186,000", "$9,454.50"."""
    exact = round_to(value, MONEY_QUANTUM)
    whole = round_to(exact, DOLLAR_QUANTUM)
    sign = "-" if exact < 0 else ""
    return f"{sign}${abs(whole if whole == exact else exact):,}"


def money_or_not_known(value: Decimal | None) -> str:
    """Write an amount of dollars, or that nobody knows it."""
    return NOT_KNOWN if value is None else format_money(value)


def format_count(value: Decimal | int) -> str:
    """Show a count: "2,618"."""
    return f"{_positive_zero(round_to(Decimal(value), COUNT_QUANTUM)):,}"


def format_fte(value: Decimal) -> str:
    """Show full-time equivalents to two decimals: "175.07"."""
    return f"{_positive_zero(round_to(value, FTE_QUANTUM)):,}"


def format_percent(value: Decimal) -> str:
    """Show a number of hundredths to one decimal: Decimal("52.64") gives "52.6%"."""
    return f"{_positive_zero(round_to(value, PERCENT_QUANTUM)):,}%"


def format_ratio(value: Decimal) -> str:
    """Show how many there are to one, to two decimals: "14.95:1"."""
    return f"{_positive_zero(round_to(value, RATIO_QUANTUM)):,}:1"


FORMATS = {
    NumberKind.COUNT: format_count,
    NumberKind.MONEY: format_money,
    NumberKind.FTE: format_fte,
    NumberKind.PERCENT: format_percent,
    NumberKind.RATIO: format_ratio,
}


def format_number(value: Decimal, *, kind: NumberKind) -> str:
    """Show a number of any kind."""
    return FORMATS[kind](value)


def _without_marks(text: str, *, kind: NumberKind) -> str:
    if kind is NumberKind.MONEY:
        return text.removeprefix("$").lstrip()
    if kind is NumberKind.PERCENT:
        return text.removesuffix("%").rstrip()
    if kind is NumberKind.RATIO:
        return _RATIO_TAIL.sub("", text)
    return text


def _positive_zero(value: Decimal) -> Decimal:
    """Drop the sign of a zero that rounding made."""
    return value or abs(value)
