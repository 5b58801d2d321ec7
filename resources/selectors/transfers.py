"""Transfers between funds, as their pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from resources.calculations.funds import NOTHING, FundBalance
from resources.models import Fund, FundTransfer
from resources.models.rows import ResourceRowQuerySet
from resources.selectors.fund_balances import balances_of, fund_balances
from resources.selectors.funds import overdrawn

ELSEWHERE = "Elsewhere"


@dataclass(frozen=True, kw_only=True)
class TransferLine:
    """One transfer."""

    id: UUID
    name: str
    day: str
    from_fund: str
    to_fund: str
    amount: str
    reason: str
    counts: bool


@dataclass(frozen=True, kw_only=True)
class OfferedFund:
    """A fund that money can be moved from or to."""

    fund: Fund
    label: str


@dataclass(frozen=True, kw_only=True)
class TransferList:
    """The transfers of one fiscal year."""

    lines: Sequence[TransferLine]
    total: str
    overdrawn: Sequence[str]
    """A sentence for each fund that gives more than it has."""


def transfer_list(district: District, school_year: int) -> TransferList:
    """List a year's transfers by date, in five queries."""
    transfers = list(_transfers(district).present().in_year(school_year))
    balances = fund_balances(district, school_year)
    return TransferList(
        lines=transfer_lines(transfers),
        total=_total(transfers),
        overdrawn=[f"{each.name}: {sentence}" for each in balances if (sentence := overdrawn(each))],
    )


def transfers_with(fund: Fund, school_year: int) -> list[TransferLine]:
    """List a year's transfers from and to one fund, in one query."""
    transfers = _transfers(fund.district).present().in_year(school_year)
    return transfer_lines(transfers.filter(Q(from_fund=fund) | Q(to_fund=fund)))


def removed_transfers(district: District, school_year: int) -> list[TransferLine]:
    """List the transfers that were taken out."""
    return transfer_lines(_transfers(district).in_year(school_year).filter(removed_at__isnull=False))


def transfer_summary(district: District, school_year: int) -> str:
    """Say how many transfers a year has and how much they move, in one query."""
    transfers = list(_transfers(district).present().in_year(school_year))
    if not transfers:
        return "No money is moved between funds."
    of = "1 transfer moves" if len(transfers) == 1 else f"{format_count(len(transfers))} transfers move"
    return f"{of} {_total(transfers)}."


def transfer_lines(transfers: Iterable[FundTransfer]) -> list[TransferLine]:
    """Show transfers."""
    return [
        TransferLine(
            id=each.pk,
            name=f"{each.from_fund or ELSEWHERE} to {each.to_fund or 'elsewhere'}",
            day=short_day(each.moved_on) if each.moved_on else "No date",
            from_fund=str(each.from_fund or ELSEWHERE),
            to_fund=str(each.to_fund or ELSEWHERE),
            amount=money_or_not_known(each.amount),
            reason=each.reason,
            counts=_counts(each),
        )
        for each in transfers
    ]


def offered_funds(district: District, school_year: int) -> list[OfferedFund]:
    """List the funds that money can be moved between, each with what of it no line plans to use; in four queries."""
    funds = list(Fund.objects.for_district(district).present())
    balances = balances_of(funds, school_year)
    return [
        OfferedFund(fund=fund, label=f"{balance.name} – {_unplanned(balance)}")
        for fund, balance in zip(funds, balances, strict=True)
    ]


def _unplanned(balance: FundBalance) -> str:
    if balance.unplanned is None:
        return "award not known"
    if balance.unplanned < 0:
        return f"{format_money(-balance.unplanned)} over"
    return f"{format_money(balance.unplanned)} not planned yet"


def _counts(transfer: FundTransfer) -> bool:
    return transfer.amount is not None and bool(transfer.from_fund_id or transfer.to_fund_id)


def _total(transfers: Iterable[FundTransfer]) -> str:
    return format_money(_sum(each.amount for each in transfers if _counts(each)))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), NOTHING)


def _transfers(district: District) -> ResourceRowQuerySet[FundTransfer]:
    return FundTransfer.objects.for_district(district).select_related("from_fund", "to_fund")
