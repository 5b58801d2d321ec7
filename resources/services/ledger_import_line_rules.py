"""Judges a row of a file by the rules that a line's form has, together with what the line says already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.years import school_year_label
from resources.calculations.shares import WHOLE, Amounts
from resources.imports.findings import RowFinding
from resources.imports.headers import Layout
from resources.imports.lines import FIELDS, LineRow, Parts
from resources.imports.look_ups import LookUps
from resources.models import LedgerLine
from resources.services.ledger_import_line_words import shares_text
from resources.services.lines import MOST_FUNDS, SHARES_ADD_UP
from resources.services.totals import AMOUNTS

PLACE = {attribute: place for place, attribute in enumerate(FIELDS.values())}
"""Where a row's values have each attribute of a line."""

_NAMED = ("department", "pathway", "school")


def amounts_in(row: LineRow) -> Amounts:
    """Return the amounts that a row says."""
    planned, committed, actual = (row.values[PLACE[name]] for name in AMOUNTS)
    return Amounts(planned=planned, committed=committed, actual=actual)


@dataclass(frozen=True, kw_only=True)
class LineJudge:
    """Judges rows one by one; `columns` are those that the file has."""

    layout: Layout
    look_ups: LookUps
    columns: Sequence[str]

    def wrong(self, row: LineRow, line: LedgerLine | None) -> Iterator[RowFinding]:
        """Yield what is wrong with a row whose line, if there is one, is not removed."""
        year = row.values[PLACE["school_year"]]
        if line is None and year is None:
            yield RowFinding(
                row=row.row, reason="The row has no fiscal year.", cure="Add a column fiscal_year, such as 2025-26."
            )
        if line is not None and "fiscal_year" in self.columns and year != line.school_year:
            yield RowFinding(
                row=row.row,
                column=self.layout.heading("id"),
                value=row.id,
                reason=f"This id is a line of {school_year_label(line.school_year)} here.",
                cure="Give the line of another year an id of its own, for example with the year behind it.",
            )
        yield from self._removed_names(row, line)
        yield from self._wrong_shares(row, line)

    def merged_parts(self, row: LineRow, line: LedgerLine | None) -> Parts:
        """Return the shares that the line would have."""
        if "funds" in self.layout.places or line is None:
            return row.parts
        return tuple((share.fund_id, share.part) for share in line.shares.all())

    def _removed_names(self, row: LineRow, line: LedgerLine | None) -> Iterator[RowFinding]:
        looks = self.look_ups
        for name, index in zip(_NAMED, (looks.departments, looks.pathways, looks.schools), strict=True):
            value = row.values[PLACE[f"{name}_id"]]
            if value in index.removed and (line is None or getattr(line, f"{name}_id") != value):
                yield self._removed(row, name, index.name(value))
        kept = {share.fund_id for share in line.shares.all()} if line else set()
        for fund, _ in row.parts:
            if fund in looks.funds.removed and fund not in kept:
                yield self._removed(row, "funds", looks.funds.name(fund))

    def _removed(self, row: LineRow, column: str, value: str) -> RowFinding:
        return RowFinding(
            row=row.row,
            column=self.layout.heading(column),
            value=value,
            reason=f"This {column.removesuffix('s')} was removed here.",
            cure="Bring it back, or name another.",
        )

    def _wrong_shares(self, row: LineRow, line: LedgerLine | None) -> Iterator[RowFinding]:
        parts = self.merged_parts(row, line)
        if not parts:
            return
        column = self.layout.heading("funds")
        total = sum((part for _, part in parts), Decimal(0))
        if total not in (WHOLE, self._planned(row, line)):
            yield RowFinding(
                row=row.row,
                column=column,
                value=shares_text(parts, self.look_ups),
                reason=SHARES_ADD_UP.format(total=f"{total.normalize():,f}"),
                cure="Correct the shares or the planned amount.",
            )
        if len(parts) > MOST_FUNDS:
            yield RowFinding(
                row=row.row,
                column=column,
                reason=f"{len(parts)} funds pay for this line.",
                cure=f"Name at most {MOST_FUNDS}, or make two lines of it.",
            )

    def _planned(self, row: LineRow, line: LedgerLine | None) -> Decimal | None:
        planned: Decimal | None = row.values[PLACE["planned"]]
        return planned if line is None or "planned" in self.columns else line.planned
