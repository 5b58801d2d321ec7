"""Keeping what people typed that could not be saved."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from plplanner.districts.models import Draft, User


@transaction.atomic
def keep_draft(*, row_id: uuid.UUID, values: Mapping[str, Any], by: User) -> Draft:
    """Keep what could not be saved, as typed; one draft a person and row."""
    draft, _ = Draft.objects.update_or_create(user=by, row_id=row_id, defaults={"values": dict(values)})
    return draft


def discard_draft(*, row_id: uuid.UUID, by: User) -> None:
    """Throw away what could not be saved: it is saved by now, or the person says so."""
    Draft.objects.filter(user=by, row_id=row_id).delete()
