"""`manage.py load_districts FILE`: load an NCES district table."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plplanner.districts.elsi import ExportRefused
from plplanner.districts.import_report import LoadReport, report_rows
from plplanner.districts.services.district_import import load_districts
from plplanner.kit.numbers import format_count
from plplanner.kit.progress import ProgressBar

LARGEST_FILE = 500 * 1024 * 1024
SHOWN_PROBLEMS = 50


class Command(BaseCommand):
    """Loads districts and their facts from an ELSI table export, as downloaded from NCES."""

    help = "Load districts and their facts from an NCES ELSI table export (CSV or XLSX, district level)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the two switches."""
        parser.add_argument("file", type=Path, help="the file as downloaded")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load the file and print what happened; exit with 1 and a sentence if it cannot be used."""
        report = self._load(options["file"], dry_run=options["dry_run"])
        self.stdout.write(_as_json(report) if options["json"] else "\n".join(_as_lines(report)))

    def _load(self, path: Path, *, dry_run: bool) -> LoadReport:
        try:
            _refuse_unfit(path)
            with path.open("rb") as file, ProgressBar(sys.stderr, "Reading agencies") as bar:
                return load_districts(file=file, file_name=path.name, by=None, dry_run=dry_run, progress=bar.show)
        except ExportRefused as error:
            raise CommandError(f"{path.name}: {error}") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _refuse_unfit(path: Path) -> None:
    if not path.is_file():
        raise CommandError(f"{path} is not a file." if path.exists() else f"There is no file {path}.")
    if path.stat().st_size > LARGEST_FILE:
        raise CommandError(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB. Choose fewer years or columns.")


def _as_json(report: LoadReport) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False)


def _as_lines(report: LoadReport) -> list[str]:
    lines = ["Dry run, nothing was changed" if report.dry_run else "Loaded"]
    lines += [f"{label}: {value}" for label, value in report_rows(report)]
    lines += [f"Notice: {notice}" for notice in report.notices]
    for problem in report.unusable[:SHOWN_PROBLEMS]:
        where = f", {problem.column}" if problem.column else ""
        lines.append(f"Line {problem.line}, {problem.agency or 'no name'}{where}: {problem.reason} {problem.cure}")
    if len(report.unusable) > SHOWN_PROBLEMS:
        lines.append(f"… and {format_count(len(report.unusable) - SHOWN_PROBLEMS)} more; --json lists them.")
    return lines
