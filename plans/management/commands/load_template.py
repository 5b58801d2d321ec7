"""Load one plan template edition from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plans.forms.editions import LARGEST_FILE
from plans.services.reference import load_edition
from plplanner.kit.json_reader import JsonRefused, parse_json


class Command(BaseCommand):
    """Loads an edition; docs/formats.md documents the file."""

    help = "Load a plan template edition from a JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load it, or say what is wrong and change nothing."""
        try:
            with options["file"].open("rb") as file:
                value = parse_json(file.read(LARGEST_FILE + 1), most=LARGEST_FILE)
            edition, loaded = load_edition(value=value, by=None)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}. Check its name.") from error
        except JsonRefused as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{edition}: {loaded}")
