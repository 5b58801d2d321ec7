"""What a benchmark says of two numbers: whether the threshold is met, and what is missing to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal

MEETS, SHORT, CANNOT_COMPUTE = "meets", "short", "cannot_compute"
"""What a benchmark says, as `resources.enums.BenchmarkStatus` names it."""

NOTHING = Decimal(0)
FINEST = Decimal("0.000001")
"""How fine a need is told where the division does not end; finer than any FTE is kept."""
_EXACT = Context(prec=60)
"""Wide enough for the product of any two numbers that are kept."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Where the line is drawn: the quotient should be at least the threshold, or at most."""

    threshold: Decimal
    is_most: bool = False


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a benchmark says.

    `need` is how much the divided number has to be to meet the threshold (how many coaches, where it is a most);
    `shortfall` is what is missing to it. Neither is rounded but for a division that does not end; None cannot be told.
    """

    status: str
    value: Decimal | None = None
    need: Decimal | None = None
    shortfall: Decimal | None = None

    @property
    def whole_need(self) -> int | None:
        """What is needed, rounded up: nobody hires 0.985 of a coach."""
        return None if self.need is None else int(self.need.to_integral_value(rounding=ROUND_CEILING))


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What is divided by what; None is not known."""

    numerator: Decimal | None
    denominator: Decimal | None


def judge(rule: Rule, pair: Pair) -> Judgement:
    """Divide and compare, exactly. Without a denominator, or with one of zero, nothing is met and nothing is short."""
    need = _need(rule, pair)
    if pair.numerator is None or not pair.denominator:
        return Judgement(status=CANNOT_COMPUTE, need=need)
    has = pair.denominator if rule.is_most else pair.numerator
    missing = max(_EXACT.subtract(need or NOTHING, has), NOTHING)
    return Judgement(
        status=SHORT if missing else MEETS,
        value=pair.numerator / pair.denominator,
        need=need,
        shortfall=missing,
    )


def _need(rule: Rule, pair: Pair) -> Decimal | None:
    """Return what meets the threshold: that share of the denominator, or one for so many of the numerator."""
    if rule.is_most:
        return None if pair.numerator is None else round_up(pair.numerator / rule.threshold, FINEST)
    return _EXACT.multiply(rule.threshold, pair.denominator) if pair.denominator else None


def pool(rule: Rule, pairs: Sequence[Pair]) -> Judgement:
    """Judge several pairs that must each meet the threshold, with the quotient of them all.

    It is met when each is met; a pair whose denominator is zero has nothing to be a share of and is passed over. The
    shortfall is that of those which are short, not lessened by what others have beyond the threshold.
    """
    together = judge(rule, added(pairs))
    if together.status == CANNOT_COMPUTE:
        return together
    shortfall = sum((judge(rule, pair).shortfall or NOTHING for pair in pairs), NOTHING)
    return Judgement(
        status=SHORT if shortfall else MEETS, value=together.value, need=together.need, shortfall=shortfall
    )


def added(pairs: Iterable[Pair]) -> Pair:
    """Add pairs up; one number that is not known leaves its sum not known."""
    held = list(pairs)
    return Pair(
        numerator=added_up(pair.numerator for pair in held), denominator=added_up(pair.denominator for pair in held)
    )


def added_up(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """Add numbers up: None when one is not known, or there is none."""
    held = list(numbers)
    known = [number for number in held if number is not None]
    return sum(known, NOTHING) if held and len(known) == len(held) else None


def round_up(amount: Decimal, quantum: Decimal) -> Decimal:
    """Round what is missing up to what can be added, so that adding it meets the threshold."""
    return amount.quantize(quantum, rounding=ROUND_CEILING, context=_EXACT)
