"""Materials and technology for professional learning."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_of
from resources.forms.materials import MaterialForm
from resources.models import Material
from resources.selectors.materials import material_list as read_materials
from resources.services.materials import add_material, material_values, save_material
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 100


def _list_address(district: District, year: int) -> str:
    return reverse("resources:material-list", args=[district.pk, year])


def _this_year() -> int:
    return school_year_of(timezone.localdate())


MATERIALS = RowPages[Material](
    noun="material",
    plural="materials",
    title="Item",
    section="materials",
    model=Material,
    form=lambda row, data, values, version: MaterialForm(data, values=values, version=version, district=row.district),
    values_of=material_values,
    save=save_material,
    place=lambda row: _list_address(row.district, _this_year()),
    related=("line",),
    add=lambda row, new_id, by: add_material(district=row.district, school_year=_this_year(), new_id=new_id, by=by),
)

material_add = add_view(MATERIALS, add_material, to=_list_address)


@require_safe
def material_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what the district has, which licenses are to be renewed, and which activities use what."""
    district = visible_district(request, district_id)
    materials = read_materials(district, today=timezone.localdate())
    context = {
        "district": district,
        "year": year,
        "section": "materials",
        "materials": materials,
        "page": Paginator(materials.items, PAGE_LENGTH).get_page(request.GET.get("page")),
        "may_write": may_write(request, district),
        "new_id": uuid4(),
    }
    return render(request, "resources/material_list.html", context)
