"""`manage.py import_plan FILE --district LEAID`: make a plan of a Word or JSON file."""

import json
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from plans.forms.plans import usual_first_year
from plans.imports import ImportRefused
from plans.models import Plan
from plans.portable import LONGEST_LINE
from plans.services.content import create_plan_from_content
from plans.services.plan_import import ReadFile, portable_report, read_plan_file
from plplanner.districts.models import District
from plplanner.districts.models.district import LEAID_LENGTH
from plplanner.kit.text import clean_line
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR


class Command(BaseCommand):
    """Imports one plan, whole or not at all."""

    help = "Make a plan of a Word file of the template, or of a JSON file; docs/formats.md documents both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, the district and what overrules the file."""
        parser.add_argument("file", type=Path, help="a .docx or .json file")
        parser.add_argument("--district", required=True, help="the district's LEAID or id")
        parser.add_argument("--title", default="", help="the plan's title, if not the file's")
        parser.add_argument(
            "--first-year", type=int, help="the calendar year in which the plan's first school year begins"
        )
        parser.add_argument("--dry-run", action="store_true", help="read the file, change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object: the plan, unplaced, findings")
        parser.add_argument("--drop-unplaced", action="store_true", help="leave out passages that belong to no field")

    def handle(self, *_: Any, **options: Any) -> None:
        """Read the file, then create the plan unless this is a dry run."""
        district = _district(options["district"])
        read_file = _read(district, options)
        plan = None if options["dry_run"] else self._create(read_file, district, drops=options["drop_unplaced"])
        if options["json"]:
            self.stdout.write(json.dumps(portable_report(read_file.read), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(read_file, plan)))

    def _create(self, read_file: ReadFile, district: District, *, drops: bool) -> Plan:
        read = read_file.read
        if read.unplaced and not drops:
            texts = "; ".join(f"“{each.text[:80]}” ({each.where})" for each in read.unplaced[:5])
            raise CommandError(
                f"{len(read.unplaced)} passages belong to no field, so no plan was made: {texts}. Move them in the "
                "file, import it in the browser, or leave them out with --drop-unplaced. --dry-run --json lists them."
            )
        try:
            with transaction.atomic():
                return create_plan_from_content(
                    content=read.content, district=district, edition=read_file.edition, by=None
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error


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


def _read(district: District, options: dict[str, Any]) -> ReadFile:
    path: Path = options["file"]
    first_year, title = options["first_year"], clean_line(options["title"])
    if first_year is not None and not EARLIEST_YEAR <= first_year <= LATEST_YEAR:
        raise CommandError(f"Give a first year from {EARLIEST_YEAR} to {LATEST_YEAR}, such as 2026 for 2026–27.")
    if len(title) > LONGEST_LINE:
        raise CommandError(f"Shorten the title to {LONGEST_LINE} characters.")
    try:
        if not path.is_file():
            raise CommandError(f"{path} is not a file." if path.exists() else f"There is no file {path}.")
        with path.open("rb") as file:
            read_file = read_plan_file(
                file=file,
                name=path.name,
                district=district,
                title=title,
                first_year=first_year,
                usual_year=usual_first_year(timezone.localdate()),
            )
    except ImportRefused as error:
        raise CommandError(f"{path.name}: {error}") from error
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}.") from error
    return read_file


def _lines(read_file: ReadFile, plan: Plan | None) -> list[str]:
    read = read_file.read
    content = read.content
    activities = sum(len(table.activities) for goal in content.goals for table in goal.tables)
    answers = sum(1 for text in content.answers.values() if text)
    counts = f"{len(content.goals)} goals, {activities} activities, {answers} answers"
    return [
        f"“{content.title}”, from {content.first_year}: {counts}.",
        *(f"{each.severity}: {each.sentence}" for each in read.findings),
        *(f"No place for: {each.text} ({each.where})" for each in read.unplaced),
        f"Made plan {plan.pk}." if plan else "Dry run: no plan was made.",
    ]
