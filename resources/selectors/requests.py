"""Budget requests of a year as their list shows them: by status, with what is asked and approved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from plplanner.districts.models import District, User
from plplanner.kit.numbers import format_count, format_money
from resources.enums import RequestStatus
from resources.models import BudgetRequest, Department, RequestMerge
from resources.permissions import OPEN
from resources.selectors.removed import RemovedRow
from resources.selectors.request_costs import Family, add_up, families_of

NOTHING = Decimal("0.00")
STATUS_MARKS: Mapping[str, str] = {
    RequestStatus.DRAFT: "none",
    RequestStatus.SUBMITTED: "progress",
    RequestStatus.RETURNED: "care",
    RequestStatus.APPROVED: "done",
    RequestStatus.PART_APPROVED: "done",
    RequestStatus.DECLINED: "info",
    RequestStatus.MERGED: "info",
}
"""The mark that stands beside each status."""


@dataclass(frozen=True, kw_only=True)
class RequestFilter:
    """Which requests of a year are meant."""

    district: District
    school_year: int
    status: str = ""
    department: Department | None = None
    mine: User | None = None


@dataclass(frozen=True, kw_only=True)
class RequestLine:
    """One request of the list."""

    id: UUID
    title: str
    department: str
    who: str
    status: str
    mark: str
    asked: str
    approved: str
    note: str
    can_edit: bool


@dataclass(frozen=True, kw_only=True)
class StatusLine:
    """The requests of one status: how many, what they ask for, what is approved."""

    key: str
    label: str
    count: str
    asked: str
    approved: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class RequestSums:
    """All requests of a year by status; drafts ask for nothing yet and stay out of the sum."""

    lines: Sequence[StatusLine]
    count: str
    asked: str
    approved: str
    saved: str
    """A sentence on what merging saved; empty while nothing was merged."""
    drafts: str


def requests_of(chosen: RequestFilter) -> "QuerySet[BudgetRequest]":
    """Find the requests that are meant, the last added first."""
    rows = BudgetRequest.objects.for_district(chosen.district).in_year(chosen.school_year).present()
    if chosen.status:
        rows = rows.filter(status=chosen.status)
    if chosen.department:
        rows = rows.filter(department=chosen.department)
    if chosen.mine:
        rows = rows.filter(asked_by=chosen.mine)
    return rows.select_related("department", "asked_by", "merged_into").order_by("-created_at", "pk")


def request_lines(requests: Sequence[BudgetRequest], *, by: User, may_write: bool) -> list[RequestLine]:
    """Show some requests of one district and year, in two statements."""
    families = families_of(requests)
    return [
        RequestLine(
            id=each.pk,
            title=str(each),
            department=str(each.department) if each.department else "No department",
            who=each.asked_by.name if each.asked_by else "",
            status=str(RequestStatus(each.status).label),
            mark=STATUS_MARKS[each.status],
            asked=format_money(add_up(families[each.pk].costs_of(each))),
            approved=_approved(each, families[each.pk]),
            note=_note(each, families[each.pk]),
            can_edit=each.status in OPEN and (may_write or each.asked_by_id == by.pk),
        )
        for each in requests
    ]


def _approved(each: BudgetRequest, family: Family) -> str:
    """Say what is approved of its own costs, as the sums by status count it; nothing while nobody decided."""
    decided = [cost.approved for cost in family.costs_of(each) if cost.approved is not None]
    return format_money(sum(decided, NOTHING)) if decided or each.decided_at else ""


def _note(each: BudgetRequest, family: Family) -> str:
    if each.merged_into:
        return f"Goes on as “{each.merged_into}”."
    others = len(family.members) - 1
    if not others:
        return ""
    return "Goes on for one other too." if others == 1 else f"Goes on for {format_count(others)} others too."


def request_sums(chosen: RequestFilter) -> RequestSums:
    """Add a year's requests up by status, in two statements; the filter only marks its status."""
    rows = BudgetRequest.objects.for_district(chosen.district).in_year(chosen.school_year).present()
    present = Q(costs__removed_at=None)
    counted: Iterable[Any] = (
        rows.order_by()
        .values("status")
        .annotate(
            number=Count("pk", distinct=True),
            asked=Sum("costs__amount", filter=present),
            approved=Sum("costs__approved", filter=present),
        )
    )
    found = {each["status"]: each for each in counted}
    asked = [each for status, each in found.items() if status not in OPEN]
    drafts = sum((each["number"] for status, each in found.items() if status in OPEN), 0)
    return RequestSums(
        lines=[_status_line(status, found[status], chosen.status) for status in RequestStatus if status in found],
        count=format_count(sum(each["number"] for each in asked)),
        asked=format_money(sum((each["asked"] or NOTHING for each in asked), NOTHING)),
        approved=format_money(sum((each["approved"] or NOTHING for each in asked), NOTHING)),
        saved=saved_in_words(chosen.district, chosen.school_year),
        drafts="Drafts and returned requests are not in the sum: they ask for nothing yet." if drafts else "",
    )


def _status_line(status: RequestStatus, sums: Mapping[str, Any], chosen: str) -> StatusLine:
    return StatusLine(
        key=status.value,
        label=str(status.label),
        count=format_count(sums["number"]),
        asked=format_money(sums["asked"] or NOTHING),
        approved="" if sums["approved"] is None else format_money(sums["approved"]),
        is_chosen=status == chosen,
    )


def saved_by_merging(district: District, school_year: int) -> tuple[int, Decimal]:
    """Return how many requests of a year were merged into others, and what that saved, in one statement."""
    merges = RequestMerge.objects.filter(kept__district=district, kept__school_year=school_year, kept__removed_at=None)
    found = merges.aggregate(count=Count("pk"), sum=Sum("saved"))
    return found["count"], found["sum"] or NOTHING


def saved_in_words(district: District, school_year: int) -> str:
    """Say what merging saved in a year; nothing while nothing was merged."""
    count, saved = saved_by_merging(district, school_year)
    if not count:
        return ""
    many = "One request was" if count == 1 else f"{format_count(count)} requests were"
    return f"{many} merged into another. That saved {format_money(saved)}."


def removed_requests(district: District, school_year: int, *, by: User, may_write: bool) -> list[RemovedRow]:
    """List the requests that were taken out, of this person only where they may not write those of others."""
    rows = BudgetRequest.objects.for_district(district).in_year(school_year).filter(removed_at__isnull=False)
    if not may_write:
        rows = rows.filter(asked_by=by)
    return [RemovedRow(id=each.pk, name=str(each)) for each in rows.order_by(F("removed_at").desc(), "pk")[:50]]
