"""Who else has a row of a plan open."""

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from plans.models import Activity, ActivityTable, Goal, Plan, Presence, Section
from plplanner.districts.models import User

PRESENT_FOR = datetime.timedelta(minutes=2)


def has_row(plan: Plan, row_id: uuid.UUID) -> bool:
    """Whether the id is that of a row of the plan which people edit."""
    kinds: list[QuerySet[Any]] = [
        Goal.objects.for_plan(plan),
        Activity.objects.for_plan(plan),
        ActivityTable.objects.for_plan(plan),
        Section.objects.filter(plan=plan),
    ]
    return any(rows.filter(pk=row_id).exists() for rows in kinds)


def others_editing(plan: Plan, row_id: uuid.UUID, user: User) -> list[str]:
    """Name the other people who have the plan's row open now; of another plan's row, nobody."""
    since = timezone.now() - PRESENT_FOR
    others = (
        Presence.objects.filter(plan=plan, row_id=row_id, seen_at__gte=since).exclude(user=user).select_related("user")
    )
    return [str(each.user) for each in others]
