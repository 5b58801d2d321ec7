"""What a load of a file did, or would do."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from plplanner.kit.findings import Severity
from plplanner.kit.numbers import format_count
from plplanner.kit.years import school_year_label
from resources.enums import ImportKind
from resources.imports.findings import RowFinding

MOST_FINDINGS = 1_000
"""So many findings are named one by one; a file of nothing else is still read in bounded memory."""
MOST_CHANGES = 200


@dataclass(kw_only=True)
class Counts:
    """How many rows of one kind are new, changed or the same."""

    new: int = 0
    changed: int = 0
    same: int = 0


class CellChange(NamedTuple):
    """One value that would change, as people read it."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """What one row of the file would change in a row that is here."""

    row: int
    name: str
    cells: Sequence[CellChange]
    edited: str = ""
    """Who changed or entered it here by hand, and when, if the change would overwrite that."""


@dataclass(kw_only=True)
class LedgerReport:
    """Counts of one load; a dry run has exactly the counts of the load that would follow it."""

    file_name: str
    sha256: str
    kind: ImportKind
    dry_run: bool
    rows_read: int = 0
    counts: dict[str, Counts] = field(default_factory=dict)
    """By what is counted: lines; funds and awards; people and assignments."""
    years: Counter[int] = field(default_factory=Counter)
    removed_here: int = 0
    edited_here: int = 0
    ids_derived: int = 0
    departments_added: list[str] = field(default_factory=list)
    pathways_added: list[str] = field(default_factory=list)
    schools_restored: int = 0
    columns_unknown: Sequence[str] = ()
    default_year: int | None = None
    errors: int = 0
    findings_total: int = 0
    findings: list[RowFinding] = field(default_factory=list)
    changes_total: int = 0
    changes: list[RowChange] = field(default_factory=list)
    fingerprint: str = ""
    """Stands for what would be changed; other than at the preview when somebody changed one of these rows meanwhile."""
    import_id: int | None = None
    loaded_at: datetime.datetime | None = None

    @property
    def has_changes(self) -> bool:
        """Whether the load writes anything."""
        return any(each.new or each.changed for each in self.counts.values())

    @property
    def is_refused(self) -> bool:
        """Whether the whole file is refused."""
        return self.errors > 0

    def find(self, findings: Iterable[RowFinding]) -> None:
        """Take in findings."""
        for finding in findings:
            self.findings_total += 1
            self.errors += finding.is_error
            if len(self.findings) < MOST_FINDINGS:
                self.findings.append(finding)

    def change(self, change: RowChange) -> None:
        """Take in a change; those that overwrite what a person did here are named before all others."""
        self.changes_total += 1
        self.edited_here += bool(change.edited)
        if len(self.changes) < MOST_CHANGES:
            self.changes.append(change)
        elif change.edited:
            plain = next((place for place, each in enumerate(self.changes) if not each.edited), None)
            if plain is not None:
                self.changes[plain] = change

    @property
    def notices(self) -> list[str]:
        """Say in sentences what was mended or is odd."""
        return [sentence for sentence in self._possible_notices() if sentence]

    def _possible_notices(self) -> list[str]:
        return [
            _added(self.departments_added, "department is", "departments are"),
            _added(self.pathways_added, "pathway is", "pathways are"),
            f"The file has no column fiscal_year: everything in it is taken for {school_year_label(self.default_year)}."
            if self.default_year is not None
            else "",
            _counted(
                self.ids_derived,
                "row has no id. It is known again by what it says: change it in the file, and it is a new line.",
                "rows have no id. They are known again by what they say: change one in the file, and it is a new line.",
            ),
            _counted(
                self.schools_restored,
                "school id had lost its leading zero; it was put back.",
                "school ids had lost their leading zero; it was put back.",
            ),
            f"These columns are not used: {', '.join(self.columns_unknown[:20])}." if self.columns_unknown else "",
            _counted(
                self.edited_here,
                "row that the file would change was entered or changed here by hand.",
                "rows that the file would change were entered or changed here by hand.",
            ),
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, the same keys each time."""
        plain = asdict(self)
        years = {school_year_label(year): count for year, count in sorted(self.years.items())}
        plain |= {"years": years, "loaded_at": self.loaded_at.isoformat() if self.loaded_at else None}
        plain["default_year"] = None if self.default_year is None else school_year_label(self.default_year)
        plain["changes"] = [
            {**each, "cells": [cell._asdict() for cell in change.cells]}
            for each, change in zip(plain["changes"], self.changes, strict=True)
        ]
        return {**plain, "refused": self.is_refused, "notices": self.notices}


class ReportRow(NamedTuple):
    """One line of the report as a page shows it."""

    label: str
    value: str


def report_rows(report: LedgerReport) -> list[ReportRow]:
    """Return the counts in words, in the order in which a person asks for them."""
    years = ", ".join(
        f"{school_year_label(year)} ({format_count(count)})" for year, count in sorted(report.years.items())
    )
    rows = [
        ReportRow("File", report.file_name),
        ReportRow("What it holds", report.kind.label),
        ReportRow("Rows in the file", format_count(report.rows_read)),
        ReportRow("Fiscal years", years or "None"),
        *(ReportRow(noun.capitalize(), counts_text(counts)) for noun, counts in report.counts.items()),
    ]
    if report.removed_here:
        rows.append(ReportRow("Removed here, left out", format_count(report.removed_here)))
    return rows


def counts_text(counts: Counts) -> str:
    """Say how many are new, changed and the same."""
    return (
        f"{format_count(counts.new)} new, {format_count(counts.changed)} changed, {format_count(counts.same)} the same"
    )


def summary(report: LedgerReport) -> str:
    """Say in a sentence what a load has done."""
    if not report.has_changes:
        return f"{report.file_name} holds nothing new. Nothing was changed."
    counts = " ".join(f"{noun.capitalize()}: {counts_text(each)}." for noun, each in report.counts.items())
    return f"{report.file_name} is loaded. {counts}"


def finding_text(finding: RowFinding) -> str:
    """Say a finding in one line."""
    column = f", {finding.column}" if finding.column else ""
    value = f" “{finding.value}”" if finding.value else ""
    mark = "" if finding.severity is Severity.ERROR else "Notice: "
    return f"{mark}Row {finding.row}{column}{value}: {finding.reason} {finding.cure}"


def _added(names: Sequence[str], one: str, many: str) -> str:
    if not names:
        return ""
    shown = ", ".join(f"“{name}”" for name in names[:20]) + (" and others" if len(names) > 20 else "")  # noqa: PLR2004
    return f"{len(names)} {one if len(names) == 1 else many} not here yet and added with the file: {shown}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{format_count(number)} {one if number == 1 else many}" if number else ""
