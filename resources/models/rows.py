"""What all rows of a district's resources share."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from plplanner.districts.models import District, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with
from plplanner.kit.rows import VersionedRow
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR

AnyRow = TypeVar("AnyRow", bound=models.Model)


class ResourceRowQuerySet(models.QuerySet[AnyRow]):
    """A district's rows by who may see them."""

    def visible_to(self, user: User) -> Self:
        """Keep the rows of districts whose resources the person may see."""
        if user.is_administrator:
            return self
        roles = roles_with(Permission.VIEW_RESOURCES)
        mine = [each.district_id for each in memberships_of(user) if each.district_id and each.role in roles]
        return self.filter(district_id__in=mine)

    def for_district(self, district: District) -> Self:
        """Keep one district's rows."""
        return self.filter(district=district)

    def in_year(self, school_year: int) -> Self:
        """Keep the rows of one school year, where rows have one."""
        return self.filter(school_year=school_year)

    def present(self) -> Self:
        """Leave out the removed ones."""
        return self.filter(removed_at=None)


class ResourceRow(VersionedRow):
    """A row that a district owns, and that can be removed and brought back."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, editable=False, related_name="%(class)ss")
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


def plausible_year(name: str) -> models.CheckConstraint:
    """Return the constraint that a row's school year can be one."""
    return models.CheckConstraint(
        condition=Q(school_year__gte=EARLIEST_YEAR, school_year__lte=LATEST_YEAR),
        name=f"{name}_school_year_plausible",
        violation_error_message=f"Choose a school year from {EARLIEST_YEAR} to {LATEST_YEAR}.",
    )


def not_negative(name: str, *fields: str) -> list[models.CheckConstraint]:
    """Return the constraints that amounts or counts are zero or more where they are known."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}),
            name=f"{name}_{field}_not_negative",
            violation_error_message="Enter zero or more.",
        )
        for field in fields
    ]
