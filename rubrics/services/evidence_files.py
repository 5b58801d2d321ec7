"""Files beside a rating: added and removed by their rater while the self-assessment is open."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from plplanner.districts.models import User
from plplanner.kit.rows import update_row
from rubrics.models import EvidenceFile, Rating
from rubrics.services.ratings import record_of_rater, require_open

MOST_FILES = 10
"""So many files may stand beside one rating."""


@transaction.atomic
def add_file(*, rating: Rating, name: str, content: bytes, by: User) -> EvidenceFile:
    """Keep a file beside a rating; the same file once more changes nothing. Raises ValidationError when it is full."""
    require_open(rating.rater)
    digest = hashlib.sha256(content).hexdigest()
    held = Rating.objects.select_for_update().get(pk=rating.pk)
    existing = held.files.filter(sha256=digest).first()
    if existing is not None:
        return existing
    if held.files.count() >= MOST_FILES:
        raise ValidationError(f"There are {MOST_FILES} files already. Remove one first, or link to the file instead.")
    # A rating with a file is touched: it stays when raters or the rubric change.
    update_row(held, version=held.version, values={}, by=by)
    file = EvidenceFile(rating=held, name=name, size=len(content), sha256=digest, updated_by=by)
    file.content.save("file", ContentFile(content), save=False)
    file.save(force_insert=True)
    record_of_rater(rating.rater, action="add-file", by=by, outcome=rating.outcome_code)
    return file


@transaction.atomic
def remove_file(*, file: EvidenceFile, by: User) -> None:
    """Remove a file for good; removing it again changes nothing."""
    rater = file.rating.rater
    require_open(rater)
    storage, path = file.content.storage, str(file.content.name)
    if EvidenceFile.objects.filter(pk=file.pk).delete()[0]:
        record_of_rater(rater, action="remove-file", by=by, outcome=file.rating.outcome_code)
        transaction.on_commit(lambda: storage.delete(path))
