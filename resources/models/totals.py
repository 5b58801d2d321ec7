"""Stored totals of the ledger, written in the transaction that changes a line (`resources.services.totals`).

No two lines of one key: the database adds to the row that is there. What a line has not got is blank, never null.
"""

from django.db import models

from plans.enums import DeliveryPhase
from plplanner.districts.models import District
from plplanner.kit.money import MoneyField
from resources.enums import CostElement, PaidTime, ResourceKind
from resources.models.funds import Fund


class Totals(models.Model):
    """Sums of what is known, and how many lines have an amount that is not."""

    lines = models.IntegerField("lines", default=0)
    planned = MoneyField("planned")
    committed = MoneyField("committed")
    actual = MoneyField("actual")
    planned_unknown = models.IntegerField("lines without a planned amount", default=0)
    committed_unknown = models.IntegerField("lines without a committed amount", default=0)
    actual_unknown = models.IntegerField("lines without an actual amount", default=0)

    class Meta:
        abstract = True


class LedgerTotal(Totals):
    """The totals of one district's lines of one kind in one fiscal year."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="ledger_totals")
    school_year = models.PositiveSmallIntegerField("fiscal year")
    resource_kind = models.CharField("kind of resource", max_length=20, choices=ResourceKind, blank=True)
    cost_element = models.CharField("cost element", max_length=20, choices=CostElement, blank=True)
    delivery_phase = models.CharField("delivery phase", max_length=20, choices=DeliveryPhase, blank=True)
    paid_time = models.CharField("paid time", max_length=20, choices=PaidTime, blank=True)
    is_technology_training = models.BooleanField("learning to teach with technology")
    is_recurring = models.BooleanField("comes again each year")
    has_fund = models.BooleanField("charged to a fund")

    class Meta:
        verbose_name = "ledger total"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "district",
                    "school_year",
                    "resource_kind",
                    "cost_element",
                    "delivery_phase",
                    "paid_time",
                    "is_technology_training",
                    "is_recurring",
                    "has_fund",
                ],
                name="ledger_total_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.resource_kind}"


class FundTotal(Totals):
    """The totals of what one fund pays in one fiscal year.

    `obligated` is what is spoken for: of each share the larger of what is committed and what is spent.
    """

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="totals")
    school_year = models.PositiveSmallIntegerField("fiscal year")
    paid_time = models.CharField("paid time", max_length=20, choices=PaidTime, blank=True)
    obligated = MoneyField("obligated")

    class Meta:
        verbose_name = "fund total"
        constraints = [models.UniqueConstraint(fields=["fund", "school_year", "paid_time"], name="fund_total_once")]

    def __str__(self) -> str:
        return f"{self.fund_id} {self.school_year}"
