"""Who is writing where."""

from django.db import models

from plans.models.plan import Plan
from plplanner.districts.models import User


class Presence(models.Model):
    """That a person has a row open for editing; refreshed while the page is open, stale after two minutes."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="presences")
    row_id = models.UUIDField("row")
    seen_at = models.DateTimeField("seen")

    class Meta:
        verbose_name = "presence"
        constraints = [models.UniqueConstraint(fields=["user", "row_id"], name="presence_one_per_row")]
        indexes = [models.Index(fields=["row_id", "seen_at"], name="presence_row_seen")]

    def __str__(self) -> str:
        return f"{self.user}: {self.row_id}"
