"""Goals and the outcomes of their years."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from plans.edition import MOST_YEARS
from plans.models.plan import Plan
from plans.models.removable import PlanRow, PlanRowQuerySet
from plplanner.districts.models import User


class GoalQuerySet(PlanRowQuerySet["Goal"]):
    """Goals by their plan."""

    def for_plan(self, plan: Plan) -> "GoalQuerySet":
        """Keep one plan's goals."""
        return self.filter(plan=plan)


class Goal(PlanRow):
    """One goal with its rationale and outcomes. Its version also guards its `YearOutcome` rows."""

    parent_field = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    statement = models.TextField("goal", blank=True)
    evidence = models.TextField("data and evidence", blank=True)
    impact = models.TextField("impact on student achievement", blank=True)
    links = models.TextField("supporting links", blank=True, help_text="One address a line.")
    measures = models.TextField("how success is measured", blank=True)
    frequency = models.TextField("how often it is measured", blank=True)
    overarching_outcome = models.TextField("overarching expected outcome", blank=True)
    is_complete = models.BooleanField("completed", null=True, blank=True)

    history = HistoricalRecords()
    objects = GoalQuerySet.as_manager()

    class Meta(PlanRow.Meta):
        verbose_name = "goal"
        indexes = [models.Index(fields=["plan", "position"], name="goal_plan_position")]

    def __str__(self) -> str:
        return self.statement or "Goal without text"

    def get_absolute_url(self) -> str:
        """Return the address of the goal's page."""
        return reverse("plans:goal-detail", args=[self.plan_id, self.pk])


class YearOutcome(models.Model):
    """What a goal expects of one plan year, as one text, with an optional measure, baseline and target."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="year_outcomes")
    year = models.PositiveSmallIntegerField("plan year", help_text="1 is the plan's first year.")
    outcome = models.TextField("outcome", blank=True)
    measure = models.TextField("measure", blank=True)
    baseline = models.TextField("baseline", blank=True)
    target = models.TextField("target", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "year outcome"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "year"], name="yearoutcome_one_per_year"),
            models.CheckConstraint(
                condition=models.Q(year__gte=1, year__lte=MOST_YEARS),
                name="yearoutcome_year_in_range",
                violation_error_message=f"A plan has years 1 to {MOST_YEARS}.",
            ),
        ]

    def __str__(self) -> str:
        return f"Year {self.year}"

    def save_by(self, user: User) -> None:
        """Save, naming the person in the history row that django-simple-history writes."""
        self._history_user = user
        self.save()
