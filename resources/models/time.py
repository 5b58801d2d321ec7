"""Time: the work year, the annual calendar, team time each week, and the calendar's secret addresses."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plans.models import Activity
from plplanner.districts.models import District, School, User
from plplanner.kit.rows import VersionedRow
from resources.enums import CalendarKind
from resources.models.reference import ScheduleModel
from resources.models.rows import ResourceRow, ResourceRowQuerySet, not_negative, plausible_year


class WorkYear(VersionedRow):
    """How much a teacher works by contract in one school year, and who made its calendar of professional learning."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, editable=False, related_name="work_years")
    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    contract_days = models.PositiveSmallIntegerField("contract days", null=True, blank=True)
    hours_per_day = models.DecimalField("hours a day", max_digits=4, decimal_places=2, null=True, blank=True)
    calendar_made_by = models.TextField("who made the calendar", blank=True)
    calendar_groups = models.JSONField("groups that took part in making it", default=list, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "work year"
        constraints = [
            models.UniqueConstraint(fields=["district", "school_year"], name="work_year_once"),
            plausible_year("work_year"),
            *not_negative("work_year", "hours_per_day"),
        ]

    def __str__(self) -> str:
        return f"Work year {self.school_year}"


class CalendarEntry(ResourceRow):
    """One date of the annual calendar. Its id names it in calendar feeds, its version is its sequence there."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    title = models.CharField("title", max_length=200, blank=True)
    kind = models.CharField("kind", max_length=20, choices=CalendarKind, default=CalendarKind.SESSION)
    day = models.DateField("day", null=True, blank=True)
    starts_at = models.TimeField("begins", null=True, blank=True)
    ends_at = models.TimeField("ends", null=True, blank=True)
    hours = models.DecimalField("hours for each teacher", max_digits=5, decimal_places=2, null=True, blank=True)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calendar_entries",
        help_text="None: all schools.",
    )
    group = models.CharField("group", max_length=120, blank=True, help_text="Empty: all teachers.")
    substitutes = models.PositiveSmallIntegerField("substitute days", null=True, blank=True)
    place = models.CharField("place", max_length=200, blank=True)
    activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="calendar_entries"
    )

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["CalendarEntry"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "calendar entry"
        verbose_name_plural = "calendar entries"
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            *ResourceRow.Meta.constraints,
            plausible_year("calendar_entry"),
            *not_negative("calendar_entry", "hours"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="calendar_entry_ends_after_start",
                violation_error_message="It ends before it begins. Correct one of the times.",
            ),
        ]
        indexes = [models.Index(fields=["district", "school_year", "day"], name="calendar_entry_day")]

    def __str__(self) -> str:
        return self.title or "Entry without a title"


class TeamTime(ResourceRow):
    """Time that a group of teachers meets in every week, in one school or in all."""

    school_year = models.PositiveSmallIntegerField("school year", editable=False)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="team_times",
        help_text="None: all schools.",
    )
    group = models.CharField("group", max_length=120, blank=True, help_text="Empty: all teachers.")
    schedule_model = models.ForeignKey(
        ScheduleModel, on_delete=models.PROTECT, null=True, blank=True, related_name="team_times"
    )
    minutes = models.PositiveSmallIntegerField("minutes of a meeting", null=True, blank=True)
    meetings = models.PositiveSmallIntegerField("meetings a week", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField("weeks a year", null=True, blank=True)
    adaptation = models.TextField("how it works here", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["TeamTime"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "team time"
        ordering = ["created_at", "pk"]
        constraints = [*ResourceRow.Meta.constraints, plausible_year("team_time")]
        indexes = [models.Index(fields=["district", "school_year"], name="team_time_year")]

    def __str__(self) -> str:
        return self.group or "Team time"


class CalendarFeed(models.Model):
    """A secret address under which calendar programs read a district's calendar; only a digest of it is kept."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="calendar_feeds")
    token_digest = models.CharField("digest of the token", max_length=64, unique=True)
    created_at = models.DateTimeField("made", default=timezone.now)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField("revoked", null=True, blank=True)

    class Meta:
        verbose_name = "calendar address"
        verbose_name_plural = "calendar addresses"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Calendar address of {self.created_at:%Y-%m-%d}"
