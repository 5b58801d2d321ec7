"""The standards, and where in the plan activities put them into practice."""

from collections.abc import Iterator

from plans.document import PlanDocument, StandardLine
from plans.exports.layout.parts import body_cell, head_row
from plplanner.kit.blocks import Block, Cell, Passage, Role, Row, Table

STANDARD_WIDTHS = (25, 45, 30)


def standard_blocks(document: PlanDocument) -> Iterator[Block]:
    """Lay out the standards and where the plan serves them."""
    if document.standards_title:
        yield Passage(text=document.standards_title)
    if document.standards:
        yield Table(
            name="Standards and the activities that serve them",
            widths=STANDARD_WIDTHS,
            is_narrow=True,
            head=(head_row("Standard", "In short", "In this plan"),),
            rows=tuple(_standard_row(document, each) for each in document.standards),
        )
    if document.standards_attribution:
        yield Passage(text=document.standards_attribution, role=Role.NOTE)


def served_by(document: PlanDocument, code: str) -> str:
    """Say in which goals activities put a standard into practice: "Goal 1: 2 activities; Goal 3: 1 activity"."""
    counts = [
        sum(code in activity.standards for table in goal.tables for activity in table.activities)
        for goal in document.content.goals
    ]
    parts = [f"Goal {number}: {count_of(count)}" for number, count in enumerate(counts, 1) if count]
    return "; ".join(parts)


def count_of(activities: int) -> str:
    """Count activities in words: "1 activity", "2 activities"."""
    return f"{activities:,} activity" if activities == 1 else f"{activities:,} activities"


def _standard_row(document: PlanDocument, standard: StandardLine) -> Row:
    name = [Passage(text=standard.name, role=Role.LABEL)]
    if standard.group:
        name.append(Passage(text=standard.group, role=Role.NOTE))
    where = served_by(document, standard.code) or (
        count_of(standard.activities) if standard.activities else "No activity yet"
    )
    return Row(
        cells=(Cell(passages=tuple(name), is_heading=True), body_cell(standard.summary), body_cell(where)),
    )
