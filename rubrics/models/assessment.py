"""Self-assessments: who rates what, when, and how openly."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with
from plplanner.kit.rows import VersionedRow
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR, school_year_label
from rubrics.calculations.dates import state_on
from rubrics.enums import AssessmentState
from rubrics.models.edition import RubricEdition


class SelfAssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    """Self-assessments by who may see them."""

    def visible_to(self, user: User) -> "SelfAssessmentQuerySet":
        """Keep those of districts where the person may see self-assessments."""
        if user.is_administrator:
            return self
        roles = roles_with(Permission.VIEW_ASSESSMENTS)
        mine = [each.district_id for each in memberships_of(user) if each.district_id and each.role in roles]
        return self.filter(district_id__in=mine)

    def for_district(self, district: District) -> "SelfAssessmentQuerySet":
        """Keep one district's self-assessments."""
        return self.filter(district=district)

    def of_rubric(self, rubric: str) -> "SelfAssessmentQuerySet":
        """Keep those on any edition of one rubric."""
        return self.filter(edition__rubric=rubric)


class SelfAssessment(VersionedRow):
    """A district's raters judge their practice on one rubric edition, within a span of days.

    The edition never changes afterwards; whether ratings are anonymous is fixed from the first day on.
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="self_assessments")
    edition = models.ForeignKey(RubricEdition, on_delete=models.PROTECT, related_name="self_assessments")
    title = models.CharField("title", max_length=200)
    school_year = models.PositiveSmallIntegerField("school year")
    opens_on = models.DateField("opens")
    closes_on = models.DateField("closes", help_text="The last day on which ratings can change.")
    closed_at = models.DateTimeField("closed before its time", null=True, blank=True)
    is_anonymous = models.BooleanField("anonymous", default=False)
    target_level = models.SmallIntegerField("target level", null=True, blank=True)
    target_on = models.DateField("target date", null=True, blank=True)

    history = HistoricalRecords()
    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "self-assessment"
        ordering = ["-school_year", "-opens_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="self_assessment_closes_after_it_opens",
                violation_error_message="Choose a last day that is not before the first.",
            ),
            models.CheckConstraint(
                condition=Q(school_year__gte=EARLIEST_YEAR, school_year__lte=LATEST_YEAR),
                name="self_assessment_school_year_plausible",
                violation_error_message=f"Choose a school year from {EARLIEST_YEAR} to {LATEST_YEAR}.",
            ),
            models.CheckConstraint(
                condition=Q(target_level__isnull=True, target_on__isnull=True)
                | Q(target_level__isnull=False, target_on__isnull=False),
                name="self_assessment_target_paired",
                violation_error_message="Give the target a level and a date, or neither.",
            ),
        ]
        indexes = [models.Index(fields=["district", "-school_year"], name="self_assessment_year")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the self-assessment's page."""
        return reverse("rubrics:assessment-detail", args=[self.pk])

    @property
    def school_year_label(self) -> str:
        """The school year, named by both its years."""
        return school_year_label(self.school_year)

    @property
    def state(self) -> AssessmentState:
        """Where it stands today."""
        is_closed = self.closed_at is not None
        today = timezone.localdate()
        return AssessmentState(state_on(today, opens_on=self.opens_on, closes_on=self.closes_on, is_closed=is_closed))

    @property
    def is_open(self) -> bool:
        """Whether ratings can be given and changed today."""
        return self.state == AssessmentState.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether rating is over."""
        return self.state == AssessmentState.CLOSED


class Rater(VersionedRow):
    """A person who is asked to rate, in the role they had when they were asked."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="raters")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="raters")
    role = models.CharField("role", max_length=20, choices=Role)
    submitted_at = models.DateTimeField("submitted", null=True, blank=True)

    class Meta:
        verbose_name = "rater"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "user"],
                name="rater_once_in_a_self_assessment",
                violation_error_message="This person is asked already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
