"""Deciding budget requests: what is approved becomes lines of the ledger, in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plplanner.districts.models import User
from plplanner.kit.text import shorten
from resources.calculations.request_checks import scaled
from resources.calculations.shares import WHOLE
from resources.enums import RequestStatus
from resources.models import BudgetRequest, FundShare, LedgerLine, RequestCost
from resources.permissions import DECIDED
from resources.selectors.request_costs import NOTHING, Family, family_of
from resources.services.lines import Shares, hold_ledger, write_shares
from resources.services.requests import change_status, hold, require_status, require_version
from resources.services.rows import add_row, record_row, write_columns
from resources.services.totals import Difference

REASON_NEEDED = "Enter the reason. Who asked will read it."
LONGEST_TITLE = 200
LONGEST_REQUEST_NAME = 98


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is decided of a request: how much of each cost, which funds pay what percent, and why.

    An amount that is missing is nothing; `approved` without any amount declines.
    """

    version: int
    approved: Mapping[UUID, Decimal] = field(default_factory=dict)
    shares: Shares = ()
    reason: str = ""


@transaction.atomic
def decide_request(*, request: BudgetRequest, decision: Decision, by: User) -> BudgetRequest:
    """Approve a request, all or in part, or decline it; a decided one stays as it is.

    Each approved cost becomes one line of the ledger. Raises ValidationError with nothing changed.
    """
    held = hold(request)
    if held.status in DECIDED:
        return held
    require_status(held, RequestStatus.SUBMITTED)
    require_version(held, decision.version)
    family = family_of(held)
    status = status_of(family, decision)
    _require_complete(status, decision)
    difference = Difference()
    for cost in family.going_on:
        amount = decision.approved.get(cost.pk, NOTHING)
        write_columns(cost, {"approved": amount}, by=by)
        if amount:
            _add_line(cost, family, amount=amount, shares=decision.shares, difference=difference, by=by)
    difference.store()
    values = {
        "status": status,
        "decided_at": timezone.now(),
        "decided_by": by,
        "decision_reason": decision.reason,
    }
    approved = sum(decision.approved.values(), NOTHING)
    return change_status(held, values, action="decide", by=by, status=status, approved=str(approved))


@transaction.atomic
def reopen_decision(*, request: BudgetRequest, reason: str, by: User) -> BudgetRequest:
    """Make a decided request a submitted one again and take its lines out; again changes nothing.

    Raises ValidationError when money of one of the lines is committed or spent.
    """
    held = hold(request)
    if held.status == RequestStatus.SUBMITTED:
        return held
    require_status(held, *DECIDED)
    if not reason:
        raise ValidationError("Enter why the decision is reopened.", code="reason")
    hold_ledger(held.district_id)
    going_on = family_of(held).going_on
    _hold_costs(going_on)
    lines = lines_of(going_on)
    used = [line for line in lines if line.committed or line.actual]
    if used:
        raise ValidationError(
            f"Money of “{used[0]}” is committed or spent by now. The decision stays as it is.", code="used"
        )
    _remove_lines(lines, by=by)
    for cost in going_on:
        write_columns(cost, {"approved": None}, by=by)
    values = {"status": RequestStatus.SUBMITTED, "decided_at": None, "decided_by": None, "decision_reason": ""}
    return change_status(held, values, action="reopen", by=by, reason=reason)


def _hold_costs(costs: Sequence[RequestCost]) -> None:
    """Keep a line of these costs from being brought back until the decision is reopened."""
    list(RequestCost.objects.select_for_update().filter(pk__in=[cost.pk for cost in costs]).order_by("pk"))


def lines_of(costs: Sequence[RequestCost]) -> list[LedgerLine]:
    """Return the lines of the ledger that costs became, locked."""
    lines = LedgerLine.objects.present().filter(request_cost__in=[cost.pk for cost in costs])
    return list(lines.select_for_update(of=("self",)).prefetch_related("shares").order_by("created_at", "pk"))


def _remove_lines(lines: Sequence[LedgerLine], *, by: User) -> None:
    difference = Difference()
    for line in lines:
        difference.take(line, list(line.shares.all()))
        write_columns(line, {"removed_at": timezone.now(), "removed_by": by}, by=by)
        record_row(line, action="remove", by=by)
    difference.store()


def status_of(family: Family, decision: Decision) -> RequestStatus:
    """Tell from the amounts whether a request is approved, approved in part, or declined."""
    unknown = set(decision.approved) - {cost.pk for cost in family.going_on}
    if unknown:
        raise ValidationError("One of the costs is no longer there. Look at the request again.", code="stale")
    if not any(decision.approved.values()):
        return RequestStatus.DECLINED
    for cost in family.going_on:
        amount = decision.approved.get(cost.pk, NOTHING)
        if cost.amount is not None and amount > cost.amount:
            raise ValidationError(f"More is approved of “{cost}” than is asked for.", code="too-much")
    is_whole = all(_is_whole(cost, decision.approved.get(cost.pk, NOTHING)) for cost in family.going_on)
    return RequestStatus.APPROVED if is_whole else RequestStatus.PART_APPROVED


def _is_whole(cost: RequestCost, approved: Decimal) -> bool:
    """Whether all of a cost is approved; of one that nobody knew the amount of, whatever is."""
    return approved > 0 if cost.amount is None else approved == cost.amount


def _require_complete(status: RequestStatus, decision: Decision) -> None:
    if status != RequestStatus.APPROVED and not decision.reason:
        raise ValidationError(REASON_NEEDED, code="reason")
    if status == RequestStatus.DECLINED:
        return
    if not decision.shares:
        raise ValidationError("Choose the fund that pays.", code="no-fund")
    total = sum((part for _, part in decision.shares), Decimal(0))
    if total != WHOLE:
        raise ValidationError(
            f"The shares must add up to 100%. They add up to {total.normalize():,f}% now.", code="shares"
        )
    if len({fund.pk for fund, _ in decision.shares}) < len(decision.shares):
        raise ValidationError("A fund is named twice. Add its shares up.", code="fund-twice")


def line_title(request: BudgetRequest, cost: RequestCost) -> str:
    """Name the line that a cost becomes: the request, at most half of it, then the cost."""
    return shorten(f"{shorten(str(request), LONGEST_REQUEST_NAME)}: {cost}", LONGEST_TITLE)


def _add_line(
    cost: RequestCost, family: Family, *, amount: Decimal, shares: Shares, difference: Difference, by: User
) -> None:
    """Make the line of one approved cost; it belongs where the one who asked for it belongs."""
    asked_by = family.whose(cost)
    goes_on = family.members[0]
    values: dict[str, Any] = {
        "title": line_title(asked_by, cost),
        "resource_kind": cost.resource_kind,
        "paid_time": cost.paid_time,
        "is_technology_training": cost.is_technology_training,
        "cost_element": cost.cost_element,
        "delivery_phase": cost.delivery_phase,
        "department_id": asked_by.department_id,
        "pathway_id": asked_by.pathway_id or goes_on.pathway_id,
        "activity_id": asked_by.activity_id or goes_on.activity_id,
        "quantity": scaled(cost.quantity, approved=amount, asked=cost.amount),
        "unit": cost.unit,
        "planned": amount,
        "request_cost": cost,
    }
    line = LedgerLine(district_id=goes_on.district_id, school_year=goes_on.school_year, **values)
    add_row(line, by=by)
    write_shares(line, shares)
    difference.add(line, list(FundShare.objects.filter(line=line)))
