"""One fund over its years, and what one year charges to it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Sum
from django.utils.safestring import SafeString

from plplanner.kit.dates import long_day
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from plplanner.kit.years import school_year_label, school_year_of, school_year_span
from resources.calculations.funds import NOTHING, FundBalance
from resources.enums import FundKind
from resources.models import Fund, FundAward, FundShare, FundTotal, FundTransfer
from resources.selectors.fund_balances import fund_balance
from resources.selectors.funds import warnings
from resources.selectors.funds_timeline import Timeline, fund_timeline

MOST_LINES = 50
MOST_YEARS_AROUND = 6
"""So many years before and after the shown one are filled in where a fund lasts and nothing is recorded."""


@dataclass(frozen=True, kw_only=True)
class FundYear:
    """One fiscal year of a fund."""

    label: str
    is_shown: bool
    award: str
    carry_over: str
    transfers_in: str
    transfers_out: str
    available: str
    planned: str
    new_money: str
    committed: str
    spent: str
    remaining: str
    state: str
    warnings: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ChargedLine:
    """A line of the ledger with what the fund pays of it."""

    id: UUID
    title: str
    kind: str
    planned: str
    committed: str
    spent: str


@dataclass(frozen=True, kw_only=True)
class FundPage:
    """One fund as its page shows it in one fiscal year."""

    facts: Sequence[dict[str, str]]
    years: Sequence[FundYear]
    timeline: SafeString
    sunset: str
    lines: Sequence[ChargedLine]
    more_lines: str
    """How many lines the page leaves out; empty where it shows all."""
    is_award_known: bool
    scopes: str
    """How much of what is planned is paid anyway; empty where nothing is planned."""


def fund_page(fund: Fund, school_year: int, *, today: datetime.date) -> FundPage:
    """Read one fund over its years and the lines that one of them charges to it, in four queries."""
    balances = fund_years(fund, school_year)
    this = balances[school_year]
    lines = charged_lines(fund, school_year)
    timeline = Timeline(
        years=list(balances), shown=school_year, starts_on=fund.starts_on, ends_on=fund.ends_on, name=str(fund)
    )
    return FundPage(
        facts=_facts(fund),
        years=[_year(year, balance, is_shown=year == school_year) for year, balance in balances.items()],
        timeline=fund_timeline(timeline),
        sunset=sunset(fund.ends_on, today),
        lines=lines,
        more_lines=format_count(this.lines - len(lines)) if this.lines > len(lines) else "",
        is_award_known=this.award is not None,
        scopes=_scopes(this),
    )


def fund_years(fund: Fund, school_year: int) -> dict[int, FundBalance]:
    """Return a fund's balance of each year that has anything, or that it lasts in near the shown one; in order."""
    awards = {award.school_year: award for award in FundAward.objects.filter(fund=fund)}
    totals = defaultdict(list)
    for total in FundTotal.objects.filter(fund=fund):
        totals[total.school_year].append(total)
    came, went = _transfers(fund)
    years = {*awards, *came, *went, *(year for year in totals if any(row.lines for row in totals[year]))}
    years |= _years_between(fund, school_year)
    return {
        year: fund_balance(
            fund,
            award=awards.get(year),
            transfers_in=came.get(year, NOTHING),
            transfers_out=went.get(year, NOTHING),
            totals=totals.get(year, []),
        )
        for year in sorted(years)
    }


def charged_lines(fund: Fund, school_year: int) -> list[ChargedLine]:
    """List the lines that charge most to the fund, in one query."""
    shares = FundShare.objects.filter(fund=fund, line__school_year=school_year, line__removed_at=None)
    largest = shares.select_related("line").order_by(F("planned").desc(nulls_last=True), "line__created_at", "pk")
    return [
        ChargedLine(
            id=share.line_id,
            title=str(share.line),
            kind=share.line.get_resource_kind_display(),
            planned=money_or_not_known(share.planned),
            committed=money_or_not_known(share.committed),
            spent=money_or_not_known(share.actual),
        )
        for share in largest[:MOST_LINES]
    ]


def sunset(ends_on: datetime.date | None, today: datetime.date) -> str:
    """Say when the money ends, and how far off that is."""
    if ends_on is None:
        return "No last day is entered. Enter it if the money ends: what rests on it then shows in time."
    if ends_on < today:
        return f"The fund ended on {long_day(ends_on)}."
    months = (ends_on.year - today.year) * 12 + ends_on.month - today.month
    away = "this month" if not months else "in 1 month" if months == 1 else f"in {months} months"
    return f"The fund ends on {long_day(ends_on)}, {away}."


def _transfers(fund: Fund) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    moved = FundTransfer.objects.present().filter(Q(from_fund=fund) | Q(to_fund=fund), amount__isnull=False)
    sums: Iterable[Any] = moved.order_by().values("school_year", "to_fund_id").annotate(sum=Sum("amount"))
    came: dict[int, Decimal] = {}
    went: dict[int, Decimal] = {}
    for each in sums:
        into = came if each["to_fund_id"] == fund.pk else went
        into[each["school_year"]] = into.get(each["school_year"], NOTHING) + each["sum"]
    return came, went


def _years_between(fund: Fund, school_year: int) -> set[int]:
    """Return the shown year and the years around it in which the fund lasts, as far as its days are known."""
    first = school_year_of(fund.starts_on) if fund.starts_on else school_year
    last = school_year_of(fund.ends_on) if fund.ends_on else school_year
    nearest = range(max(first, school_year - MOST_YEARS_AROUND), min(last, school_year + MOST_YEARS_AROUND) + 1)
    return {school_year, *nearest}


def _year(year: int, balance: FundBalance, *, is_shown: bool) -> FundYear:
    return FundYear(
        label=school_year_label(year),
        is_shown=is_shown,
        award=money_or_not_known(balance.award),
        carry_over=money_or_not_known(balance.carry_over),
        transfers_in=format_money(balance.transfers_in),
        transfers_out=format_money(balance.transfers_out),
        available=money_or_not_known(balance.available),
        planned=format_money(balance.planned),
        new_money=format_money(balance.new_money),
        committed=format_money(balance.committed),
        spent=format_money(balance.actual),
        remaining=money_or_not_known(balance.remaining),
        state=_state(year, balance),
        warnings=warnings(balance),
    )


def _state(year: int, balance: FundBalance) -> str:
    first, last = school_year_span(year)
    if balance.starts_on is not None and balance.starts_on > last:
        return "not begun"
    if balance.ends_on is None or balance.ends_on > last:
        return ""
    return "ended before" if balance.ends_on < first else f"ends {long_day(balance.ends_on)}"


def _facts(fund: Fund) -> list[dict[str, str]]:
    listing = fund.assistance_listing
    rows = [
        ("Kind", str(FundKind(fund.kind).label)),
        ("Assistance listing", str(listing) if listing else ""),
        ("Program", "Yes" if fund.is_program else "No"),
        ("First day", long_day(fund.starts_on) if fund.starts_on else ""),
        ("Last day", long_day(fund.ends_on) if fund.ends_on else ""),
        ("What it may pay for", fund.allowable_use),
        ("Id in your finance system", fund.external_id),
    ]
    needed = {"What it may pay for", "Last day"}
    return [{"label": label, "value": value} for label, value in rows if value or label in needed]


def _scopes(balance: FundBalance) -> str:
    if not balance.planned:
        return ""
    paid_anyway = balance.planned - balance.new_money
    return (
        f"Of {format_money(balance.planned)} planned, {format_money(paid_anyway)} is contracted teacher time or coach "
        f"salaries; {format_money(balance.new_money)} is new money."
    )
