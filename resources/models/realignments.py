"""Money that was moved between lines, or away from professional learning, and why."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plplanner.districts.models import District
from plplanner.kit.money import MoneyField
from plplanner.kit.rows import VersionedRow
from resources.models.lines import LedgerLine
from resources.models.rows import ResourceRowQuerySet, plausible_year


class Realignment(VersionedRow):
    """One move of planned money. Without a line to move to, it left professional learning, and says what was asked.

    It is written once, with the change of the lines, and never edited or removed.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="realignments")
    school_year = models.PositiveSmallIntegerField("fiscal year")
    from_line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="moves_out")
    to_line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, null=True, blank=True, related_name="moves_in")
    destination = models.CharField("where it went", max_length=200, blank=True)
    amount = MoneyField("amount")
    reason = models.TextField("reason")
    question = models.TextField("question raised", blank=True)
    answer = models.TextField("answer given", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Realignment"].as_manager()

    class Meta:
        verbose_name = "realignment"
        ordering = ["-created_at", "pk"]
        constraints = [
            plausible_year("realignment"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="realignment_amount_positive",
                violation_error_message="Enter an amount of more than zero.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="realignment_has_a_reason",
                violation_error_message="Enter why the money is moved.",
            ),
            models.CheckConstraint(
                condition=Q(to_line__isnull=True) | ~Q(from_line=F("to_line")),
                name="realignment_between_two_lines",
                violation_error_message="Choose two different lines.",
            ),
            models.CheckConstraint(
                condition=Q(to_line__isnull=False) | (~Q(destination="") & ~Q(question="") & ~Q(answer="")),
                name="realignment_away_was_questioned",
                violation_error_message=(
                    "Money that leaves professional learning needs three things: where it goes, the question that was "
                    "raised, and the answer that was given."
                ),
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year"], name="realignment_year")]

    def __str__(self) -> str:
        return f"{self.from_line} to {self.to_line or self.destination}"
