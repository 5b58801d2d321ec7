"""The yearly review of what a pathway's investment brought."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from resources.enums import Recommendation
from resources.models.pathways import Pathway
from resources.models.rows import ResourceRow, ResourceRowQuerySet, plausible_year


class InvestmentReview(ResourceRow):
    """A pathway's review of one year: evidence at five levels (Guskey 2000), what to try, and what should change."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, editable=False, related_name="reviews")
    reactions = models.TextField("what participants thought of it", blank=True)
    learning = models.TextField("what participants learned", blank=True)
    organization = models.TextField("what the organization did to support and change", blank=True)
    practice = models.TextField("what participants do differently", blank=True)
    students = models.TextField("what students gained", blank=True)
    experiment = models.TextField("what is safe enough to try", blank=True)
    experiment_signs = models.TextField("how you will know, and when you will stop", blank=True)
    recommendation = models.CharField("recommendation", max_length=20, choices=Recommendation, blank=True)
    funding_change = models.TextField("change in funding", blank=True)
    delivery_change = models.TextField("change in delivery", blank=True)
    coaching_change = models.TextField("change in coaching", blank=True)
    reviewed_on = models.DateField("reviewed on", null=True, blank=True)
    reviewed_by = models.TextField("who took part", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["InvestmentReview"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "investment review"
        ordering = ["-school_year", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("investment_review"),
            models.UniqueConstraint(
                fields=["pathway", "school_year"],
                condition=Q(removed_at__isnull=True),
                name="investment_review_once_a_year",
                violation_error_message="This pathway has a review of this year already. Open that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.pathway}, {self.school_year}"
