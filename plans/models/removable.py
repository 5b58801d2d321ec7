"""Ordered rows that are hidden rather than deleted, so that removing can be undone."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from plplanner.districts.models import User
from plplanner.kit.rows import VersionedRow

AnyRow = TypeVar("AnyRow", bound=models.Model)


class PlanRowQuerySet(models.QuerySet[AnyRow]):
    """Rows of plans, in the plan's order."""

    def present(self) -> Self:
        """Leave out the removed ones."""
        return self.filter(removed_at=None)

    def in_order(self) -> Self:
        """Sort as the plan shows them; rows made in the same place keep the order they were made in."""
        return self.order_by("position", "created_at", "pk")


class PlanRow(VersionedRow):
    """A row with a place among its siblings that can be removed and brought back."""

    parent_field: ClassVar[str]
    """The foreign key that siblings share."""

    position = models.PositiveIntegerField("position", default=0, editable=False)
    removed_at = models.DateTimeField("removed", null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                # Who removed it may be forgotten when a person is deleted; when it happened never is.
                condition=Q(removed_by__isnull=True) | Q(removed_at__isnull=False),
                name="%(class)s_removed_by_needs_time",
            )
        ]
