"""The schools of a district."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.forms.districts import SchoolForm
from plplanner.districts.forms.facts import SchoolYearForm
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District, School
from plplanner.districts.permissions import has_permission, require_permission
from plplanner.districts.roles import Permission
from plplanner.districts.selectors.districts import list_schools
from plplanner.districts.selectors.facts import school_facts_by_year
from plplanner.districts.services.districts import add_school, change_school, remove_school, restore_school
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference, NewIdForm
from plplanner.kit.years import school_year_label, school_year_of


@require_safe
def school_list(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Show the schools of a district, and those removed from it to who may bring them back."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.VIEW_DISTRICT, district)
    may_edit = has_permission(request.user, Permission.EDIT_FACTS, district)
    context = {
        "district": district,
        "schools": list_schools(district),
        "removed": list_schools(district, removed=True) if may_edit else [],
        "may_edit": may_edit,
    }
    return render(request, "districts/school_list.html", context)


@require_safe
def school_detail(request: AuthenticatedHttpRequest, district_id: UUID, school_id: UUID) -> HttpResponse:
    """Show a school and its facts; a chosen school year leads to that year's form."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.VIEW_DISTRICT, district)
    school = get_object_or_404(School.objects.for_district(district).present(), pk=school_id)
    may_edit = has_permission(request.user, Permission.EDIT_FACTS, district)
    chosen = request.GET if "school_year" in request.GET else None
    form = SchoolYearForm(chosen, this_year=school_year_of(timezone.localdate()))
    if may_edit and form.is_valid():
        return redirect("districts:school-year-edit", district.pk, school.pk, form.cleaned_data["school_year"])
    context = {
        "district": district,
        "school": school,
        "title_one": school.get_title_one_display(),
        "need_designation": school.get_need_designation_display(),
        "years": [(year, school_year_label(year), lines) for year, lines in school_facts_by_year(school)],
        "may_edit": may_edit,
        "form": form,
    }
    return render(request, "districts/school_detail.html", context)


@read_or_post
def school_add(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Add a school."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    new_id = NewIdForm.id_in(request.POST)
    if School.objects.for_district(district).filter(pk=new_id).exists():
        return redirect("districts:school-list", district.pk)
    form = SchoolForm(request.POST or None)
    if form.is_valid():
        try:
            school = add_school(school_id=new_id, district=district, values=form.values(), by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{school.name} is added.")
            wants_another = "add_another" in request.POST
            return redirect("districts:school-add" if wants_another else "districts:school-list", district.pk)
    return render(request, "districts/school_add.html", {"form": form, "district": district})


@read_or_post
def school_edit(request: AuthenticatedHttpRequest, district_id: UUID, school_id: UUID) -> HttpResponse:
    """Correct a school."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    school = get_object_or_404(School.objects.for_district(district).present(), pk=school_id)
    form = SchoolForm(request.POST or None, instance=copy(school), initial={"version": school.version})
    stale: list[Difference] = []
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_school(school=school, values=form.values(), version=version, by=request.user)
        except StaleRow:
            stale = form.meet(school)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{school.name} is saved.")
            return redirect("districts:school-detail", district.pk, school.pk)
    context = {"form": form, "district": district, "school": school, "stale": stale}
    return render(request, "districts/school_edit.html", context, status=409 if stale else 200)


@read_or_post
def school_remove(request: AuthenticatedHttpRequest, district_id: UUID, school_id: UUID) -> HttpResponse:
    """Ask, then take a school out of the list; the list offers to bring it back."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    school = get_object_or_404(School.objects.for_district(district), pk=school_id)
    if request.method == "POST":
        remove_school(school=school, by=request.user)
        messages.success(request, f"{school.name} is removed. You can bring it back at the end of this page.")
        return redirect("districts:school-list", district.pk)
    return render(request, "districts/school_remove.html", {"district": district, "school": school})


@require_POST
def school_restore(request: AuthenticatedHttpRequest, district_id: UUID, school_id: UUID) -> HttpResponse:
    """Bring a removed school back."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    school = get_object_or_404(School.objects.for_district(district), pk=school_id)
    restore_school(school=school, by=request.user)
    messages.success(request, f"{school.name} is back.")
    return redirect("districts:school-list", district.pk)
