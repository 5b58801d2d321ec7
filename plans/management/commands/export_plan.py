"""Writes a plan's document to a file."""

import os
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.document import DocumentOptions
from plans.enums import ExportFormat
from plans.exports import WRITERS
from plans.models import Plan
from plans.selectors.document import plan_document
from plplanner.kit.pdf import PdfError

MOST_NAMED = 5


class Command(BaseCommand):
    """Exports one plan; the file appears whole or not at all."""

    help = "Write a plan as a Word, PDF, Excel, JSON or HTML file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the plan, the format and the file."""
        parser.add_argument("plan", metavar="PLAN", help="The plan's id, or its title if only one plan has it.")
        parser.add_argument("--format", required=True, choices=ExportFormat.values, help="The kind of file.")
        parser.add_argument(
            "-o", "--output", required=True, metavar="FILE", help="Where to write; “-” is standard output."
        )
        parser.add_argument("--section", action="append", default=[], help="Only this section; repeat for more.")
        parser.add_argument("--no-prompts", action="store_true", help="Leave out questions that are not answered.")

    def handle(self, **options: Any) -> None:
        """Find the plan, make the file in memory and put it in its place."""
        plan = _find_plan(options["plan"])
        document_options = _options(plan, options["section"], with_prompts=not options["no_prompts"])
        target = None if options["output"] == "-" else _target(options["output"])
        try:
            content = WRITERS[ExportFormat(options["format"])].write(plan_document(plan), document_options)
        except PdfError as error:
            raise CommandError(f"The PDF could not be made: {error}") from error
        if target is None:
            _write_out(content)
            return
        _write_file(target, content)
        self.stderr.write(f"Wrote “{plan.title}” to {target} ({len(content):,} bytes).")


def _find_plan(wanted: str) -> Plan:
    plans = Plan.objects.select_related("district", "edition")
    try:
        plan = plans.filter(pk=uuid.UUID(wanted)).first()
    except ValueError:
        plan = None
    if plan is not None:
        return plan
    found = list(plans.filter(title__iexact=wanted.strip())[: MOST_NAMED + 1])
    if not found:
        raise CommandError(f"There is no plan with the id or title “{wanted}”. The plan's address shows its id.")
    if len(found) > 1:
        names = "; ".join(f"{each.pk} ({each.district}, {each.first_year})" for each in found[:MOST_NAMED])
        raise CommandError(f"More than one plan is called “{wanted}”. Name one by its id: {names}.")
    return found[0]


def _options(plan: Plan, sections: list[str], *, with_prompts: bool) -> DocumentOptions:
    known = [each.key for each in plan.layout.sections]
    for key in sections:
        if key not in known:
            raise CommandError(f"The plan has no section “{key}”. Its sections are {', '.join(known)}.")
    return DocumentOptions(sections=frozenset(sections), with_prompts=with_prompts)


def _target(name: str) -> Path:
    """Return the path to write, refused early if nothing can be written there."""
    target = Path(name)
    if "\x00" in name:
        raise CommandError("That cannot be used as a file name. Write it without control characters.")
    try:
        if target.is_dir():
            raise CommandError(f"{target} is a folder. Name a file in it.")
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}. Make it first, or choose another.")
    except OSError as error:
        raise CommandError(f"“{name}” cannot be used as a file name: {error}.") from error
    return target


def _write_file(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that a reader never meets half a file."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".plan-", dir=target.parent)
    except OSError as error:
        raise CommandError(f"Nothing can be written in {target.parent}: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise CommandError(f"{target} could not be written: {error.strerror}.") from error


def _write_out(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise CommandError("Whatever read the file stopped before its end.") from error
