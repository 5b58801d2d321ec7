"""Funds, what they are awarded each fiscal year, and what moves between them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from plplanner.kit.money import MoneyField
from plplanner.kit.rows import VersionedRow
from resources.enums import FundKind
from resources.models.reference import AssistanceListing
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative, plausible_year


class Fund(ResourceRow):
    """A source of money. It is available between two days, in as many fiscal years as they span."""

    name = models.CharField("name", max_length=200, blank=True)
    kind = models.CharField("kind", max_length=20, choices=FundKind, blank=True)
    assistance_listing = models.ForeignKey(
        AssistanceListing, on_delete=models.PROTECT, null=True, blank=True, related_name="funds"
    )
    is_program = models.BooleanField(
        "program",
        default=True,
        help_text="A program should put a share of its award into professional learning; a general fund is none.",
    )
    starts_on = models.DateField("available from", null=True, blank=True)
    ends_on = models.DateField("available until", null=True, blank=True)
    allowable_use = models.TextField("what it may pay for", blank=True)
    external_id = models.CharField("id in your finance system", max_length=80, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Fund"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "fund"
        ordering = ["name", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="fund_ends_after_start",
                violation_error_message="The last day is before the first. Correct one of them.",
            ),
            models.UniqueConstraint(
                "district",
                Lower("name"),
                condition=Q(removed_at__isnull=True) & ~Q(name=""),
                name="fund_name_once",
                violation_error_message="Another fund has this name. Add what tells them apart.",
            ),
            models.UniqueConstraint(
                fields=["district", "external_id"],
                condition=~Q(external_id=""),
                name="fund_external_id_once",
                violation_error_message="Another fund has this id.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Fund without a name"


class FundAward(VersionedRow):
    """What a fund has in one fiscal year; unknown is not zero."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, editable=False, related_name="awards")
    school_year = models.PositiveSmallIntegerField("fiscal year", editable=False)
    amount = MoneyField("award", null=True, blank=True)
    carry_over = MoneyField("carried over from the year before", null=True, blank=True)
    note = models.CharField("where the numbers come from", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "award"
        ordering = ["school_year"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "school_year"], name="fund_award_once_a_year"),
            plausible_year("fund_award"),
            *not_negative("fund_award", "amount", "carry_over"),
        ]

    def __str__(self) -> str:
        return f"Award of {self.fund}, {self.school_year}"


class FundTransfer(ResourceRow):
    """Money moved from one fund's award to another's in a fiscal year."""

    school_year = models.PositiveSmallIntegerField("fiscal year", editable=False)
    from_fund = models.ForeignKey(
        Fund, on_delete=models.PROTECT, null=True, blank=True, related_name="transfers_out", verbose_name="from"
    )
    to_fund = models.ForeignKey(
        Fund, on_delete=models.PROTECT, null=True, blank=True, related_name="transfers_in", verbose_name="to"
    )
    amount = MoneyField("amount", null=True, blank=True)
    reason = models.CharField("reason", max_length=300, blank=True)
    moved_on = models.DateField("date", null=True, blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["FundTransfer"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "transfer"
        ordering = ["moved_on", "created_at"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("fund_transfer"),
            *not_negative("fund_transfer", "amount"),
            models.CheckConstraint(
                condition=Q(from_fund__isnull=True) | Q(to_fund__isnull=True) | ~Q(from_fund=F("to_fund")),
                name="fund_transfer_between_two",
                violation_error_message="Choose two different funds.",
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year"], name="fund_transfer_year")]

    def __str__(self) -> str:
        return f"{self.from_fund or 'elsewhere'} to {self.to_fund or 'elsewhere'}"
