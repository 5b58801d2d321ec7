"""What can be copied into a plan, and where it can go."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Activity, ActivityTable, Goal, Plan
from plans.models.activity import ActivityQuerySet
from plans.models.plan import PlanQuerySet
from plans.selectors.plan_list import find_plans, years_of
from plplanner.districts.models import User
from plplanner.kit.text import shorten

TEXT_LENGTH = 160


@dataclass(frozen=True, kw_only=True)
class SourcePlan:
    """A plan to copy from."""

    id: uuid.UUID
    title: str
    district: str
    years: str


@dataclass(frozen=True, kw_only=True)
class SourceGoal:
    """A goal to copy, or to choose an activity of."""

    id: uuid.UUID
    number: int
    statement: str
    activities: int


def source_plans(user: User, *, words: str) -> PlanQuerySet:
    """Return the plans to copy from that answer to the search: all that the person may see."""
    return find_plans(user, words=words)


def source_lines(plans: Iterable[Plan]) -> list[SourcePlan]:
    """Make plans ready to print."""
    return [
        SourcePlan(id=plan.pk, title=plan.title, district=str(plan.district), years=years_of(plan)) for plan in plans
    ]


def source_goals(plan: Plan) -> list[SourceGoal]:
    """List a plan's goals with how many activities each has, in two queries."""
    counts: dict[uuid.UUID, int] = {}
    present = Activity.objects.for_plan(plan).present().filter(table__removed_at=None)
    for goal_id in present.values_list("table__goal_id", flat=True):
        counts[goal_id] = counts.get(goal_id, 0) + 1
    goals = Goal.objects.for_plan(plan).present().in_order().values_list("pk", "statement")
    return [
        SourceGoal(
            id=pk,
            number=number,
            statement=shorten(statement, TEXT_LENGTH) or "Goal without text",
            activities=counts.get(pk, 0),
        )
        for number, (pk, statement) in enumerate(goals, start=1)
    ]


def activities_of(goal: Goal) -> ActivityQuerySet:
    """Return a goal's activities."""
    return Activity.objects.present().filter(table__goal=goal, table__removed_at=None)


def activity_choices(goal: Goal) -> list[tuple[str, str]]:
    """List a goal's activities as choices, in the goal's order."""
    order = ("table__position", "table__created_at", "table_id", "position", "created_at", "pk")
    rows = activities_of(goal).order_by(*order).values_list("pk", "initial")
    return [(str(pk), shorten(initial, TEXT_LENGTH) or "Activity without text") for pk, initial in rows]


def table_choices(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """List a plan's activity tables as choices under their goals, in two queries."""
    goals = list(Goal.objects.for_plan(plan).present().in_order().values_list("pk", "statement"))
    tables: dict[uuid.UUID, list[tuple[str, str]]] = {}
    rows = ActivityTable.objects.for_plan(plan).present().in_order().values_list("goal_id", "pk", "name")
    for goal_id, pk, name in rows:
        tables.setdefault(goal_id, []).append((str(pk), name or "Activities"))
    return [
        (f"Goal {number}: {shorten(statement, 60) or 'not written yet'}", tables[pk])
        for number, (pk, statement) in enumerate(goals, start=1)
        if pk in tables
    ]
