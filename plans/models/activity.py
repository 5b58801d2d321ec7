"""Activity tables and their rows."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import DeliveryPhase
from plans.models.goal import Goal
from plans.models.plan import Plan
from plans.models.reference import Standard
from plans.models.removable import PlanRow, PlanRowQuerySet
from plplanner.districts.models import School


class ActivityTableQuerySet(PlanRowQuerySet["ActivityTable"]):
    """Activity tables by their plan."""

    def for_plan(self, plan: Plan) -> "ActivityTableQuerySet":
        """Keep the tables of one plan's goals."""
        return self.filter(goal__plan=plan)


class ActivityTable(PlanRow):
    """A table of activities under a goal; the first usually has no name."""

    parent_field = "goal"

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField("name", max_length=200, blank=True)

    history = HistoricalRecords()
    objects = ActivityTableQuerySet.as_manager()

    class Meta(PlanRow.Meta):
        verbose_name = "activity table"
        indexes = [models.Index(fields=["goal", "position"], name="activitytable_goal_position")]

    def __str__(self) -> str:
        return self.name or "Activities"

    @property
    def plan(self) -> Plan:
        """The plan it belongs to."""
        return self.goal.plan


class ActivityQuerySet(PlanRowQuerySet["Activity"]):
    """Activities by their plan."""

    def for_plan(self, plan: Plan) -> "ActivityQuerySet":
        """Keep the activities of one plan's tables."""
        return self.filter(table__goal__plan=plan)


class Activity(PlanRow):
    """One row of an activity table. Each of its four texts is one cell of the template."""

    parent_field = "table"

    table = models.ForeignKey(ActivityTable, on_delete=models.CASCADE, related_name="activities")
    initial = models.TextField("initial activity", blank=True)
    follow_up = models.TextField("follow-up", blank=True)
    duration = models.TextField("duration in words", blank=True)
    resources = models.TextField("resources", blank=True)
    starts_on = models.DateField("starts on", null=True, blank=True)
    ends_on = models.DateField("ends on", null=True, blank=True)
    owner = models.CharField("owner", max_length=150, blank=True)
    audience = models.CharField("audience", max_length=300, blank=True)
    delivery_phase = models.CharField("delivery phase", max_length=20, choices=DeliveryPhase, blank=True)
    hours = models.DecimalField(
        "expected hours for each participant", max_digits=7, decimal_places=2, null=True, blank=True
    )
    participants = models.PositiveIntegerField("expected participants", null=True, blank=True)
    schools = models.ManyToManyField(School, blank=True, related_name="activities", verbose_name="schools")
    standards = models.ManyToManyField(Standard, blank=True, related_name="activities", verbose_name="standards")

    history = HistoricalRecords()
    objects = ActivityQuerySet.as_manager()

    class Meta(PlanRow.Meta):
        verbose_name = "activity"
        verbose_name_plural = "activities"
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_start",
                violation_error_message="The end date is before the start date. Correct one of them.",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gte=0),
                name="activity_hours_not_negative",
                violation_error_message="Enter zero hours or more.",
            ),
        ]
        indexes = [models.Index(fields=["table", "position"], name="activity_table_position")]

    def __str__(self) -> str:
        return self.initial or "Activity without text"

    @property
    def plan(self) -> Plan:
        """The plan it belongs to."""
        return self.table.goal.plan
