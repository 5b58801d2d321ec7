"""Tables of activities as read-only rows, ready to print, in one query whatever their number."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from plans.models import ActivityTable
from plans.models.removable import PlanRowQuerySet
from plplanner.kit.dates import day_range
from plplanner.kit.text import shorten

LIST_TEXT = 160


@dataclass(frozen=True, kw_only=True)
class ActivityRow:
    """One activity as its table shows it; texts are whole, `when` joins dates and words."""

    pk: str
    initial: str
    follow_up: str
    when: str
    resources: str

    @property
    def short_initial(self) -> str:
        """The beginning of the initial activity, for a list."""
        return shorten(self.initial, LIST_TEXT) or "Not written yet"

    @property
    def short_follow_up(self) -> str:
        """The beginning of the follow-up, for a list."""
        return shorten(self.follow_up, LIST_TEXT)


@dataclass(frozen=True, kw_only=True)
class TableOfActivities:
    """One activity table with its rows."""

    pk: uuid.UUID
    place: int
    name: str
    rows: list[ActivityRow]
    new_id: uuid.UUID

    @property
    def heading(self) -> str:
        """Name the table, by its place if it has no name of its own."""
        return self.name or ("Activities" if not self.place else f"Activities, table {self.place + 1}")

    @property
    def can_remove(self) -> bool:
        """Whether the table may go: the first stays, so that there is always somewhere to add."""
        return self.place > 0


class ActivityRead(NamedTuple):
    """An activity's columns as they are read; a table without activities has one row of nothing."""

    pk: uuid.UUID
    removed_at: datetime.datetime | None
    initial: str
    follow_up: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    duration: str
    resources: str


class TableRead(NamedTuple):
    """A table's columns as they are read, and its activities, removed ones too."""

    pk: uuid.UUID
    goal: uuid.UUID
    name: str
    removed_at: datetime.datetime | None
    rows: list[ActivityRead]


_TABLE_COLUMNS = TableRead._fields[:-1]
_ACTIVITY_COLUMNS = tuple(f"activities__{name}" for name in ActivityRead._fields)


def read_tables(tables: PlanRowQuerySet[ActivityTable]) -> Iterator[TableRead]:
    """Read tables and their activities in the plan's order, in one query."""
    width = len(_TABLE_COLUMNS)
    order = ("position", "created_at", "pk")
    read = tables.order_by(*order, *(f"activities__{name}" for name in order)).values_list(
        *_TABLE_COLUMNS, *_ACTIVITY_COLUMNS
    )
    for (pk, goal, name, removed_at), group in groupby(read, key=lambda row: row[:width]):
        rows = [ActivityRead(*row[width:]) for row in group if row[width] is not None]
        yield TableRead(pk, goal, name, removed_at, rows)


def tables_to_print(tables: Iterable[TableRead]) -> list[TableOfActivities]:
    """Number the tables and leave out the removed activities."""
    return [
        TableOfActivities(
            pk=table.pk,
            place=place,
            name=table.name,
            rows=[_row(each) for each in table.rows if each.removed_at is None],
            new_id=uuid.uuid4(),
        )
        for place, table in enumerate(tables)
    ]


def _row(read: ActivityRead) -> ActivityRow:
    return ActivityRow(
        pk=str(read.pk),
        initial=read.initial,
        follow_up=read.follow_up,
        when=when(read.starts_on, read.ends_on, read.duration),
        resources=read.resources,
    )


def when(starts_on: datetime.date | None, ends_on: datetime.date | None, words: str) -> str:
    """Join an activity's dates and words as its Duration cell shows them."""
    return "\n".join(filter(None, [day_range(starts_on, ends_on), words]))
