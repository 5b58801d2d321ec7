"""What people typed that could not be saved."""

import uuid

from plplanner.districts.models import Draft, User


def kept_draft(row_id: uuid.UUID, user: User) -> Draft | None:
    """Return what the person typed into the row that could not be saved."""
    return Draft.objects.filter(user=user, row_id=row_id).first()
