"""Grants and gifts that a district seeks: open ones by deadline, and what each year brought."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from plplanner.kit.years import school_year_label, school_year_of
from resources.enums import SearchStatus
from resources.models import ExternalResource
from resources.models.rows import ResourceRowQuerySet
from resources.selectors.removed import RemovedRow

KINDS = {
    SearchStatus.CONSIDERING: "none",
    SearchStatus.APPLIED: "progress",
    SearchStatus.WON: "done",
    SearchStatus.LOST: "info",
}
DECIDED = {SearchStatus.WON, SearchStatus.LOST}


@dataclass(frozen=True, kw_only=True)
class ExternalLine:
    """One grant or gift, ready to print."""

    id: UUID
    name: str
    funder: str
    purpose: str
    deadline: str
    is_over: bool
    """Whether the deadline went by while nobody had applied."""
    status: str
    status_kind: str
    sought: str
    won: str
    result: str
    fund: str
    fund_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class YearSum:
    """What was sought and won with deadlines of one fiscal year."""

    year: str
    count: str
    sought: str
    won: str


@dataclass(frozen=True, kw_only=True)
class ExternalList:
    """All grants and gifts of a district: those still open, those decided, and the sums of both by year."""

    open: Sequence[ExternalLine]
    decided: Sequence[ExternalLine]
    sums: Sequence[YearSum]
    removed: Sequence[RemovedRow]


def external_list(district: District, *, today: datetime.date) -> ExternalList:
    """List a district's external resources, the next deadline first, in one query."""
    rows = list(_rows(district))
    present = [row for row in rows if row.removed_at is None]
    by_deadline = sorted(present, key=lambda row: row.deadline or datetime.date.max)
    return ExternalList(
        open=[_line(row, today) for row in by_deadline if row.status not in DECIDED],
        decided=[_line(row, today) for row in reversed(by_deadline) if row.status in DECIDED],
        sums=list(_sums(present)),
        removed=[RemovedRow(id=row.pk, name=str(row)) for row in rows if row.removed_at],
    )


def _rows(district: District) -> ResourceRowQuerySet[ExternalResource]:
    return ExternalResource.objects.for_district(district).select_related("fund").order_by("deadline", "name", "pk")


def _line(row: ExternalResource, today: datetime.date) -> ExternalLine:
    status = SearchStatus(row.status)
    return ExternalLine(
        id=row.pk,
        name=str(row),
        funder=row.funder,
        purpose=row.purpose,
        deadline=short_day(row.deadline) if row.deadline else "No deadline",
        is_over=status == SearchStatus.CONSIDERING and row.deadline is not None and row.deadline < today,
        status=str(status.label),
        status_kind=KINDS[status],
        sought=money_or_not_known(row.amount_sought),
        won=money_or_not_known(row.amount_won) if status == SearchStatus.WON else "–",
        result=row.result,
        fund=str(row.fund) if row.fund else "",
        fund_id=row.fund_id,
    )


def _sums(rows: Iterable[ExternalResource]) -> Iterable[YearSum]:
    """Add up by the fiscal year of the deadline, the latest first, those without a deadline last."""
    by_year: dict[int | None, list[ExternalResource]] = defaultdict(list)
    for row in rows:
        by_year[school_year_of(row.deadline) if row.deadline else None].append(row)
    for year in sorted(by_year, key=lambda each: (each is None, -(each or 0))):
        of_year = by_year[year]
        won = [row.amount_won for row in of_year if row.status == SearchStatus.WON]
        yield YearSum(
            year="No deadline" if year is None else school_year_label(year),
            count=format_count(len(of_year)),
            sought=_sum([row.amount_sought for row in of_year]),
            won=_sum(won),
        )


def _sum(amounts: Sequence[Decimal | None]) -> str:
    """Add up what is known, and say how many are not."""
    known = [amount for amount in amounts if amount is not None]
    missing = len(amounts) - len(known)
    total = format_money(sum(known, ZERO))
    return f"{total}, {format_count(missing)} not known" if missing else total
