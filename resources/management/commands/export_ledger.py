"""`manage.py export_ledger --district LEAID --year 2025-26`: the lines of a year as a file that the import reads."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plplanner.districts.models import District
from plplanner.kit.years import parse_school_year
from resources.enums import LedgerFormat
from resources.exports.columns import year_text
from resources.exports.ledger import ledger_pieces
from resources.selectors.ledger_filters import LineFilter, lines_of


class Command(BaseCommand):
    """Writes the lines of a district's fiscal year to a file or the standard output."""

    help = "Write the ledger lines of a district's fiscal year as CSV or Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the district, the year, and where the file goes."""
        parser.add_argument("--district", required=True, metavar="LEAID", help="NCES id, for example 0100840")
        parser.add_argument("--year", required=True, help="fiscal year, for example 2025-26")
        parser.add_argument("--format", choices=LedgerFormat.values, default=LedgerFormat.CSV, help="kind of file")
        parser.add_argument("--output", metavar="FILE", help="where to write; the standard output unless given")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write the file, a piece at a time."""
        leaid = str(options["district"])
        try:
            year = parse_school_year(str(options["year"]))
        except ValueError as error:
            raise CommandError(str(error)) from error
        district = District.objects.filter(leaid=leaid.zfill(7)).first() if leaid else None
        if district is None:
            raise CommandError(f"No district has the LEAID {leaid}. Load the NCES file first: load_districts.")
        pieces = ledger_pieces(
            lines_of(LineFilter(district=district, school_year=year)),
            file_format=LedgerFormat(options["format"]),
            title=f"{district.name} ledger {year_text(year)}",
            author=district.name,
            now=timezone.now(),
        )
        if not options["output"]:
            _write(pieces, sys.stdout.buffer)
            return
        try:
            with Path(options["output"]).open("wb") as file:
                _write(pieces, file)
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error.strerror}.") from error


def _write(pieces: Iterable[bytes], file: BinaryIO) -> None:
    file.writelines(pieces)
    file.flush()
