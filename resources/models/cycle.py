"""The delivery cycle: who works on each phase, by when, and what one team hands to the next."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import DeliveryPhase
from plplanner.districts.models import User
from resources.models.pathways import Pathway
from resources.models.rows import ResourceRow, ResourceRowQuerySet, plausible_year


class WorkingTeam(ResourceRow):
    """The team that works on one phase in one school year, in a window of days."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    phase = models.CharField("phase", max_length=20, choices=DeliveryPhase, blank=True)
    name = models.CharField("name", max_length=120, blank=True)
    lead = models.CharField("lead", max_length=150, blank=True)
    members = models.TextField("members", blank=True)
    starts_on = models.DateField("works from", null=True, blank=True)
    ends_on = models.DateField("works until", null=True, blank=True)
    charge = models.TextField("what it is there for", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["WorkingTeam"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "working team"
        ordering = ["created_at", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("working_team"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="working_team_ends_after_start",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year"], name="working_team_year")]

    def __str__(self) -> str:
        return self.name or "Team without a name"


class Milestone(ResourceRow):
    """Something that has to be reached by a day."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    phase = models.CharField("phase", max_length=20, choices=DeliveryPhase, blank=True)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones")
    title = models.CharField("milestone", max_length=200, blank=True)
    owner = models.CharField("owner", max_length=150, blank=True)
    due_on = models.DateField("due", null=True, blank=True)
    done_on = models.DateField("reached on", null=True, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Milestone"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "milestone"
        ordering = ["due_on", "pk"]
        constraints = [*ResourceRow.Meta.constraints, plausible_year("milestone")]
        indexes = [models.Index(fields=["district", "school_year"], name="milestone_year")]

    def __str__(self) -> str:
        return self.title or "Milestone without a title"


class Handoff(ResourceRow):
    """What one team hands to another, by when; open until the other team accepts it."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    from_team = models.ForeignKey(
        WorkingTeam, on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs_out"
    )
    to_team = models.ForeignKey(
        WorkingTeam, on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs_in"
    )
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs")
    what = models.CharField("what is handed over", max_length=300, blank=True)
    due_on = models.DateField("by when", null=True, blank=True)
    accepted_at = models.DateTimeField("accepted", null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    accepted_by_name = models.CharField("accepted by", max_length=150, blank=True, editable=False)
    note = models.TextField("note", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Handoff"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "handoff"
        ordering = ["due_on", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("handoff"),
            models.CheckConstraint(
                condition=Q(from_team__isnull=True) | Q(to_team__isnull=True) | ~Q(from_team=F("to_team")),
                name="handoff_between_two_teams",
                violation_error_message="Choose two different teams.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(accepted_at__isnull=False),
                name="handoff_accepted_by_needs_time",
                violation_error_message="Who accepted it is kept with when.",
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year"], name="handoff_year")]

    def __str__(self) -> str:
        return self.what or "Handoff without words"
