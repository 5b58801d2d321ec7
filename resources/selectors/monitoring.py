"""What was spent of a fiscal year against its plan: in all, month by month, and by fund, phase, pathway or school."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import TruncMonth
from django.utils.safestring import SafeString

from plans.enums import DeliveryPhase
from plplanner.districts.models import District
from plplanner.kit.charts import Bar, bar_chart
from plplanner.kit.money import ZERO, MoneyField
from plplanner.kit.numbers import (
    DOLLAR_QUANTUM,
    format_count,
    format_money,
    format_percent,
    money_or_not_known,
    round_to,
)
from resources.calculations.monitoring import Compared, MonthSpent, spent_by_month
from resources.calculations.percents import percent_of
from resources.models import Fund, LedgerLine, Pathway, Posting
from resources.selectors.ledger import count_text
from resources.selectors.ledger_filters import NO_LABELS, NONE
from resources.selectors.postings import LineAmount

MOST_ROWS = 100
OTHERS = "All others"
CANNOT_SAY = "Cannot say"

Address = Callable[[str], str]
"""Where the lines of a row are listed, by the row's key in addresses."""


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """What lines are told apart by: the columns of the key and of its name, and how people read that name."""

    key: str
    name: str
    none: str
    read: Callable[[str], str] = str

    def label(self, row: Mapping[str, Any]) -> str:
        """Call a row by its name."""
        return self.read(row[self.name]) if row[self.key] else self.none


def _phase_name(phase: str) -> str:
    return str(DeliveryPhase(phase).label)


def _fund_name(name: str) -> str:
    return name or str(Fund())


def _pathway_name(name: str) -> str:
    return name or str(Pathway())


GROUPINGS = {
    "fund": Grouping(key="shares__fund_id", name="shares__fund__name", none=NO_LABELS["fund"], read=_fund_name),
    "phase": Grouping(key="delivery_phase", name="delivery_phase", none=NO_LABELS["delivery_phase"], read=_phase_name),
    "pathway": Grouping(key="pathway_id", name="pathway__name", none=NO_LABELS["pathway"], read=_pathway_name),
    "school": Grouping(key="school_id", name="school__name", none=NO_LABELS["school"]),
}
"""By the name that addresses give them, which the ledger's filters have too."""


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """What was spent in one month, ready to print."""

    label: str
    spent: str
    so_far: str
    share: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Months:
    """The months of a fiscal year that have begun, and what was spent that has no day."""

    rows: Sequence[MonthRow]
    not_dated: MonthRow
    total: MonthRow
    chart: SafeString
    has_days: bool


@dataclass(frozen=True, kw_only=True)
class ComparedRow:
    """What lines of one kind add up to, ready to print."""

    label: str
    url: str
    planned: str
    committed: str
    actual: str
    difference: str
    percent: str
    lines: str


def year_sums(district: District, year: int) -> Compared:
    """Add all lines of a fiscal year up, in one statement."""
    return _compared(_lines(district, year).aggregate(**_sums(F)))


def amounts_of_year(sums: Compared) -> list[LineAmount]:
    """Show the three amounts of a year and how far along they are."""
    return [
        LineAmount(label="Planned", total=money_or_not_known(sums.planned), note=count_text(sums.lines, "line")),
        LineAmount(label="Committed", total=money_or_not_known(sums.committed), note=_of_plan(sums.committed, sums)),
        LineAmount(label="Actual", total=money_or_not_known(sums.actual), note=_of_plan(sums.actual, sums)),
    ]


def months_of(district: District, year: int, sums: Compared, *, today: datetime.date) -> Months:
    """Put what was spent into months, in one statement; what is spent and has no day stands apart."""
    postings = Posting.objects.for_district(district).counting().filter(posted_on__isnull=False)
    found = (
        postings.filter(line__school_year=year, line__removed_at=None)
        .order_by()
        .annotate(month=TruncMonth("posted_on"))
        .values_list("month")
        .annotate(total=Sum("amount"))
    )
    months = spent_by_month(year, found, today)
    actual, dated = sums.actual or ZERO, months[-1].so_far if months else ZERO
    return Months(
        rows=[_month_row(each, sums) for each in months],
        not_dated=_spent_row("Not dated", actual - dated, sums),
        total=_spent_row("Total", actual, sums),
        chart=_chart(months, sums),
        has_days=bool(dated),
    )


def compared_by(district: District, year: int, *, by: str, address: Address) -> list[ComparedRow]:
    """Compare plan and actual by fund, phase, pathway or school, in one statement."""
    grouping = GROUPINGS[by]
    summed = _sums(_of_share if by == "fund" else F)
    found = _lines(district, year).values(grouping.key, grouping.name).annotate(**summed)
    rows = [(each[grouping.key], grouping.label(each), _compared(each)) for each in found]
    rows.sort(key=lambda row: (-(row[2].planned or ZERO), row[1]))
    shown = sorted(rows[:MOST_ROWS], key=lambda row: (not row[0], row[1].casefold(), str(row[0])))
    compared = [compared_row(label, sums, address(str(key or NONE))) for key, label, sums in shown]
    rest = [sums for _, _, sums in rows[MOST_ROWS:]]
    return [*compared, compared_row(OTHERS, sum(rest, Compared()))] if rest else compared


def compared_row(label: str, sums: Compared, url: str = "") -> ComparedRow:
    """Write what lines add up to as a row of a table."""
    return ComparedRow(
        label=label,
        url=url,
        planned=money_or_not_known(sums.planned),
        committed=money_or_not_known(sums.committed),
        actual=money_or_not_known(sums.actual),
        difference=signed_money(sums.difference),
        percent=signed_percent(sums.percent),
        lines=f"{format_count(sums.both)} of {format_count(sums.lines)}",
    )


def signed_money(amount: Decimal | None) -> str:
    """Show a difference with its sign: "+$500" is more than planned."""
    return CANNOT_SAY if amount is None else f"{'+' if amount > 0 else ''}{format_money(amount)}"


def signed_percent(share: Decimal | None) -> str:
    """Show a difference in percent with its sign."""
    return CANNOT_SAY if share is None else f"{'+' if share > 0 else ''}{format_percent(share)}"


def _lines(district: District, year: int) -> Any:
    return LedgerLine.objects.for_district(district).in_year(year).present().order_by()


def _of_share(name: str) -> Case:
    """Return what a fund pays of a line, and the line's own amount where no fund is named."""
    return Case(When(shares__isnull=True, then=F(name)), default=F(f"shares__{name}"), output_field=MoneyField())


def _sums(of: Callable[[str], Any]) -> dict[str, Any]:
    """Name what `_compared` reads. A share's amount is known where its line's is."""
    both = Q(planned__isnull=False, actual__isnull=False)
    return {
        "sum_lines": Count("pk"),
        "sum_planned": Sum(of("planned")),
        "sum_committed": Sum(of("committed")),
        "sum_actual": Sum(of("actual")),
        "sum_both": Count("pk", filter=both),
        "sum_both_planned": Sum(of("planned"), filter=both),
        "sum_both_actual": Sum(of("actual"), filter=both),
    }


def _compared(row: Mapping[str, Any]) -> Compared:
    return Compared(
        lines=row["sum_lines"],
        planned=row["sum_planned"],
        committed=row["sum_committed"],
        actual=row["sum_actual"],
        both=row["sum_both"],
        both_planned=row["sum_both_planned"] or ZERO,
        both_actual=row["sum_both_actual"] or ZERO,
    )


def _of_plan(amount: Decimal | None, sums: Compared) -> str:
    share = percent_of(amount, sums.planned)
    return "" if share is None else f"{format_percent(share)} of the plan"


def _month_row(month: MonthSpent, sums: Compared) -> MonthRow:
    return MonthRow(
        label=f"{month.first_day:%b %Y}",
        spent=format_money(month.spent),
        so_far=format_money(month.so_far),
        share=_share(month.so_far, sums),
        note="" if month.is_of_year else "Outside the fiscal year",
    )


def _spent_row(label: str, amount: Decimal, sums: Compared) -> MonthRow:
    return MonthRow(label=label, spent=format_money(amount), so_far="", share=_share(amount, sums))


def _share(amount: Decimal, sums: Compared) -> str:
    share = percent_of(amount, sums.planned)
    return CANNOT_SAY if share is None else format_percent(share)


def _chart(months: Sequence[MonthSpent], sums: Compared) -> SafeString:
    """Draw the sum so far at the end of each month above the plan of the year."""
    bars = [_bar(f"{each.first_day:%b %Y}", each.so_far) for each in months]
    return bar_chart(
        [*bars, _bar("Plan of the year", sums.planned or ZERO)],
        id="spent-chart",
        title="Spent so far, month after month",
        description="The sum of the postings up to the end of each month, and below it what is planned for the year. "
        "The table beside it has the same numbers.",
    )


def _bar(label: str, amount: Decimal) -> Bar:
    dollars = round_to(amount, DOLLAR_QUANTUM)
    return Bar(label=label, count=int(dollars), text=format_money(dollars))
