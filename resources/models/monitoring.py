"""What happened: money posted month by month, sessions held, and where coaches spent their time."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Activity
from plplanner.districts.models import School
from plplanner.kit.dates import short_day
from plplanner.kit.money import MoneyField
from plplanner.kit.numbers import format_money
from resources.models.lines import LedgerLine
from resources.models.pathways import Pathway
from resources.models.rows import AnyRow, ResourceRow, ResourceRowQuerySet, not_negative, plausible_year
from resources.models.staff import StaffMember


class PostingQuerySet(ResourceRowQuerySet[AnyRow]):
    """Postings by what they count for."""

    def counting(self) -> Self:
        """Keep the present ones whose amount is known: they make the actual amount of their line."""
        return self.present().filter(amount__isnull=False)


class Posting(ResourceRow):
    """Money spent of a line on one day. A line with postings has their sum as its actual amount."""

    line = models.ForeignKey(LedgerLine, on_delete=models.CASCADE, editable=False, related_name="postings")
    posted_on = models.DateField("day", null=True, blank=True)
    amount = MoneyField("amount", null=True, blank=True)
    note = models.CharField("note", max_length=300, blank=True)

    history = HistoricalRecords()
    objects = PostingQuerySet["Posting"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "posting"
        ordering = ["posted_on", "created_at"]
        constraints = [*ResourceRow.Meta.constraints, *not_negative("posting", "amount")]
        indexes = [models.Index(fields=["line", "posted_on"], name="posting_day")]

    def __str__(self) -> str:
        amount = "No amount yet" if self.amount is None else format_money(self.amount)
        return f"{amount}, {short_day(self.posted_on)}" if self.posted_on else f"{amount}, no day"

    @property
    def school_year(self) -> int:
        """The fiscal year of the line."""
        return self.line.school_year


class HeldSession(ResourceRow):
    """A session that took place: how long, how many people, once or as follow-up."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    title = models.CharField("title", max_length=200, blank=True)
    held_on = models.DateField("day", null=True, blank=True)
    hours = models.DecimalField("hours", max_digits=5, decimal_places=2, null=True, blank=True)
    participants = models.PositiveIntegerField("participants", null=True, blank=True)
    is_follow_up = models.BooleanField(
        "follow-up", default=False, help_text="Coaching, team work or a later session that carries earlier learning on."
    )
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_sessions",
        help_text="None: several.",
    )
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="held_sessions")
    activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="held_sessions"
    )

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["HeldSession"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "session held"
        verbose_name_plural = "sessions held"
        ordering = ["-held_on", "-created_at"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("held_session"),
            *not_negative("held_session", "hours"),
        ]
        indexes = [models.Index(fields=["district", "school_year", "held_on"], name="held_session_day")]

    def __str__(self) -> str:
        return self.title or "Session without a title"


class CoachLogEntry(ResourceRow):
    """Where a coach spent time, what it was for, and what came of it."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    staff_member = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="log_entries"
    )
    day = models.DateField("day", null=True, blank=True)
    hours = models.DecimalField("hours", max_digits=5, decimal_places=2, null=True, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="coach_log")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="coach_log")
    intended = models.TextField("intended outcome", blank=True)
    result = models.TextField("what came of it", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["CoachLogEntry"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "log entry"
        verbose_name_plural = "log entries"
        ordering = ["-day", "-created_at"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("coach_log_entry"),
            *not_negative("coach_log_entry", "hours"),
        ]
        indexes = [models.Index(fields=["district", "school_year", "day"], name="coach_log_entry_day")]

    def __str__(self) -> str:
        day = short_day(self.day) if self.day else "no day"
        return f"{self.staff_member or 'No coach chosen'}, {day}"
