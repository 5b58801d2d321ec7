"""Reads the rows of short files, funds and staff, into values by column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plplanner.kit.tables import Row
from resources.imports.findings import CellRefused, RowFinding, error_in
from resources.imports.headers import Layout


@dataclass(frozen=True, kw_only=True)
class ShortRow:
    """One usable row; `values` has the columns of the file only."""

    row: int
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a text, empty where the file has no such column."""
        return str(self.values.get(name) or "")

    def fields(self, names: Mapping[str, str]) -> dict[str, Any]:
        """Return the values of columns under the names that a model gives them."""
        return {field: self.values[name] for name, field in names.items() if name in self.values}


def read_short_row(
    row: Row, layout: Layout, readers: Mapping[str, Callable[[str], Any]]
) -> ShortRow | list[RowFinding]:
    """Return what the row says, or all that is wrong with it."""
    try:
        cells = layout.fit(row)
    except CellRefused as refused:
        return [RowFinding(row=row.line, reason=refused.reason, cure=refused.cure)]
    values: dict[str, Any] = {}
    findings: list[RowFinding] = []
    for name, place in layout.places.items():
        try:
            values[name] = readers[name](cells[place])
        except CellRefused as refused:
            findings.append(error_in(row.line, layout.header[place], cells[place], refused))
    return findings or ShortRow(row=row.line, values=values)
