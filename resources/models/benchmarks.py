"""Benchmarks: shipped ones, and those that a state or a district adds or changes."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from plplanner.districts.enums import State
from plplanner.districts.models import District, User
from plplanner.kit.rows import VersionedRow
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR
from resources.enums import Direction


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who adds and changes benchmarks: a district, or, without one, a state for all its districts."""

    state: str
    district: District | None = None

    def owns(self, benchmark: "Benchmark") -> bool:
        """Whether it added or changed a benchmark itself."""
        if self.district is not None:
            return benchmark.district_id == self.district.pk
        return not benchmark.district_id and benchmark.state == self.state


def owner_of(district: District) -> Owner:
    """Return a district as an owner of benchmarks."""
    return Owner(state=district.state, district=district)


class BenchmarkQuerySet(models.QuerySet["Benchmark"]):
    """Benchmarks by where they hold."""

    def present(self) -> "BenchmarkQuerySet":
        """Leave out the removed ones."""
        return self.filter(removed_at=None)

    def holding_for(self, owner: Owner) -> "BenchmarkQuerySet":
        """Keep the shipped ones, those of its state and its own; `resources.selectors.benchmarks` picks among them."""
        hold = Q(district=None, state__in=["", owner.state])
        return self.filter(hold if owner.district is None else hold | Q(district=owner.district))

    def own_of(self, owner: Owner) -> "BenchmarkQuerySet":
        """Keep what the district or the state itself added or changed."""
        if owner.district is not None:
            return self.filter(district=owner.district)
        return self.filter(district=None, state=owner.state)


class Benchmark(VersionedRow):
    """What is divided by what, and where the line is drawn.

    Without an owner it ships with the application. One of a state or district with a shipped one's code takes its
    place from a school year on. `numerator` and `denominator` name quantities (`resources.selectors.quantities`);
    `threshold` is in the unit of their quotient: a share (0.1 is 10 percent) or a ratio (200 students to a coach).
    """

    code = models.SlugField("code", max_length=40)
    district = models.ForeignKey(District, on_delete=models.CASCADE, null=True, blank=True, related_name="benchmarks")
    state = models.CharField("state", max_length=2, choices=State, blank=True)
    from_year = models.PositiveSmallIntegerField("from school year", default=EARLIEST_YEAR)
    title = models.CharField("title", max_length=200)
    numerator = models.CharField("divided", max_length=40)
    denominator = models.CharField("by", max_length=40)
    threshold = models.DecimalField("threshold", max_digits=12, decimal_places=4)
    direction = models.CharField("direction", max_length=20, choices=Direction)
    is_ratio = models.BooleanField("shown as a ratio to one", default=False, help_text="Otherwise as a percentage.")
    is_optional = models.BooleanField("optional", default=False)
    scope_note = models.TextField("what to know when reading it", blank=True)
    source = models.CharField("source", max_length=300)
    edition = models.CharField("edition", max_length=40, blank=True)
    effective_on = models.DateField("in force from", null=True, blank=True)
    position = models.PositiveSmallIntegerField("position", default=100)
    reason = models.TextField("reason", blank=True)
    removed_at = models.DateTimeField("removed", null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    history = HistoricalRecords()
    objects = BenchmarkQuerySet.as_manager()

    class Meta:
        verbose_name = "benchmark"
        ordering = ["position", "code", "-from_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "state", "from_year"],
                condition=Q(district__isnull=True, removed_at__isnull=True),
                name="benchmark_once_in_a_state",
                violation_error_message="The state has this benchmark from this year on already.",
            ),
            models.UniqueConstraint(
                fields=["code", "district", "from_year"],
                condition=Q(district__isnull=False, removed_at__isnull=True),
                name="benchmark_once_in_a_district",
                violation_error_message="The benchmark is changed from this year on already. Edit that change.",
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(state=""),
                name="benchmark_has_one_owner_at_most",
                violation_error_message="A benchmark belongs to a district or to a state.",
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=True, state="") | ~Q(reason=""),
                name="benchmark_of_an_owner_has_a_reason",
                violation_error_message="Enter why the benchmark is added or changed.",
            ),
            models.CheckConstraint(
                condition=Q(threshold__gt=0),
                name="benchmark_threshold_positive",
                violation_error_message="Enter a threshold of more than zero.",
            ),
            models.CheckConstraint(
                condition=Q(from_year__gte=EARLIEST_YEAR, from_year__lte=LATEST_YEAR),
                name="benchmark_from_year_plausible",
                violation_error_message=f"Choose a school year from {EARLIEST_YEAR} to {LATEST_YEAR}.",
            ),
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True) | Q(removed_at__isnull=False),
                name="benchmark_removed_by_needs_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title
