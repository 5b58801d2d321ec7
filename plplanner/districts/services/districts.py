"""What people do to districts and schools."""

import uuid
from collections.abc import Mapping
from copy import copy
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import District, School, User
from plplanner.kit.rows import constraints_in_words, update_row

Row = TypeVar("Row", District, School)


@transaction.atomic
def add_district(*, district_id: uuid.UUID, values: Mapping[str, Any], by: User) -> District:
    """Add a district that is not in the list; the same id twice adds one. Raises ValidationError for a LEAID in use."""
    with constraints_in_words(District(pk=district_id, **values)):
        district, is_new = District.objects.get_or_create(pk=district_id, defaults={**values, "updated_by": by})
    if is_new:
        record(by=by, action="add-district", of=district, district_id=district.pk, detail=dict(values))
    return district


@transaction.atomic
def change_district(*, district: District, values: Mapping[str, Any], version: int, by: User) -> District:
    """Correct a district's name, place or LEAID.

    Raises StaleRow if somebody else saved first, ValidationError for a LEAID in use.
    """
    changes = _changes(district, values)
    if not changes:
        return district
    with constraints_in_words(_changed(district, values)):
        update_row(district, version=version, values=values, by=by)
    record(by=by, action="change-district", of=district, district_id=district.pk, detail=changes)
    return district


@transaction.atomic
def add_school(*, school_id: uuid.UUID, district: District, values: Mapping[str, Any], by: User) -> School:
    """Add a school; the same id twice adds one.

    Raises ValidationError if the id is another district's, or the NCES id another school's.
    """
    defaults = {**values, "district": district, "updated_by": by}
    with constraints_in_words(School(pk=school_id, **defaults)):
        school, is_new = School.objects.get_or_create(pk=school_id, defaults=defaults)
    if school.district_id != district.pk:
        raise ValidationError("Open this page again and enter the school once more.", code="foreign-id")
    if is_new:
        record(by=by, action="add-school", of=school, district_id=district.pk, detail=dict(values))
    return school


@transaction.atomic
def change_school(*, school: School, values: Mapping[str, Any], version: int, by: User) -> School:
    """Correct a school. Raises StaleRow if somebody else saved first, ValidationError for an NCES id in use."""
    changes = _changes(school, values)
    if not changes:
        return school
    with constraints_in_words(_changed(school, values)):
        update_row(school, version=version, values=values, by=by)
    record(by=by, action="change-school", of=school, district_id=school.district_id, detail=changes)
    return school


@transaction.atomic
def remove_school(*, school: School, by: User) -> None:
    """Hide a school; harmless if it is hidden already."""
    now = timezone.now()
    values = {"removed_at": now, "removed_by": by, "updated_at": now, "updated_by": by}
    if School.objects.present().filter(pk=school.pk).update(**values):
        record(by=by, action="remove-school", of=school, district_id=school.district_id)


@transaction.atomic
def restore_school(*, school: School, by: User) -> None:
    """Bring a hidden school back; harmless if it is there."""
    values = {"removed_at": None, "removed_by": None, "updated_at": timezone.now(), "updated_by": by}
    if School.objects.filter(pk=school.pk, removed_at__isnull=False).update(**values):
        record(by=by, action="restore-school", of=school, district_id=school.district_id)


def _changed(row: Row, values: Mapping[str, Any]) -> Row:
    """Return the row as it would be, leaving the row itself alone."""
    changed = copy(row)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _changes(row: District | School, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Say what would change: field to [before, after]."""
    return {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
