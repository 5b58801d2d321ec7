"""What the district means by resources of professional learning, and by what it apportions them."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from resources.models.rows import ResourceRow, ResourceRowQuerySet


class ResourceDefinition(ResourceRow):
    """One version of the definition and its criteria. An adopted one never changes; a new one begins as its copy."""

    number = models.PositiveSmallIntegerField("version number", editable=False)
    definition = models.TextField("definition", blank=True)
    kinds = models.JSONField("kinds of resources it names", default=list, blank=True)
    student_needs = models.TextField("high-priority student needs", blank=True)
    educator_needs = models.TextField("high-priority educator needs", blank=True)
    criteria = models.TextField("criteria for apportioning", blank=True)
    developed_groups = models.JSONField("groups that took part", default=list, blank=True)
    developed_by = models.TextField("who developed it, with whom", blank=True)
    adopted_on = models.DateField("adopted on", null=True, blank=True, editable=False)
    adopted_by_name = models.CharField("adopted by", max_length=150, blank=True, editable=False)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["ResourceDefinition"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "definition of resources"
        verbose_name_plural = "definitions of resources"
        ordering = ["-number"]
        constraints = [
            *ResourceRow.Meta.constraints,
            models.UniqueConstraint(fields=["district", "number"], name="resource_definition_number_once"),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True, adopted_by_name="")
                | (Q(adopted_on__isnull=False) & ~Q(adopted_by_name="")),
                name="resource_definition_adoption_paired",
                violation_error_message="Say when the definition was adopted and by whom, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return f"Definition of resources, version {self.number}"
