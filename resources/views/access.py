"""Fetching a district or a row for a page: out of sight is 404, in sight without the right is 403."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.shortcuts import get_object_or_404

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District, User
from plplanner.districts.permissions import has_permission, require_permission
from plplanner.districts.roles import Permission
from resources.models.rows import ResourceRow, ResourceRowQuerySet

Row = TypeVar("Row", bound=ResourceRow)


def visible_district(request: AuthenticatedHttpRequest, district_id: UUID) -> District:
    """Return the district if the person may see its resources."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.VIEW_RESOURCES, district)
    return district


def writable_district(request: AuthenticatedHttpRequest, district_id: UUID) -> District:
    """Return the district if the person may write its ledger."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_RESOURCES, district)
    return district


def asking_district(request: AuthenticatedHttpRequest, district_id: UUID) -> District:
    """Return the district if the person may write budget requests of their own."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.ASK_FOR_RESOURCES, district)
    return district


def led_row(request: AuthenticatedHttpRequest, model: type[Row], row_id: UUID, *, related: Sequence[str] = ()) -> Row:
    """Return the row, with its district, if the person leads the district's resources."""
    row = visible_row(request, model, row_id, related=related)
    require_permission(request.user, Permission.LEAD_RESOURCES, row.district)
    return row


def led_district(request: AuthenticatedHttpRequest, district_id: UUID) -> District:
    """Return the district if the person leads its resources."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.LEAD_RESOURCES, district)
    return district


def visible_row(
    request: AuthenticatedHttpRequest, model: type[Row], row_id: UUID, *, related: Sequence[str] = ()
) -> Row:
    """Return the row, with its district, if the person may see it."""
    visible = ResourceRowQuerySet[Row](model).visible_to(request.user)
    row: Row = get_object_or_404(visible.select_related("district", *related), pk=row_id)
    return row


def writable_row(
    request: AuthenticatedHttpRequest,
    model: type[Row],
    row_id: UUID,
    *,
    related: Sequence[str] = (),
    may_edit: Callable[[User, Row], bool] | None = None,
) -> Row:
    """Return the row, with its district, if the person may write it: by `may_edit`, else by the right to edit."""
    row = visible_row(request, model, row_id, related=related)
    if may_edit is not None and may_edit(request.user, row):
        return row
    require_permission(request.user, Permission.EDIT_RESOURCES, row.district)
    return row


def may_write(request: AuthenticatedHttpRequest, district: District) -> bool:
    """Whether the person may write the district's ledger."""
    return has_permission(request.user, Permission.EDIT_RESOURCES, district)


def may_lead(request: AuthenticatedHttpRequest, district: District) -> bool:
    """Whether the person leads the district's resources."""
    return has_permission(request.user, Permission.LEAD_RESOURCES, district)
