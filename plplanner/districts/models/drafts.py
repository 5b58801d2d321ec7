"""What people typed that could not be saved."""

from django.db import models

from plplanner.districts.models.people import User


class Draft(models.Model):
    """What a person typed into a row that could not be saved, as it was typed, until it is saved or thrown away.

    The row is known by its id alone, so that rows of every app have drafts.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    row_id = models.UUIDField("row")
    values = models.JSONField("typed values")
    saved_at = models.DateTimeField("kept", auto_now=True)

    class Meta:
        verbose_name = "draft"
        constraints = [models.UniqueConstraint(fields=["user", "row_id"], name="draft_one_per_row")]

    def __str__(self) -> str:
        return f"{self.user}: {self.row_id}"
