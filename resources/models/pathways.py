"""Pathways: what they lead to, what they are made of, and what they still lack."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from resources.enums import CourseOrigin, GapKind
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative


class Pathway(ResourceRow):
    """A course of learning that leads a group of educators to one practice."""

    name = models.CharField("name", max_length=120, blank=True)
    priority = models.PositiveSmallIntegerField("priority", null=True, blank=True, help_text="1 comes first.")
    purpose = models.TextField("what it leads to", blank=True)
    audience = models.CharField("for whom", max_length=300, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Pathway"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "pathway"
        ordering = ["name", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            models.UniqueConstraint(
                "district",
                Lower("name"),
                condition=Q(removed_at__isnull=True) & ~Q(name=""),
                name="pathway_name_once",
                violation_error_message="Another pathway has this name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Pathway without a name"


class Course(ResourceRow):
    """A course of a pathway: required by the planning team or requested by a department."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, editable=False, related_name="courses")
    title = models.CharField("title", max_length=200, blank=True)
    origin = models.CharField("origin", max_length=20, choices=CourseOrigin, default=CourseOrigin.REQUIRED)
    content = models.TextField("content", blank=True)
    hours = models.DecimalField("hours", max_digits=6, decimal_places=2, null=True, blank=True)
    taught_by = models.CharField("taught by", max_length=200, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Course"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "course"
        ordering = ["created_at", "pk"]
        constraints = [*ResourceRow.Meta.constraints, *not_negative("course", "hours")]

    def __str__(self) -> str:
        return self.title or "Course without a title"


class Gap(ResourceRow):
    """Something that a pathway lacks, until it is closed."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, editable=False, related_name="gaps")
    kind = models.CharField("what is missing", max_length=20, choices=GapKind, blank=True)
    description = models.TextField("description", blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    how_closed = models.TextField("how it was closed", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Gap"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "gap"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.description or "Gap without a description"
