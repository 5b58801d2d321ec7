"""The funds of a district in one fiscal year, as their list shows them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plplanner.districts.models import District
from plplanner.kit.dates import long_day
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from plplanner.kit.years import school_year_span
from resources.calculations.funds import BalanceSum, FundBalance, add_up
from resources.enums import FundKind
from resources.models import Fund
from resources.selectors.fund_balances import fund_balances
from resources.selectors.removed import RemovedRow


@dataclass(frozen=True, kw_only=True)
class FundAmounts:
    """One row of amounts, ready to print."""

    carry_over: str
    available: str
    planned: str
    committed: str
    spent: str
    remaining: str
    warnings: Sequence[str] = ()
    """What has gone over, or will: a sentence each."""


@dataclass(frozen=True, kw_only=True)
class FundLine:
    """One fund of the list."""

    id: UUID
    name: str
    amounts: FundAmounts
    ends: str
    ends_in_year: bool
    is_award_known: bool


@dataclass(frozen=True, kw_only=True)
class FundGroup:
    """The funds of one kind, and what they come to."""

    key: str
    label: str
    lines: Sequence[FundLine]
    total: FundAmounts


@dataclass(frozen=True, kw_only=True)
class FundList:
    """All funds of a district in one fiscal year."""

    caption: str
    groups: Sequence[FundGroup]
    total: FundAmounts
    unknown: str
    """How many awards are not known; empty where all are."""
    over: Sequence[str]
    """A sentence for each fund of which more is planned than is available."""
    elsewhere: Sequence[FundLine] = field(default_factory=list)
    """Funds that cannot be used in this year and have nothing recorded for it."""


def fund_list(district: District, school_year: int, *, with_carry_over: bool = True) -> FundList:
    """Sort a district's funds by kind, each kind and all of them added up, in four queries."""
    span = school_year_span(school_year)
    everything = fund_balances(district, school_year)
    shown = [each for each in everything if each.has_anything or each.is_open_in(*span)]
    counted = {each.fund_id: each if with_carry_over else each.without_carry_over() for each in everything}
    groups = [
        FundGroup(
            key=kind or "other",
            label=str(FundKind(kind).label) if kind else "Kind not chosen",
            lines=[fund_line(each, counted[each.fund_id], span) for each in funds],
            total=sum_amounts(funds, add_up(counted[each.fund_id] for each in funds)),
        )
        for kind in (*FundKind.values[1:], FundKind.NONE)
        if (funds := [each for each in shown if each.kind == kind])
    ]
    total = add_up(counted[each.fund_id] for each in shown)
    return FundList(
        caption=f"Funds by kind, in dollars, {'with' if with_carry_over else 'without'} what was carried over",
        groups=groups,
        total=sum_amounts(shown, total),
        unknown=_unknown_awards(total.awards_unknown),
        over=[f"{each.name}: {too_much(each)}" for each in total.over],
        elsewhere=[fund_line(each, each, span) for each in everything if each not in shown],
    )


def removed_funds(district: District) -> list[RemovedRow]:
    """List the funds that were taken out."""
    funds = Fund.objects.for_district(district).filter(removed_at__isnull=False).order_by("name", "pk")
    return [RemovedRow(id=fund.pk, name=str(fund)) for fund in funds]


def fund_line(balance: FundBalance, counted: FundBalance, span: tuple[datetime.date, datetime.date]) -> FundLine:
    """Show one fund; `counted` is its balance with or without what was carried over, `span` the fiscal year."""
    first, last = span
    return FundLine(
        id=balance.fund_id,
        name=balance.name,
        amounts=FundAmounts(
            carry_over=money_or_not_known(balance.carry_over),
            available=money_or_not_known(counted.available),
            planned=money_or_not_known(counted.planned),
            committed=money_or_not_known(counted.committed),
            spent=money_or_not_known(counted.actual),
            remaining=money_or_not_known(counted.remaining),
            warnings=warnings(counted),
        ),
        ends=ends_on(balance.ends_on, first),
        ends_in_year=balance.ends_on is not None and first <= balance.ends_on <= last,
        is_award_known=balance.award is not None,
    )


def sum_amounts(balances: Iterable[FundBalance], total: BalanceSum) -> FundAmounts:
    """Show what several funds come to; `balances` are what the carry-over is added up from."""
    return FundAmounts(
        carry_over=money_or_not_known(add_up(balances).carry_over),
        available=money_or_not_known(total.available),
        planned=format_money(total.planned),
        committed=format_money(total.committed),
        spent=format_money(total.actual),
        remaining=money_or_not_known(total.remaining),
    )


def warnings(balance: FundBalance) -> list[str]:
    """Say in what a fund has gone over, or will: a sentence each."""
    return [sentence for sentence in (too_much(balance), overspent(balance), overdrawn(balance)) if sentence]


def too_much(balance: FundBalance) -> str:
    """Say by how much more is planned than is available; nothing where it is not."""
    unplanned = balance.unplanned
    if unplanned is None or unplanned >= 0:
        return ""
    return f"{format_money(-unplanned)} more is planned than is available."


def overspent(balance: FundBalance) -> str:
    """Say by how much more is committed or spent than is available; nothing where it is not."""
    remaining = balance.remaining
    if remaining is None or remaining >= 0 or not balance.obligated:
        return ""
    return f"{format_money(-remaining)} more is committed or spent than is available."


def overdrawn(balance: FundBalance) -> str:
    """Say by how much more is moved out than there was; nothing where it is not."""
    available = balance.available
    if available is None or available >= 0:
        return ""
    return f"{format_money(-available)} more is moved out than the fund had."


def ends_on(day: datetime.date | None, first_day: datetime.date) -> str:
    """Say when a fund ends, or ended before the year."""
    if day is None:
        return "No last day"
    return f"{'ended' if day < first_day else 'ends'} {long_day(day)}"


def _unknown_awards(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "The award of one fund is not known. The sums of available and remaining money leave it out."
    return (
        f"The awards of {format_count(count)} funds are not known. "
        "The sums of available and remaining money leave them out."
    )
