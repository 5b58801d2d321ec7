"""The facts of one school year."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.forms.facts import FactsForm, SchoolYearForm
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District, School
from plplanner.districts.permissions import has_permission, require_permission
from plplanner.districts.roles import Permission
from plplanner.districts.selectors.facts import FactLine, district_year, school_year_facts
from plplanner.districts.services.facts import FactChange, StaleFacts, save_facts
from plplanner.kit.years import school_year_label, school_year_of


@require_safe
def year_add(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Ask for a school year and lead to its form; nothing is recorded before somebody saves a value."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    this_year = school_year_of(timezone.localdate())
    form = SchoolYearForm(request.GET if "school_year" in request.GET else None, this_year=this_year)
    if form.is_valid():
        return redirect("districts:year-edit", district.pk, form.cleaned_data["school_year"])
    return render(request, "districts/year_add.html", {"form": form, "district": district})


@require_safe
def year_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show every fact of one school year, known or not, with its source."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.VIEW_DISTRICT, district)
    context = {
        "district": district,
        "year": district_year(district, year),
        "may_edit": has_permission(request.user, Permission.EDIT_FACTS, district),
    }
    return render(request, "districts/year_detail.html", context)


@read_or_post
def year_edit(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Correct the facts of one school year."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    form = FactsForm(request.POST or None, lines=district_year(district, year).facts)
    refused: tuple[FactChange, ...] = ()
    if form.is_valid():
        try:
            count = _save(form, of=district, year=year, request=request)
        except StaleFacts as stale:
            refused = stale.changes
            _show_again(form, refused, district_year(district, year).facts)
        else:
            messages.success(request, _saved_sentence(count))
            return redirect("districts:year-detail", district.pk, year)
    context = {"form": form, "district": district, "label": school_year_label(year), "year": year}
    return render(request, "districts/year_edit.html", context, status=409 if refused else 200)


@read_or_post
def school_year_edit(request: AuthenticatedHttpRequest, district_id: UUID, school_id: UUID, year: int) -> HttpResponse:
    """Correct a school's facts of one school year."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.EDIT_FACTS, district)
    school = get_object_or_404(School.objects.for_district(district).present(), pk=school_id)
    form = FactsForm(request.POST or None, lines=school_year_facts(school, year))
    refused: tuple[FactChange, ...] = ()
    if form.is_valid():
        try:
            count = _save(form, of=school, year=year, request=request)
        except StaleFacts as stale:
            refused = stale.changes
            _show_again(form, refused, school_year_facts(school, year))
        else:
            messages.success(request, _saved_sentence(count))
            return redirect("districts:school-detail", district.pk, school.pk)
    context = {"form": form, "district": district, "school": school, "label": school_year_label(year)}
    return render(request, "districts/school_year_edit.html", context, status=409 if refused else 200)


def _save(form: FactsForm, *, of: District | School, year: int, request: AuthenticatedHttpRequest) -> int:
    note = form.cleaned_data["note"]
    return save_facts(of=of, school_year=year, changes=form.changes(), note=note, by=request.user)


def _show_again(form: FactsForm, refused: Iterable[FactChange], lines: Iterable[FactLine]) -> None:
    form.lines = tuple(lines)
    form.show_again(refused)


def _saved_sentence(count: int) -> str:
    if not count:
        return "Nothing has changed."
    return "One value is saved." if count == 1 else f"{count} values are saved."
