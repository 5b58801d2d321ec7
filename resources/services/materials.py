"""What people do with materials and technology."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.models import Material
from resources.services.rows import add_row, save_row, write_columns

COLUMNS = ("name", "kind", "supplier", "quantity", "is_licensed", "renews_on", "line", "note")
ACTIVITIES = "activities"


def material_values(row: Material) -> dict[str, Any]:
    """Read what the form of an item edits."""
    return {name: getattr(row, name) for name in COLUMNS} | {ACTIVITIES: list(row.activities.all())}


def add_material(*, district: District, school_year: int, new_id: UUID, by: User) -> Material:
    """Add an item without a name; adding the same id again changes nothing."""
    del school_year  # an item belongs to every year
    return add_row(Material(pk=new_id, district=district), by=by)


def save_material(row: Material, edit: Edit, by: User) -> Material:
    """Save an item with the activities that use it. Raises EditConflict, RowRemoved or ValidationError."""

    def write(each: Material, values: Mapping[str, Any]) -> None:
        write_columns(each, {name: value for name, value in values.items() if name in COLUMNS}, by=by)
        if ACTIVITIES in values:
            each.activities.set([activity.pk for activity in values[ACTIVITIES]])

    return save_row(row, edit=edit, by=by, read=material_values, write=write, district_id=row.district_id)
