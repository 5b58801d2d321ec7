"""Files for the ledger as a district's finance office would write them."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from plplanner.districts.models import District, User
from resources.imports.report import LedgerReport
from resources.services.ledger_import import load_ledger

LINE: Mapping[str, str] = {
    "id": "GL-1",
    "fiscal_year": "2025-26",
    "title": "Reading coach",
    "resource_kind": "Staff",
    "cost_element": "Training and coaching",
    "planned": "$80,000",
}


def csv_file(rows: Sequence[Mapping[str, str]], *, above: str = "", encoding: str = "utf-8") -> io.BytesIO:
    """Return a CSV file with a column for each name in any of the rows, below some title lines."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    text.write(above)
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def load(district: District, *rows: Mapping[str, str], by: User | None = None, **options: Any) -> LedgerReport:
    """Load a CSV file of these rows."""
    return load_ledger(file=csv_file(rows), file_name="ledger.csv", district=district, by=by, **options)


def sentences(report: LedgerReport) -> list[str]:
    """Say the findings as row, column, reason and cure."""
    return [f"{each.row} {each.column}: {each.reason} {each.cure}" for each in report.findings]
