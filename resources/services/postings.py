"""What people do with the postings of a line; its actual amount, shares and stored totals follow."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.models import User
from plplanner.kit.editing import Edit
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import format_money
from resources.models import LedgerLine, Posting
from resources.selectors.postings import posted_of
from resources.services.lines import write_actual
from resources.services.rows import add_row, columns_of, remove_row, restore_row, save_columns

POSTING_COLUMNS = ("posted_on", "amount", "note")
LINE_REMOVED = "The line of this posting is removed. Bring the line back first: look for removed lines in the ledger."
SPENT_BEFORE = "Entered as spent on the line before its first posting"


def posting_values(row: Posting) -> dict[str, Any]:
    """Read what the form of a posting edits."""
    return columns_of(row, POSTING_COLUMNS)


@transaction.atomic
def add_posting(line: LedgerLine, *, new_id: UUID, by: User) -> Posting:
    """Add a posting without an amount, which counts nowhere yet; adding the same id again changes nothing."""
    held = _held(line.pk)
    return add_row(Posting(pk=new_id, district_id=held.district_id, line=held), by=by)


@transaction.atomic
def save_posting(row: Posting, edit: Edit, by: User) -> Posting:
    """Save a posting. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    line = _held(row.line_id)
    before = posted_of(line).count
    saved = save_columns(row, edit=edit, by=by, columns=POSTING_COLUMNS)
    _follow(line, before=before, by=by)
    return saved


@transaction.atomic
def remove_posting(row: Posting, by: User) -> Posting:
    """Take a posting out; without any, nobody knows what is spent of the line. Doing it again changes nothing."""
    line = _held(row.line_id)
    before = posted_of(line).count
    removed = remove_row(row, by=by)
    _follow(line, before=before, by=by)
    return removed


@transaction.atomic
def restore_posting(row: Posting, by: User) -> Posting:
    """Bring a removed posting back; doing it again changes nothing."""
    line = _held(row.line_id)
    before = posted_of(line).count
    restored = restore_row(row, by=by)
    _follow(line, before=before, by=by)
    return restored


def _held(line_id: UUID) -> LedgerLine:
    """Hold the line before any of its postings, so that sums are made one after the other and nobody waits in a ring.

    Raises ValidationError for a removed line: nothing of it counts.
    """
    line = LedgerLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    if line.removed_at is not None:
        raise ValidationError(LINE_REMOVED, code="line-removed")
    return line


def _follow(line: LedgerLine, *, before: int, by: User) -> None:
    """Bring the line's actual amount to the sum of its postings.

    With the first one that counts, what the line said before becomes a posting without a day: it was spent too.
    """
    posted = posted_of(line)
    if posted.count and not before and line.actual:
        _add_spent_before(line, line.actual, by=by)
        posted = posted_of(line)
    if posted.total > LARGEST_MONEY:
        raise ValidationError(f"The postings of a line can add up to {format_money(LARGEST_MONEY)} at most.")
    if posted.count or before:
        write_actual(line, posted.total if posted.count else None, by=by)


def _add_spent_before(line: LedgerLine, amount: Decimal, *, by: User) -> None:
    add_row(Posting(district_id=line.district_id, line=line, amount=amount, note=SPENT_BEFORE), by=by)
