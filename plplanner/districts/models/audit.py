"""The append-only record of what people did."""

from typing import Any

from django.db import models
from django.utils import timezone


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Entries by what they are about."""

    def for_object(self, object_id: object) -> "AuditEntryQuerySet":
        """Keep the entries about one thing."""
        return self.filter(object_id=str(object_id))

    def for_district(self, district_id: object) -> "AuditEntryQuerySet":
        """Keep the entries of one district."""
        return self.filter(district_id=str(district_id))


class AuditEntry(models.Model):
    """Who did what to what, when. Text and ids, no foreign keys: it outlives what it speaks of."""

    at = models.DateTimeField("at", default=timezone.now)
    actor_id = models.CharField("person (id)", max_length=40, blank=True)
    actor_name = models.CharField("person", max_length=150)
    action = models.CharField("action", max_length=60)
    district_id = models.CharField("district (id)", max_length=40, blank=True)
    scope_id = models.CharField("within (id)", max_length=40, blank=True, help_text="For example the plan of a goal.")
    object_kind = models.CharField("kind", max_length=40)
    object_id = models.CharField("object (id)", max_length=40)
    object_name = models.CharField("object", max_length=200)
    detail = models.JSONField("detail", default=dict, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["scope_id", "-at"], name="audit_scope_at"),
            models.Index(fields=["district_id", "-at"], name="audit_district_at"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.object_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; an entry that exists is never changed."""
        if self.pk is not None:
            raise TypeError("An audit entry cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002  (Django's signature)
        """Refuse: an audit entry stays."""
        raise TypeError("An audit entry cannot be removed.")
