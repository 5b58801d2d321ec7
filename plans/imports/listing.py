"""Lists every filled field of a content with its portable path and its name in words."""

from collections.abc import Iterator

from plans.document import Activity, Goal, PlanContent
from plans.edition import ACTIVITY_TEXTS, GOAL_FIELDS, YEAR_FIELDS, Edition, SectionKind
from plans.imports.results import Placement

_LINES = ("owner", "audience", "delivery_phase")


def placements_of(content: PlanContent, edition: Edition, where: str) -> tuple[Placement, ...]:
    """Return one placement for each filled text of a content that was read from named places."""
    return tuple(
        Placement(path=path, label=label, text=text, where=where)
        for path, label, text in filled_fields(content, edition)
        if text.strip()
    )


def filled_fields(content: PlanContent, edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield path, name and text of every text field."""
    yield "title", "Plan title", content.title
    labels = {key: each.label for key, each in edition.narrative_fields.items()}
    for key, text in content.answers.items():
        yield f"answers.{key}", labels.get(key, f"Field “{key}” of another template"), text
    for index, goal in enumerate(content.goals):
        yield from _goal(goal, edition, f"goals[{index}]", f"Goal {index + 1}")


def _goal(goal: Goal, edition: Edition, path: str, name: str) -> Iterator[tuple[str, str, str]]:
    for key in GOAL_FIELDS:
        yield f"{path}.{key}", f"{name}: {edition.field(SectionKind.GOALS, key).label}", getattr(goal, key)
    for place, year in enumerate(goal.years):
        for key in YEAR_FIELDS:
            detail = "" if key == "outcome" else f", {edition.field(SectionKind.GOALS, key).label.lower()}"
            yield f"{path}.years[{place}].{key}", f"{name}: Year {year.year}{detail}", getattr(year, key)
    for place, table in enumerate(goal.tables):
        yield f"{path}.tables[{place}].name", f"{name}: name of the activity table", table.name
        prefix = f"{name}, {table.name}" if table.name else name
        for number, activity in enumerate(table.activities):
            at = f"{path}.tables[{place}].activities[{number}]"
            yield from _activity(activity, edition, at, f"{prefix}, activity {number + 1}")


def _activity(activity: Activity, edition: Edition, path: str, name: str) -> Iterator[tuple[str, str, str]]:
    values = {key: getattr(activity, key) for key in (*ACTIVITY_TEXTS, *_LINES)}
    values["schools"] = ", ".join(activity.schools)
    values["standards"] = ", ".join(activity.standards)
    for key, text in values.items():
        yield f"{path}.{key}", f"{name}: {edition.field(SectionKind.ACTIVITIES, key).label}", text
