"""Loading a file of lines, funds or staff into the ledger: all or nothing, as often as one likes."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import islice
from typing import BinaryIO

from django.db import IntegrityError, transaction

from plplanner.districts.audit import record
from plplanner.districts.models import District, User
from plplanner.kit.tables import Row, TableRefused
from plplanner.kit.text import shorten
from resources.enums import ImportKind
from resources.imports.findings import FileRefused
from resources.imports.headers import LedgerFile, open_ledger_file
from resources.imports.report import LedgerReport
from resources.selectors.ledger_import import look_ups
from resources.services.ledger_import_funds import FundLoader
from resources.services.ledger_import_lines import LineLoader
from resources.services.ledger_import_staff import StaffLoader
from resources.services.ledger_import_work import Loader, Work
from resources.services.lines import hold_ledger

BATCH = 500
FILE_NAME_LENGTH = 255
ACTION = "load-ledger-file"

_CHUNK = 1024 * 1024

Progress = Callable[[int, int], None]
"""Called with the rows read so far and the rows expected (0: not known)."""

LOADERS: dict[ImportKind, type[Loader]] = {
    ImportKind.LINES: LineLoader,
    ImportKind.FUNDS: FundLoader,
    ImportKind.STAFF: StaffLoader,
}


class LedgerMoved(Exception):
    """What the file would change is not what the preview showed; nothing was changed."""


class _Refused(Exception):
    """The report holds errors; what was written is taken back."""


def load_ledger(
    *,
    file: BinaryIO,
    file_name: str,
    district: District,
    by: User | None,
    kind: ImportKind | None = None,
    default_year: int | None = None,
    dry_run: bool = False,
    expected: str = "",
    progress: Progress | None = None,
) -> LedgerReport:
    """Load the file in one transaction; a dry run reads it the same way and writes nothing.

    A report with errors means that nothing was changed. `expected` is the fingerprint of the preview that a person has
    seen: raises LedgerMoved when it no longer holds. Raises FileRefused when the file cannot be used at all.
    """
    sha256, lines = _digest(file)
    opened = open_ledger_file(file, kind=kind)
    report = LedgerReport(
        file_name=shorten(file_name, FILE_NAME_LENGTH),
        sha256=sha256,
        kind=opened.layout.kind,
        dry_run=dry_run,
        columns_unknown=list(opened.layout.unknown),
        default_year=None if "fiscal_year" in opened.layout.places else default_year,
    )
    shown = (lambda: progress(report.rows_read, max(lines - opened.table.header_line, 0))) if progress else None
    try:
        with nullcontext() if dry_run else transaction.atomic():
            _load(report, opened, district=district, by=by, shown=shown)
            if not dry_run:
                _require(report, expected)
    except _Refused:
        report.import_id = report.loaded_at = None
    except IntegrityError as error:
        raise LedgerMoved from error
    return report


def _require(report: LedgerReport, expected: str) -> None:
    if report.is_refused:
        raise _Refused
    if expected and expected != report.fingerprint:
        raise LedgerMoved


def _load(
    report: LedgerReport,
    opened: LedgerFile,
    *,
    district: District,
    by: User | None,
    shown: Callable[[], None] | None,
) -> None:
    if not report.dry_run:
        # One load of a district at a time; people may go on editing lines that the file does not change.
        hold_ledger(district.pk)
    work = Work(report=report, layout=opened.layout, look_ups=look_ups(district), district=district, by=by)
    loader = LOADERS[report.kind](work)
    try:
        for rows in _batches(opened.table.rows):
            report.rows_read += len(rows)
            loader.take(rows)
            if shown:
                shown()
    except TableRefused as error:
        raise FileRefused(str(error)) from error
    if not report.rows_read:
        raise FileRefused("This table has no rows below its column names. Add at least one row.")
    loader.finish()
    work.finish()
    if report.has_changes and not report.is_refused and not report.dry_run:
        _record(work)


def _record(work: Work) -> None:
    report = work.report
    counts = {
        noun: {"new": each.new, "changed": each.changed, "same": each.same} for noun, each in report.counts.items()
    }
    detail = {
        **counts,
        "kind": report.kind.value,
        "sha256": report.sha256,
        "edited_here": report.edited_here,
        "departments": report.departments_added,
        "pathways": report.pathways_added,
    }
    record(by=work.by, action=ACTION, of=work.source(), district_id=work.district.pk, detail=detail)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    filled = (row for row in rows if any(row.cells))
    while batch := list(islice(filled, BATCH)):
        yield batch


def _digest(file: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 and the number of line ends of a whole file; a zip's say nothing about its rows."""
    digest, lines, is_zip = hashlib.sha256(), 0, False
    file.seek(0)
    while piece := file.read(_CHUNK):
        is_zip = is_zip or (lines == 0 and piece.startswith(b"PK"))
        digest.update(piece)
        lines += piece.count(b"\n")
    return digest.hexdigest(), 0 if is_zip else lines
