"""The district's professional-learning plan."""

from plans.models.activity import Activity, ActivityTable
from plans.models.editing import Presence
from plans.models.goal import Goal, YearOutcome
from plans.models.plan import Explanation, Plan, Section, Snapshot
from plans.models.plan_import import PlanImport
from plans.models.reference import (
    Standard,
    StandardAlias,
    StandardMapping,
    StandardsEdition,
    TemplateEdition,
    edition_layout,
)

__all__ = [
    "Activity",
    "ActivityTable",
    "Explanation",
    "Goal",
    "Plan",
    "PlanImport",
    "Presence",
    "Section",
    "Snapshot",
    "Standard",
    "StandardAlias",
    "StandardMapping",
    "StandardsEdition",
    "TemplateEdition",
    "YearOutcome",
    "edition_layout",
]
