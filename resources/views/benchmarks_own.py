"""Benchmarks of a district's or a state's own: change a threshold, add one, take it back, bring it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference
from plplanner.kit.years import school_year_label
from resources.forms.benchmarks import OwnBenchmarkForm, ThresholdForm
from resources.models import Benchmark
from resources.models.benchmarks import Owner
from resources.selectors.benchmarks import chosen_benchmark, own_code, own_row
from resources.selectors.benchmarks_words import threshold_words
from resources.services.benchmarks import add_benchmark, change_benchmark, remove_benchmark, restore_benchmark


@dataclass(frozen=True, kw_only=True)
class OwnPages:
    """The pages on which one owner sets benchmarks: in which frame they stand, and how their addresses are named."""

    owner: Owner
    year: int
    who: str
    """How the owner is spoken of: "the district"."""
    noun: str
    place: object
    """What stands before the year in an address: the district's id, or the state."""
    frame: Mapping[str, Any]
    """What the base template needs."""

    def address(self, verb: str, *more: object) -> str:
        """Return where something is done."""
        return reverse(f"resources:{self.noun}-{verb}", args=[self.place, self.year, *more])

    def shown_at(self, code: str) -> str:
        """Return where one benchmark is shown."""
        return self.address("detail", code) if self.owner.district else self.address("list")

    @property
    def context(self) -> dict[str, Any]:
        """What each of the pages needs."""
        return {**self.frame, "year": self.year, "year_label": school_year_label(self.year), "who": self.who}


def own_change(request: AuthenticatedHttpRequest, pages: OwnPages, code: str) -> HttpResponse:
    """Set the owner's threshold, which holds from this year on."""
    benchmark = _chosen(chosen_benchmark(pages.owner, pages.year, code))
    own = own_row(pages.owner, pages.year, code)
    form = ThresholdForm(request.POST if request.method == "POST" else None, benchmark=benchmark, own=own)
    stale: list[Difference] = []
    if form.is_valid():
        try:
            change_benchmark(
                benchmark=benchmark,
                owner=pages.owner,
                school_year=pages.year,
                values=form.values(),
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except StaleRow:
            stale = form.meet_threshold(_chosen(own_row(pages.owner, pages.year, code)))
        else:
            messages.success(request, f"The threshold of {pages.who} holds from {school_year_label(pages.year)} on.")
            return redirect(pages.shown_at(code))
    context = pages.context | {
        "benchmark": benchmark,
        "threshold": threshold_words(benchmark),
        "form": form,
        "stale": stale,
        "stale_by": own.updated_by if own else None,
        "back_url": pages.shown_at(code),
    }
    return render(request, "resources/benchmark_change.html", context, status=409 if stale else 200)


def own_remove(request: AuthenticatedHttpRequest, pages: OwnPages, code: str) -> HttpResponse:
    """Ask, then take out what the owner changed or added."""
    benchmark = _chosen(chosen_benchmark(pages.owner, pages.year, code))
    if not pages.owner.owns(benchmark):
        return redirect(pages.shown_at(code))
    before = chosen_benchmark(pages.owner, pages.year, code, without=benchmark)
    if request.method == "POST":
        remove_benchmark(benchmark=benchmark, by=request.user)
        undo = "You can bring it back at the end of the list."
        messages.success(request, f"What {pages.who} set for “{benchmark.title}” is taken back. {undo}")
        return redirect(pages.address("list"))
    context = pages.context | {
        "benchmark": benchmark,
        "threshold": threshold_words(benchmark),
        "from_label": school_year_label(benchmark.from_year),
        "before": threshold_words(before) if before else "",
        "back_url": pages.shown_at(code),
    }
    return render(request, "resources/benchmark_remove.html", context)


def own_restore(request: AuthenticatedHttpRequest, pages: OwnPages, benchmark_id: UUID) -> HttpResponse:
    """Bring back what the owner took out."""
    benchmark = get_object_or_404(Benchmark.objects.own_of(pages.owner), pk=benchmark_id)
    try:
        restore_benchmark(benchmark=benchmark, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        since = school_year_label(benchmark.from_year)
        messages.success(
            request, f"“{benchmark.title}” is brought back: {threshold_words(benchmark)}, from {since} on."
        )
    return redirect(pages.address("list"))


def own_add(request: AuthenticatedHttpRequest, pages: OwnPages) -> HttpResponse:
    """Add a benchmark of the owner's own."""
    form = OwnBenchmarkForm(request.POST or None, initial={"new_id": uuid4()})
    if form.is_valid():
        values = form.values()
        try:
            added = add_benchmark(
                owner=pages.owner,
                new_id=form.cleaned_data["new_id"],
                code=own_code(pages.owner, values["title"], form.cleaned_data["new_id"]),
                school_year=pages.year,
                values=values,
                by=request.user,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"“{added.title}” is added.")
            return redirect(pages.shown_at(added.code))
    context = pages.context | {"form": form, "back_url": pages.address("list")}
    return render(request, "resources/benchmark_add.html", context)


def _chosen(benchmark: Benchmark | None) -> Benchmark:
    if benchmark is None:
        raise Http404
    return benchmark
