"""A ledger added up by hand, to hold the stored totals against."""

from decimal import Decimal
from typing import Any

from plplanner.districts.models import District
from resources.models import FundShare, FundTotal, LedgerLine, LedgerTotal
from resources.services.totals import AMOUNTS, FUND_KEY, FUND_SUMS, LINE_KEY, LINE_SUMS

Summed = dict[tuple[Any, ...], dict[str, Any]]


def stored_totals(district: District) -> Summed:
    """Return the stored totals of lines that have any."""
    rows = LedgerTotal.objects.filter(district=district)
    return {
        tuple(getattr(row, name) for name in LINE_KEY): {name: getattr(row, name) for name in LINE_SUMS}
        for row in rows
        if row.lines
    }


def stored_fund_totals(district: District) -> Summed:
    """Return the stored totals of funds that have any lines."""
    rows = FundTotal.objects.filter(fund__district=district)
    return {
        tuple(getattr(row, name) for name in FUND_KEY): {name: getattr(row, name) for name in FUND_SUMS}
        for row in rows
        if row.lines
    }


def expected_totals(district: District) -> Summed:
    """Add the lines up one by one."""
    summed: Summed = {}
    for line in LedgerLine.objects.filter(district=district, removed_at=None):
        key = (*(getattr(line, name) for name in LINE_KEY[:-1]), line.shares.exists())
        _add(summed.setdefault(key, _nothing(LINE_SUMS)), line)
    return summed


def expected_fund_totals(district: District) -> Summed:
    """Add the shares up one by one."""
    summed: Summed = {}
    for share in FundShare.objects.filter(line__district=district, line__removed_at=None).select_related("line"):
        into = summed.setdefault((share.fund_id, share.line.school_year, share.line.paid_time), _nothing(FUND_SUMS))
        _add(into, share)
        into["obligated"] += max(share.committed or Decimal(0), share.actual or Decimal(0))
    return summed


def _nothing(names: tuple[str, ...]) -> dict[str, Any]:
    return dict.fromkeys(names, 0)


def _add(into: dict[str, Any], row: LedgerLine | FundShare) -> None:
    into["lines"] += 1
    for name in AMOUNTS:
        amount = getattr(row, name)
        if amount is None:
            into[f"{name}_unknown"] += 1
        else:
            into[name] += amount
