"""Benchmarks of a district's year: all of them, everything about one, and the district's own thresholds."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.csv_writer import CONTENT_TYPE, write_csv
from plplanner.kit.downloads import attachment
from plplanner.kit.years import school_year_label
from resources.forms.benchmarks import CarryOverForm
from resources.models.benchmarks import owner_of
from resources.selectors.benchmarks_detail import benchmark_page
from resources.selectors.benchmarks_file import FILE_HEADINGS, file_rows
from resources.selectors.benchmarks_page import read_board
from resources.views.access import led_district, may_lead, may_write, visible_district
from resources.views.benchmarks_own import OwnPages, own_add, own_change, own_remove, own_restore


@require_safe
def benchmark_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what each benchmark says of a year, in both scopes and of all three amounts."""
    district = visible_district(request, district_id)
    board = read_board(district, year)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "benchmarks",
        "cards": board.cards,
        "removed": board.removed,
        "may_write": may_write(request, district),
        "may_lead": may_lead(request, district),
    }
    return render(request, "resources/benchmark_list.html", context)


@require_safe
def benchmark_detail(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, benchmark_code: str
) -> HttpResponse:
    """Show everything about one benchmark."""
    district = visible_district(request, district_id)
    form = CarryOverForm(request.GET)
    carry_over = form.is_valid() and form.cleaned_data["carry_over"]
    page = benchmark_page(district, year, benchmark_code, carry_over=carry_over)
    if page is None:
        raise Http404
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "benchmarks",
        "page": page,
        "carry_over": carry_over,
        "may_write": may_write(request, district),
        "may_lead": may_lead(request, district),
    }
    return render(request, "resources/benchmark_detail.html", context)


@require_safe
def benchmark_download(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Give all benchmarks of a year as a CSV file, a line for each scope and amount."""
    district = visible_district(request, district_id)
    content = write_csv(FILE_HEADINGS, file_rows(read_board(district, year).held, year))
    stem = f"Benchmarks {district.name} {school_year_label(year)}"
    return attachment(content, stem=stem, extension="csv", content_type=CONTENT_TYPE)


@read_or_post
def benchmark_change(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, benchmark_code: str
) -> HttpResponse:
    """Set the district's own threshold, which holds from this year on."""
    return own_change(request, _own_pages(request, district_id, year), benchmark_code)


@read_or_post
def benchmark_remove(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, benchmark_code: str
) -> HttpResponse:
    """Ask, then take out what the district changed or added."""
    return own_remove(request, _own_pages(request, district_id, year), benchmark_code)


@require_POST
def benchmark_restore(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, benchmark_id: UUID
) -> HttpResponse:
    """Bring back what the district took out."""
    return own_restore(request, _own_pages(request, district_id, year), benchmark_id)


@read_or_post
def benchmark_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Add a benchmark of the district's own."""
    return own_add(request, _own_pages(request, district_id, year))


def _own_pages(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> OwnPages:
    """Return the pages of a district, to whoever leads its resources."""
    district = led_district(request, district_id)
    return OwnPages(
        owner=owner_of(district),
        year=year,
        who="the district",
        noun="benchmark",
        place=district.pk,
        frame={"base": "resources/base_resources.html", "district": district, "section": "benchmarks"},
    )
