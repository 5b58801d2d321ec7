"""The district's departments."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_of
from resources.forms.lists import DepartmentForm
from resources.models import Department
from resources.selectors.lists import department_lines
from resources.services.lists import DEPARTMENT_COLUMNS, add_department
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view

CONSEQUENCE = "Lines that name it keep it; new lines cannot choose it. You can bring it back from the list."


def _list_address(district: District, year: int) -> str:
    return reverse("resources:list-overview", args=[district.pk, year])


DEPARTMENTS = RowPages[Department](
    noun="department",
    plural="departments",
    title="Department",
    section="lists",
    model=Department,
    form=lambda _row, data, values, version: DepartmentForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, DEPARTMENT_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=DEPARTMENT_COLUMNS),
    place=lambda row: _list_address(row.district, school_year_of(timezone.localdate())),
    consequence=CONSEQUENCE,
)

department_add = add_view(DEPARTMENTS, add_department, to=_list_address)


@require_safe
def list_overview(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the departments that lines are sorted by."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "section": "lists",
        "departments": department_lines(district),
        "removed_departments": department_lines(district, removed=True) if can_write else [],
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/list_overview.html", context)
