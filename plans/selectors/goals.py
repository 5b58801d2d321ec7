"""Goals and their activities as read-only rows, ready to print, in a fixed number of queries."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from plans.edition import GOAL_FIELDS, YEAR_FIELDS, SectionKind
from plans.models import ActivityTable, Goal, Plan, YearOutcome
from plans.selectors.activities import TableOfActivities, TableRead, read_tables, tables_to_print
from plans.selectors.row_buttons import RowButtons, row_buttons
from plplanner.kit.text import shorten

CARD_TEXT = 320


@dataclass(frozen=True, kw_only=True)
class GoalCard:
    """One goal on the list of goals. `place` counts from 0."""

    pk: uuid.UUID
    place: int
    statement: str
    overarching_outcome: str
    is_complete: bool
    is_written: bool
    activities: int
    buttons: RowButtons

    @property
    def number(self) -> int:
        """The goal's number as people count."""
        return self.place + 1


@dataclass(frozen=True, kw_only=True)
class GoalOutline:
    """One goal with its tables, for the page of all activities."""

    pk: uuid.UUID
    number: int
    statement: str
    tables: list[TableOfActivities]

    @property
    def has_activities(self) -> bool:
        """Whether any of its tables has a row."""
        return any(table.rows for table in self.tables)


@dataclass(frozen=True, kw_only=True)
class RemovedRow:
    """A removed row that can be brought back."""

    pk: uuid.UUID
    label: str


@dataclass(frozen=True, kw_only=True)
class GoalActivities:
    """A goal's tables of activities, and what was removed from it, latest first."""

    tables: list[TableOfActivities]
    removed_tables: list[RemovedRow]
    removed_activities: list[RemovedRow]


def goal_cards(plan: Plan) -> list[GoalCard]:
    """List the plan's goals in order, in one query."""
    counted = Count(
        "tables__activities",
        filter=Q(tables__removed_at=None, tables__activities__removed_at=None),
        distinct=True,
    )
    goals = list(
        Goal.objects.for_plan(plan)
        .present()
        .in_order()
        .annotate(activity_count=counted)
        .values_list("pk", "statement", "overarching_outcome", "is_complete", "activity_count")
    )
    return [
        GoalCard(
            pk=pk,
            place=place,
            statement=shorten(statement, CARD_TEXT),
            overarching_outcome=shorten(outcome, CARD_TEXT),
            is_complete=bool(is_complete),
            is_written=bool(statement),
            activities=activities,
            buttons=buttons,
        )
        for place, ((pk, statement, outcome, is_complete, activities), buttons) in enumerate(
            zip(goals, row_buttons([pk for pk, *_ in goals]), strict=True)
        )
    ]


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One question of a goal and its answer, which leads nowhere: a look-up of what is not there is slow."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalSummary:
    """A goal's texts: what it should lead to, which readers look for first, and what it rests on."""

    outcomes: list[SummaryRow]
    grounds: list[SummaryRow]


def goal_summary(goal: Goal) -> GoalSummary:
    """Return a goal's texts under the edition's labels, in two queries; blank answers stay, to be seen."""
    edition = goal.plan.layout
    texts = {
        name: SummaryRow(label=edition.field(SectionKind.GOALS, name).label, value=getattr(goal, name))
        for name in GOAL_FIELDS[1:]
    }
    outcomes = {each.year: each for each in goal.year_outcomes.all()}
    years = []
    for year, label in enumerate(goal.plan.year_labels, start=1):
        outcome = outcomes.get(year)
        years.append(SummaryRow(label=f"Year {year} ({label})", value=_year_text(goal, outcome) if outcome else ""))
    overarching = texts.pop("overarching_outcome")
    return GoalSummary(outcomes=[overarching, *years], grounds=list(texts.values()))


def _year_text(goal: Goal, outcome: YearOutcome) -> str:
    edition = goal.plan.layout
    parts = [outcome.outcome] + [
        f"{edition.field(SectionKind.GOALS, name).label}: {getattr(outcome, name)}"
        for name in YEAR_FIELDS[1:]
        if getattr(outcome, name)
    ]
    return "\n".join(filter(None, parts))


def removed_goals(plan: Plan) -> list[RemovedRow]:
    """List the plan's removed goals, latest first."""
    goals = Goal.objects.for_plan(plan).exclude(removed_at=None).order_by("-removed_at").values_list("pk", "statement")
    return [RemovedRow(pk=pk, label=shorten(statement, CARD_TEXT) or "Goal without text") for pk, statement in goals]


def goal_numbers(plan: Plan) -> Mapping[uuid.UUID, int]:
    """Number the plan's goals from 1, in one query."""
    goals = Goal.objects.for_plan(plan).present().in_order().values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(goals, start=1)}


def numbered_goal(plan: Plan, goal_id: uuid.UUID) -> tuple[Goal, int] | None:
    """Return a goal of the plan with its number, in one query: a plan has few goals."""
    goals = list(Goal.objects.for_plan(plan).in_order())
    goal = next((each for each in goals if each.pk == goal_id), None)
    if goal is None:
        return None
    goal.plan = plan
    present = [each for each in goals if each.removed_at is None]
    # A removed goal comes after all others.
    return goal, (present.index(goal) if goal in present else len(present)) + 1


def goal_number(goal: Goal) -> int:
    """Return the goal's number in its plan; a removed goal comes after all others."""
    numbers = goal_numbers(goal.plan)
    return numbers.get(goal.pk, len(numbers) + 1)


def goal_activities(goal: Goal) -> GoalActivities:
    """Read a goal's tables and activities, present and removed, in one query."""
    tables = list(read_tables(ActivityTable.objects.filter(goal=goal)))
    present = [each for each in tables if each.removed_at is None]
    return GoalActivities(
        tables=tables_to_print(present),
        removed_tables=_latest_first(
            (each.removed_at, each.pk, each.name or "Activities") for each in tables if each.removed_at
        ),
        removed_activities=_latest_first(
            (row.removed_at, row.pk, shorten(row.initial, CARD_TEXT) or "Activity without text")
            for table in present
            for row in table.rows
            if row.removed_at
        ),
    )


def _latest_first(removed: Iterable[tuple[datetime.datetime, uuid.UUID, str]]) -> list[RemovedRow]:
    return [RemovedRow(pk=pk, label=label) for _, pk, label in sorted(removed, reverse=True)]


def plan_outline(plan: Plan) -> list[GoalOutline]:
    """Read all the plan's activities under their goals and tables, in two queries."""
    goals = Goal.objects.for_plan(plan).present().in_order().values_list("pk", "statement")
    by_goal: dict[uuid.UUID, list[TableRead]] = {}
    for table in read_tables(ActivityTable.objects.for_plan(plan).present()):
        by_goal.setdefault(table.goal, []).append(table)
    return [
        GoalOutline(
            pk=pk,
            number=place + 1,
            statement=shorten(statement, CARD_TEXT),
            tables=tables_to_print(by_goal.get(pk, [])),
        )
        for place, (pk, statement) in enumerate(goals)
    ]
