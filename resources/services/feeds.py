"""Making and stopping the secret addresses under which calendar programs read a district's calendar."""

import base64
import hashlib
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from plplanner.districts.audit import record
from plplanner.districts.models import District, User
from resources.models import CalendarFeed

SALT = "resources.calendar-feed"


def feed_digest(token: str) -> str:
    """Return what is stored of a token; the token itself is shown once and kept nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def add_feed(*, district: District, new_id: UUID, by: User) -> str:
    """Make an address and return its token. The same id again gives the same token and makes nothing.

    The token follows from the id that the page was drawn with and from the server's secret key, so that a second press
    of the button needs no second address. Raises ValidationError when that address has been stopped since.
    """
    secret = salted_hmac(SALT, f"{district.pk}:{new_id}", algorithm="sha256").digest()
    token = base64.urlsafe_b64encode(secret).decode().rstrip("=")
    feed, is_new = CalendarFeed.objects.get_or_create(
        token_digest=feed_digest(token), defaults={"district": district, "created_by": by}
    )
    if feed.revoked_at is not None:
        raise ValidationError("This address has been stopped. Make another one.")
    if is_new:
        record(by=by, action="add", of=feed, district_id=district.pk)
    return token


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: User) -> None:
    """Stop an address for good; doing it again changes nothing."""
    held = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if held.revoked_at is not None:
        return
    held.revoked_at = timezone.now()
    held.save(update_fields=["revoked_at"])
    record(by=by, action="revoke", of=held, district_id=held.district_id)
