"""Saving what people typed: merged where two people touched different fields, refused where they touched the same."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.edition import ACTIVITY_COLUMNS, ACTIVITY_LISTS, GOAL_FIELDS, YEAR_FIELDS
from plans.enums import PlanStatus
from plans.models import Activity, ActivityTable, Goal, Plan, Presence, Section, YearOutcome
from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.districts.services.drafts import discard_draft
from plplanner.kit.editing import Edit, RowRemoved, changed_values
from plplanner.kit.rows import StaleRow, update_row

PlanPart = Section | Goal | ActivityTable | Activity
EditedRow = TypeVar("EditedRow", Section, Goal, ActivityTable, Activity)
Place = Goal | ActivityTable
"""What rows stand in, and go away with."""


class PlanFinished(ValidationError):
    """The plan is finished, so nothing in it can change."""

    def __init__(self) -> None:
        super().__init__("This plan is marked as finished. A director can reopen it; then it can be changed.")


def year_field(year: int, field: str) -> str:
    """Name a year outcome's field within its goal's edit: `year_2_target`."""
    return f"year_{year}_{field}"


def goal_values(goal: Goal) -> dict[str, Any]:
    """Read all that one goal's form edits, the outcomes of its years included."""
    values: dict[str, Any] = {name: getattr(goal, name) for name in (*GOAL_FIELDS, "is_complete")}
    outcomes = {each.year: each for each in goal.year_outcomes.all()}
    for year in range(1, goal.plan.layout.years + 1):
        for field in YEAR_FIELDS:
            values[year_field(year, field)] = getattr(outcomes[year], field) if year in outcomes else ""
    return values


def activity_values(activity: Activity) -> dict[str, Any]:
    """Read all that one activity's form edits."""
    values = {name: getattr(activity, name) for name in ACTIVITY_COLUMNS}
    return values | {name: list(getattr(activity, name).all()) for name in ACTIVITY_LISTS}


def section_values(section: Section) -> dict[str, Any]:
    """Read all that one narrative section's form edits, answers under their field keys."""
    return {**section.answers, "is_complete": section.is_complete}


def table_values(table: ActivityTable) -> dict[str, Any]:
    """Read all that one activity table's form edits."""
    return {"name": table.name}


def save_section(*, section: Section, edit: Edit, by: User) -> Section:
    """Save a narrative section. Raises EditConflict or PlanFinished with nothing changed."""

    def write(row: Section, values: Mapping[str, Any]) -> None:
        answers = {key: value for key, value in values.items() if key != "is_complete"}
        update_row(
            row,
            version=row.version,
            values={
                "answers": row.answers | answers,
                "is_complete": values.get("is_complete", row.is_complete),
            },
            by=by,
        )

    def read(row: Section) -> dict[str, Any]:
        return dict.fromkeys(edit.values, "") | section_values(row)

    return _save(row=section, edit=edit, by=by, read=read, write=write)


def save_goal(*, goal: Goal, edit: Edit, by: User) -> Goal:
    """Save a goal and its year outcomes as one. Raises EditConflict or PlanFinished with nothing changed."""

    def write(row: Goal, values: Mapping[str, Any]) -> None:
        own = {name: value for name, value in values.items() if name in (*GOAL_FIELDS, "is_complete")}
        update_row(row, version=row.version, values=own, by=by)
        _write_year_outcomes(row, values, by=by)

    return _save(row=goal, edit=edit, by=by, read=goal_values, write=write)


def _write_year_outcomes(goal: Goal, values: Mapping[str, Any], *, by: User) -> None:
    """Write the outcomes of the goal's years; the goal's own row, just written, keeps others out until the commit."""
    existing = {each.year: each for each in goal.year_outcomes.all()}
    for year in range(1, goal.plan.layout.years + 1):
        changed = {field: values[name] for field in YEAR_FIELDS if (name := year_field(year, field)) in values}
        if not changed:
            continue
        outcome = existing.get(year) or YearOutcome(goal=goal, year=year)
        for field, value in changed.items():
            setattr(outcome, field, value)
        outcome.save_by(by)


def save_activity(*, activity: Activity, edit: Edit, by: User) -> Activity:
    """Save an activity with its schools and standards. Raises EditConflict or PlanFinished with nothing changed."""

    def write(row: Activity, values: Mapping[str, Any]) -> None:
        columns = {name: value for name, value in values.items() if name in ACTIVITY_COLUMNS}
        update_row(row, version=row.version, values=columns, by=by)
        for name in ACTIVITY_LISTS:
            if name in values:
                getattr(row, name).set(values[name])

    return _save(row=activity, edit=edit, by=by, read=activity_values, write=write)


def save_table(*, table: ActivityTable, edit: Edit, by: User) -> ActivityTable:
    """Save an activity table's name. Raises EditConflict or PlanFinished with nothing changed."""

    def write(row: ActivityTable, values: Mapping[str, Any]) -> None:
        update_row(row, version=row.version, values=values, by=by)

    return _save(row=table, edit=edit, by=by, read=table_values, write=write)


def hold_draft(plan: Plan) -> None:
    """Keep the plan a draft, and its other writers waiting, until the commit; call it inside a transaction.

    So nothing slips in beside the snapshot of a plan that is being finished, the same post twice at once finds its
    row, and no two rows get one place. Raises PlanFinished, also for a plan finished since it was read.
    """
    [status] = Plan.objects.select_for_update(no_key=True).filter(pk=plan.pk).values_list("status", flat=True)
    if status == PlanStatus.FINISHED:
        raise PlanFinished


def places_of(row: Goal | ActivityTable | Activity) -> list[Place]:
    """Return what the row stands in, the outermost first."""
    if isinstance(row, Activity):
        return [row.table.goal, row.table]
    return [row.goal] if isinstance(row, ActivityTable) else []


def first_removed(places: Iterable[Place]) -> Place | None:
    """Return the first that is removed by now, whenever it was read; call it when the plan is held."""
    for place in places:
        place.refresh_from_db(fields=["removed_at"])
        if place.removed_at is not None:
            return place
    return None


def _save(
    *,
    row: EditedRow,
    edit: Edit,
    by: User,
    read: Callable[[EditedRow], dict[str, Any]],
    write: Callable[[EditedRow, Mapping[str, Any]], None],
) -> EditedRow:
    def attempt(row: EditedRow) -> EditedRow:
        _refuse_removed(row)
        changed = changed_values(row=row, edit=edit, current=read(row))
        if changed:
            write(row, changed)
            _record_edit(row=row, changed=changed, by=by)
        discard_draft(row_id=row.pk, by=by)
        return row

    try:
        with transaction.atomic():
            hold_draft(row.plan)
            return attempt(row)
    except StaleRow:
        # Somebody saved between our read and our hold. The plan is held before the row, as everywhere: two orders of
        # holding would let two people wait for each other.
        with transaction.atomic():
            hold_draft(row.plan)
            return attempt(type(row)._base_manager.select_for_update().get(pk=row.pk))


def _refuse_removed(row: PlanPart) -> None:
    if isinstance(row, Section):
        return
    removed = row if row.removed_at is not None else first_removed(places_of(row))
    if removed is not None:
        what = "this" if removed == row else f"the {removed._meta.verbose_name} that this belongs to"
        raise RowRemoved(f"Somebody removed {what} while you were writing.")


def _record_edit(*, row: PlanPart, changed: Mapping[str, Any], by: User) -> None:
    record(
        by=by,
        action="edit",
        of=row,
        district_id=row.plan.district_id,
        scope_id=row.plan.pk,
        detail={"fields": sorted(changed), "version": row.version},
    )


def note_presence(*, plan: Plan, row_id: uuid.UUID, by: User) -> None:
    """Note that the person has the row open now."""
    Presence.objects.update_or_create(user=by, row_id=row_id, defaults={"plan": plan, "seen_at": timezone.now()})
