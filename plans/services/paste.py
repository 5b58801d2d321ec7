"""Adding the rows of a pasted table."""

import json
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from plans.edition import ACTIVITY_TEXTS
from plans.imports.pasting import PastedActivity
from plans.models import Activity, ActivityTable
from plans.services.rows import hold_place, remove_row
from plplanner.districts.audit import record
from plplanner.districts.models import User


@transaction.atomic
def add_pasted_activities(
    *,
    table: ActivityTable,
    rows: Sequence[PastedActivity],
    page_id: uuid.UUID,
    instead_of: uuid.UUID | None = None,
    by: User,
) -> list[Activity]:
    """Add an activity for each row at the table's end and return the new ones; the same rows of one page add nothing.

    The activity they were pasted into goes if it is still blank. Raises PlanFinished or PlaceRemoved, adding nothing.
    """
    # Keeps a second post of the same page waiting until the first is done.
    ActivityTable._base_manager.select_for_update().get(pk=table.pk)  # Django's public API
    hold_place(table)
    ids = [_id_of(page_id, place, row) for place, row in enumerate(rows)]
    existing = set(Activity._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
    last = Activity.objects.filter(table=table).aggregate(last=Max("position"))["last"]
    begin = 0 if last is None else last + 1
    fresh = [(pk, row) for pk, row in zip(ids, rows, strict=True) if pk not in existing]
    activities = [
        Activity(pk=pk, table=table, position=begin + place, updated_by=by, **row.texts)
        for place, (pk, row) in enumerate(fresh)
    ]
    Activity.objects.bulk_create(activities)
    Activity.history.bulk_history_create(activities, default_user=by)
    for activity in activities:
        record(by=by, action="add", of=activity, district_id=table.plan.district_id, scope_id=table.plan.pk)
    for blank in table.activities.filter(pk__in=filter(None, [instead_of]), **dict.fromkeys(ACTIVITY_TEXTS, "")):
        remove_row(row=blank, version=blank.version, by=by)
    return activities


def _id_of(page_id: uuid.UUID, place: int, row: PastedActivity) -> uuid.UUID:
    """Make a row's id from the page and the row's texts, so that a corrected row is a new one."""
    return uuid.uuid5(page_id, json.dumps([place, dict(row.texts)], sort_keys=True))
