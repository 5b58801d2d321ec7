"""Whether a budget request can be submitted, and whether it covers the whole delivery cycle."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.numbers import format_money

DELIVERY, COACHING, EVALUATION = "delivery", "coaching", "evaluation"

MISSING_PHASES = {
    COACHING: "coaching and follow-up",
    EVALUATION: "data collection and evaluation",
}
"""What delivery alone leaves out, by the phase that pays for it."""


@dataclass(frozen=True, kw_only=True)
class AskedCost:
    """One cost of a request: its phase, and what it comes to; None is not known."""

    phase: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class AskedFor:
    """A request as it would be submitted."""

    what: str = ""
    has_department: bool = False
    costs: Sequence[AskedCost] = ()


def check_request(asked: AskedFor) -> list[Finding]:
    """List what stops the request (errors), and what a person should know before it goes on; `subject` is the field."""
    found = []
    if not asked.what:
        found.append(_error("request-no-what", "Enter what you ask for.", "title"))
    if not asked.has_department:
        found.append(_error("request-no-department", "Choose the department that asks.", "department"))
    if not asked.costs:
        found.append(_error("request-no-cost", "Add at least one cost.", "costs"))
    return found + _missing_phases(asked.costs) + _unknown_amounts(asked.costs)


def missing_phases(costs: Sequence[AskedCost]) -> list[str]:
    """Return the phases that a request with delivery cost says nothing of."""
    phases = {cost.phase for cost in costs}
    return [phase for phase in MISSING_PHASES if phase not in phases] if DELIVERY in phases else []


def blocks(findings: Sequence[Finding]) -> bool:
    """Whether the request cannot be submitted as it is."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def product(quantity: Decimal | None, price: Decimal | None) -> Decimal | None:
    """Return what so many of one price come to, to the cent; None where either is not known."""
    if quantity is None or price is None:
        return None
    return (quantity * price).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def contradiction(quantity: Decimal | None, price: Decimal | None, amount: Decimal | None) -> str:
    """Say that an amount is not what quantity and price come to; nothing where it is, or where one is not known."""
    worked_out = product(quantity, price)
    if quantity is None or price is None or worked_out is None or amount is None or amount == worked_out:
        return ""
    return (
        f"{quantity.normalize():,f} × {format_money(price)} is {format_money(worked_out)}, not {format_money(amount)}. "
        "Correct one of the three, or leave the amount empty."
    )


def scaled(quantity: Decimal | None, *, approved: Decimal, asked: Decimal | None) -> Decimal | None:
    """Return how much of a quantity the approved part of an amount buys, to three decimals."""
    if quantity is None or not asked or approved == asked:
        return quantity
    return (quantity * approved / asked).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)


def _error(code: str, sentence: str, subject: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, sentence=sentence, subject=subject)


def _missing_phases(costs: Sequence[AskedCost]) -> list[Finding]:
    missing = missing_phases(costs)
    if not missing:
        return []
    named = " or for ".join(MISSING_PHASES[phase] for phase in missing)
    sentence = (
        f"This request pays for delivery, and nothing for {named}. "
        "Add what that will cost, or submit the request as it is if somebody else pays for it."
    )
    return [Finding(code="request-phases-missing", severity=Severity.WARNING, sentence=sentence, subject="costs")]


def _unknown_amounts(costs: Sequence[AskedCost]) -> list[Finding]:
    unknown = sum(cost.amount is None for cost in costs)
    if not unknown:
        return []
    sentence = (
        "One cost has no amount yet. The sum leaves it out."
        if unknown == 1
        else f"{unknown:,} costs have no amount yet. The sum leaves them out."
    )
    return [Finding(code="request-amount-unknown", severity=Severity.NOTICE, sentence=sentence, subject="costs")]
