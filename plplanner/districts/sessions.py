"""When a session was last renewed; a renewed session lasts its whole length again."""

import datetime

from django.http import HttpRequest
from django.utils import timezone

RENEWED_AT = "renewed_at"
RENEW_AFTER = datetime.timedelta(hours=1)


def mark_renewed(request: HttpRequest) -> None:
    """Begin the session's time anew; writing to it makes Django save it with a new end."""
    request.session[RENEWED_AT] = timezone.now().isoformat()


def is_due(request: HttpRequest, *, signed_in_at: datetime.datetime | None) -> bool:
    """Whether the session was last renewed (or begun) more than an hour ago."""
    renewed_at = request.session.get(RENEWED_AT)
    since = datetime.datetime.fromisoformat(renewed_at) if renewed_at else signed_in_at
    return since is None or timezone.now() - since > RENEW_AFTER
