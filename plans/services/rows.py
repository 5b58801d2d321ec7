"""Adding, copying, moving, removing and bringing back goals, activity tables and activities."""

import uuid
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from plans.edition import ACTIVITY_COLUMNS, ACTIVITY_LISTS, GOAL_FIELDS, YEAR_FIELDS
from plans.models import Activity, ActivityTable, Goal, Plan, YearOutcome
from plans.models.removable import PlanRowQuerySet
from plans.services.edits import Place, first_removed, hold_draft, places_of
from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.kit.rows import insert_row, update_row

Row = TypeVar("Row", Goal, ActivityTable, Activity)
"""A goal, an activity table or an activity."""


class OrderChanged(Exception):
    """The row is no longer where the page showed it; nothing was moved."""


class PlaceRemoved(ValidationError):
    """The goal or table that a row should be added to is removed, so that nobody would see the row."""

    def __init__(self, place: Place) -> None:
        super().__init__(
            f"The {place._meta.verbose_name} has been removed from the plan. "
            "Bring it back first; then you can add to it."
        )


def hold_place(place: Place) -> None:
    """Keep the plan as `hold_draft` does, and see that rows can be added to a goal or table of it.

    Raises PlaceRemoved, also for what was removed since it was read.
    """
    hold_draft(place.plan)
    removed = first_removed([*places_of(place), place])
    if removed is not None:
        raise PlaceRemoved(removed)


def siblings_of(row: Row) -> PlanRowQuerySet[Any]:
    """Return the present rows beside the row: goals of its plan, tables of its goal, activities of its table."""
    everything: PlanRowQuerySet[Any] = type(row).objects.all()
    return everything.filter(**{row.parent_field: getattr(row, row.parent_field)}).present().in_order()


@transaction.atomic
def add_goal(*, plan: Plan, goal_id: uuid.UUID, by: User) -> Goal:
    """Add a blank goal at the end with an unnamed activity table; adding the same id again changes nothing."""
    hold_draft(plan)
    goal, created = _add(Goal(pk=goal_id, plan=plan), by=by)
    if created:
        _add(ActivityTable(goal=goal), by=by)
    return goal


@transaction.atomic
def add_table(*, goal: Goal, table_id: uuid.UUID, by: User) -> ActivityTable:
    """Add an activity table at the goal's end; adding the same id again changes nothing."""
    hold_place(goal)
    return _add(ActivityTable(pk=table_id, goal=goal), by=by)[0]


@transaction.atomic
def add_activity(*, table: ActivityTable, activity_id: uuid.UUID, by: User) -> Activity:
    """Add a blank activity at the table's end; adding the same id again changes nothing."""
    hold_place(table)
    return _add(Activity(pk=activity_id, table=table), by=by)[0]


def _add(row: Row, *, by: User, action: str = "add", position: int | None = None) -> tuple[Row, bool]:
    """Insert a row after its siblings unless its id exists; return the row and whether it is new.

    Raises ValidationError for an id that another plan's row has: no page of this plan has drawn it.
    """
    existing = type(row)._base_manager.filter(pk=row.pk).first()
    if existing is not None:
        if existing.plan.pk != row.plan.pk:
            raise ValidationError("Open the page again and press the button once more.", code="foreign-id")
        return existing, False
    if position is None:
        last = siblings_of(row).aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    row.position = position
    insert_row(row, by=by)
    _record(row, action=action, by=by)
    return row, True


@transaction.atomic
def copy_goal(*, goal: Goal, into: Plan, goal_id: uuid.UUID, by: User) -> Goal:
    """Copy a goal with its outcomes, tables and activities to the end of a plan, its own or another visible one."""
    hold_draft(into)
    fields = (*GOAL_FIELDS, "is_complete") if goal.plan_id == into.pk else GOAL_FIELDS
    copy, created = _add(
        Goal(pk=goal_id, plan=into, **{name: getattr(goal, name) for name in fields}),
        by=by,
        action="copy",
    )
    if not created:
        return copy
    years = [each for each in goal.year_outcomes.all() if each.year <= into.layout.years]
    outcomes = YearOutcome.objects.bulk_create(
        YearOutcome(goal=copy, year=each.year, **{name: getattr(each, name) for name in YEAR_FIELDS}) for each in years
    )
    YearOutcome.history.bulk_history_create(outcomes, default_user=by)
    for table in goal.tables.all().present().in_order():
        new_table, _ = _add(ActivityTable(goal=copy, name=table.name), by=by, action="copy")
        activities = table.activities.all().present().in_order().prefetch_related(*ACTIVITY_LISTS)
        for position, activity in enumerate(activities):
            _copy_activity(activity, into=new_table, activity_id=uuid.uuid4(), position=position, by=by)
    return copy


@transaction.atomic
def copy_activity(*, activity: Activity, into: ActivityTable, activity_id: uuid.UUID, by: User) -> Activity:
    """Copy an activity to the end of a table, its own or one of another visible plan."""
    hold_place(into)
    return _copy_activity(activity, into=into, activity_id=activity_id, position=None, by=by)


def _copy_activity(
    activity: Activity, *, into: ActivityTable, activity_id: uuid.UUID, position: int | None, by: User
) -> Activity:
    columns = {name: getattr(activity, name) for name in ACTIVITY_COLUMNS}
    copy, created = _add(Activity(pk=activity_id, table=into, **columns), by=by, action="copy", position=position)
    if created:
        # A school belongs to one district, so it does not travel to another's plan.
        district_id = into.plan.district_id
        copy.schools.set([each for each in activity.schools.all() if each.district_id == district_id])
        copy.standards.set(activity.standards.all())
    return copy


@transaction.atomic
def move_row(*, row: Row, seen_at: int, to: int, by: User) -> Row:
    """Put the row at a place (0 is first) among its siblings; the same move again changes nothing.

    Raises OrderChanged if the row is neither at the place the page showed nor already where it should go.
    """
    hold_draft(row.plan)
    order = list(siblings_of(row))
    if row not in order:
        raise OrderChanged
    place = order.index(row)
    if place == to:
        return row
    if place != seen_at:
        raise OrderChanged
    order.insert(max(to, 0), order.pop(place))
    for position, each in enumerate(order):
        if each.position != position:
            type(row)._base_manager.filter(pk=each.pk).update(position=position)
    _record(row, action="move", by=by)
    return row


@transaction.atomic
def remove_row(*, row: Row, version: int, by: User) -> Row:
    """Hide the row; removing it again changes nothing. Raises StaleRow if it changed since the page was drawn."""
    hold_draft(row.plan)
    if row.removed_at is None:
        update_row(row, version=version, values={"removed_at": timezone.now(), "removed_by": by}, by=by)
        _record(row, action="remove", by=by)
    return row


@transaction.atomic
def restore_row(*, row: Row, by: User) -> Row:
    """Bring a removed row back, with what it stands in; restoring it again changes nothing."""
    hold_draft(row.plan)
    for each in (*places_of(row), row):
        locked: QuerySet[Any] = type(each)._base_manager.select_for_update()
        each.refresh_from_db(from_queryset=locked)
        if each.removed_at is not None:
            update_row(each, version=each.version, values={"removed_at": None, "removed_by": None}, by=by)
            _record(each, action="restore", by=by)
    return row


def _record(row: Goal | ActivityTable | Activity, *, action: str, by: User) -> None:
    record(by=by, action=action, of=row, district_id=row.plan.district_id, scope_id=row.plan.pk)
