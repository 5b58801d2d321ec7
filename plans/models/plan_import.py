"""A document on its way into a plan."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from plans.models.plan import Plan
from plans.models.reference import TemplateEdition
from plplanner.districts.models import District, User
from plplanner.kit.rows import VersionedRow


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    """Imports by who may know of them."""

    def visible_to(self, user: User) -> "PlanImportQuerySet":
        """Keep the imports of the districts the person has a role in; an administrator sees all."""
        if user.is_administrator:
            return self
        return self.filter(district__memberships__user=user)


class PlanImport(VersionedRow):
    """An uploaded file as it was read: the plan in the portable shape, where each passage went, what found no place.

    `unplaced` holds one object a passage, with the person's `choice` for it. The plan that is made of an import has
    the import's id, so confirming twice makes one plan.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="plan_imports")
    edition = models.ForeignKey(TemplateEdition, on_delete=models.PROTECT, related_name="plan_imports")
    file_name = models.CharField("file", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.JSONField("plan")
    placements = models.JSONField("placements", default=list)
    unplaced = models.JSONField("passages without a place", default=list)
    findings = models.JSONField("findings", default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="plan_imports"
    )
    plan = models.OneToOneField(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="made_of", verbose_name="plan made of it"
    )

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "plan import"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["district", "-created_at"], name="planimport_district_created")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the address of the dry run."""
        return reverse("plans:plan-import-detail", args=[self.pk])
