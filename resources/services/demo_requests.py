"""The demo's budget requests, in every state that a request can be in."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from resources.models import BudgetRequest, RequestCost
from resources.services.decisions import Decision, decide_request
from resources.services.demo_rows import DemoLedger, Value, edit_of, without
from resources.services.reconciliation import merge_requests, say_distinct
from resources.services.request_costs import add_cost, save_cost
from resources.services.requests import add_request, return_request, save_request, submit_request

COST_NAMES = (
    "title",
    "delivery_phase",
    "cost_element",
    "resource_kind",
    "quantity",
    "unit",
    "unit_price",
    "amount",
)


def add_requests(ledger: DemoLedger, requests: Sequence[Value], steps: Sequence[Value]) -> None:
    """Write requests, then take each step with them in the order of the file."""
    for each in requests:
        _add_request(ledger, each)
    for step in steps:
        _take(ledger, step)


def _add_request(ledger: DemoLedger, value: Value) -> None:
    by = ledger.person(value["asked_by"])
    new_id = ledger.id("request", value["key"])
    blank = add_request(district=ledger.district, school_year=value["year"], new_id=new_id, by=by)
    found = {
        "department": ledger.departments[value["department"]],
        "pathway": ledger.pathways.get(value["pathway"]),
        "activity": ledger.activity(value["activity"]),
        "fund": ledger.funds.get(value["fund"]),
    }
    values = without(value, "key", "year", "asked_by", "costs") | found
    request = save_request(blank, edit_of(blank, values), by)
    for cost in value["costs"]:
        cost_id = ledger.id("request cost", value["key"], cost[0])
        row = add_cost(request=request, new_id=cost_id, by=by)
        save_cost(row, edit_of(row, dict(zip(COST_NAMES, cost, strict=True))), by)


def _take(ledger: DemoLedger, step: Value) -> None:
    request = _request(ledger, step["request"])
    version = request.version
    match step["step"]:
        case "submit":
            submit_request(request=request, version=version, by=ledger.person(step["by"]))
        case "return":
            return_request(request=request, version=version, reason=step["reason"], by=ledger.by)
        case "distinct":
            say_distinct(one=request, other=_request(ledger, step["other"]), reason=step["reason"], by=ledger.by)
        case "merge":
            _merge(ledger, request, step)
        case "decide":
            _decide(ledger, request, step)


def _merge(ledger: DemoLedger, kept: BudgetRequest, step: Value) -> None:
    absorbed = [_request(ledger, key) for key in step["absorbed"]]
    left_out = {_cost_id(ledger, *place) for place in step["left_out"]}
    costs = RequestCost.objects.filter(request__in=[kept, *absorbed]).present()
    merge_requests(
        kept=kept,
        absorbed=absorbed,
        staying={cost.pk for cost in costs} - left_out,
        versions={each.pk: each.version for each in (kept, *absorbed)},
        reason=step["reason"],
        by=ledger.by,
    )


def _decide(ledger: DemoLedger, request: BudgetRequest, step: Value) -> None:
    approved = {_cost_id(ledger, key, title): Decimal(amount) for key, title, amount in step["approved"]}
    decision = Decision(
        version=request.version,
        approved=approved,
        shares=[(ledger.funds[key], Decimal(part)) for key, part in step["shares"]],
        reason=step["reason"],
    )
    decide_request(request=request, decision=decision, by=ledger.by)


def _request(ledger: DemoLedger, key: str) -> BudgetRequest:
    return BudgetRequest.objects.select_related("district").get(pk=ledger.id("request", key))


def _cost_id(ledger: DemoLedger, *place: Any) -> UUID:
    return ledger.id("request cost", *place)
