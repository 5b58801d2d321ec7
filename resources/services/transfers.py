"""What people do with transfers between funds."""

from typing import Any
from uuid import UUID

from django.db import transaction

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.models import Fund, FundTransfer
from resources.services.lines import require_present
from resources.services.rows import add_row, columns_of, restore_row, save_columns

TRANSFER_COLUMNS = ("from_fund", "to_fund", "amount", "reason", "moved_on")


def transfer_values(transfer: FundTransfer) -> dict[str, Any]:
    """Read what the form of a transfer edits."""
    return columns_of(transfer, TRANSFER_COLUMNS)


def add_transfer(*, district: District, school_year: int, new_id: UUID, by: User) -> FundTransfer:
    """Add a blank transfer, which counts for nothing; adding the same id again changes nothing."""
    return add_row(FundTransfer(pk=new_id, district=district, school_year=school_year), by=by)


@transaction.atomic
def restore_transfer(transfer: FundTransfer, by: User) -> FundTransfer:
    """Bring a removed transfer back; doing it again changes nothing. Raises ValidationError if a fund of it is gone."""
    require_present(Fund.objects.filter(pk__in=[transfer.from_fund_id, transfer.to_fund_id]))
    return restore_row(transfer, by=by)


def save_transfer(transfer: FundTransfer, edit: Edit, by: User) -> FundTransfer:
    """Save a transfer. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_columns(transfer, edit=edit, by=by, columns=TRANSFER_COLUMNS)
