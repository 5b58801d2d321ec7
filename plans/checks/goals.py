"""Goals: their texts, the outcomes of their years, and that each has activities."""

from collections.abc import Iterator, Mapping

from plans.checks.codes import Code
from plans.checks.texts import holds_address, is_thin
from plans.document import Goal, PlanDocument
from plans.edition import GOAL_FIELDS, SectionKind
from plplanner.kit.findings import Finding, Severity
from plplanner.kit.text import shorten

FEWEST_WORDS = 3
QUOTED_LENGTH = 60

ADVICE: Mapping[str, str] = {
    "statement": "Write what the district wants to accomplish.",
    "evidence": "Say which results led to this goal.",
    "impact": "Say what will change for students.",
    "links": "Add an address that readers can open.",
    "measures": "Say what will show that the goal is reached.",
    "frequency": "Say when and how often you will look.",
    "overarching_outcome": "Say what will be true at the end of the plan.",
}
"""What to write, by goal field."""


def goal_findings(document: PlanDocument) -> Iterator[Finding]:
    """Find missing goals, and what is missing or thin in those that are there."""
    goals = document.content.goals
    fewest = document.edition.minimum_goals
    if len(goals) < fewest:
        yield Finding(
            code=Code.GOALS_TOO_FEW,
            severity=Severity.ERROR,
            sentence=f"The template asks for at least {fewest} goals; this plan has {len(goals)}. Add the others.",
            subject="goals",
        )
    for number, goal in enumerate(goals, start=1):
        if is_blank(goal):
            yield Finding(
                code=Code.GOAL_EMPTY,
                severity=Severity.ERROR,
                sentence=f"Goal {number} is empty. Write it, or remove it if the plan has goals enough.",
                subject=f"goal.{number}",
            )
            continue
        yield from _text_findings(document, goal, number)
        yield from _link_findings(goal, number)
        yield from _year_findings(document, goal, number)
        yield from _table_findings(goal, number)


def is_blank(goal: Goal) -> bool:
    """Whether nobody has written anything of the goal."""
    return (
        not any(getattr(goal, name).strip() for name in GOAL_FIELDS)
        and all(outcome.is_blank for outcome in goal.years)
        and not any(table.activities for table in goal.tables)
    )


def _text_findings(document: PlanDocument, goal: Goal, number: int) -> Iterator[Finding]:
    for name in GOAL_FIELDS:
        field = document.edition.field(SectionKind.GOALS, name)
        text = getattr(goal, name)
        if field.required and not text.strip():
            yield Finding(
                code=Code.GOAL_TEXT_MISSING,
                severity=Severity.ERROR,
                sentence=f"Goal {number}: “{field.label}” is empty. {ADVICE[name]}",
                subject=f"goal.{number}.{name}",
            )
        elif field.required and is_thin(text, words=FEWEST_WORDS if name != "frequency" else 1):
            yield Finding(
                code=Code.GOAL_TEXT_SHORT,
                severity=Severity.WARNING,
                sentence=f"Goal {number}: “{field.label}” says very little. {ADVICE[name]}",
                subject=f"goal.{number}.{name}",
            )


def _link_findings(goal: Goal, number: int) -> Iterator[Finding]:
    others = [line.strip() for line in goal.links.splitlines() if line.strip() and not holds_address(line)]
    if others:
        yield Finding(
            code=Code.GOAL_LINK_NOT_AN_ADDRESS,
            severity=Severity.WARNING,
            sentence=f"Goal {number}: “{shorten(others[0], QUOTED_LENGTH)}” among the supporting links is not a web "
            "address. Give the address, or explain where readers find it.",
            subject=f"goal.{number}.links",
        )


def _year_findings(document: PlanDocument, goal: Goal, number: int) -> Iterator[Finding]:
    required = document.edition.field(SectionKind.GOALS, "outcome").required
    outcomes = {each.year: each for each in goal.years}
    for year, label in enumerate(document.year_labels, start=1):
        outcome = outcomes.get(year)
        if required and (outcome is None or not outcome.outcome.strip()):
            yield Finding(
                code=Code.YEAR_OUTCOME_MISSING,
                severity=Severity.ERROR,
                sentence=f"Goal {number} has no outcome for Year {year} ({label}). Say what will be reached by then.",
                subject=f"goal.{number}.year.{year}.outcome",
            )
        if outcome is not None and outcome.target.strip() and not outcome.baseline.strip():
            yield Finding(
                code=Code.TARGET_WITHOUT_BASELINE,
                severity=Severity.WARNING,
                sentence=f"Goal {number} has a target for Year {year} ({label}) but no baseline. Say where you start.",
                subject=f"goal.{number}.year.{year}.baseline",
            )


def _table_findings(goal: Goal, number: int) -> Iterator[Finding]:
    if not any(table.activities for table in goal.tables):
        yield Finding(
            code=Code.GOAL_WITHOUT_ACTIVITIES,
            severity=Severity.ERROR,
            sentence=f"Goal {number} has no activities. Add at least one.",
            subject=f"goal.{number}.activities",
        )
        return
    for place, table in enumerate(goal.tables, start=1):
        if not table.activities:
            name = f"The table “{shorten(table.name, QUOTED_LENGTH)}”" if table.name else "A table"
            yield Finding(
                code=Code.TABLE_EMPTY,
                severity=Severity.NOTICE,
                sentence=f"{name} of Goal {number} has no activities. Add one, or remove the table.",
                subject=f"goal.{number}.table.{place}",
            )
