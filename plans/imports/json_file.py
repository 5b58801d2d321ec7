"""Reads a plan from our JSON format; docs/formats.md documents it."""

from typing import BinaryIO

from plans.edition import Edition
from plans.imports.listing import placements_of
from plans.imports.results import ImportRefused, ReadPlan
from plans.portable import content_from_json
from plplanner.kit.json_reader import JsonRefused, parse_json

LARGEST_FILE = 30 * 1024 * 1024
IN_FILE = "the file"


def read_json(file: BinaryIO, *, edition: Edition) -> ReadPlan:
    """Read a plan exactly as the file has it; `edition` only names the fields. Raises ImportRefused with the path."""
    try:
        value = parse_json(file.read(LARGEST_FILE + 1), most=LARGEST_FILE)
    except JsonRefused as error:
        raise ImportRefused("not-json", str(error)) from error
    try:
        content = content_from_json(value)
    except JsonRefused as error:
        raise ImportRefused("wrong-shape", f"The file is not a plan of this program. {error}") from error
    return ReadPlan(content=content, placements=placements_of(content, edition, IN_FILE))
