"""The definition of resources: the version in force as a document, its drafts, and its adoption."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from plplanner.kit.years import school_year_label, school_year_of
from resources.forms.definition import DefinitionForm
from resources.models import ResourceDefinition
from resources.selectors.definition import definition_document, definition_page
from resources.services.definition import (
    ADOPTED,
    adopt_version,
    definition_values,
    new_version,
    remove_version,
    restore_version,
    save_version,
)
from resources.views.access import may_lead, may_write, visible_district
from resources.views.rows import RowPages, add_view


def _list_address(district: District, year: int) -> str:
    return reverse("resources:definition-list", args=[district.pk, year])


def _detail_address(version: ResourceDefinition) -> str:
    return reverse("resources:definition-detail", args=[version.pk])


def _place(version: ResourceDefinition) -> str:
    """Return where a version is shown: a draft on the page of the definition, an adopted one on its own."""
    if version.adopted_on:
        return _detail_address(version)
    return _list_address(version.district, school_year_of(timezone.localdate()))


DEFINITIONS = RowPages[ResourceDefinition](
    noun="definition",
    plural="definitions",
    title="Definition",
    section="definition",
    model=ResourceDefinition,
    form=lambda _row, data, values, version: DefinitionForm(data, values=values, version=version),
    values_of=definition_values,
    save=save_version,
    place=_place,
    remove=remove_version,
    restore=restore_version,
    consequence="The version in force stays. You can bring the draft back from the page of the definition.",
    why_closed=lambda _user, row: ADOPTED if row.adopted_on else "",
)
definition_new = add_view(DEFINITIONS, new_version, to=_list_address)


@require_safe
def definition_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the definition in force as a document, its draft, and all versions."""
    district = visible_district(request, district_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "definition",
        "page": definition_page(district, year, today=timezone.localdate()),
        "may_write": may_write(request, district),
        "may_lead": may_lead(request, district),
        "new_id": uuid4(),
    }
    return render(request, "resources/definition_list.html", context)


@require_safe
def definition_detail(request: AuthenticatedHttpRequest, definition_id: UUID) -> HttpResponse:
    """Show one version."""
    version = _visible_version(request, definition_id)
    context = {
        **_context(version),
        "may_write": may_write(request, version.district),
        "may_lead": may_lead(request, version.district),
    }
    return render(request, "resources/definition_detail.html", context)


@require_safe
def definition_print(request: AuthenticatedHttpRequest, definition_id: UUID) -> HttpResponse:
    """Show one version for the printer."""
    return render(request, "resources/definition_print.html", _context(_visible_version(request, definition_id)))


@read_or_post
def definition_adopt(request: AuthenticatedHttpRequest, definition_id: UUID) -> HttpResponse:
    """Ask, then adopt a draft; those who lead resources only."""
    version = _visible_version(request, definition_id)
    require_permission(request.user, Permission.LEAD_RESOURCES, version.district)
    if request.method == "POST":
        try:
            adopt_version(version=version, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Version {version.number} is adopted and in force from today.")
        return redirect(_detail_address(version))
    context = _context(version)
    if context["document"].is_adopted or context["document"].missing:
        return redirect(_detail_address(version))  # which says so
    return render(request, "resources/definition_adopt.html", context)


def _visible_version(request: AuthenticatedHttpRequest, definition_id: UUID) -> ResourceDefinition:
    visible = ResourceDefinition.objects.visible_to(request.user).present().select_related("district")
    return get_object_or_404(visible, pk=definition_id)


def _context(version: ResourceDefinition) -> dict[str, Any]:
    return {
        "district": version.district,
        "year": school_year_of(timezone.localdate()),
        "section": "definition",
        "version": version,
        "document": definition_document(version),
    }
