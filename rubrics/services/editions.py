"""What an administrator can do to a rubric edition once it is loaded."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import User
from rubrics.checks import check_instrument
from rubrics.enums import EditionStatus
from rubrics.models import RubricEdition


@transaction.atomic
def publish_edition(*, edition: RubricEdition, by: User | None) -> RubricEdition:
    """Let people rate on an edition; from then on it never changes. Publishing a published one changes nothing.

    Raises ValidationError for an edition that does not make sense.
    """
    # Whoever loads the draft anew at this moment waits, and then finds it published.
    edition = RubricEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.is_published:
        return edition
    findings = check_instrument(edition.instrument)
    if findings:
        raise ValidationError([each.sentence for each in findings])
    edition.status, edition.published_at = EditionStatus.PUBLISHED, timezone.now()
    edition.save(update_fields=["status", "published_at"])
    record(by=by, action="publish", of=edition)
    return edition
