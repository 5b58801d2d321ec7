"""Lines of a fiscal year that differ from their plan, the largest difference first; while it runs, those over it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Abs, Coalesce

from plplanner.districts.models import District
from plplanner.kit.money import ZERO, MoneyField
from plplanner.kit.numbers import money_or_not_known
from plplanner.kit.years import school_year_span
from resources.calculations.percents import percent_of
from resources.models import LedgerLine
from resources.selectors.ledger_filters import DISTRICT_WIDE
from resources.selectors.monitoring import signed_money, signed_percent

NO_PLAN = "No plan"
NOT_SPENT = "No actual amount"
_COLUMNS = ("id", "title", "planned", "actual", "explanation", "school__name", "pathway__name")


@dataclass(frozen=True, kw_only=True)
class DifferingLine:
    """A line, and by how much more or less than planned was spent."""

    id: UUID
    title: str
    place: str
    planned: str
    actual: str
    difference: str
    percent: str
    explanation: str


def is_over(year: int, *, today: datetime.date) -> bool:
    """Whether a fiscal year is over."""
    return today > school_year_span(year)[1]


def differing_rows(district: District, year: int, *, today: datetime.date) -> "QuerySet[LedgerLine, dict[str, Any]]":
    """Return the present lines whose plan is not what was spent.

    While the year lasts these are lines on which more was spent; once it is over, also those with less or nothing.
    """
    lines = LedgerLine.objects.for_district(district).in_year(year).present()
    nothing = Value(ZERO, output_field=MoneyField())
    difference = ExpressionWrapper(
        Coalesce(F("actual"), nothing) - Coalesce(F("planned"), nothing), output_field=MoneyField()
    )
    differs_by = Abs(difference, output_field=MoneyField()) if is_over(year, today=today) else difference
    differing = lines.annotate(gap=differs_by).filter(gap__gt=ZERO)
    found: QuerySet[LedgerLine, dict[str, Any]] = differing.order_by("-gap", "pk").values(*_COLUMNS)
    return found


def differing_lines(rows: Iterable[dict[str, Any]]) -> list[DifferingLine]:
    """Write lines as a table shows them."""
    return [_line(row) for row in rows]


def _line(row: dict[str, Any]) -> DifferingLine:
    planned: Decimal | None = row["planned"]
    actual: Decimal | None = row["actual"]
    difference = None if actual is None else actual - (planned or ZERO)
    return DifferingLine(
        id=row["id"],
        title=row["title"] or str(LedgerLine()),
        place=", ".join(filter(None, [row["school__name"] or DISTRICT_WIDE, row["pathway__name"]])),
        planned=money_or_not_known(planned),
        actual=money_or_not_known(actual),
        difference=NOT_SPENT if difference is None else signed_money(difference),
        percent=_percent(planned, difference),
        explanation=row["explanation"],
    )


def _percent(planned: Decimal | None, difference: Decimal | None) -> str:
    if difference is None:
        return ""
    return signed_percent(percent_of(difference, planned)) if planned else NO_PLAN
