"""The people who lead the learning of others, and how their time is divided over schools."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from plplanner.districts.models import School
from resources.enums import Period, StaffRole
from resources.models.imports import LedgerImport
from resources.models.rows import ResourceRow, ResourceRowQuerySet, plausible_year


class StaffMember(ResourceRow):
    """A coach, mentor or facilitator, or a post for one that nobody fills."""

    name = models.CharField("name", max_length=150, blank=True)
    role = models.CharField("role", max_length=20, choices=StaffRole, default=StaffRole.COACH)
    is_vacant = models.BooleanField("vacant", default=False)
    focus = models.CharField("focus", max_length=200, blank=True, help_text="For example K–3 reading.")
    external_id = models.CharField("id in your staff system", max_length=80, blank=True)
    source_import = models.ForeignKey(
        LedgerImport, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="staff"
    )

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["StaffMember"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "staff member"
        ordering = ["name", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "external_id"],
                condition=~Q(external_id=""),
                name="staff_member_external_id_once",
                violation_error_message="Another person has this id.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Person without a name"


class StaffAssignment(ResourceRow):
    """How much of a person's time goes to one school, or to the whole district, in a part of a school year.

    A person's assignments of one period never add up to more than 1.0; the service sees to it, with the person held.
    """

    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, editable=False, related_name="assignments")
    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        help_text="None: the whole district.",
    )
    period = models.CharField("period", max_length=20, choices=Period, default=Period.YEAR)
    fte = models.DecimalField("FTE", max_digits=4, decimal_places=3, null=True, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["StaffAssignment"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "assignment"
        ordering = ["created_at", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("staff_assignment"),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gt=0, fte__lte=1),
                name="staff_assignment_fte_in_range",
                violation_error_message="Enter more than 0 and at most 1: 0.5 is half of a full-time post.",
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year"], name="staff_assignment_year")]

    def __str__(self) -> str:
        return f"{self.fte} at {self.school or 'the district'}"
