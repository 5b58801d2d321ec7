"""What the dry run shows: where each passage goes, by section, and where the others may go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plans.document import PlanContent
from plans.edition import GOAL_FIELDS, Edition, SectionKind
from plans.imports.moving import DROP, NEW_ACTIVITY, NEW_GOAL
from plans.models import PlanImport
from plans.portable import content_from_json
from plplanner.kit.findings import Severity
from plplanner.kit.text import shorten
from plplanner.kit.years import school_year_label

SHOWN_LENGTH = 400
NAME_LENGTH = 60


@dataclass(frozen=True, kw_only=True)
class PlacedPassage:
    """One passage and its field, ready to print."""

    label: str
    text: str
    where: str


@dataclass(frozen=True, kw_only=True)
class PlacedSection:
    """The passages of one part of the plan."""

    title: str
    passages: Sequence[PlacedPassage]


def placed_sections(plan_import: PlanImport) -> list[PlacedSection]:
    """Return what was placed, in the plan's order; parts without any text are left out."""
    edition = plan_import.edition.layout
    rows: dict[str, list[PlacedPassage]] = {}
    for each in plan_import.placements:
        passage = PlacedPassage(label=each["label"], text=shorten(each["text"], SHOWN_LENGTH), where=each["where"])
        rows.setdefault(_part(each["path"], edition), []).append(passage)
    return [PlacedSection(title=title, passages=passages) for title, passages in rows.items()]


def _part(path: str, edition: Edition) -> str:
    if path.startswith("goals["):
        return f"Goal {int(path[len('goals[') : path.index(']')]) + 1}"
    key = path.partition(".")[2]
    homes = (section.title for section in edition.narrative_sections if key in section.field_by_key)
    return next(homes, "The plan itself" if path == "title" else "Fields of another template")


def target_choices(plan_import: PlanImport) -> list[tuple[str, Any]]:
    """Return where a passage may go, grouped by section, as the choices of a select."""
    content = content_from_json(plan_import.content)
    edition = plan_import.edition.layout
    return [
        ("", "Choose"),
        (DROP, "Drop it: it is not part of the plan"),
        *_narrative_groups(edition),
        *_goal_groups(content, edition),
        ("Another goal", [(NEW_GOAL, "A new goal")]),
    ]


def _narrative_groups(edition: Edition) -> Iterator[tuple[str, Any]]:
    for section in edition.narrative_sections:
        yield section.title, [(f"answers.{field.key}", field.label) for field in section.fields]


def _goal_groups(content: PlanContent, edition: Edition) -> Iterator[tuple[str, Any]]:
    for index, goal in enumerate(content.goals):
        name = f"Goal {index + 1}: {shorten(goal.statement, NAME_LENGTH)}" if goal.statement else f"Goal {index + 1}"
        fields = [(f"goals[{index}].{key}", edition.field(SectionKind.GOALS, key).label) for key in GOAL_FIELDS]
        years = [(f"goals[{index}].years[{year}]", f"Year {year}") for year in range(1, edition.years + 1)]
        yield name, [*fields, *years, (f"goals[{index}].{NEW_ACTIVITY}", "A new activity")]


def finding_notices(plan_import: PlanImport) -> list[tuple[str, str]]:
    """Return kind and sentence of each finding, for notices."""
    return [
        ("warning" if each["severity"] == Severity.WARNING else "", each["sentence"])
        for each in plan_import.findings
        if each["code"] != "unplaced"
    ]


def summary_rows(plan_import: PlanImport) -> list[dict[str, str]]:
    """Return what the plan will be, as rows of a summary list."""
    content = content_from_json(plan_import.content)
    activities = sum(len(table.activities) for goal in content.goals for table in goal.tables)
    return [
        {"label": "File", "value": plan_import.file_name},
        {"label": "District", "value": str(plan_import.district)},
        {"label": "First school year", "value": school_year_label(content.first_year)},
        {"label": "Goals", "value": str(len(content.goals))},
        {"label": "Activities", "value": str(activities)},
    ]
