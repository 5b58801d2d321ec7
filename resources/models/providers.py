"""Help from outside: providers and their reviews, contracts and their progress, external resources sought."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plplanner.kit.money import MoneyField
from resources.enums import ReviewDecision, SearchStatus
from resources.models.funds import Fund
from resources.models.lines import LedgerLine
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative


class Provider(ResourceRow):
    """A third party that offers professional learning or its materials."""

    name = models.CharField("name", max_length=200, blank=True)
    offers = models.TextField("what it offers", blank=True)
    contact = models.CharField("contact", max_length=300, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Provider"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "provider"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name or "Provider without a name"


class ProviderCriterion(ResourceRow):
    """One of the district's own criteria for providers."""

    text = models.CharField("criterion", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("position", default=0, editable=False)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["ProviderCriterion"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "criterion"
        verbose_name_plural = "criteria"
        ordering = ["position", "created_at", "pk"]

    def __str__(self) -> str:
        return self.text or "Criterion without words"


class ProviderReview(ResourceRow):
    """How a panel judged a provider against the criteria as they were then; `verdicts` keeps their words."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, editable=False, related_name="reviews")
    reviewed_on = models.DateField("reviewed on", null=True, blank=True)
    panel = models.TextField("panel", blank=True)
    verdicts = models.JSONField("verdicts", default=list, blank=True)
    decision = models.CharField("decision", max_length=20, choices=ReviewDecision, blank=True)
    approved_until = models.DateField("approved until", null=True, blank=True)
    reason = models.TextField("reason", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["ProviderReview"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "review"
        ordering = ["-reviewed_on", "-created_at"]

    def __str__(self) -> str:
        return f"Review of {self.provider}"


class Contract(ResourceRow):
    """What a provider is expected to do for the district, for how much."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, editable=False, related_name="contracts")
    title = models.CharField("title", max_length=200, blank=True)
    expectations = models.TextField("what is expected", blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    amount = MoneyField("amount", null=True, blank=True)
    line = models.ForeignKey(LedgerLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="contracts")

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Contract"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "contract"
        ordering = ["-starts_on", "-created_at"]
        constraints = [
            *ResourceRow.Meta.constraints,
            *not_negative("contract", "amount"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_start",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Contract without a title"


class ContractProgress(ResourceRow):
    """What was seen of a contract's progress on one day."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, editable=False, related_name="progress")
    noted_on = models.DateField("on", null=True, blank=True)
    is_as_expected = models.BooleanField("as expected", null=True, blank=True)
    note = models.TextField("what was seen", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["ContractProgress"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "progress note"
        ordering = ["-noted_on", "-created_at"]

    def __str__(self) -> str:
        return self.note or "Note without words"


class ExternalResource(ResourceRow):
    """A grant or gift that the district seeks."""

    name = models.CharField("name", max_length=200, blank=True)
    funder = models.CharField("from whom", max_length=200, blank=True)
    deadline = models.DateField("deadline", null=True, blank=True)
    amount_sought = MoneyField("amount sought", null=True, blank=True)
    amount_won = MoneyField("amount won", null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=SearchStatus, default=SearchStatus.CONSIDERING)
    purpose = models.TextField("for what", blank=True)
    result = models.TextField("what came of it", blank=True)
    fund = models.ForeignKey(
        Fund, on_delete=models.SET_NULL, null=True, blank=True, related_name="searches", verbose_name="fund it became"
    )

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["ExternalResource"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "external resource"
        ordering = ["deadline", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            *not_negative("external_resource", "amount_sought", "amount_won"),
        ]

    def __str__(self) -> str:
        return self.name or "External resource without a name"
