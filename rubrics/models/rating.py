"""What raters say, and what the team agrees."""

from pathlib import PurePath

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from plplanner.kit.rows import VersionedRow
from rubrics.enums import Confidence, Opportunity
from rubrics.models.assessment import Rater, SelfAssessment


class Rating(VersionedRow):
    """What one rater says of one outcome. Without a level and a score it is not rated yet.

    `ticks` lists the keys of the statements that are true of us (rubrics/calculations/statements.py). The history
    holds each earlier state; `reason` says why the level changed last.
    """

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="ratings")
    outcome_code = models.CharField("outcome", max_length=40)
    level = models.SmallIntegerField("level", null=True, blank=True)
    score = models.SmallIntegerField("score", null=True, blank=True)
    ticks = models.JSONField("statements that are true of us", default=list, blank=True)
    evidence = models.TextField("evidence", blank=True)
    links = models.TextField("links to evidence", blank=True)
    confidence = models.CharField("confidence", max_length=10, choices=Confidence, blank=True)
    note = models.TextField("note", blank=True)
    reason = models.TextField("why the rating changed", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "rating"
        constraints = [
            models.UniqueConstraint(fields=["rater", "outcome_code"], name="rating_once_an_outcome"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(level__isnull=False),
                name="rating_score_has_a_level",
                violation_error_message="A score falls into a level.",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome_code


def evidence_path(instance: "EvidenceFile", _name: str) -> str:
    """Keep the file under its id; the name people see is a column."""
    return str(PurePath("evidence", str(instance.pk)))


class EvidenceFile(VersionedRow):
    """A file that a rater puts beside a rating; served as an attachment only."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("name", max_length=200)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.FileField("file", upload_to=evidence_path, max_length=200)
    added_at = models.DateTimeField("added", default=timezone.now)

    class Meta:
        verbose_name = "evidence file"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rating", "sha256"],
                name="evidence_file_once",
                violation_error_message="This file is there already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ConsensusMeeting(VersionedRow):
    """When the team met to agree, and who was there."""

    assessment = models.OneToOneField(SelfAssessment, on_delete=models.CASCADE, related_name="meeting")
    held_on = models.DateField("held on", null=True, blank=True)
    present = models.TextField("who was there", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "consensus meeting"

    def __str__(self) -> str:
        return f"Meeting on {self.assessment}"


class ConsensusRating(VersionedRow):
    """What the team agrees on one outcome, why, and where it wants to be by when.

    The votes of the outcome are hidden in the meeting until `revealed_at`.
    """

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="consensus_ratings")
    outcome_code = models.CharField("outcome", max_length=40)
    revealed_at = models.DateTimeField("votes shown", null=True, blank=True)
    level = models.SmallIntegerField("agreed level", null=True, blank=True)
    score = models.SmallIntegerField("agreed score", null=True, blank=True)
    reason = models.TextField("reason", blank=True)
    opportunity = models.PositiveSmallIntegerField("opportunity", choices=Opportunity, null=True, blank=True)
    target_level = models.SmallIntegerField("target level", null=True, blank=True)
    target_on = models.DateField("target date", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "consensus rating"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "outcome_code"], name="consensus_once_an_outcome"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(level__isnull=False),
                name="consensus_score_has_a_level",
                violation_error_message="A score falls into a level.",
            ),
            models.CheckConstraint(
                condition=Q(target_level__isnull=True, target_on__isnull=True)
                | Q(target_level__isnull=False, target_on__isnull=False),
                name="consensus_target_paired",
                violation_error_message="Give the target a level and a date, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(opportunity__isnull=True) | Q(opportunity__in=Opportunity.values),
                name="consensus_opportunity_known",
                violation_error_message="Choose an opportunity from 1 to 3.",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome_code
