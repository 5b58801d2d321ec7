"""The postings of a line as its page lists them, and what they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum, Window

from plplanner.kit.dates import short_day
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import format_money, format_percent, money_or_not_known
from resources.calculations.percents import percent_of
from resources.models import LedgerLine, Posting
from resources.selectors.ledger import count_text
from resources.selectors.removed import RemovedRows, last_removed

NO_DAY = "No day"
NO_AMOUNT = "No amount yet"
AS_ENTERED = (F("posted_on").asc(nulls_first=True), "created_at", "pk")
"""Day by day; what has no day comes first."""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What the postings of a line add up to, and how many of them have an amount."""

    count: int
    total: Decimal

    @property
    def sentence(self) -> str:
        """Say so: "2 postings add up to $700, and that is the actual amount of this line."."""
        add_up = "comes" if self.count == 1 else "add up"
        postings = count_text(self.count, "posting")
        return f"{postings} {add_up} to {self.amount}, and that is the actual amount of this line."

    @property
    def amount(self) -> str:
        """The sum, ready to print."""
        return format_money(self.total)


@dataclass(frozen=True, kw_only=True)
class PostingLine:
    """One posting, with the sum of all up to it."""

    id: UUID
    name: str
    day: str
    amount: str
    running: str
    note: str


@dataclass(frozen=True, kw_only=True)
class LineAmount:
    """One amount of a line, with its name."""

    label: str
    total: str
    note: str = ""


def posted_of(line: LedgerLine) -> Posted:
    """Add up the postings of a line that count, in one statement."""
    found = Posting.objects.filter(line=line).counting().aggregate(number=Count("pk"), total=Sum("amount"))
    return Posted(count=found["number"], total=found["total"] or ZERO)


def postings_of(line: LedgerLine) -> "QuerySet[Posting]":
    """Return the present postings of a line day by day, each with the sum of all up to it as `running`."""
    running = Window(Sum("amount"), order_by=list(AS_ENTERED))
    return Posting.objects.filter(line=line).present().annotate(running=running).order_by(*AS_ENTERED)


def posting_lines(rows: Iterable[Any]) -> list[PostingLine]:
    """Write postings as a table shows them; each has what `postings_of` adds."""
    return [_line(row, running=row.running) for row in rows]


def removed_postings(line: LedgerLine) -> RemovedRows:
    """List the postings of a line that were removed last."""
    return last_removed(Posting.objects.filter(line=line))


def line_amounts(line: LedgerLine) -> list[LineAmount]:
    """Show what is planned, committed and spent of a line, and how far along that is."""
    share = percent_of(line.actual, line.planned)
    of_plan = "" if share is None else f"{format_percent(share)} of the plan"
    return [
        LineAmount(label="Planned", total=money_or_not_known(line.planned)),
        LineAmount(label="Committed", total=money_or_not_known(line.committed)),
        LineAmount(label="Actual", total=money_or_not_known(line.actual), note=of_plan),
    ]


def _line(row: Posting, *, running: Decimal | None) -> PostingLine:
    return PostingLine(
        id=row.pk,
        name=str(row),
        day=short_day(row.posted_on) if row.posted_on else NO_DAY,
        amount=NO_AMOUNT if row.amount is None else format_money(row.amount),
        running=money_or_not_known(running),
        note=row.note,
    )
