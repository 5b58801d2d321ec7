"""Recording what people did, in the transaction that does it."""

from typing import Any

from django.db.models import Model

from plplanner.districts.models import AuditEntry, User
from plplanner.kit.text import shorten

NAME_LENGTH = 200
SYSTEM = "the system"


def record(
    *,
    by: User | None,
    action: str,
    of: Model,
    district_id: object = "",
    scope_id: object = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add one entry; `by=None` is a command run on the server. Never put a secret in `detail`."""
    return AuditEntry.objects.create(
        actor_id=str(by.pk) if by else "",
        actor_name=shorten(str(by), 150) if by else SYSTEM,
        action=action,
        district_id=str(district_id),
        scope_id=str(scope_id),
        object_kind=of._meta.model_name or "",
        object_id=str(of.pk),
        object_name=shorten(str(of), NAME_LENGTH),
        detail=detail or {},
    )
