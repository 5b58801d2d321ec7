"""What would it take: changes that are tried on paper, and change nothing until somebody makes requests of them."""

from django.db import models
from simple_history.models import HistoricalRecords

from plplanner.kit.money import MoneyField
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative, plausible_year

YEARS = (1, 2, 3)


class Scenario(ResourceRow):
    """A named set of changes over three years from one school year on."""

    school_year = models.PositiveSmallIntegerField("first school year", editable=False)
    name = models.CharField("name", max_length=120, blank=True)
    note = models.TextField("note", blank=True)
    coach_cost = MoneyField("what one full-time coach costs a year", null=True, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Scenario"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "scenario"
        ordering = ["name", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("scenario"),
            *not_negative("scenario", "coach_cost"),
        ]

    def __str__(self) -> str:
        return self.name or "Scenario without a name"


class ScenarioYear(models.Model):
    """What a scenario adds in one of its years. Its scenario's version guards it."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField("year of the scenario", help_text="1 is its first year.")
    coaches = models.DecimalField("more coaches, FTE", max_digits=8, decimal_places=3, null=True, blank=True)
    dollars = MoneyField("new money for professional learning", null=True, blank=True)
    technology_dollars = MoneyField("of it for teaching with technology", null=True, blank=True)
    reallocated = MoneyField("money of funds turned to professional learning", null=True, blank=True)
    hours = models.DecimalField("more hours for each teacher", max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "year of a scenario"
        verbose_name_plural = "years of scenarios"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "year"], name="scenario_year_once"),
            models.CheckConstraint(
                condition=models.Q(year__gte=YEARS[0], year__lte=YEARS[-1]),
                name="scenario_year_in_range",
                violation_error_message="A scenario has three years.",
            ),
            *not_negative("scenario_year", "coaches", "dollars", "technology_dollars", "reallocated", "hours"),
        ]

    def __str__(self) -> str:
        return f"Year {self.year}"
