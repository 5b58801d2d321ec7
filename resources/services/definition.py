"""What people do with the definition of resources and its criteria; an adopted version never changes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from plplanner.kit.text import shorten
from resources.calculations.definition import missing_for_adoption
from resources.models import ResourceDefinition
from resources.services.rows import add_row, record_row, remove_row, restore_row, save_row, write_columns

DEFINITION_COLUMNS = (
    "definition",
    "kinds",
    "criteria",
    "student_needs",
    "educator_needs",
    "developed_groups",
    "developed_by",
)
NAME_LENGTH = 150
ADOPTED = "This version is adopted and does not change. Begin the next version to change the definition."


def definition_values(version: ResourceDefinition) -> dict[str, Any]:
    """Read what the form of a version edits."""
    return {name: getattr(version, name) for name in DEFINITION_COLUMNS}


@transaction.atomic
def new_version(*, district: District, school_year: int, new_id: UUID, by: User) -> ResourceDefinition:
    """Begin the next version as a copy of the newest; while there is a draft, return that: there is one at a time."""
    del school_year  # a version holds from its adoption on
    _hold(district.pk)
    versions = ResourceDefinition.objects.for_district(district)
    draft = versions.present().filter(adopted_on=None).first()
    if draft is not None:
        return draft
    newest = versions.present().order_by("number").last()
    last = versions.aggregate(last=Max("number"))["last"] or 0
    values = definition_values(newest) if newest else {}
    return add_row(ResourceDefinition(pk=new_id, district=district, number=last + 1, **values), by=by)


def save_version(version: ResourceDefinition, edit: Edit, by: User) -> ResourceDefinition:
    """Save a draft. Raises EditConflict, RowRemoved or ValidationError, with nothing changed; so for an adopted one."""

    def write(row: ResourceDefinition, values: Any) -> None:
        require_draft(row)
        write_columns(row, values, by=by)

    return save_row(version, edit=edit, by=by, read=definition_values, write=write, district_id=version.district_id)


@transaction.atomic
def adopt_version(*, version: ResourceDefinition, by: User) -> ResourceDefinition:
    """Adopt a draft as of today. Raises ValidationError where something is missing; adopting again changes nothing."""
    held = ResourceDefinition.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if held.adopted_on is not None:
        return held
    if held.removed_at is not None:
        raise ValidationError("Somebody removed this draft. Bring it back before it is adopted.", code="removed")
    missing = missing_for_adoption(definition=held.definition, kinds=held.kinds, criteria=held.criteria)
    if missing:
        raise ValidationError(missing)
    adoption = {"adopted_on": timezone.localdate(), "adopted_by_name": shorten(str(by), NAME_LENGTH)}
    write_columns(held, adoption, by=by)
    record_row(held, action="adopt", by=by, number=held.number)
    return held


@transaction.atomic
def remove_version(version: ResourceDefinition, by: User) -> ResourceDefinition:
    """Take a draft out; doing it again changes nothing. Raises ValidationError for an adopted one."""
    require_draft(ResourceDefinition.objects.select_for_update(of=("self",)).get(pk=version.pk))
    return remove_row(version, by=by)


@transaction.atomic
def restore_version(version: ResourceDefinition, by: User) -> ResourceDefinition:
    """Bring a removed draft back; doing it again changes nothing. Raises ValidationError while there is another."""
    _hold(version.district_id)
    drafts = ResourceDefinition.objects.filter(district=version.district_id).present().filter(adopted_on=None)
    if drafts.exclude(pk=version.pk).exists():
        raise ValidationError("There is another draft. Adopt or remove it first.", code="one-draft")
    return restore_row(version, by=by)


def require_draft(version: ResourceDefinition) -> None:
    """Refuse to change an adopted version."""
    if version.adopted_on is not None:
        raise ValidationError(ADOPTED, code="adopted")


def _hold(district_id: UUID) -> None:
    """Let nobody else begin a draft in the district until this transaction ends."""
    District.objects.select_for_update(of=("self",)).get(pk=district_id)
