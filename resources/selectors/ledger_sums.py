"""What lines of a district's year add up to: from the stored totals where they can tell, else in one aggregate."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from plplanner.kit.money import ZERO
from plplanner.kit.numbers import money_or_not_known
from resources.enums import Basis
from resources.models import FundShare, FundTotal, LedgerTotal
from resources.selectors.ledger import count_text
from resources.selectors.ledger_filters import FUND, LineFilter, lines_of

AMOUNTS = tuple(Basis.values)
TOTALS_KEY = ("resource_kind", "cost_element", "delivery_phase", "paid_time", "is_recurring")
"""What the stored totals of lines are kept by, as far as lines are looked for by it."""


@dataclass(frozen=True, kw_only=True)
class AmountSum:
    """One of the three amounts added up, ready to print."""

    label: str
    total: str
    note: str
    """How many lines are not in it, because nobody knows theirs."""


@dataclass(frozen=True, kw_only=True)
class LedgerSums:
    """What the lines meant add up to."""

    lines: int
    line_count: str
    amounts: list[AmountSum]
    of_fund: list[AmountSum]
    """What the fund pays of it, where lines are looked for by a fund."""


def ledger_sums(chosen: LineFilter) -> LedgerSums:
    """Add up exactly the lines meant, in one statement, and one more where they are looked for by a fund."""
    found = _stored(chosen) if _can_be_told(chosen) else lines_of(chosen).aggregate(**_aggregates())
    return LedgerSums(
        lines=found["lines_found"],
        line_count=count_text(found["lines_found"], "line"),
        amounts=_amounts(found),
        of_fund=_amounts(_of_fund(chosen)) if chosen.wanted.get(FUND) else [],
    )


def _can_be_told(chosen: LineFilter) -> bool:
    return chosen.only(*TOTALS_KEY, FUND) and chosen.wanted.get(FUND) is None


def _stored(chosen: LineFilter) -> Mapping[str, Any]:
    rows = LedgerTotal.objects.filter(district=chosen.district, school_year=chosen.school_year)
    rows = rows.filter(**{name: value for name, value in chosen.wanted.items() if name != FUND})
    return _of_stored(rows.filter(has_fund=False) if FUND in chosen.wanted else rows)


def _of_fund(chosen: LineFilter) -> Mapping[str, Any]:
    fund = chosen.wanted[FUND]
    if chosen.only(FUND):
        return _of_stored(FundTotal.objects.filter(fund=fund, school_year=chosen.school_year))
    return FundShare.objects.filter(fund=fund, line__in=lines_of(chosen)).aggregate(**_aggregates())


def _aggregates() -> dict[str, Any]:
    # Not of a column: an index that holds the amounts then holds all that is asked for.
    sums: dict[str, Any] = {"lines_found": Count("*")}
    for name in AMOUNTS:
        sums |= {f"sum_{name}": Sum(name), f"known_{name}": Count(name)}
    return sums


def _of_stored(rows: "QuerySet[LedgerTotal] | QuerySet[FundTotal]") -> Mapping[str, Any]:
    """Add stored totals up, named as `_aggregates` names sums of lines."""
    names = {"lines_found": Sum("lines")}
    for name in AMOUNTS:
        names |= {f"sum_{name}": Sum(name), f"unknown_{name}": Sum(f"{name}_unknown")}
    found: dict[str, Any] = rows.aggregate(**names)
    lines = found["lines_found"] or 0
    known = {f"known_{name}": lines - (found[f"unknown_{name}"] or 0) for name in AMOUNTS}
    return found | known | {"lines_found": lines}


def _amounts(found: Mapping[str, Any]) -> list[AmountSum]:
    return [_amount(name, found) for name in AMOUNTS]


def _amount(name: str, found: Mapping[str, Any]) -> AmountSum:
    lines, known = found["lines_found"], found[f"known_{name}"]
    total: Decimal = found[f"sum_{name}"] or ZERO
    return AmountSum(
        label=str(Basis(name).label),
        total=money_or_not_known(None if lines and not known else total),
        note=f"not known for {count_text(lines - known, 'line')}" if lines - known else "",
    )
