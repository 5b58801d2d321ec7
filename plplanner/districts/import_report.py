"""What a load of a file did, or would do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from plplanner.districts.elsi import Agency, Export, Unusable
from plplanner.districts.enums import FactStatus
from plplanner.kit.numbers import format_count
from plplanner.kit.years import school_year_label

MOST_NAMED = 5_000
"""So many unusable rows are named one by one; a file of nothing else is still read in bounded memory."""


@dataclass(kw_only=True)
class LoadReport:
    """Counts of one load; a dry run has exactly the counts of the load that would follow it."""

    file_name: str
    sha256: str
    dry_run: bool
    school_years: Sequence[int]
    agencies_read: int = 0
    districts_new: int = 0
    districts_updated: int = 0
    districts_unchanged: int = 0
    facts_new: int = 0
    facts_updated: int = 0
    facts_unchanged: int = 0
    facts_kept: int = 0
    """Values a person entered; the load leaves them as they are."""
    missing: Counter[str] = field(default_factory=Counter)
    """How many values of the file are missing, by status."""
    rows_left_out: int = 0
    values_left_out: int = 0
    unusable: list[Unusable] = field(default_factory=list)
    leaids_restored: int = 0
    zeros_for_missing: int = 0
    columns_left_out: Sequence[str] = ()
    columns_undated: Sequence[str] = ()
    footer_found: bool = False

    @property
    def changes(self) -> int:
        """How many rows the load writes."""
        return self.districts_new + self.districts_updated + self.facts_new + self.facts_updated

    @property
    def notices(self) -> list[str]:
        """Say in sentences what was mended or is odd."""
        return [sentence for sentence in self._possible_notices() if sentence]

    def _possible_notices(self) -> list[str]:
        return [
            _counted(self.leaids_restored, "LEAID had lost its leading zero; it was put back.",
                     "LEAIDs had lost their leading zero; it was put back."),
            _counted(self.zeros_for_missing,
                     "district has students but reports 0 teachers: its teachers are not known.",
                     "districts have students but report 0 teachers: their teachers are not known."),
            f"These columns have no school year and were left out: {', '.join(self.columns_undated)}. "
            "Choose a year for them when you download the table." if self.columns_undated else "",
            f"These columns are not used: {', '.join(self.columns_left_out)}." if self.columns_left_out else "",
            "" if self.footer_found else "The file ends without the closing lines of NCES. "
            "It may be cut short: compare the number of agencies.",
            _counted(max(0, self.rows_left_out + self.values_left_out - len(self.unusable)),
                     "further problem is not listed.", "further problems are not listed."),
        ]  # fmt: skip

    def count(self, record: Agency | Unusable) -> None:
        """Take in one row of the file."""
        self.agencies_read += 1
        if isinstance(record, Unusable):
            self.rows_left_out += 1
            self._name([record])
            return
        self.values_left_out += len(record.left_out)
        self._name(record.left_out)
        self.leaids_restored += record.leaid_restored
        self.zeros_for_missing += record.zeros_for_missing
        self.missing.update(value.status.value for value in record.values if value.status != FactStatus.KNOWN)

    def _name(self, unusable: Sequence[Unusable]) -> None:
        self.unusable.extend(unusable[: MOST_NAMED - len(self.unusable)])

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, the same keys each time."""
        plain = asdict(self)
        plain["missing"] = {
            status.value: self.missing[status.value] for status in FactStatus if status != FactStatus.KNOWN
        }
        return {**plain, "notices": self.notices}


def report_on(export: Export, *, file_name: str, sha256: str, dry_run: bool) -> LoadReport:
    """Begin a report with what the header tells."""
    return LoadReport(
        file_name=file_name,
        sha256=sha256,
        dry_run=dry_run,
        school_years=export.layout.school_years,
        columns_left_out=list(export.layout.unknown),
        columns_undated=list(export.layout.undated),
    )


class ReportRow(NamedTuple):
    """One line of the report as a page shows it."""

    label: str
    value: str


def report_rows(report: LoadReport) -> list[ReportRow]:
    """Return the counts in words, in the order in which a person asks for them."""
    return [
        ReportRow("File", report.file_name),
        ReportRow("School years", ", ".join(school_year_label(year) for year in report.school_years) or "None"),
        ReportRow("Agencies in the file", format_count(report.agencies_read)),
        ReportRow("Districts", _phrases(report, "districts", ["new", "updated", "unchanged"])),
        ReportRow("Values", _phrases(report, "facts", ["new", "updated", "unchanged"])),
        ReportRow("Values a person entered, which stay", format_count(report.facts_kept)),
        ReportRow("Values the file gives as missing", format_count(report.missing.total())),
        ReportRow("Rows left out", format_count(report.rows_left_out)),
        ReportRow("Single values left out", format_count(report.values_left_out)),
    ]


def _phrases(report: LoadReport, noun: str, kinds: Sequence[str]) -> str:
    return ", ".join(f"{format_count(getattr(report, f'{noun}_{kind}'))} {kind}" for kind in kinds)


def _counted(number: int, one: str, many: str) -> str:
    return f"{format_count(number)} {one if number == 1 else many}" if number else ""
