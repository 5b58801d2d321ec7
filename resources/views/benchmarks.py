"""Benchmarks of a district's year: all of them, everything about one, and the district's own thresholds."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.csv_writer import CONTENT_TYPE, write_csv
from plplanner.kit.downloads import attachment
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference
from plplanner.kit.years import school_year_label
from resources.forms.benchmarks import CarryOverForm, OwnBenchmarkForm, ThresholdForm
from resources.models import Benchmark
from resources.selectors.benchmarks import chosen_benchmark, own_code, own_row
from resources.selectors.benchmarks_detail import benchmark_page
from resources.selectors.benchmarks_file import FILE_HEADINGS, file_rows
from resources.selectors.benchmarks_page import read_board
from resources.selectors.benchmarks_words import threshold_words
from resources.services.benchmarks import add_benchmark, change_benchmark, remove_benchmark
from resources.views.access import led_district, may_lead, may_write, visible_district


@require_safe
def benchmark_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what each benchmark says of a year, in both scopes and of all three amounts."""
    district = visible_district(request, district_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "benchmarks",
        "cards": read_board(district, year).cards,
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
    district = led_district(request, district_id)
    benchmark = _chosen(chosen_benchmark(district, year, benchmark_code))
    own = own_row(district, year, benchmark_code)
    form = ThresholdForm(request.POST if request.method == "POST" else None, benchmark=benchmark, own=own)
    stale: list[Difference] = []
    if form.is_valid():
        try:
            change_benchmark(
                benchmark=benchmark,
                district=district,
                school_year=year,
                values=form.values(),
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except StaleRow:
            stale = form.meet_threshold(_chosen(own_row(district, year, benchmark_code)))
        else:
            messages.success(request, f"The district's threshold holds from {school_year_label(year)} on.")
            return redirect("resources:benchmark-detail", district.pk, year, benchmark_code)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "benchmarks",
        "benchmark": benchmark,
        "threshold": threshold_words(benchmark),
        "form": form,
        "stale": stale,
        "stale_by": own.updated_by if own else None,
    }
    return render(request, "resources/benchmark_change.html", context, status=409 if stale else 200)


@read_or_post
def benchmark_remove(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int, benchmark_code: str
) -> HttpResponse:
    """Ask, then take out what the district changed or added."""
    district = led_district(request, district_id)
    benchmark = _chosen(chosen_benchmark(district, year, benchmark_code))
    if not benchmark.district_id:
        return redirect("resources:benchmark-detail", district.pk, year, benchmark_code)
    before = chosen_benchmark(district, year, benchmark_code, without=benchmark)
    if request.method == "POST":
        remove_benchmark(benchmark=benchmark, by=request.user)
        messages.success(request, f"“{benchmark.title}” is as it was before.")
        return redirect("resources:benchmark-list", district.pk, year)
    context = {
        "district": district,
        "year": year,
        "benchmark": benchmark,
        "threshold": threshold_words(benchmark),
        "from_label": school_year_label(benchmark.from_year),
        "before": threshold_words(before) if before else "",
    }
    return render(request, "resources/benchmark_remove.html", context)


@read_or_post
def benchmark_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Add a benchmark of the district's own."""
    district = led_district(request, district_id)
    form = OwnBenchmarkForm(request.POST or None, initial={"new_id": uuid4()})
    if form.is_valid():
        values = form.values()
        try:
            added = add_benchmark(
                district=district,
                new_id=form.cleaned_data["new_id"],
                code=own_code(values["title"]),
                school_year=year,
                values=values,
                by=request.user,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"“{added.title}” is added.")
            return redirect("resources:benchmark-detail", district.pk, year, added.code)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "benchmarks",
        "form": form,
    }
    return render(request, "resources/benchmark_add.html", context)


def _chosen(benchmark: Benchmark | None) -> Benchmark:
    if benchmark is None:
        raise Http404
    return benchmark
