"""Realignments: moves of planned money, each with its reason, and what left professional learning."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.kit.numbers import format_money
from plplanner.kit.versions import NewIdForm
from plplanner.kit.years import school_year_label
from resources.forms.realignments import LineSearchForm, RealignmentForm
from resources.models import Realignment
from resources.selectors.lines import overdrawn_by
from resources.selectors.realignments import (
    line_choices,
    lines_of_year,
    overcommitted_by,
    realignment_lines,
    realignment_sums,
    realignments_of,
)
from resources.services.realignments import realign
from resources.views.access import may_write, visible_district, writable_district

PAGE_LENGTH = 50


@require_safe
def realignment_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what was moved in a fiscal year and why, and what left professional learning."""
    district = visible_district(request, district_id)
    page = Paginator(realignments_of(district, year), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "realignments",
        "page": page,
        "lines": realignment_lines(list(page)),
        "sums": realignment_sums(district, year),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/realignment_list.html", context)


@read_or_post
def realignment_new(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Move planned money from one line to another, or away from professional learning."""
    district = writable_district(request, district_id)
    lines = lines_of_year(district, year)
    search = LineSearchForm(request.GET)
    words = search.cleaned_data["words"] if search.is_valid() else ""
    offered = line_choices(lines, words=words)
    initial: dict[str, Any] = {"new_id": uuid4(), "from_line": request.GET.get("from")}
    is_post = request.method == "POST"
    if is_post and _is_done(request, district, year):
        return redirect(reverse("resources:realignment-list", args=[district.pk, year]))
    form = RealignmentForm(request.POST if is_post else None, lines=lines, offered=offered, initial=initial)
    if is_post and form.is_valid():
        try:
            move = realign(
                district=district,
                school_year=year,
                new_id=form.cleaned_data["new_id"],
                move=form.move(),
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _say(request, move)
            return redirect(reverse("resources:realignment-list", args=[district.pk, year]))
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "realignments",
        "form": form,
        "search": search,
        "more": offered.more,
        "is_searched": bool(offered.more or words),
        "has_lines": bool(offered.choices or words),
    }
    return render(request, "resources/realignment_new.html", context)


def _is_done(request: AuthenticatedHttpRequest, district: District, year: int) -> bool:
    """Whether this very post was done before: a second press of the button is no second move, and no error."""
    posted = NewIdForm(request.POST)
    return posted.is_valid() and realignments_of(district, year).filter(pk=posted.cleaned_data["new_id"]).exists()


def _say(request: AuthenticatedHttpRequest, move: Realignment) -> None:
    """Say what was moved, and what a person should know about the two lines now."""
    messages.success(request, f"{format_money(move.amount)} is moved from “{move.from_line}”.")
    if warning := overcommitted_by(move.from_line):
        messages.warning(request, warning)
    for warning in overdrawn_by(move.to_line) if move.to_line else ():
        messages.warning(request, warning)
