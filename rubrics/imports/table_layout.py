"""A rubric as one sheet of four tables, below one another: what it says of itself, levels, statements, links.

Each table begins with its row of column names. The writers and the reader of CSV and Excel files share this.
"""

import re
from collections.abc import Sequence

from rubrics.checks import CODE

ABOUT = ("Name", "Value", "What to enter")
LEVELS = ("Level", "Label", "Code", "Scores from", "Scores to", "Percent from", "Percent to")
STATEMENTS = ("Strand", "Strand title", "Outcome", "Outcome title", "Replaces", "Level", "Statement", "Next step")
LINKS = ("Linked standard", "How it bears on it")

NEEDED = {
    ABOUT: ("Name", "Value"),
    STATEMENTS: ("Outcome", "Level", "Statement"),
    LEVELS: ("Level", "Label"),
    LINKS: LINKS,
}
"""By which columns each table is known; a table with statements has levels too, so it is asked for first."""

_GUARDED = re.compile(r"'*[=+\-@\t\r]")


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """Take off the apostrophe that `guard` put there."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def join_codes(codes: Sequence[str]) -> str:
    """Write codes into one cell, each on a line of its own."""
    joined = "\n".join(codes)
    # A single code with commas in it: the line end says that it is not a list.
    return joined if split_codes(joined) == tuple(codes) else f"{joined}\n"


def split_codes(cell: str) -> tuple[str, ...]:
    """Read codes, each on a line of its own or, as people type them, after commas."""
    lines = tuple(line.strip() for line in cell.split("\n") if line.strip())
    parts = tuple(part.strip() for part in cell.split(","))
    return parts if "\n" not in cell and all(CODE.match(part) for part in parts) else lines
