"""What each fund of a district has in a fiscal year, and what is left: raw amounts for whoever computes with them."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from plplanner.districts.models import District
from resources.calculations.funds import NOTHING, FundBalance
from resources.enums import PaidTime
from resources.models import Fund, FundAward, FundTotal, FundTransfer
from resources.selectors.quantities_sums import FundSums

Moves = dict[UUID | None, Decimal]


def fund_balances(district: District, school_year: int) -> list[FundBalance]:
    """List a district's funds by name with what they have in one fiscal year, in four queries."""
    return balances_of(list(Fund.objects.for_district(district).present()), school_year)


def balances_of(funds: list[Fund], school_year: int) -> list[FundBalance]:
    """Return what each of one district's funds has in one fiscal year, in three queries."""
    if not funds:
        return []
    district_id = funds[0].district_id
    awards = {
        award.fund_id: award
        for award in FundAward.objects.filter(fund__district_id=district_id, school_year=school_year)
    }
    came, went = transfers_of(district_id, school_year)
    totals = defaultdict(list)
    for total in FundTotal.objects.filter(fund__district_id=district_id, school_year=school_year):
        totals[total.fund_id].append(total)
    return [
        fund_balance(
            fund,
            award=awards.get(fund.pk),
            transfers_in=came[fund.pk],
            transfers_out=went[fund.pk],
            totals=totals[fund.pk],
        )
        for fund in funds
    ]


def fund_balance(
    fund: Fund,
    *,
    award: FundAward | None,
    transfers_in: Decimal,
    transfers_out: Decimal,
    totals: Iterable[FundSums],
) -> FundBalance:
    """Bring together what is stored of one fund in one fiscal year."""
    rows = list(totals)
    new = [row for row in rows if row.paid_time == PaidTime.NONE]
    return FundBalance(
        fund_id=fund.pk,
        name=str(fund),
        kind=fund.kind,
        is_program=fund.is_program,
        starts_on=fund.starts_on,
        ends_on=fund.ends_on,
        award=award.amount if award else None,
        carry_over=award.carry_over if award else None,
        transfers_in=transfers_in,
        transfers_out=transfers_out,
        planned=sum((row.planned for row in rows), NOTHING),
        new_money=sum((row.planned for row in new), NOTHING),
        committed=sum((row.committed for row in rows), NOTHING),
        actual=sum((row.actual for row in rows), NOTHING),
        obligated=sum((row.obligated for row in rows), NOTHING),
        lines=sum(row.lines for row in rows),
        unknown=sum(row.planned_unknown for row in rows),
    )


def transfers_of(district_id: UUID, school_year: int) -> tuple[Moves, Moves]:
    """Return what came to each fund and what went from it; a transfer without an amount or a fund counts for none."""
    moved = FundTransfer.objects.present().filter(
        district_id=district_id, school_year=school_year, amount__isnull=False
    )
    pairs: Iterable[Any] = moved.order_by().values("from_fund_id", "to_fund_id").annotate(sum=Sum("amount"))
    came: Moves = defaultdict(lambda: NOTHING)
    went: Moves = defaultdict(lambda: NOTHING)
    for pair in pairs:
        came[pair["to_fund_id"]] += pair["sum"]
        went[pair["from_fund_id"]] += pair["sum"]
    return came, went
