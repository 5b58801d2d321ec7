"""The district's departments."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from resources.models.rows import ResourceRow, ResourceRowQuerySet


class Department(ResourceRow):
    """A department that delivers or pays for professional learning."""

    name = models.CharField("name", max_length=120, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Department"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "department"
        ordering = ["name", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            models.UniqueConstraint(
                "district",
                Lower("name"),
                condition=Q(removed_at__isnull=True) & ~Q(name=""),
                name="department_name_once",
                violation_error_message="Another department has this name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Department without a name"
