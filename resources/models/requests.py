"""Budget requests of departments, what they would cost phase by phase, and how they were reconciled."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plans.enums import DeliveryPhase
from plans.models import Activity
from plplanner.districts.models import User
from plplanner.kit.money import MoneyField
from resources.enums import CostElement, PaidTime, QuantityUnit, RequestStatus, ResourceKind
from resources.models.funds import Fund
from resources.models.lists import Department
from resources.models.pathways import Pathway
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative, plausible_year


class BudgetRequest(ResourceRow):
    """What a department asks for in one fiscal year. Its decision is made once, and stays with its reason.

    A merged request keeps its words and costs; `merged_into` is the one that goes on for both.
    """

    school_year = models.PositiveSmallIntegerField("fiscal year", editable=False)
    title = models.CharField("what is asked for", max_length=200, blank=True)
    reason = models.TextField("why", blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests")
    audience = models.CharField("for whom", max_length=300, blank=True)
    participants = models.PositiveIntegerField("expected participants", null=True, blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    vendor = models.CharField("vendor", max_length=200, blank=True)
    fund = models.ForeignKey(
        Fund, on_delete=models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="fund wished for"
    )
    status = models.CharField(
        "status", max_length=20, choices=RequestStatus, default=RequestStatus.DRAFT, editable=False
    )
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="budget_requests"
    )
    submitted_at = models.DateTimeField("submitted", null=True, blank=True, editable=False)
    decided_at = models.DateTimeField("decided", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decision_reason = models.TextField("reason of the decision", blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["BudgetRequest"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "budget request"
        ordering = ["created_at", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("budget_request"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="budget_request_ends_after_start",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False, status="merged")
                | (Q(merged_into__isnull=True) & ~Q(status="merged")),
                name="budget_request_merged_into_one",
                violation_error_message="A merged request names the one that goes on for it.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(decided_at__isnull=False),
                name="budget_request_decided_by_needs_time",
                violation_error_message="Who decided is kept with when.",
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year", "status"], name="budget_request_year")]

    def __str__(self) -> str:
        return self.title or "Request without words"


class RequestCost(ResourceRow):
    """One cost of a request; what is approved of it becomes a line of the ledger."""

    request = models.ForeignKey(BudgetRequest, on_delete=models.CASCADE, editable=False, related_name="costs")
    title = models.CharField("what it is", max_length=200, blank=True)
    delivery_phase = models.CharField("delivery phase", max_length=20, choices=DeliveryPhase, blank=True)
    cost_element = models.CharField("cost element", max_length=20, choices=CostElement, blank=True)
    resource_kind = models.CharField("kind of resource", max_length=20, choices=ResourceKind, blank=True)
    paid_time = models.CharField("paid time", max_length=20, choices=PaidTime, blank=True)
    is_technology_training = models.BooleanField("learning to teach with technology", default=False)
    quantity = models.DecimalField("quantity", max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField("unit", max_length=20, choices=QuantityUnit, blank=True)
    unit_price = MoneyField("price of one", null=True, blank=True)
    amount = MoneyField("amount", null=True, blank=True)
    approved = MoneyField("approved", null=True, blank=True, editable=False)
    left_out_by = models.ForeignKey(
        "resources.RequestMerge",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="left_out",
    )
    """The merge that found the cost is asked for twice; without one, it goes on."""

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["RequestCost"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "cost"
        ordering = ["created_at", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            *not_negative("request_cost", "quantity", "unit_price", "amount", "approved"),
        ]

    def __str__(self) -> str:
        return self.title or "Cost without words"


class RequestMerge(models.Model):
    """That one request went on for another, what both had asked for, and what that saved."""

    kept = models.ForeignKey(BudgetRequest, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.OneToOneField(BudgetRequest, on_delete=models.CASCADE, related_name="merge")
    asked = MoneyField("asked for by both")
    saved = MoneyField("saved")
    reason = models.TextField("reason", blank=True)
    merged_at = models.DateTimeField("merged", default=timezone.now)
    merged_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "merge"
        ordering = ["merged_at"]

    def __str__(self) -> str:
        return f"{self.absorbed} into {self.kept}"


class DistinctRequests(models.Model):
    """That somebody looked at two requests and said they are not duplicates; `first` has the smaller id."""

    first = models.ForeignKey(BudgetRequest, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(BudgetRequest, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField("reason", blank=True)
    said_at = models.DateTimeField("said", default=timezone.now)
    said_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "pair of distinct requests"
        verbose_name_plural = "pairs of distinct requests"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="distinct_requests_once",
                violation_error_message="These two are known to be distinct.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
