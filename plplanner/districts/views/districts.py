"""Finding, choosing, adding, showing and correcting districts."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.forms.districts import DistrictForm, DistrictSearchForm
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.permissions import has_permission, require_administrator, require_permission
from plplanner.districts.roles import Permission
from plplanner.districts.selectors.districts import districts_of, list_schools
from plplanner.districts.selectors.facts import district_year, years_with_facts
from plplanner.districts.services.districts import add_district, change_district
from plplanner.districts.services.people import choose_district
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference, NewIdForm
from plplanner.kit.years import school_year_label, school_year_of

PAGE_SIZE = 25


@require_safe
def district_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Search the districts the person may see; who has only one is led to it."""
    visible = District.objects.visible_to(request.user)
    mine = districts_of(request.user)
    if not request.user.is_administrator and len(mine) == 1 and visible.count() == 1:
        return redirect(mine[0])
    form = DistrictSearchForm(request.GET)
    found = visible
    if form.is_valid():
        found = found.matching(form.cleaned_data["q"])
        found = found.in_state(form.cleaned_data["state"])
    page = Paginator(found.order_by("name", "state", "pk"), PAGE_SIZE).get_page(form.cleaned_data.get("page") or 1)
    return render(
        request,
        "districts/district_list.html",
        {
            "form": form,
            "page": page,
            "districts": [(row, row.get_state_display(), row.get_locale_display()) for row in page],
            "mine": mine,
            "is_administrator": request.user.is_administrator,
            "has_searched": bool(form.cleaned_data.get("q") or form.cleaned_data.get("state")),
            "query": request.GET,
        },
    )


@read_or_post
def district_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Add a district that is not in the list; administrators only."""
    require_administrator(request.user)
    new_id = NewIdForm.id_in(request.POST)
    already = District.objects.visible_to(request.user).filter(pk=new_id).first()
    if already is not None:
        return redirect(already)
    form = DistrictForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(add_district(district_id=new_id, values=form.values(), by=request.user))
        except ValidationError as refused:
            form.add_error(None, refused)
    return render(request, "districts/district_add.html", {"form": form})


@require_safe
def district_detail(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Show a district: its latest year's facts, other years, schools."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.VIEW_DISTRICT, district)
    years = years_with_facts(district)
    latest = district_year(district, years[0]) if years else None
    is_mine = any(row.pk == district.pk for row in districts_of(request.user))
    return render(
        request,
        "districts/district_detail.html",
        {
            "district": district,
            "state": district.get_state_display(),
            "locale": district.get_locale_display() if district.locale else "",
            "latest": latest,
            "years": [(year, school_year_label(year)) for year in years],
            "schools": list_schools(district),
            "may_edit": has_permission(request.user, Permission.EDIT_FACTS, district),
            "is_in_capitals": district.name.isupper(),
            "may_begin_plan": is_mine and has_permission(request.user, Permission.FINISH_PLANS, district),
            "may_manage_people": has_permission(request.user, Permission.MANAGE_PEOPLE, district),
            "may_choose": request.user.is_administrator and not is_mine,
            "may_see_resources": has_permission(request.user, Permission.VIEW_RESOURCES, district),
            "this_year": school_year_of(timezone.localdate()),
        },
    )


@read_or_post
def district_edit(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Correct a district's name, state, LEAID or locale."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    form = DistrictForm(request.POST or None, instance=copy(district), initial={"version": district.version})
    stale: list[Difference] = []
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_district(district=district, values=form.values(), version=version, by=request.user)
        except StaleRow:
            stale = form.meet(district)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "The district is saved.")
            return redirect(district)
    context = {"form": form, "district": district, "stale": stale}
    return render(request, "districts/district_edit.html", context, status=409 if stale else 200)


@require_POST
def district_choose(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Make the administrator the director of this district."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_administrator(request.user)
    membership = choose_district(district=district, by=request.user)
    role = membership.get_role_display().lower()
    messages.success(request, f"You are {role} in {district.name}. These are the facts we have.")
    return redirect(district)
