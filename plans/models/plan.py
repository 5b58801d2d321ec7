"""The plan, its narrative sections and what surrounds them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plans.edition import Edition
from plans.enums import PlanStatus
from plans.models.reference import TemplateEdition, edition_layout
from plplanner.districts.models import District, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with
from plplanner.kit.rows import VersionedRow
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR, school_year_label


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans by who may see them and where they stand."""

    def visible_to(self, user: User) -> "PlanQuerySet":
        """Keep drafts of districts where the person may read drafts, and finished plans where they may read those."""
        if user.is_administrator:
            return self
        drafts, finished = roles_with(Permission.VIEW_PLANS), roles_with(Permission.VIEW_FINISHED_PLANS)
        writing = [each for each in memberships_of(user) if each.role in drafts]
        reading = [each for each in memberships_of(user) if each.role in finished and each.role not in drafts]
        visible = Q(district_id__in=[each.district_id for each in writing])
        # Every page of a plan asks this. Most people have no second half, and it takes as long as the first.
        if reading:
            in_sight = Q(district_id__in=[each.district_id for each in reading if each.district_id])
            in_sight |= Q(district__state__in=[each.state for each in reading if each.state])
            visible |= in_sight & Q(status=PlanStatus.FINISHED)
        return self.filter(visible)

    def for_district(self, district: District) -> "PlanQuerySet":
        """Keep one district's plans."""
        return self.filter(district=district)

    def finished(self) -> "PlanQuerySet":
        """Keep those marked as finished."""
        return self.filter(status=PlanStatus.FINISHED)


class Plan(VersionedRow):
    """A district's professional-learning plan from a first school year, pinned to a template edition."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="plans")
    edition = models.ForeignKey(TemplateEdition, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField("title", max_length=200)
    first_year = models.PositiveSmallIntegerField("first school year")
    facts_year = models.PositiveSmallIntegerField(
        "school year of the facts", null=True, blank=True, help_text="Empty while the district has no facts."
    )
    status = models.CharField("status", max_length=20, choices=PlanStatus, default=PlanStatus.DRAFT)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="plans_created")
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_into"
    )

    history = HistoricalRecords()
    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        ordering = ["-first_year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__gte=EARLIEST_YEAR, first_year__lte=LATEST_YEAR),
                name="plan_first_year_plausible",
                violation_error_message=f"Choose a first school year from {EARLIEST_YEAR} to {LATEST_YEAR}.",
            ),
        ]
        indexes = [models.Index(fields=["district", "-first_year"], name="plan_district_year")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the plan's task list."""
        return reverse("plans:plan-detail", args=[self.pk])

    @property
    def layout(self) -> Edition:
        """The template edition's sections and fields."""
        return edition_layout(self.edition_id)

    @property
    def year_labels(self) -> list[str]:
        """The plan's school years, in order."""
        return [school_year_label(self.first_year + offset) for offset in range(self.layout.years)]

    @property
    def is_finished(self) -> bool:
        """Whether the plan is read-only until it is reopened."""
        return self.status == PlanStatus.FINISHED


class Section(VersionedRow):
    """One section of a plan: its narrative answers by field key, and whether its author calls it complete."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField("section", max_length=40)
    answers = models.JSONField("answers", default=dict, blank=True)
    is_complete = models.BooleanField("completed", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "plan section"
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="section_one_per_plan")]

    def __str__(self) -> str:
        return self.key


class Snapshot(models.Model):
    """The plan as it was when it was marked finished: immutable."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveSmallIntegerField("number")
    taken_at = models.DateTimeField("finished", default=timezone.now)
    taken_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="snapshots_taken")
    taken_by_name = models.CharField("finished by", max_length=150)
    document = models.JSONField("document")

    class Meta:
        verbose_name = "snapshot"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="snapshot_number_unique")]

    def __str__(self) -> str:
        return f"{self.plan} no. {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the snapshot; one that exists is never changed."""
        if self.pk is not None:
            raise TypeError("A snapshot cannot be changed.")
        super().save(*args, **kwargs)


class Explanation(VersionedRow):
    """The sentence a director gives for a warning of the completeness check."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="explanations")
    code = models.CharField("warning", max_length=60)
    subject = models.CharField("found on", max_length=80, blank=True)
    text = models.TextField("explanation")

    class Meta:
        verbose_name = "explanation"
        constraints = [models.UniqueConstraint(fields=["plan", "code", "subject"], name="explanation_one_per_warning")]

    def __str__(self) -> str:
        return self.code
