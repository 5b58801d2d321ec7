"""Files that were loaded into the ledger."""

from django.db import models
from django.utils import timezone

from plplanner.districts.models import District, User
from resources.enums import ImportKind


class LedgerImport(models.Model):
    """One load of a file of lines, funds or staff."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="ledger_imports")
    kind = models.CharField("kind", max_length=20, choices=ImportKind)
    file_name = models.CharField("file name", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    loaded_at = models.DateTimeField("loaded", default=timezone.now)
    loaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="ledger_imports")

    class Meta:
        verbose_name = "ledger import"
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.file_name
