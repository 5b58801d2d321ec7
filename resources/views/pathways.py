"""Pathways, the courses they consist of, and what they lack."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label, school_year_of
from resources.forms.pathways import CourseForm, GapForm, PathwayForm
from resources.models import Course, Gap, Pathway
from resources.selectors.pathways import pathway_detail as read_pathway
from resources.selectors.pathways import pathway_list as list_pathways
from resources.services.pathways import (
    COURSE_COLUMNS,
    GAP_COLUMNS,
    PATHWAY_COLUMNS,
    add_course,
    add_gap,
    add_pathway,
)
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district
from resources.views.child_rows import child_add_view, present_row
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 25


def _list_address(district: District, year: int) -> str:
    return reverse("resources:pathway-list", args=[district.pk, year])


def _address(pathway: Pathway, year: int) -> str:
    return reverse("resources:pathway-detail", args=[pathway.district_id, year, pathway.pk])


def _place(row: Course | Gap) -> str:
    year = school_year_of(timezone.localdate())
    if row.pathway.removed_at is not None:
        return _list_address(row.district, year)
    return _address(row.pathway, year)


PATHWAYS = RowPages[Pathway](
    noun="pathway",
    plural="pathways",
    title="Pathway",
    section="pathways",
    model=Pathway,
    form=lambda _row, data, values, version: PathwayForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, PATHWAY_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=PATHWAY_COLUMNS),
    place=lambda row: _list_address(row.district, school_year_of(timezone.localdate())),
    consequence="Lines that name it keep it; new lines cannot choose it. You can bring it back from the list.",
)
COURSES = RowPages[Course](
    noun="course",
    plural="courses",
    title="Course",
    section="pathways",
    model=Course,
    form=lambda _row, data, values, version: CourseForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, COURSE_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=COURSE_COLUMNS),
    place=_place,
    related=("pathway",),
    add=lambda row, new_id, by: add_course(row.pathway, new_id=new_id, by=by),
    consequence="You can bring it back from the page of its pathway.",
)
GAPS = RowPages[Gap](
    noun="gap",
    plural="gaps",
    title="Gap",
    section="pathways",
    model=Gap,
    form=lambda _row, data, values, version: GapForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, GAP_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=GAP_COLUMNS),
    place=_place,
    related=("pathway",),
    add=lambda row, new_id, by: add_gap(row.pathway, new_id=new_id, by=by),
    consequence="Remove it only if it never was one; a gap that ended is closed. You can bring it back.",
)

pathway_add = add_view(PATHWAYS, add_pathway, to=_list_address)
course_add = child_add_view(COURSES, Pathway, add_course, to=_address)
gap_add = child_add_view(GAPS, Pathway, add_gap, to=_address)


@require_safe
def pathway_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the pathways, the most urgent first, with what is planned for each in a fiscal year."""
    district = visible_district(request, district_id)
    pathways = list_pathways(district, year)
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "pathways",
        "pathways": pathways,
        "page": Paginator(pathways.lines, PAGE_LENGTH).get_page(request.GET.get("page")),
        "removed": pathways.removed if can_write else [],
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/pathway_list.html", context)


@require_safe
def pathway_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int, pathway_id: UUID) -> HttpResponse:
    """Show one pathway: its courses and gaps, and what asks and pays for it in a fiscal year."""
    district = visible_district(request, district_id)
    pathway = present_row(district, Pathway, pathway_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "pathways",
        "pathway": pathway,
        "detail": read_pathway(pathway, year),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/pathway_detail.html", context)
