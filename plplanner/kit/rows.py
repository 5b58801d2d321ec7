"""Rows that people edit: one version each, so that no acknowledged edit is ever overwritten unseen."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone

Row = TypeVar("Row", bound="VersionedRow")


class StaleRow(Exception):
    """The row has moved on since it was read; nothing was changed."""


class VersionedRow(models.Model):
    """A row with a public id and a version that rises by one with each save."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("created", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("last saved", default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="last saved by",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


def update_row(row: Row, *, version: int, values: Mapping[str, Any], by: Any) -> Row:
    """Write `values` in one UPDATE if the row still has `version`, add its history row, and return it as saved.

    Call it inside a transaction. Raises StaleRow, with nothing changed, when someone else saved first.
    """
    model = type(row)
    stamped = {**values, "version": version + 1, "updated_at": timezone.now(), "updated_by": by}
    if not model._default_manager.filter(pk=row.pk, version=version).update(**stamped):
        raise StaleRow
    for name, value in stamped.items():
        setattr(row, name, value)
    history = getattr(model, "history", None)
    if history is not None:
        history.bulk_history_create([row], update=True, default_user=by)
    return row


@contextmanager
def constraints_in_words(row: models.Model) -> Iterator[None]:
    """Let the row, which holds the values that are being written, be judged once more when the database refuses them.

    What another person's row took since the form looked then raises ValidationError with the constraint's sentence.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        row.validate_constraints()
        raise


def insert_row(row: Row, *, by: Any) -> Row:
    """Add a new row, with its history row where its model has one, and who added it."""
    row.updated_by = by
    # django-simple-history writes the row of a plain save itself and asks the instance who did it.
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001  # its documented name
    row.save(force_insert=True)
    return row
