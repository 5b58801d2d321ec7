"""Loading ledger lines: compared in batches with those that are here, and written at the database's own speed."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from plplanner.kit.bulk import insert_rows, update_rows
from plplanner.kit.tables import Row
from plplanner.kit.text import clean_line
from resources.calculations.shares import Amounts, divide
from resources.imports.findings import RowFinding
from resources.imports.first_rows import FirstRows
from resources.imports.lines import FIELDS, LineReader, LineRow, Part, Parts
from resources.imports.report import CellChange, RowChange
from resources.models import FundShare, LedgerLine
from resources.selectors.ledger_import_lines import StoredLine, stored_lines
from resources.services.ledger_import_line_rules import PLACE, LineJudge, amounts_in
from resources.services.ledger_import_line_words import line_cell, removed_finding, shares_text
from resources.services.ledger_import_postings import lines_with_postings, posted_findings
from resources.services.ledger_import_work import Loader, Work, said_by
from resources.services.totals import AMOUNTS, LINE_KEY, Difference, amounts_of

NOUN = "lines"
_ATTRIBUTES = list(FIELDS.values())
_KEY_PLACES = [PLACE[name] for name in LINE_KEY if name in PLACE]
_TEXTS = {"title", "note"}

_INSERTED = ["id", "created_at", "external_id", *(name.removesuffix("_id") for name in _ATTRIBUTES)]
_BLANK = {field.name: field.get_default() for field in LedgerLine._meta.concrete_fields if field.name not in _INSERTED}
"""What a new line has in the columns that no file speaks of."""


class LineLoader(Loader):
    """Loads lines."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._reader = LineReader(layout=work.layout, look_ups=work.look_ups, default_year=work.report.default_year)
        self._columns = self._reader.columns
        self._places = [PLACE[FIELDS[name]] for name in self._columns]
        self._has_funds = "funds" in work.layout.places
        self._judge = LineJudge(layout=work.layout, look_ups=work.look_ups, columns=self._columns)
        self._has_lines = LedgerLine.objects.for_district(work.district).exists()
        self._difference = Difference()
        self._entered = 0
        self._taken = FirstRows()
        self._posted: set[UUID] = set()
        self._counts = work.counts(NOUN)

    def take(self, rows: Sequence[Row]) -> None:
        """Compare and write one batch."""
        report = self.work.report
        usable = []
        for row in rows:
            read = self._reader.read(row)
            if isinstance(read, LineRow):
                usable.append(read)
            else:
                report.find(read)
        report.ids_derived += sum(not row.is_named for row in usable)
        stored = self._stored(usable)
        new = [row for row in usable if row.id not in stored and self._is_right(row, None)]
        moved = [row for row in usable if row.id in stored and not self._is_same(stored[row.id], row)]
        held = self._held([stored[row.id].id for row in moved])
        changed = [(line, row) for row in moved if (line := held.get(stored[row.id].id)) and self._differs(line, row)]
        self._counts.new += len(new)
        report.years.update(each.values[PLACE["school_year"]] for each in usable)
        if self.work.is_writing:
            self.work.add_names()
            self._insert(new)
            self._update(changed)

    def finish(self) -> None:
        """Bring the stored totals up to date."""
        if self.work.is_writing:
            self._difference.store()

    def _stored(self, rows: Sequence[LineRow]) -> dict[str, StoredLine]:
        """Return the lines that are here by the file's ids: their finance system's, else their own."""
        return stored_lines(self.work.district, [row.id for row in rows]) if self._has_lines else {}

    def _is_same(self, line: StoredLine, row: LineRow) -> bool:
        """Count a row that says what the line does, as most rows of a file that is loaded again; others it leaves."""
        if line.is_removed or self._taken.first(str(line.id), row.row) != row.row:
            return False
        if self._said_in(line.values) != self._said_in(row.values):
            return False
        if self._has_funds and line.parts != row.parts:
            return False
        self._counts.same += 1
        return True

    def _said_in(self, values: Sequence[Any]) -> list[Any]:
        """Return the values of the columns that the file has."""
        return [*map(values.__getitem__, self._places)]

    def _held(self, ids: Sequence[UUID]) -> dict[UUID, LedgerLine]:
        """Read lines that the file may change with all there is to them, held until the load is done."""
        if not ids:
            return {}
        lines = LedgerLine.objects.select_related("source_import", "updated_by").prefetch_related("shares")
        if not self.work.report.dry_run:
            lines = lines.select_for_update(of=("self",))
        held = {line.pk: line for line in lines.filter(pk__in=ids)}
        self._posted = lines_with_postings(held.values()) if "actual" in self._columns else set()
        return held

    def _differs(self, line: LedgerLine, row: LineRow) -> bool:
        """Judge and count a row whose line is here; whether it would change the line."""
        report = self.work.report
        first = self._taken.first(str(line.pk), row.row)
        if first != row.row:
            report.find([RowFinding(row=row.row, reason=f"Row {first} is this line too.", cure="Keep one of them.")])
            return False
        if line.removed_at is not None:
            report.removed_here += 1
            report.find([removed_finding(row.row, line)])
            return False
        changes = self._changes(line, row)
        if "actual" in changes and line.pk in self._posted:
            changes.remove("actual")
            report.find(posted_findings(row, line, column=self.work.layout.heading("actual")))
        if not changes:
            self._counts.same += 1
            return False
        if not self._is_right(row, line):
            return False
        self._counts.changed += 1
        self.work.touch(line)
        report.change(
            RowChange(row=row.row, name=str(line), cells=self._cells(line, row, changes), edited=_edited(line))
        )
        return True

    def _changes(self, line: LedgerLine, row: LineRow) -> list[str]:
        """Name the columns in which the row says something else than the line."""
        changed = []
        for name in self._columns:
            attribute = FIELDS[name]
            before, after = getattr(line, attribute), row.values[PLACE[attribute]]
            if before != after and not (name in _TEXTS and clean_line(before) == after):
                changed.append(name)
        if self._has_funds and not _same_shares(line, row.parts):
            changed.append("funds")
        return changed

    def _is_right(self, row: LineRow, line: LedgerLine | None) -> bool:
        """Judge a row as the form judges a line; what is wrong goes into the report."""
        findings = list(self._judge.wrong(row, line))
        self.work.report.find(findings)
        return not any(finding.is_error for finding in findings)

    def _cells(self, line: LedgerLine, row: LineRow, changes: Sequence[str]) -> list[CellChange]:
        looks = self.work.look_ups
        cells = []
        for name in changes:
            if name == "funds":
                before: Parts = tuple((share.fund_id, share.part) for share in line.shares.all())
                texts = shares_text(before, looks), shares_text(row.parts, looks)
            else:
                attribute = FIELDS[name]
                texts = (
                    line_cell(name, getattr(line, attribute), looks),
                    line_cell(name, row.values[PLACE[attribute]], looks),
                )
            cells.append(CellChange(self.work.layout.heading(name), *texts))
        return cells

    def _insert(self, rows: Sequence[LineRow]) -> None:
        if not rows:
            return
        made = [(uuid4(), row) for row in rows]
        moment = datetime.timedelta(microseconds=1)
        insert_rows(
            LedgerLine,
            fields=_INSERTED,
            # A microsecond apart: lines are listed in the order in which they were entered.
            rows=(
                (pk, self.work.now + (self._entered + number) * moment, row.id, *row.values)
                for number, (pk, row) in enumerate(made)
            ),
            constants={**_BLANK, "district": self.work.district.pk, **self._stamp()},
        )
        self._entered += len(made)
        shares = []
        for pk, row in made:
            amounts = amounts_in(row)
            divided = _divided(amounts, row.parts)
            shares += _share_rows(pk, row.parts, divided)
            key = (self.work.district.pk, *(row.values[place] for place in _KEY_PLACES), bool(row.parts))
            funds = [(fund, each) for (fund, _), each in zip(row.parts, divided, strict=True)]
            self._difference.count(key, amounts, funds)
        _insert_shares(shares)

    def _update(self, changed: Sequence[tuple[LedgerLine, LineRow]]) -> None:
        if not changed:
            return
        for line, row in changed:
            self._difference.take(line, list(line.shares.all()))
            for name in self._columns:
                if name != "actual" or line.pk not in self._posted:
                    setattr(line, FIELDS[name], row.values[PLACE[FIELDS[name]]])
            line.version += 1
            line.updated_at, line.updated_by, line.source_import = self.work.now, self.work.by, self.work.source()
        written = [_field(FIELDS[name]) for name in self._columns]
        update_rows(
            LedgerLine,
            fields=["id", "version", *written],
            rows=[
                (line.pk, line.version, *(getattr(line, FIELDS[name]) for name in self._columns)) for line, _ in changed
            ],
            constants=self._stamp(),
        )
        self._rewrite_shares(changed)
        LedgerLine.history.bulk_history_create(
            [line for line, _ in changed], update=True, default_user=self.work.by, default_date=self.work.now
        )

    def _rewrite_shares(self, changed: Sequence[tuple[LedgerLine, LineRow]]) -> None:
        rows = []
        for line, row in changed:
            parts = self._judge.merged_parts(row, line)
            divided = _divided(amounts_of(line), parts)
            rows += _share_rows(line.pk, parts, divided)
            funds = [(fund, each) for (fund, _), each in zip(parts, divided, strict=True)]
            key = (*(getattr(line, name) for name in LINE_KEY[:-1]), bool(parts))
            self._difference.count(key, amounts_of(line), funds)
        FundShare.objects.filter(line__in=[line for line, _ in changed]).delete()
        _insert_shares(rows)

    def _stamp(self) -> dict[str, Any]:
        by = self.work.by
        source = self.work.source().pk
        return {"updated_at": self.work.now, "updated_by": by.pk if by else None, "source_import": source}


def _edited(line: LedgerLine) -> str:
    """Say who changed or entered a line by hand since a file did; "" if nobody."""
    source = line.source_import
    if source is None:
        return said_by(line, "last saved")
    return said_by(line, "changed") if line.updated_at > source.loaded_at else ""


def _same_shares(line: LedgerLine, parts: Parts) -> bool:
    """Whether the funds pay the same: by the parts as entered, or by the dollars that they come to."""
    shares = {share.fund_id: share for share in line.shares.all()}
    if shares.keys() != {fund for fund, _ in parts}:
        return False
    if all(shares[fund].part == part for fund, part in parts):
        return True
    return line.planned is not None and all(shares[fund].planned == part for fund, part in parts)


def _divided(amounts: Amounts, parts: Parts) -> list[Amounts]:
    return [amounts] if len(parts) == 1 else divide(amounts, [part for _, part in parts])


def _share_rows(line: UUID, parts: Sequence[Part], divided: Sequence[Amounts]) -> list[tuple[Any, ...]]:
    return [
        (line, fund, position, part, amounts.planned, amounts.committed, amounts.actual)
        for position, ((fund, part), amounts) in enumerate(zip(parts, divided, strict=True), start=1)
    ]


def _insert_shares(rows: Sequence[tuple[Any, ...]]) -> None:
    insert_rows(FundShare, fields=["line", "fund", "position", "part", *AMOUNTS], rows=rows, constants={})


def _field(attribute: str) -> str:
    return attribute.removesuffix("_id")
