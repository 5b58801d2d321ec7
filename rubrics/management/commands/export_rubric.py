"""`manage.py export_rubric SLUG --format FORMAT -o FILE`: write an edition of a rubric to a file."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rubrics.enums import ExportFormat
from rubrics.exports import WRITERS
from rubrics.models import RubricEdition

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    """Exports one edition; the file appears whole or not at all."""

    help = "Write a rubric as a JSON, CSV, Excel, CASE or Word file, with its attribution."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the edition, the format and the file."""
        parser.add_argument("slug", metavar="SLUG", help="the short name of the edition, as in its address")
        parser.add_argument("--format", required=True, choices=ExportFormat.values, help="the kind of file")
        parser.add_argument(
            "-o", "--output", required=True, metavar="FILE", help="where to write; “-” is standard output"
        )

    def handle(self, **options: Any) -> None:
        """Find the edition, make the file in memory and put it in its place."""
        edition = RubricEdition.objects.filter(pk=options["slug"]).first()
        if edition is None:
            known = ", ".join(RubricEdition.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none"
            raise CommandError(f"There is no edition “{options['slug']}”. Loaded are: {known}.")
        content = WRITERS[ExportFormat(options["format"])].write(edition.instrument, edition.changed_at)
        if options["output"] == STANDARD_OUTPUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        _write_file(Path(options["output"]), content)
        self.stderr.write(f"Wrote “{edition}” to {options['output']} ({len(content):,} bytes).")


def _write_file(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that a reader never meets half a file."""
    if "\x00" in str(target):
        raise CommandError("That cannot be used as a file name. Write it without control characters.")
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".rubric-", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise CommandError(f"{target} could not be written: {error.strerror}.") from error
