"""What the rows of a table are: the goals table, an activity table, or neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.imports.blocks import Cell, Line, Row, flat_lines
from plans.imports.template_words import ACTIVITY_HEADINGS, GOAL_HEADINGS, OVERARCHING
from plans.imports.vocabulary import goal_number, label_match, normal, year_number

_TWO = 2


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A cell that holds text, with its lines."""

    cell: Cell
    lines: Sequence[Line]
    is_among_others: bool


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which grid columns hold what."""

    roles: Sequence[tuple[int, int, str, str]]
    is_goals: bool
    width: int = 0

    def role(self, cell: Cell) -> str:
        """Return what the first column that a cell covers holds; an empty text for a column nobody named."""
        return next((role for first, last, role, _ in self.roles if first <= cell.last and cell.first <= last), "")

    def heading(self, cell: Cell) -> str:
        """Return the heading above a cell."""
        return next((text for first, last, _, text in self.roles if first <= cell.last and cell.first <= last), "")


def filled_cells(row: Row) -> list[Filled]:
    """Return the cells that hold text, each with its lines; blank lines stay between others."""
    found = []
    for cell in row.cells:
        lines = list(flat_lines(cell.blocks))
        while lines and not lines[0].text.strip():
            lines.pop(0)
        while lines and not lines[-1].text.strip():
            lines.pop()
        if lines:
            found.append(Filled(cell=cell, lines=lines, is_among_others=len(row.cells) > 1))
    return found


def goal_columns(row: Row) -> Columns | None:
    """Read a row as the heading of the goals table."""
    columns = _columns(row, GOAL_HEADINGS, is_goals=True)
    roles = {role for _, _, role, _ in columns.roles}
    return columns if "rationale" in roles and len(roles) >= _TWO else None


def activity_columns(row: Row) -> Columns | None:
    """Read a row as the heading of an activity table."""
    columns = _columns(row, ACTIVITY_HEADINGS, is_goals=False)
    roles = {role for _, _, role, _ in columns.roles} - {""}
    return columns if roles & {"initial", "follow_up"} and len(roles) >= _TWO else None


def _columns(row: Row, headings: Mapping[str, str], *, is_goals: bool) -> Columns:
    roles = []
    for filled in filled_cells(row):
        match = label_match(filled.lines[0].text, headings)
        role = match.name if match is not None and (match.is_parted or _is_question(match.rest)) else ""
        roles.append((filled.cell.first, filled.cell.last, role, filled.lines[0].text.strip()))
    return Columns(roles=tuple(roles), is_goals=is_goals)


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?")


def implied_goal_columns(row: Row, width: int) -> Columns | None:
    """Recognise a row of a goals table that lost its heading: "Goal 1" on the left, outcomes or years on the right."""
    cells = filled_cells(row)
    if len(row.cells) < _TWO or not cells or goal_number(cells[0].lines[0].text) is None:
        return None
    last = row.cells[-1]
    outcomes = [each for each in cells[1:] if each.cell is last]
    if not outcomes or not any(names_outcome(line.text) for line in outcomes[0].lines):
        return None
    first = row.cells[0]
    roles = [(first.first, first.last, "goal", ""), (last.first, last.last, "outcomes", "")]
    if last.first > first.last + 1:
        roles.append((first.last + 1, last.first - 1, "rationale", ""))
    return Columns(roles=tuple(roles), is_goals=True, width=width)


def names_outcome(text: str) -> bool:
    """Whether a line begins with the label of an outcome."""
    return is_overarching(text) or year_number(text) is not None


def is_overarching(text: str) -> bool:
    """Whether a line begins with the label of the overarching outcome."""
    return any(normal(text) == label or normal(text).startswith(f"{label} ") for label in OVERARCHING)


def row_has_two_names(row: Row, labels: Mapping[str, str]) -> bool:
    """Whether every filled cell of a row is a label alone, two at least: headings of columns side by side."""
    cells = filled_cells(row)
    matches = [label_match(cell.lines[0].text, labels) for cell in cells if len(cell.lines) == 1]
    names = {match.name for match in matches if match is not None and not match.rest}
    return len(names) == len(cells) >= _TWO
