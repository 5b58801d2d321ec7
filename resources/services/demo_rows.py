"""A demo district's ledger while it is written, by the same services that people's pages call."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from plans.models import Activity, Plan
from plans.services.demo import demo_id
from plplanner.districts.models import District, School, User
from plplanner.kit.editing import Edit
from plplanner.kit.rows import VersionedRow, insert_row
from resources.models import Department, Fund, LedgerLine, Pathway
from resources.models.rows import ResourceRow
from resources.services.rows import save_columns

Row = TypeVar("Row", bound=VersionedRow)
Written = TypeVar("Written", bound=ResourceRow)
Value = Mapping[str, Any]


@dataclass(kw_only=True)
class DemoLedger:
    """A demo district's ledger while it is written; rows are found by the names that the file gives them."""

    name: str
    district: District
    by: User
    funds: dict[str, Fund] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    pathways: dict[str, Pathway] = field(default_factory=dict)
    lines: dict[tuple[int, str], LedgerLine] = field(default_factory=dict)

    def id(self, *names: object) -> uuid.UUID:
        """Return the id of a row of this ledger."""
        return demo_id(self.name, "resources", *map(str, names))

    def add(self, row: Row) -> Row:
        """Store a row as it is."""
        return insert_row(row, by=self.by)

    def save(self, row: Written, values: Value, *, columns: Iterable[str]) -> Written:
        """Save a row's own columns, as its form does."""
        return save_columns(row, edit=edit_of(row, values), by=self.by, columns=columns)

    def person(self, name: str) -> User:
        """Find one of the demo's people by the first part of the address."""
        return User.objects.get(email=f"{name}@demo.example")

    def school(self, key: str | None) -> School | None:
        """Find a school by its key in the district's file."""
        return School.objects.get(pk=demo_id(str(self.district.pk), "school", key)) if key else None

    def line(self, place: Sequence[Any] | None) -> LedgerLine | None:
        """Find a line by its year and title, as it is stored by now."""
        return LedgerLine.objects.get(pk=self.id("line", *place)) if place else None

    def activity(self, place: Sequence[int] | None) -> Activity | None:
        """Find an activity of the newest plan by the number of its goal and its own, both from 0."""
        plan = Plan.objects.for_district(self.district).order_by("-first_year").first()
        if place is None or plan is None:
            return None
        goal = plan.goals.all().present().in_order()[place[0]]
        activities = Activity.objects.for_plan(plan).filter(table__goal=goal).present()
        return activities.order_by("table__position", "position")[place[1]]


def edit_of(row: VersionedRow, values: Value) -> Edit:
    """Return what a form would send that nobody else has touched: texts of the file as the row's columns hold them."""
    fields = {each.name: each for each in row._meta.get_fields()}
    read = {
        name: fields[name].to_python(value)  # type: ignore[union-attr]  # the file names columns only
        if name in fields and not isinstance(value, Model)
        else value
        for name, value in values.items()
    }
    return Edit(version=row.version, base={}, values=read)


def without(value: Value, *names: str) -> dict[str, Any]:
    """Return what the file says of a row but for some names."""
    return {name: each for name, each in value.items() if name not in names}
