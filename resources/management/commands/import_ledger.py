"""`manage.py import_ledger FILE --district LEAID`: load a file of ledger lines, funds or staff."""

import json
import sys
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plplanner.districts.models import District
from plplanner.districts.models.district import LEAID_LENGTH
from plplanner.kit.numbers import format_count
from plplanner.kit.progress import ProgressBar
from resources.enums import ImportKind
from resources.imports.cells import read_year
from resources.imports.findings import CellRefused, FileRefused
from resources.imports.report import LedgerReport, finding_text, report_rows
from resources.services.ledger_import import LedgerMoved, load_ledger

LARGEST_FILE = 500 * 1024 * 1024
SHOWN_FINDINGS = 50
AUTO = "auto"


class Command(BaseCommand):
    """Loads one file into a district's ledger, whole or not at all."""

    help = "Load a CSV or XLSX file of ledger lines, funds or staff; docs/formats.md documents the columns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, the district, and the switches."""
        parser.add_argument("file", type=Path, help="a .csv or .xlsx file")
        parser.add_argument("--district", required=True, help="the district's LEAID or id")
        parser.add_argument("--kind", choices=[AUTO, *ImportKind.values], default=AUTO, help="what the file holds")
        parser.add_argument("--year", default="", help="the fiscal year of a file without that column, such as 2025-26")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load the file and print what happened; exit with 1 and sentences if it is refused."""
        report = self._load(options)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_as_lines(report)))
        if report.is_refused:
            number = format_count(report.errors)
            raise CommandError(
                f"{options['file'].name} is refused for {number} {'error' if report.errors == 1 else 'errors'}. "
                "Nothing was changed."
            )

    def _load(self, options: dict[str, Any]) -> LedgerReport:
        path: Path = options["file"]
        district, year = _district(options["district"]), _year(options["year"])
        kind = None if options["kind"] == AUTO else ImportKind(options["kind"])
        try:
            _refuse_unfit(path)
            with path.open("rb") as file, ProgressBar(sys.stderr, "Reading rows") as bar:
                return load_ledger(
                    file=file,
                    file_name=path.name,
                    district=district,
                    by=None,
                    kind=kind,
                    default_year=year,
                    dry_run=options["dry_run"],
                    progress=bar.show,
                )
        except FileRefused as error:
            raise CommandError(f"{path.name}: {error}") from error
        except LedgerMoved as error:
            raise CommandError(
                "Somebody changed the same rows at this moment. Nothing was changed. Load it again."
            ) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _district(wanted: str) -> District:
    districts = District.objects.all()
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= LEAID_LENGTH:
        found = districts.filter(leaid=wanted.zfill(LEAID_LENGTH)).first()
    else:
        try:
            found = districts.filter(pk=uuid.UUID(wanted)).first()
        except ValueError:
            found = None
    if found is None:
        raise CommandError(f"There is no district with the LEAID or id “{wanted}”. Add it or load it first.")
    return found


def _year(wanted: str) -> int | None:
    try:
        return read_year(wanted) if wanted else None
    except CellRefused as refused:
        raise CommandError(f"--year {wanted}: {refused.reason} {refused.cure}") from refused


def _refuse_unfit(path: Path) -> None:
    if not path.is_file():
        raise CommandError(f"{path} is not a file." if path.exists() else f"There is no file {path}.")
    if path.stat().st_size > LARGEST_FILE:
        raise CommandError(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB. Load it in parts.")


def _as_lines(report: LedgerReport) -> list[str]:
    began = "Refused" if report.is_refused else "Dry run" if report.dry_run else "Loaded"
    lines = [began if began == "Loaded" else f"{began}, nothing was changed"]
    lines += [f"{label}: {value}" for label, value in report_rows(report)]
    lines += [f"Notice: {notice}" for notice in report.notices]
    for change in report.changes:
        if change.edited:
            cells = "; ".join(f"{cell.column} from {cell.before} to {cell.after}" for cell in change.cells)
            lines.append(f"Row {change.row}, “{change.name}”, {change.edited}: {cells}")
    lines += [finding_text(finding) for finding in report.findings[:SHOWN_FINDINGS]]
    if report.findings_total > SHOWN_FINDINGS:
        lines.append(f"… and {format_count(report.findings_total - SHOWN_FINDINGS)} more; --json lists them.")
    return lines
