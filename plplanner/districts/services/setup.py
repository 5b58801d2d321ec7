"""The first run: somebody becomes the administrator."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.districts.services.people import remember_email


class AlreadySetUp(Exception):
    """There are people already; the set-up page is closed for good."""


@transaction.atomic
def create_first_administrator(*, email: str, name: str, password: str) -> User:
    """Create the administrator while there is nobody; raises AlreadySetUp otherwise."""
    # Two first visitors at once must not both win: a row that always exists serves as the lock.
    ContentType.objects.select_for_update().get(
        pk=ContentType.objects.get_for_model(User).pk,
    )
    if User.objects.exists():
        raise AlreadySetUp
    administrator = User.objects.create_superuser(email, password, name=name)
    remember_email(administrator)
    record(by=administrator, action="set-up", of=administrator)
    return administrator
