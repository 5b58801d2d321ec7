"""The lines of a district's year as the ledger shows them, a page at a time, the newest first."""

import datetime
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.text import capfirst

from plans.enums import DeliveryPhase
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from resources.calculations.shares import WHOLE
from resources.enums import CostElement, PaidTime, QuantityUnit, ResourceKind
from resources.models import Department, Fund, FundShare, LedgerLine, LineDocument, Pathway, Posting
from resources.selectors.ledger_filters import DISTRICT_WIDE, NO_FUND, LineFilter, lines_of

PAGE_SIZE = 50

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
_CURSOR = re.compile(r"([0-9]{1,17})-([0-9a-f]{32})")
_COLUMNS = (
    "id",
    "created_at",
    "title",
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "is_recurring",
    "quantity",
    "unit",
    "planned",
    "committed",
    "actual",
    "pathway_id",
    "pathway__name",
    "department_id",
    "department__name",
    "school__name",
)


class _Before(TupleLessThan):
    """Django spells it out for SQLite, which then reads from the first line on; one comparison finds the place."""

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """Write it as every database takes it."""
        return LessThan.as_sql(self, compiler, connection)


class _After(TupleGreaterThan):
    """As `_Before`, the other way."""

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """Write it as every database takes it."""
        return GreaterThan.as_sql(self, compiler, connection)


Shares = Mapping[uuid.UUID, Sequence[tuple[str, Decimal]]]
"""The names of funds with their parts as entered, by the line's id."""


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """A line's place in the order of entry; the page begins after it or ends before it."""

    created_at: datetime.datetime
    line_id: uuid.UUID

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read a place from an address; None when it is none."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            return None
        try:
            created_at = _EPOCH + int(found[1]) * _MICROSECOND
        except OverflowError:
            return None
        return cls(created_at=created_at, line_id=uuid.UUID(found[2]))

    def __str__(self) -> str:
        return f"{(self.created_at - _EPOCH) // _MICROSECOND}-{self.line_id.hex}"


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """A line as the table shows it."""

    id: uuid.UUID
    title: str
    sort: str
    """Its kind, cost element and phase, as far as they are chosen."""
    notes: str
    place: str
    group: str
    funds: tuple[str, ...]
    planned: str
    committed: str
    actual: str
    documents: str
    postings: str


@dataclass(frozen=True, kw_only=True)
class LedgerPage:
    """A page of lines, with the places where the pages beside it begin and end; empty at either end."""

    rows: list[LedgerRow]
    later: str = ""
    earlier: str = ""


def ledger_page(chosen: LineFilter, *, after: Cursor | None = None, before: Cursor | None = None) -> LedgerPage:
    """Return a page of the lines meant, in two statements: those after or before a place, or the newest."""
    if before is not None:
        found = _read(chosen, _After(("created_at", "id"), _place(before)), "created_at", "id")
        if len(found) > PAGE_SIZE:
            page = found[:PAGE_SIZE][::-1]
            return LedgerPage(rows=_rows(page), later=_cursor(page[0]), earlier=_cursor(page[-1]))
        after = None
    place = None if after is None else _Before(("created_at", "id"), _place(after))
    found = _read(chosen, place, "-created_at", "-id")
    page = found[:PAGE_SIZE]
    return LedgerPage(
        rows=_rows(page),
        later=_cursor(page[0]) if page and after is not None else "",
        earlier=_cursor(page[-1]) if len(found) > PAGE_SIZE else "",
    )


def shares_by_line(line_ids: Sequence[uuid.UUID]) -> Shares:
    """Return who pays each of the lines, in one statement."""
    shares: dict[uuid.UUID, list[tuple[str, Decimal]]] = {}
    found = FundShare.objects.filter(line__in=line_ids).order_by("line_id", "position")
    for line_id, name, part in found.values_list("line_id", "fund__name", "part"):
        shares.setdefault(line_id, []).append((name or str(Fund()), part))
    return shares


def _place(cursor: Cursor) -> tuple[datetime.datetime, uuid.UUID]:
    return cursor.created_at, cursor.line_id


def _read(chosen: LineFilter, place: Any, *order: str) -> list[dict[str, Any]]:
    lines: QuerySet[LedgerLine] = lines_of(chosen)
    if place is not None:
        lines = lines.filter(place)
    documents = _counted(LineDocument.objects.filter(line=OuterRef("pk")))
    postings = _counted(Posting.objects.filter(line=OuterRef("pk")).present())
    counted = {"document_count": documents, "posting_count": postings}
    return list(lines.order_by(*order).values(*_COLUMNS, **counted)[: PAGE_SIZE + 1])


def _counted(rows: "QuerySet[LineDocument] | QuerySet[Posting]") -> Coalesce:
    numbers = rows.order_by().values("line").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), 0, output_field=IntegerField())


def _cursor(row: Mapping[str, Any]) -> str:
    return str(Cursor(created_at=row["created_at"], line_id=row["id"]))


def _rows(found: Sequence[Mapping[str, Any]]) -> list[LedgerRow]:
    shares = shares_by_line([row["id"] for row in found])
    return [_row(row, shares.get(row["id"], ())) for row in found]


def _row(row: Mapping[str, Any], shares: Sequence[tuple[str, Decimal]]) -> LedgerRow:
    documents, postings = row["document_count"], row["posting_count"]
    return LedgerRow(
        id=row["id"],
        title=row["title"] or str(LedgerLine()),
        sort=" · ".join(filter(None, _sorts(row))),
        notes=capfirst(", ".join(filter(None, _notes(row)))),
        place=row["school__name"] or DISTRICT_WIDE,
        group=", ".join(filter(None, _groups(row))),
        funds=_fund_texts(shares) or (NO_FUND,),
        planned=money_or_not_known(row["planned"]),
        committed=money_or_not_known(row["committed"]),
        actual=money_or_not_known(row["actual"]),
        documents=count_text(documents, "document") if documents else "",
        postings=count_text(postings, "posting") if postings else "",
    )


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def _sorts(row: Mapping[str, Any]) -> list[str]:
    return [
        _label(ResourceKind, row["resource_kind"]),
        _label(CostElement, row["cost_element"]),
        _label(DeliveryPhase, row["delivery_phase"]),
    ]


def _notes(row: Mapping[str, Any]) -> list[str]:
    quantity = "" if row["quantity"] is None else f"{row['quantity'].normalize():,f}"
    unit = str(QuantityUnit(row["unit"]).label).lower() if row["unit"] else ""
    unit = "FTE" if row["unit"] == QuantityUnit.FTE else unit.removesuffix("s") if quantity == "1" else unit
    return [
        f"{quantity} {unit}".strip() if quantity else "",
        _label(PaidTime, row["paid_time"]).lower(),
        "comes again each year" if row["is_recurring"] else "",
    ]


def _groups(row: Mapping[str, Any]) -> list[str]:
    pathway = row["pathway_id"] and (row["pathway__name"] or str(Pathway()))
    department = row["department_id"] and (row["department__name"] or str(Department()))
    return [department or "", pathway or ""]


def _fund_texts(shares: Sequence[tuple[str, Decimal]]) -> tuple[str, ...]:
    """Write shares as they were entered; one fund that pays all needs no number."""
    if len(shares) == 1:
        return (shares[0][0],)
    is_percent = sum((part for _, part in shares), Decimal(0)) == WHOLE
    return tuple(f"{name} {f'{part.normalize():f}%' if is_percent else format_money(part)}" for name, part in shares)


def count_text(number: int, noun: str) -> str:
    """Write how many there are: "1 line", "2,618 lines"."""
    return f"{format_count(number)} {noun}{'' if number == 1 else 's'}"
