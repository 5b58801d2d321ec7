"""One budget request with its costs, what was merged into it, and its trail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.urls import reverse

from plplanner.districts.models import AuditEntry
from plplanner.kit.dates import day_range
from plplanner.kit.findings import Finding, Severity
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from plplanner.kit.text import shorten
from plplanner.kit.times import moment
from resources.calculations.request_checks import AskedCost, AskedFor, check_request, missing_phases
from resources.enums import RequestStatus
from resources.models import BudgetRequest, LedgerLine, RequestCost
from resources.permissions import DECIDED, OPEN
from resources.selectors.request_costs import (
    NOTHING,
    CostLine,
    Family,
    PhaseSum,
    add_up,
    cost_line,
    family_of,
    phase_sums,
)
from resources.selectors.requests import STATUS_MARKS

NAME_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A question and its answer."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """What the check found, and where it is mended."""

    sentence: str
    url: str


@dataclass(frozen=True, kw_only=True)
class RequestShare:
    """A request of the family: who asked, for how much, and how much of it goes on."""

    id: UUID
    title: str
    department: str
    who: str
    asked: str
    going_on: str
    costs: Sequence[CostLine]
    can_unmerge: bool = False


@dataclass(frozen=True, kw_only=True)
class TrailLine:
    """One step of a request's way."""

    when: str
    who: str
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MadeLine:
    """A line of the ledger that an approved cost became."""

    id: UUID
    title: str
    planned: str


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    """One request, ready to print."""

    facts: Sequence[Fact]
    status: str
    mark: str
    costs: Sequence[CostLine]
    """Its own, and those of merged requests that go on with it; the sums leave out what a merge left out."""
    costs_sum: str
    sum_label: str
    phases: Sequence[PhaseSum]
    removed_costs: Sequence[CostLine]
    errors: Sequence[CheckLine]
    warnings: Sequence[CheckLine]
    notices: Sequence[CheckLine]
    shares: Sequence[RequestShare]
    """The request and those merged into it; empty while it stands alone."""
    goes_on: str
    saved: str
    approved: str
    lines: Sequence[MadeLine]
    trail: Sequence[TrailLine]
    is_open: bool
    is_submitted: bool
    is_decided: bool
    is_merged: bool


def request_page(request: BudgetRequest) -> RequestPage:
    """Read all that one request's page shows, in six statements."""
    family = family_of(request)
    going_on = family.going_on
    removed = RequestCost.objects.filter(request=request, removed_at__isnull=False).order_by("created_at", "pk")
    judged = [AskedCost(phase=cost.delivery_phase, amount=cost.amount) for cost in going_on]
    asked = AskedFor(what=request.title, has_department=request.department_id is not None, costs=judged)
    findings = check_request(asked) if request.status in OPEN else []
    merges = list(request.merges.all())
    shares = _shares(request, family, last=merges[-1].absorbed_id if merges else None)
    lines = _made_lines(family)
    is_merged = request.status == RequestStatus.MERGED
    saved = sum((merge.saved for merge in merges), NOTHING)
    return RequestPage(
        facts=_facts(request),
        status=str(RequestStatus(request.status).label),
        mark=STATUS_MARKS[request.status],
        costs=_costs(family, lines),
        costs_sum=format_money(add_up(going_on)),
        sum_label="Asked" if going_on == family.costs_of(request) else "Goes on",
        phases=phase_sums(going_on, () if is_merged else missing_phases(judged)),
        removed_costs=[cost_line(cost) for cost in removed] if request.status in OPEN else [],
        errors=_lines(request, findings, Severity.ERROR),
        warnings=_lines(request, findings, Severity.WARNING),
        notices=_lines(request, findings, Severity.NOTICE),
        shares=shares,
        goes_on=format_money(add_up(going_on)),
        saved=format_money(saved) if merges else "",
        approved=format_money(sum((cost.approved or NOTHING for cost in going_on), NOTHING)),
        lines=list(lines.values()),
        trail=trail_of(request),
        is_open=request.status in OPEN,
        is_submitted=request.status == RequestStatus.SUBMITTED,
        is_decided=request.status in DECIDED,
        is_merged=is_merged,
    )


def _facts(request: BudgetRequest) -> list[Fact]:
    count = request.participants
    return [
        Fact(label="Why", value=request.reason),
        Fact(label="Department", value=str(request.department or "")),
        Fact(label="Pathway", value=str(request.pathway or "")),
        Fact(label="Plan activity", value=shorten(request.activity.initial, NAME_LENGTH) if request.activity else ""),
        Fact(label="For whom", value=request.audience),
        Fact(label="Expected participants", value="" if count is None else format_count(count)),
        Fact(label="When", value=day_range(request.starts_on, request.ends_on)),
        Fact(label="Vendor", value=request.vendor),
        Fact(label="Fund wished for", value=str(request.fund or "")),
        Fact(label="Asked by", value=request.asked_by.name if request.asked_by else ""),
    ]


def _lines(request: BudgetRequest, findings: Sequence[Finding], severity: Severity) -> list[CheckLine]:
    edit = reverse("resources:request-edit", args=[request.pk])
    return [
        CheckLine(sentence=each.sentence, url="#costs" if each.subject == "costs" else f"{edit}#id_{each.subject}")
        for each in findings
        if each.severity is severity
    ]


def _shares(request: BudgetRequest, family: Family, *, last: UUID | None) -> list[RequestShare]:
    if len(family.members) == 1:
        return []
    can_unmerge = request.status == RequestStatus.SUBMITTED
    return [
        RequestShare(
            id=each.pk,
            title=str(each),
            department=str(each.department) if each.department else "No department",
            who=each.asked_by.name if each.asked_by else "",
            asked=format_money(add_up(family.costs_of(each))),
            going_on=format_money(add_up(cost for cost in family.going_on if cost.request_id == each.pk)),
            costs=[cost_line(cost) for cost in family.costs_of(each)],
            can_unmerge=can_unmerge and each.pk == last,
        )
        for each in family.members
    ]


def _costs(family: Family, lines: Mapping[UUID, MadeLine]) -> list[CostLine]:
    own = family.members[0]
    return [
        cost_line(
            cost,
            whose="" if cost.request_id == own.pk else str(family.whose(cost)),
            line_id=lines[cost.pk].id if cost.pk in lines else None,
        )
        for cost in family.shown
    ]


def _made_lines(family: Family) -> dict[UUID, MadeLine]:
    """Read the lines of the ledger that costs became, by cost."""
    approved = [cost.pk for cost in family.going_on if cost.approved]
    if not approved:
        return {}
    rows = LedgerLine.objects.present().filter(request_cost__in=approved).order_by("created_at", "pk")
    return {
        line.request_cost_id: MadeLine(id=line.pk, title=str(line), planned=money_or_not_known(line.planned))
        for line in rows
        if line.request_cost_id
    }


def trail_of(request: BudgetRequest) -> list[TrailLine]:
    """Tell what happened to a request, the oldest first, in one statement."""
    begun = TrailLine(
        when=moment(request.created_at),
        who=request.asked_by.name if request.asked_by else "Somebody who has left",
        what="began the request",
        reason="",
    )
    entries = AuditEntry.objects.filter(scope_id=str(request.pk)).order_by("at", "pk")
    return [begun, *(_trail_line(entry) for entry in entries)]


def _trail_line(entry: AuditEntry) -> TrailLine:
    detail: Mapping[str, Any] = entry.detail
    words = TRAIL_WORDS.get(entry.action)
    return TrailLine(
        when=moment(entry.at),
        who=entry.actor_name,
        what=words(detail) if words else entry.action.replace("-", " "),
        reason=str(detail.get("reason", "")),
    )


def _submitted(detail: Mapping[str, Any]) -> str:
    missing = "request-phases-missing" in detail.get("accepted", [])
    return "submitted it as it is, without coaching or evaluation cost" if missing else "submitted it"


def _decided(detail: Mapping[str, Any]) -> str:
    approved = _amount(detail, "approved")
    if detail.get("status") == RequestStatus.DECLINED:
        return "declined it"
    part = "a part of it: " if detail.get("status") == RequestStatus.PART_APPROVED else ""
    return f"approved {part}{approved}"


def _amount(detail: Mapping[str, Any], name: str) -> str:
    try:
        return format_money(Decimal(str(detail.get(name, ""))))
    except InvalidOperation:
        return "an amount"


def _other(detail: Mapping[str, Any]) -> str:
    return f"“{shorten(str(detail.get('other', '')), NAME_LENGTH)}”"


TRAIL_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "submit": _submitted,
    "return": lambda _: "returned it",
    "take-back": lambda _: "took it back",
    "merge": lambda detail: f"merged {_other(detail)} into it, which saved {_amount(detail, 'saved')}",
    "merged": lambda detail: f"merged it into {_other(detail)}",
    "unmerge": lambda detail: f"took {_other(detail)} out of it again",
    "unmerged": lambda detail: f"took it out of {_other(detail)} again",
    "distinct": lambda detail: f"said that it is no duplicate of {_other(detail)}",
    "distinct-again": lambda detail: f"took back that it is no duplicate of {_other(detail)}",
    "decide": _decided,
    "reopen": lambda _: "reopened the decision",
}
"""What each action of the trail is called."""
