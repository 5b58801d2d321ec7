"""`manage.py benchmarks --district LEAID --year 2020-21`: what each benchmark says of a district."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plplanner.districts.models import District
from plplanner.kit.years import parse_school_year, school_year_label
from resources.enums import Basis, Scope
from resources.selectors.benchmarks import Held, held_benchmarks
from resources.selectors.benchmarks_words import as_json, result_words


class Command(BaseCommand):
    """Prints what each benchmark says of a district in one school year."""

    help = "Print what each benchmark says of a district in one school year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the district, the year and from which angle."""
        parser.add_argument("--district", required=True, metavar="LEAID", help="NCES id, for example 0100840")
        parser.add_argument("--year", required=True, help="school year, for example 2020-21")
        parser.add_argument("--scope", choices=Scope.values, default=Scope.ALL, help="which cost counts")
        parser.add_argument("--basis", choices=Basis.values, default=Basis.PLANNED, help="which amounts count")
        parser.add_argument(
            "--carry-over", action="store_true", help="count what programs carried over from the year before as award"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object, by benchmark code")

    def handle(self, *_: Any, **options: Any) -> None:
        """Judge the benchmarks and print them."""
        leaid = str(options["district"])
        try:
            year = parse_school_year(str(options["year"]))
        except ValueError as error:
            raise CommandError(str(error)) from error
        district = District.objects.filter(leaid=leaid.zfill(7)).first() if leaid else None
        if district is None:
            raise CommandError(f"No district has the LEAID {leaid}. Load the NCES file first: load_districts.")
        scope, basis = Scope(options["scope"]), Basis(options["basis"])
        held = held_benchmarks(district, year, carry_over=bool(options["carry_over"]))
        if not held:
            raise CommandError("No benchmarks are loaded. Run load_reference first.")
        if options["json"]:
            found = {each.benchmark.code: as_json(each, year, scope, basis) for each in held}
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(district, year, held, scope, basis)))


def _lines(district: District, year: int, held: list[Held], scope: Scope, basis: Basis) -> list[str]:
    lines = [f"{district}, {school_year_label(year)}. {scope.label}, {basis.label.lower()} amounts."]
    for each in held:
        words = result_words(each, each.at(scope, basis))
        lines.append(f"{each.benchmark.code}: {words.status}. {words.sentence}")
        lines += [f"  {note}" for note in words.notes]
    return lines
