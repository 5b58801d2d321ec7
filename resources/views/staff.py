"""Coaches, mentors and facilitators, and how their time is divided over schools."""

from functools import partial
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label, school_year_of
from resources.enums import StaffRole
from resources.forms.staff import AssignmentForm, StaffMemberForm
from resources.models import StaffAssignment, StaffMember
from resources.selectors.staff import left_for, staff_year
from resources.services.staff import (
    add_assignment,
    add_staff_member,
    assignment_values,
    restore_assignment,
    save_assignment,
    save_staff_member,
    staff_member_values,
)
from resources.views.access import may_write, visible_district, writable_district
from resources.views.rows import RowPages, add_and_open, add_view

PAGE_LENGTH = 100


def _list_address(district: District, year: int) -> str:
    return reverse("resources:staff-list", args=[district.pk, year])


STAFF = RowPages[StaffMember](
    noun="staff-member",
    plural="staff",
    title="Person or post",
    section="staff",
    model=StaffMember,
    form=lambda _row, data, values, version: StaffMemberForm(data, values=values, version=version),
    values_of=staff_member_values,
    save=save_staff_member,
    place=lambda row: _list_address(row.district, school_year_of(timezone.localdate())),
    consequence="This person's assignments then count nowhere. You can bring both back from the list.",
)
ASSIGNMENTS = RowPages[StaffAssignment](
    noun="assignment",
    plural="assignments",
    title="Assignment",
    section="staff",
    model=StaffAssignment,
    form=lambda row, data, values, version: AssignmentForm(
        data, values=values, version=version, district=row.district, left=left_for(row)
    ),
    values_of=assignment_values,
    save=save_assignment,
    place=lambda row: _list_address(row.district, row.school_year),
    related=("staff_member", "school"),
    restore=restore_assignment,
    more=lambda row: {"person": row.staff_member, "year_label": school_year_label(row.school_year)},
    template="resources/assignment_edit.html",
)

staff_member_add = add_view(STAFF, add_staff_member, to=_list_address)


@require_safe
def staff_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show who leads the learning of others, where and how much, with the sums."""
    district = visible_district(request, district_id)
    staff = staff_year(district, year)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "staff",
        "staff": staff,
        "page": Paginator(staff.people, PAGE_LENGTH).get_page(request.GET.get("page")),
        "roles": StaffRole.labels,
        "may_write": may_write(request, district),
        "new_id": uuid4(),
    }
    return render(request, "resources/staff_list.html", context)


@require_POST
def assignment_add(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, staff_member_id: UUID
) -> HttpResponse:
    """Add an assignment to a person and open it."""
    district = writable_district(request, district_id)
    member = get_object_or_404(StaffMember.objects.for_district(district).present(), pk=staff_member_id)
    add = partial(add_assignment, staff_member=member, school_year=year)
    return add_and_open(request, ASSIGNMENTS, add, back=_list_address(district, year))
