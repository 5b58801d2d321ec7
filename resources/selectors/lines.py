"""What the page of one line shows beside its form."""

from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.numbers import format_money
from resources.calculations.funds import FundBalance
from resources.models import Fund, LedgerLine
from resources.selectors.fund_balances import balances_of


@dataclass(frozen=True, kw_only=True)
class FundNote:
    """How a fund stands in a fiscal year, in words."""

    left: str
    warning: str
    """Said when more of the fund is planned, or spoken for, than it has; else empty."""


def fund_notes(line: LedgerLine, funds: list[Fund]) -> dict[str, FundNote]:
    """Say how each fund stands in the line's year as the ledger is now, by the fund's id, in three statements."""
    return {str(balance.fund_id): _note(balance) for balance in balances_of(funds, line.school_year)}


def overdrawn_by(line: LedgerLine) -> list[str]:
    """Say which of the line's funds have less in its year than is planned, in four statements."""
    if line.removed_at is not None:
        return []
    funds = [share.fund for share in line.shares.select_related("fund")]
    return [note.warning for note in fund_notes(line, funds).values() if note.warning]


def is_id_taken(line: LedgerLine, external_id: str) -> bool:
    """Whether another line of the district has this id."""
    others = LedgerLine.objects.for_district(line.district).exclude(pk=line.pk)
    return bool(external_id) and others.filter(external_id=external_id).exists()


def _note(balance: FundBalance) -> FundNote:
    available, remaining, unplanned = balance.available, balance.remaining, balance.unplanned
    if available is None or remaining is None or unplanned is None:
        return FundNote(left="How much this fund has in the year is not known.", warning="")
    left = f"Of {format_money(available)} in the year, {_left(remaining, 'neither committed nor spent')}"
    left += f" and {_left(unplanned, 'not planned yet')}." if unplanned >= 0 else "."
    return FundNote(left=left, warning=_warning(balance.name, available, remaining, unplanned))


def _left(amount: Decimal, what: str) -> str:
    return f"{format_money(max(amount, Decimal(0)))} is {what}"


def _warning(name: str, available: Decimal, remaining: Decimal, unplanned: Decimal) -> str:
    has = f"“{name}” has {format_money(available)} in the year"
    if remaining < 0:
        return f"{has}, and {format_money(-remaining)} more than that is committed or spent."
    if unplanned < 0:
        return f"{has}, and the ledger plans {format_money(-unplanned)} more than that."
    return ""
