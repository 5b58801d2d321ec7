"""Rows that were removed last, to be brought back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from plplanner.kit.text import shorten
from resources.models.rows import ResourceRow

MOST_REMOVED = 50
NAME_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class RemovedRow:
    """A removed row."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class RemovedRows:
    """The rows that were removed last, and whether there are more."""

    rows: Sequence[RemovedRow] = ()
    has_more: bool = False


def last_removed(rows: "QuerySet[Any]") -> RemovedRows:
    """List the rows of any model that were removed last, the last one first, in one statement."""
    removed = rows.filter(removed_at__isnull=False).order_by("-removed_at", "pk")
    found: list[ResourceRow] = list(removed[: MOST_REMOVED + 1])
    return RemovedRows(
        rows=[RemovedRow(id=row.pk, name=shorten(str(row), NAME_LENGTH)) for row in found[:MOST_REMOVED]],
        has_more=len(found) > MOST_REMOVED,
    )
