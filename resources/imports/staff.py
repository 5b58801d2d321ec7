"""Reads rows of staff: each is a person or post, with the time it gives to one school in a part of one year."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from resources.enums import Period, StaffRole
from resources.imports.cells import choice_reader, read_fte, read_text, read_year, read_yes
from resources.imports.look_ups import LookUps

LONGEST_NAME = 150
LONGEST_FOCUS = 200
LONGEST_ID = 80

STAFF_FIELDS: Mapping[str, str] = {
    "id": "external_id",
    "name": "name",
    "role": "role",
    "vacant": "is_vacant",
    "focus": "focus",
}


def staff_readers(look_ups: LookUps) -> Mapping[str, Callable[[str], Any]]:
    """Return how each column is read."""
    return {
        "id": partial(read_text, longest=LONGEST_ID),
        "name": partial(read_text, longest=LONGEST_NAME),
        "role": choice_reader(StaffRole, also={"": StaffRole.COACH}),
        "vacant": read_yes,
        "focus": partial(read_text, longest=LONGEST_FOCUS),
        "fiscal_year": read_year,
        "school": look_ups.school,
        "period": choice_reader(Period, also={"": Period.YEAR, "year": Period.YEAR}),
        "fte": read_fte,
    }
