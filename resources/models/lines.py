"""The ledger: what professional learning costs, line by line, and which funds pay."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plans.enums import DeliveryPhase
from plans.models import Activity
from plplanner.districts.models import School, User
from plplanner.kit.money import MoneyField
from resources.enums import CostElement, PaidTime, QuantityUnit, ResourceKind
from resources.models.funds import Fund
from resources.models.imports import LedgerImport
from resources.models.lists import Department
from resources.models.pathways import Pathway
from resources.models.reference import AccountCode
from resources.models.requests import RequestCost
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative, plausible_year


def _summed_by(name: str) -> models.Index:
    """Index what a year's lines of one school, department or pathway add up to, so that no line is read for it."""
    return models.Index(
        fields=["district", "school_year", name, "planned", "committed", "actual"],
        condition=Q(removed_at__isnull=True),
        name=f"ledger_line_by_{name}",
    )


class LedgerLine(ResourceRow):
    """One resource in one fiscal year. An amount that nobody knows yet is null, and counted as such.

    Its version also guards its `FundShare` rows. Lines change only through `resources.services.lines` and the import:
    both keep the stored totals.
    """

    school_year = models.PositiveSmallIntegerField("fiscal year", editable=False)
    title = models.CharField("what it is", max_length=200, blank=True)
    resource_kind = models.CharField("kind of resource", max_length=20, choices=ResourceKind, blank=True)
    cost_element = models.CharField("cost element", max_length=20, choices=CostElement, blank=True)
    delivery_phase = models.CharField("delivery phase", max_length=20, choices=DeliveryPhase, blank=True)
    paid_time = models.CharField("paid time", max_length=20, choices=PaidTime, blank=True)
    is_technology_training = models.BooleanField("learning to teach with technology", default=False)
    is_recurring = models.BooleanField("comes again each year", default=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="lines", help_text="None: district-wide."
    )
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="lines")
    quantity = models.DecimalField("quantity", max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField("unit", max_length=20, choices=QuantityUnit, blank=True)
    planned = MoneyField("planned", null=True, blank=True)
    committed = MoneyField("committed", null=True, blank=True)
    actual = MoneyField("actual", null=True, blank=True)
    function_code = models.ForeignKey(
        AccountCode, on_delete=models.PROTECT, null=True, blank=True, related_name="lines_by_function"
    )
    object_code = models.ForeignKey(
        AccountCode, on_delete=models.PROTECT, null=True, blank=True, related_name="lines_by_object"
    )
    note = models.TextField("note", blank=True)
    explanation = models.TextField("why it differs from the plan", blank=True)
    external_id = models.CharField("id in your finance system", max_length=80, blank=True)
    request_cost = models.ForeignKey(
        RequestCost, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="lines"
    )
    source_import = models.ForeignKey(
        LedgerImport, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="lines"
    )

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["LedgerLine"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "ledger line"
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("ledger_line"),
            *not_negative("ledger_line", "planned", "committed", "actual", "quantity"),
            models.UniqueConstraint(
                fields=["district", "external_id"],
                condition=~Q(external_id=""),
                name="ledger_line_external_id_once",
                violation_error_message="Another line has this id.",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "school_year", "created_at", "id"], name="ledger_line_as_entered"),
            *(_summed_by(name) for name in ("school", "department", "pathway")),
        ]

    def __str__(self) -> str:
        return self.title or "Line without a name"


class FundShare(models.Model):
    """What one fund pays of a line.

    `part` is the weight that was entered, in percent or dollars; the amounts are the line's, divided by the weights to
    the cent (`resources.calculations.shares`), and null where the line's are.
    """

    line = models.ForeignKey(LedgerLine, on_delete=models.CASCADE, related_name="shares")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="shares")
    position = models.PositiveSmallIntegerField("position")
    part = models.DecimalField("share", max_digits=16, decimal_places=4)
    planned = MoneyField("planned", null=True, blank=True)
    committed = MoneyField("committed", null=True, blank=True)
    actual = MoneyField("actual", null=True, blank=True)

    class Meta:
        verbose_name = "fund share"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "fund"],
                name="fund_share_once_a_fund",
                violation_error_message="This fund is named twice. Add its shares up.",
            ),
            models.CheckConstraint(
                condition=Q(part__gt=0),
                name="fund_share_part_positive",
                violation_error_message="Enter a share of more than zero.",
            ),
            *not_negative("fund_share", "planned", "committed", "actual"),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: {self.part}"


def document_path(document: "LineDocument", file_name: str) -> str:
    """Return where the file is kept; its name there is random."""
    del document, file_name
    return f"ledger/{uuid.uuid4().hex}"


class LineDocument(models.Model):
    """A file that supports a line: an invoice, a contract, an agenda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(LedgerLine, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField("name", max_length=255)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.FileField("file", upload_to=document_path, max_length=200)
    added_at = models.DateTimeField("added", default=timezone.now)
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "support document"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "sha256"],
                name="line_document_once",
                violation_error_message="This file is there already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
