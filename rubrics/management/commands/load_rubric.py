"""`manage.py load_rubric FILE`: load an edition of a rubric."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plplanner.kit.findings import Finding, Severity
from rubrics.enums import FileFormat
from rubrics.imports import Reading, RubricRefused
from rubrics.imports.reading import LARGEST_FILE
from rubrics.instrument import Polarity
from rubrics.services.loading import (
    LoadPlan,
    LoadStatus,
    instrument_counts,
    load_report,
    load_rubric,
    plan_load,
    read_file,
)

SHOWN_DIFFERENCES = 20
AUTO = "auto"


class Command(BaseCommand):
    """Loads one edition, whole or not at all; loading the same again changes nothing."""

    help = "Load a rubric from a text, JSON, CSV, Excel or CASE file; docs/formats.md documents each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the switches."""
        parser.add_argument("file", metavar="FILE", help="the file with the rubric")
        parser.add_argument("--format", default=AUTO, choices=[AUTO, *FileFormat.values], help="what the file is")
        parser.add_argument(
            "--polarity",
            choices=[each.value for each in Polarity],
            help="which end of the scale is the fullest practice, if the file does not say it",
        )
        parser.add_argument("--publish", action="store_true", help="let people rate on the edition at once")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object: slug, status, counts, findings")

    def handle(self, **options: Any) -> None:
        """Load the file and print what happened; exit with 1 and a sentence if it cannot be used."""
        reading = _read(options)
        plan = _plan(reading, options)
        if options["json"]:
            report = load_report(plan, is_dry_run=options["dry_run"])
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(plan, is_dry_run=options["dry_run"])))
        errors = [_sentence(each) for each in plan.findings if each.severity == Severity.ERROR]
        if plan.status == LoadStatus.REFUSED:
            raise CommandError(f"Nothing was loaded. {' '.join(errors)}")


def _read(options: dict[str, Any]) -> Reading:
    path = Path(options["file"])
    chosen = None if options["format"] == AUTO else FileFormat(options["format"])
    polarity = Polarity(options["polarity"]) if options["polarity"] else None
    try:
        content = _content(path)
    except RubricRefused as refused:
        return Reading(instrument=None, findings=(refused.finding,))
    return read_file(content=content, name=path.name, file_format=chosen, polarity=polarity)


def _content(path: Path) -> bytes:
    if "\x00" in str(path):
        raise RubricRefused("That cannot be a file name. Write it without control characters.")
    try:
        if not path.is_file():
            raise RubricRefused(f"{path} is not a file." if path.exists() else f"There is no file {path}.")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RubricRefused(f"{path} cannot be read: {error.strerror}.") from error


def _plan(reading: Reading, options: dict[str, Any]) -> LoadPlan:
    if options["dry_run"]:
        return plan_load(reading)
    try:
        return load_rubric(reading=reading, by=None, publishes=options["publish"])
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _lines(plan: LoadPlan, *, is_dry_run: bool) -> list[str]:
    lines = [f"{each.severity.value.capitalize()}: {_sentence(each)}" for each in plan.findings]
    if plan.instrument is None:
        return lines
    counts = ", ".join(f"{number} {name}" for name, number in instrument_counts(plan.instrument).items())
    lines.append(f"“{plan.instrument.title}” ({plan.instrument.edition}): {counts}.")
    if plan.differences:
        lines.append(f"Differs from “{plan.beside}” in {len(plan.differences)} places:")
        lines += [f"  {each.place}: {each.kind}" for each in plan.differences[:SHOWN_DIFFERENCES]]
    if len(plan.differences) > SHOWN_DIFFERENCES:
        lines.append(f"  … and {len(plan.differences) - SHOWN_DIFFERENCES} more; --json lists them.")
    lines.append(_outcome(plan, is_dry_run=is_dry_run))
    return lines


def _outcome(plan: LoadPlan, *, is_dry_run: bool) -> str:
    state = "published" if plan.is_published else "a draft"
    match plan.status:
        case LoadStatus.UNCHANGED:
            return f"“{plan.slug}” holds the same already ({state}). Nothing was changed."
        case _ if is_dry_run:
            return f"Dry run: “{plan.slug}” would be {plan.status}. Nothing was changed."
        case _:
            return f"“{plan.slug}” is {plan.status} ({state})."


def _sentence(finding: Finding) -> str:
    place = f"{finding.subject}: " if finding.subject else ""
    return f"{place}{finding.sentence}"
