"""Lines of the ledger as files that the import reads back: read and written a piece at a time."""

import datetime
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from plans.enums import DeliveryPhase
from plplanner.kit.csv_writer import stream_csv
from plplanner.kit.xlsx import SheetColumn, Value, stream_xlsx
from resources.enums import CostElement, LedgerFormat, PaidTime, QuantityUnit, ResourceKind
from resources.exports.columns import LINE_HEADERS, NO, YES, funds_text, year_text
from resources.models import FundShare, LedgerLine

AT_ONCE = 2000
"""So many lines are in memory at a time, with their shares."""
PIECE = 64 * 1024
WIDTHS = {"id": 38, "title": 40, "funds": 40, "note": 40, "pathway": 24, "department": 24, "school": 24}

_COLUMNS = (
    "pk",
    "external_id",
    "school_year",
    "title",
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "is_technology_training",
    "is_recurring",
    "pathway__name",
    "department__name",
    "school__name",
    "quantity",
    "unit",
    "planned",
    "committed",
    "actual",
    "function_code__code",
    "object_code__code",
    "note",
)

Record = tuple[Value, ...]
Shares = dict[UUID, list[tuple[str, Decimal]]]


def ledger_pieces(
    lines: "QuerySet[LedgerLine]", *, file_format: LedgerFormat, title: str, author: str, now: datetime.datetime
) -> Iterator[bytes]:
    """Yield the file of lines, the first entered first."""
    records = line_records(lines)
    if file_format is LedgerFormat.CSV:
        yield from stream_csv(LINE_HEADERS, (tuple(_as_text(value) for value in record) for record in records))
        return
    columns = [SheetColumn(heading=name, width=WIDTHS.get(name, 16)) for name in LINE_HEADERS]
    with tempfile.TemporaryFile() as file:
        stream_xlsx(file, name="Ledger", columns=columns, rows=records, title=title, author=author, created=now)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def line_records(lines: "QuerySet[LedgerLine]") -> Iterator[Record]:
    """Yield the lines in the order of `LINE_HEADERS`, the first entered first."""
    rows = lines.order_by("created_at", "pk").values(*_COLUMNS).iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        shares = _shares_of([row["pk"] for row in some])
        yield from (_record(row, shares.get(row["pk"], [])) for row in some)


def _shares_of(line_ids: Iterable[UUID]) -> Shares:
    shares: Shares = {}
    found = FundShare.objects.filter(line__in=line_ids).order_by("line_id", "position")
    for line_id, name, part in found.values_list("line_id", "fund__name", "part"):
        shares.setdefault(line_id, []).append((name, part))
    return shares


def _record(row: dict[str, Any], shares: Sequence[tuple[str, Decimal]]) -> Record:
    return (
        row["external_id"] or str(row["pk"]),
        year_text(row["school_year"]),
        row["title"],
        _label(ResourceKind, row["resource_kind"]),
        _label(CostElement, row["cost_element"]),
        _label(DeliveryPhase, row["delivery_phase"]),
        _label(PaidTime, row["paid_time"]),
        YES if row["is_technology_training"] else NO,
        YES if row["is_recurring"] else NO,
        row["pathway__name"],
        row["department__name"],
        row["school__name"],
        None if row["quantity"] is None else row["quantity"].normalize(),
        _label(QuantityUnit, row["unit"]),
        row["planned"],
        row["committed"],
        row["actual"],
        funds_text(shares),
        row["function_code__code"],
        row["object_code__code"],
        row["note"],
    )


def _label(choices: Any, value: str) -> str:
    """Write a choice as people read it; nothing chosen is an empty cell."""
    return str(choices(value).label) if value else ""


def _as_text(value: Value) -> str | int | None:
    return f"{value:f}" if isinstance(value, Decimal) else str(value) if isinstance(value, datetime.date) else value
