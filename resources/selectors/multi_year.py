"""Recurring lines carried to the next two years: what they will cost, which money ends, what could replace it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Sum, Value, When
from django.db.models import CharField as TextColumn

from plplanner.districts.models import District
from plplanner.kit.dates import long_day
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import format_count, format_money
from plplanner.kit.text import shorten
from plplanner.kit.years import school_year_label
from resources.calculations.funds import FundBalance
from resources.calculations.multi_year import Cover, Growth, Offer, carried, cover, replacements
from resources.enums import ResourceKind
from resources.models import FundShare, LedgerLine
from resources.selectors.fund_balances import fund_balances

YEARS_AHEAD = 2
MOST_LINES = 100
"""So many lines that rest on ending money are listed; the ledger has the others."""
PEOPLE = (ResourceKind.STAFF, ResourceKind.TIME)
NO_FUND = "No fund named"
NO_REPLACEMENT = "No fund"
NAME_LENGTH = 90

Balances = Mapping[UUID | None, FundBalance]
"""The balances of the first year by fund; what has no fund has none."""


@dataclass(frozen=True, kw_only=True)
class YearCell:
    """What a fund's recurring lines cost in one year, and whether the fund is still there."""

    amount: str
    note: str
    is_uncovered: bool


@dataclass(frozen=True, kw_only=True)
class FundRow:
    """One fund through the years."""

    name: str
    ends: str
    cells: Sequence[YearCell]


@dataclass(frozen=True, kw_only=True)
class EndingLine:
    """A recurring line that rests on money which ends, and the fund that has enough left to take its place."""

    id: UUID
    title: str
    activity: str
    fund: str
    ends: str
    uncovered: Sequence[str]
    replacement: str


@dataclass(frozen=True, kw_only=True)
class MultiYear:
    """The recurring cost of three years."""

    years: Sequence[str]
    rows: Sequence[FundRow]
    sums: Sequence[str]
    uncovered: Sequence[str]
    lines: Sequence[EndingLine]
    outlook: str
    """What is not covered in all, and for how many of the lines other money would be enough."""
    has_replacements: bool
    left_out: int
    once_only: str


@dataclass(frozen=True, kw_only=True)
class _Cost:
    """What one fund pays of recurring lines in the first year: people and everything else."""

    people: Decimal = ZERO
    other: Decimal = ZERO

    def in_year(self, ahead: int, growth: Growth) -> Decimal:
        return carried(self.people, percent=growth.people, years=ahead) + carried(
            self.other, percent=growth.other, years=ahead
        )


def multi_year(district: District, year: int, growth: Growth) -> MultiYear:
    """Carry a year's recurring lines to the two years after it, in eight queries."""
    years = [year + ahead for ahead in range(YEARS_AHEAD + 1)]
    balances: Balances = {each.fund_id: each for each in fund_balances(district, year)}
    costs = _costs(district, year)
    lasting = {fund: _covers(balances.get(fund), years) for fund in costs}
    ending = {fund for fund, covers in lasting.items() if any(each != Cover.WHOLE for each in covers[1:])}
    lines = _lines(district, year, ending)
    needs = [_uncovered(each, balances, years, growth) for each in lines[:MOST_LINES]]
    offers = _offers(balances.values(), years)
    found = replacements(needs, offers)
    amounts = {fund: [cost.in_year(ahead, growth) for ahead in range(len(years))] for fund, cost in costs.items()}
    return MultiYear(
        years=[school_year_label(each) for each in years],
        rows=[_row(fund, balances, amounts[fund], lasting[fund]) for fund in _in_order(costs, balances)],
        sums=[format_money(sum((each[place] for each in amounts.values()), ZERO)) for place in range(len(years))],
        uncovered=[
            format_money(sum((amounts[fund][place] for fund in costs if lasting[fund][place] != Cover.WHOLE), ZERO))
            for place in range(len(years))
        ],
        lines=[_ending_line(*each) for each in zip(lines[:MOST_LINES], needs, found, strict=True)],
        outlook=f"{_not_covered(years, amounts, lasting)} {_enough_for(found, offers)}",
        has_replacements=any(found),
        left_out=max(0, len(lines) - MOST_LINES),
        once_only=format_money(_once_only(district, year)),
    )


def _recurring(district: District, year: int) -> Any:
    return FundShare.objects.filter(
        line__district=district, line__school_year=year, line__removed_at=None, line__is_recurring=True
    )


def _costs(district: District, year: int) -> Mapping[UUID | None, _Cost]:
    """Add up what recurring lines are planned to cost, by fund and whether it is people."""
    who = Case(When(resource_kind__in=PEOPLE, then=Value("people")), default=Value("other"), output_field=TextColumn())
    whose = Case(
        When(line__resource_kind__in=PEOPLE, then=Value("people")), default=Value("other"), output_field=TextColumn()
    )
    found: dict[UUID | None, dict[str, Decimal]] = {}
    shares = _recurring(district, year).order_by().annotate(who=whose).values_list("fund_id", "who")
    for fund, group, total in shares.annotate(total=Sum("planned")):
        found.setdefault(fund, {})[group] = total or ZERO
    lines = LedgerLine.objects.for_district(district).in_year(year).present()
    unnamed: Any = lines.filter(is_recurring=True, shares__isnull=True).order_by().annotate(who=who)
    for group, total in unnamed.values_list("who").annotate(total=Sum("planned")):
        found.setdefault(None, {})[group] = total or ZERO
    return {fund: _Cost(**sums) for fund, sums in found.items() if any(sums.values())}


def _once_only(district: District, year: int) -> Decimal:
    lines = LedgerLine.objects.for_district(district).in_year(year).present().filter(is_recurring=False)
    return lines.aggregate(total=Sum("planned"))["total"] or ZERO


def _covers(balance: FundBalance | None, years: Iterable[int]) -> list[Cover]:
    """Tell for each year whether the fund lasts; cost without a fund is in no year covered."""
    if balance is None:
        return [Cover.NONE for _ in years]
    return [cover(starts_on=balance.starts_on, ends_on=balance.ends_on, year=year) for year in years]


def _in_order(costs: Mapping[UUID | None, _Cost], balances: Balances) -> list[UUID | None]:
    """Sort the funds by name, what has no fund last."""
    return sorted(costs, key=lambda fund: (fund not in balances, balances[fund].name if fund in balances else ""))


def _row(
    fund: UUID | None,
    balances: Balances,
    amounts: Sequence[Decimal],
    covers: Sequence[Cover],
) -> FundRow:
    balance = balances.get(fund) if fund else None
    notes = {Cover.WHOLE: "", Cover.PART: "ends during the year", Cover.NONE: "no money"}
    return FundRow(
        name=balance.name if balance else NO_FUND,
        ends=_day(balance.ends_on) if balance else "",
        cells=[
            YearCell(amount=format_money(amount), note=notes[each], is_uncovered=each != Cover.WHOLE)
            for amount, each in zip(amounts, covers, strict=True)
        ],
    )


def _day(day: datetime.date | None) -> str:
    return long_day(day) if day else "No end"


def _lines(district: District, year: int, ending: set[UUID | None]) -> list[FundShare]:
    """List what funds pay that end within the years, the largest first."""
    shares = _recurring(district, year).filter(fund__in=[fund for fund in ending if fund])
    found = shares.select_related("line__activity", "fund").order_by(F("planned").desc(nulls_last=True), "pk")
    return list(found[: MOST_LINES + 1])


def _uncovered(share: FundShare, balances: Balances, years: Sequence[int], growth: Growth) -> dict[int, Decimal]:
    """Return what a line costs in each year that its fund does not last through."""
    percent = growth.people if share.line.resource_kind in PEOPLE else growth.other
    return {
        year: carried(share.planned or ZERO, percent=percent, years=ahead)
        for ahead, (year, each) in enumerate(zip(years, _covers(balances.get(share.fund_id), years), strict=True))
        if each != Cover.WHOLE
    }


def _ending_line(share: FundShare, uncovered: Mapping[int, Decimal], offer: Offer | None) -> EndingLine:
    line = share.line
    return EndingLine(
        id=line.pk,
        title=str(line),
        activity=shorten(str(line.activity), NAME_LENGTH) if line.activity else "",
        fund=str(share.fund),
        ends=_day(share.fund.ends_on),
        uncovered=_uncovered_words(uncovered),
        replacement=offer.name if offer else NO_REPLACEMENT,
    )


def _uncovered_words(uncovered: Mapping[int, Decimal]) -> list[str]:
    """Say what is not covered, in one line where it is the same each year."""
    if len(uncovered) > 1 and len(set(uncovered.values())) == 1:
        first, amount = next(iter(uncovered.items()))
        return [f"{format_money(amount)} a year from {school_year_label(first)}"]
    return [f"{format_money(cost)} in {school_year_label(year)}" for year, cost in uncovered.items()]


def _offers(balances: Iterable[FundBalance], years: Sequence[int]) -> list[Offer]:
    """List the funds that last through the years ahead and have money that no line plans to use this year."""
    found = []
    for each in balances:
        lasts = {
            year for year in years if cover(starts_on=each.starts_on, ends_on=each.ends_on, year=year) == Cover.WHOLE
        }
        if lasts.issuperset(years[1:]) and (each.unplanned or ZERO) > ZERO:
            found.append(Offer(name=each.name, amount=each.unplanned or ZERO, years=frozenset(lasts)))
    return found


def _not_covered(
    years: Sequence[int],
    amounts: Mapping[UUID | None, Sequence[Decimal]],
    lasting: Mapping[UUID | None, Sequence[Cover]],
) -> str:
    """Say what recurring lines with a fund cost in the years the fund does not last through."""
    sums = {
        year: sum((amounts[fund][place] for fund in amounts if fund and lasting[fund][place] != Cover.WHOLE), ZERO)
        for place, year in enumerate(years)
    }
    said = _uncovered_words({year: amount for year, amount in sums.items() if amount})
    return f"{' and '.join(said)} {'are' if len(said) > 1 else 'is'} not covered." if said else ""


def _enough_for(found: Sequence[Offer | None], offers: Sequence[Offer]) -> str:
    """Say for how many lines the money that nobody has planned is enough, given to one after the other."""
    if not offers:
        return "No fund that lasts has money that nobody has planned."
    amount = format_money(sum((each.amount for each in offers), ZERO))
    count = sum(each is not None for each in found)
    if count == len(found):
        words = "all of these lines" if count > 1 else "this line"
    elif count == 1 and found[0]:
        words = "the first line only"
    else:
        words = f"{format_count(count)} of these lines" if count else "none of these lines"
    return f"Funds that last have {amount} that nobody has planned this year: enough for {words}."
