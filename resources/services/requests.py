"""What people do with budget requests: write, submit, return and take back. Each step leaves its trail."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from plplanner.kit.findings import Severity
from plplanner.kit.rows import update_row
from resources.calculations.request_checks import blocks, check_request
from resources.enums import RequestStatus
from resources.models import BudgetRequest
from resources.permissions import OPEN, why_closed
from resources.selectors.request_costs import asked_for
from resources.services.rows import add_row, remove_row, restore_row, save_row, write_columns

REQUEST_COLUMNS = (
    "title",
    "reason",
    "department",
    "pathway",
    "activity",
    "audience",
    "participants",
    "starts_on",
    "ends_on",
    "vendor",
    "fund",
)
STALE = "Somebody changed this request while you read it. Look at it again, then press the button once more."


def request_values(row: BudgetRequest) -> dict[str, Any]:
    """Read what the form of a request edits."""
    return {name: getattr(row, name) for name in REQUEST_COLUMNS}


def add_request(*, district: District, school_year: int, new_id: UUID, by: User) -> BudgetRequest:
    """Add a blank request of this person; adding the same id again changes nothing."""
    return add_row(BudgetRequest(pk=new_id, district=district, school_year=school_year, asked_by=by), by=by)


def save_request(row: BudgetRequest, edit: Edit, by: User) -> BudgetRequest:
    """Save a request. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""

    def write(each: BudgetRequest, values: Mapping[str, Any]) -> None:
        require_open(each, by=by)
        write_columns(each, values, by=by)
        require_still_complete(each)

    return save_row(row, edit=edit, by=by, read=request_values, write=write, district_id=row.district_id)


@transaction.atomic
def remove_request(row: BudgetRequest, by: User) -> BudgetRequest:
    """Take a request out that nobody has decided; doing it again changes nothing."""
    held = hold(row)
    if held.removed_at is None:
        require_open(held, by=by)
    return remove_row(held, by=by)


@transaction.atomic
def restore_request(row: BudgetRequest, by: User) -> BudgetRequest:
    """Bring a removed request back; doing it again changes nothing."""
    return restore_row(hold(row), by=by)


@transaction.atomic
def submit_request(*, request: BudgetRequest, version: int, by: User) -> BudgetRequest:
    """Hand a request in for reconciliation; again changes nothing. Raises ValidationError with what it still lacks."""
    held = hold(request)
    if held.status == RequestStatus.SUBMITTED:
        return held
    require_status(held, *OPEN)
    require_version(held, version)
    findings = check_request(asked_for(held))
    if blocks(findings):
        raise ValidationError([each.sentence for each in findings if each.severity is Severity.ERROR])
    accepted = [each.code for each in findings if each.severity is Severity.WARNING]
    values = {"status": RequestStatus.SUBMITTED, "submitted_at": timezone.now()}
    return change_status(held, values, action="submit", by=by, accepted=accepted)


@transaction.atomic
def return_request(*, request: BudgetRequest, version: int, reason: str, by: User) -> BudgetRequest:
    """Give a submitted request back to who wrote it, with the reason; again changes nothing."""
    held = hold(request)
    if held.status == RequestStatus.RETURNED:
        return held
    _require_taken_out(held, version)
    values = {"status": RequestStatus.RETURNED, "submitted_at": None}
    return change_status(held, values, action="return", by=by, reason=reason)


@transaction.atomic
def take_back_request(*, request: BudgetRequest, version: int, by: User) -> BudgetRequest:
    """Make a submitted request a draft again; again changes nothing."""
    held = hold(request)
    if held.status == RequestStatus.DRAFT:
        return held
    _require_taken_out(held, version)
    values = {"status": RequestStatus.DRAFT, "submitted_at": None}
    return change_status(held, values, action="take-back", by=by)


def _require_taken_out(held: BudgetRequest, version: int) -> None:
    require_status(held, RequestStatus.SUBMITTED)
    if held.merges.exists():
        raise ValidationError("This request goes on for others too. Undo the merge first.", code="merged")
    require_version(held, version)


def hold(request: BudgetRequest) -> BudgetRequest:
    """Read a request again and keep others from changing it until the transaction ends."""
    return BudgetRequest.objects.select_for_update(of=("self",)).select_related("district").get(pk=request.pk)


def hold_all(requests: Iterable[BudgetRequest]) -> dict[UUID, BudgetRequest]:
    """Read several requests again, always in one order so that nobody waits for each other, and keep them."""
    rows = BudgetRequest.objects.select_for_update(of=("self",)).select_related("district").order_by("pk")
    return {row.pk: row for row in rows.filter(pk__in=[each.pk for each in requests])}


def require_open(request: BudgetRequest, *, by: User) -> None:
    """Refuse to change what is submitted, merged or decided."""
    refusal = why_closed(by, request)
    if refusal:
        raise ValidationError(refusal, code="closed")


def require_still_complete(request: BudgetRequest) -> None:
    """Refuse to take from a submitted request what it could not be submitted without; call it after the change."""
    if request.status != RequestStatus.SUBMITTED:
        return
    findings = check_request(asked_for(request))
    if blocks(findings):
        lacks = [each.sentence for each in findings if each.severity is Severity.ERROR]
        raise ValidationError(" ".join(["This request is submitted.", *lacks]), code="incomplete")


def require_status(held: BudgetRequest, *statuses: str) -> None:
    """Refuse a step that the request has passed, or not reached."""
    if held.removed_at is not None:
        raise ValidationError("This request is removed. Bring it back first.", code="removed")
    if held.status not in statuses:
        word = RequestStatus(held.status).label.lower()
        raise ValidationError(f"“{held}” is {word} by now. Nothing was changed.", code="status")


def require_version(held: BudgetRequest, version: int) -> None:
    """Refuse a step that somebody took on an older text or older costs."""
    if held.version != version:
        raise ValidationError(STALE, code="stale")


def touch(held: BudgetRequest, *, by: User) -> None:
    """Raise the version: what belongs to the request has changed."""
    update_row(held, version=held.version, values={}, by=by)


def change_status(
    held: BudgetRequest, values: Mapping[str, Any], *, action: str, by: User, **detail: Any
) -> BudgetRequest:
    """Write a new status and note it in the request's trail."""
    write_columns(held, values, by=by)
    note(held, action=action, by=by, **detail)
    return held


def note(request: BudgetRequest, *, action: str, by: User, **detail: Any) -> None:
    """Add to the request's trail."""
    record(by=by, action=action, of=request, district_id=request.district_id, scope_id=request.pk, detail=detail)
