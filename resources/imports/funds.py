"""Reads rows of funds: each is a fund, with its award of one fiscal year where it names one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from resources.enums import FundKind
from resources.imports.cells import choice_reader, read_day, read_money, read_text, read_year, read_yes
from resources.imports.look_ups import LookUps

LONGEST_NAME = 200
LONGEST_USE = 5_000
LONGEST_ID = 80

FUND_FIELDS: Mapping[str, str] = {
    "id": "external_id",
    "name": "name",
    "kind": "kind",
    "assistance_listing": "assistance_listing_id",
    "program": "is_program",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "allowable_use": "allowable_use",
}
AWARD_FIELDS: Mapping[str, str] = {"award": "amount", "carry_over": "carry_over"}


def fund_readers(look_ups: LookUps) -> Mapping[str, Callable[[str], Any]]:
    """Return how each column is read."""
    return {
        "id": partial(read_text, longest=LONGEST_ID),
        "name": partial(read_text, longest=LONGEST_NAME),
        "kind": choice_reader(FundKind),
        "assistance_listing": look_ups.listing,
        "program": read_yes,
        "starts_on": read_day,
        "ends_on": read_day,
        "allowable_use": partial(read_text, longest=LONGEST_USE),
        "fiscal_year": read_year,
        "award": read_money,
        "carry_over": read_money,
    }
