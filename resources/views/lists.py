"""The district's departments and pathways."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_of
from resources.forms.lists import DepartmentForm, PathwayForm
from resources.models import Department, Pathway
from resources.selectors.lists import named_lines
from resources.services.lists import (
    add_department,
    add_pathway,
    named_values,
    save_department,
    save_pathway,
)
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view

CONSEQUENCE = "Lines that name it keep it; new lines cannot choose it. You can bring it back from the list."


def _place(row: Department | Pathway) -> str:
    return _list_address(row.district, school_year_of(timezone.localdate()))


def _list_address(district: District, year: int) -> str:
    return reverse("resources:list-overview", args=[district.pk, year])


DEPARTMENTS = RowPages[Department](
    noun="department",
    plural="departments",
    title="Department",
    section="lists",
    model=Department,
    form=lambda _row, data, values, version: DepartmentForm(data, values=values, version=version),
    values_of=named_values,
    save=save_department,
    place=_place,
    consequence=CONSEQUENCE,
)
PATHWAYS = RowPages[Pathway](
    noun="pathway",
    plural="pathways",
    title="Pathway",
    section="lists",
    model=Pathway,
    form=lambda _row, data, values, version: PathwayForm(data, values=values, version=version),
    values_of=named_values,
    save=save_pathway,
    place=_place,
    consequence=CONSEQUENCE,
)

department_add = add_view(DEPARTMENTS, add_department, to=_list_address)
pathway_add = add_view(PATHWAYS, add_pathway, to=_list_address)


@require_safe
def list_overview(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the departments and pathways that lines are sorted by."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "section": "lists",
        "departments": named_lines(Department, district),
        "pathways": named_lines(Pathway, district),
        "removed_departments": named_lines(Department, district, removed=True) if can_write else [],
        "removed_pathways": named_lines(Pathway, district, removed=True) if can_write else [],
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/list_overview.html", context)
