"""The pages of budget requests that the checklist opens."""

from decimal import Decimal

from playwright.sync_api import Page

from resources.models import BudgetRequest, RequestCost
from resources.selectors.request_costs import family_of
from resources.services.decisions import Decision, decide_request
from resources.services.reconciliation import merge_requests, say_distinct
from tests.browser.case import Case, clear_and_submit, submit
from tests.query_counts import request_rows
from tests.world import Who, World


def no_requests(world: World) -> None:
    """Take away all requests."""
    BudgetRequest.objects.all().delete()


def many_requests(world: World) -> None:
    """Fill the list of requests."""
    request_rows.requests(world, 200)


def draft(world: World) -> None:
    """Let the request be a draft that pays for delivery only."""
    BudgetRequest.objects.filter(pk=world.mine.resources.requests.request.pk).update(status="draft", submitted_at=None)


def empty_draft(world: World) -> None:
    """Let the request be a draft that says nothing."""
    draft(world)
    request = BudgetRequest.objects.filter(pk=world.mine.resources.requests.request.pk)
    request.update(title="", department=None, vendor="")
    RequestCost.objects.filter(request__in=request).delete()


def merged(world: World) -> None:
    """Merge the other request into the first, which leaves its cost out."""
    rows = world.mine.resources.requests
    merge_requests(
        kept=rows.request,
        absorbed=[rows.twin],
        staying={rows.cost.pk},
        versions={rows.request.pk: 1, rows.twin.pk: 1},
        reason="One institute is enough for both.",
        by=world.people[Who.DIRECTOR],
    )


def merged_and_approved(world: World) -> None:
    """Let both requests go on as one, and approve all that they ask for."""
    rows = world.mine.resources
    by = world.people[Who.DIRECTOR]
    merge_requests(
        kept=rows.requests.request,
        absorbed=[rows.requests.twin],
        staying={cost.pk for cost in RequestCost.objects.filter(request__district=world.mine.district)},
        versions={rows.requests.request.pk: 1, rows.requests.twin.pk: 1},
        reason="",
        by=by,
    )
    request = BudgetRequest.objects.get(pk=rows.requests.request.pk)
    approved = {cost.pk: cost.amount for cost in family_of(request).going_on if cost.amount is not None}
    decision = Decision(version=request.version, approved=approved, shares=[(rows.fund, Decimal(100))])
    decide_request(request=request, decision=decision, by=by)


def distinct(world: World) -> None:
    """Say that the two requests are no duplicates."""
    rows = world.mine.resources.requests
    say_distinct(one=rows.request, other=rows.twin, reason="Other grades.", by=world.people[Who.DIRECTOR])


def decided(world: World) -> None:
    """Approve a part of the request."""
    rows = world.mine.resources
    decision = Decision(
        version=1,
        approved={rows.requests.cost.pk: Decimal("8000.00")},
        shares=[(rows.fund, Decimal(100))],
        reason="Two days are enough.",
    )
    decide_request(request=rows.requests.request, decision=decision, by=world.people[Who.DIRECTOR])


def overspend(page: Page) -> None:
    """Approve all of it from a fund that has less."""
    page.get_by_label("Approve all of it").check()
    page.locator("#id_fund_1").select_option(index=1)
    page.locator("#id_part_1").fill("100")
    submit("Decide")(page)


def poor_fund(world: World) -> None:
    """Let the fund have less than the request asks for."""
    award = world.mine.resources.award
    award.amount = Decimal("81000.00")
    award.save()


def contradict(page: Page) -> None:
    """Enter an amount that quantity and price do not come to."""
    page.get_by_label("Amount", exact=True).fill("5")
    submit("Save and see the request")(page)


DETAIL = "resources:request-detail"
COMPARE = "resources:reconciliation-compare"
REQUESTS = [
    Case("budget requests", "resources:request-list"),
    Case("budget requests, read-only", "resources:request-list", who=Who.LEADER),
    Case("budget requests, none", "resources:request-list", prepare=no_requests),
    Case("budget requests, 200", "resources:request-list", prepare=many_requests),
    Case("budget request", DETAIL),
    Case("budget request, read-only", DETAIL, who=Who.LEADER),
    Case("budget request, a draft without follow-up", DETAIL, prepare=draft),
    Case("budget request, an empty draft", DETAIL, prepare=empty_draft),
    Case("budget request, merged", DETAIL, prepare=merged),
    Case("budget request, decided", DETAIL, prepare=decided),
    Case("budget request, merged and approved", DETAIL, prepare=merged_and_approved),
    Case("edit a budget request", "resources:request-edit"),
    Case(
        "edit a budget request, no title",
        "resources:request-edit",
        act=clear_and_submit("What do you ask for", "Save and see the costs"),
    ),
    Case("remove a budget request", "resources:request-remove"),
    Case("edit a cost", "resources:request-cost-edit"),
    Case("edit a cost, an amount that contradicts", "resources:request-cost-edit", act=contradict),
    Case("return a budget request", "resources:request-return"),
    Case("return a budget request, no reason", "resources:request-return", act=submit("Return the request")),
    Case("reconcile requests", "resources:reconciliation"),
    Case("reconcile requests, read-only", "resources:reconciliation", who=Who.LEADER),
    Case("reconcile requests, none", "resources:reconciliation", prepare=no_requests),
    Case("reconcile requests, 200", "resources:reconciliation", prepare=many_requests),
    Case("reconcile requests, known to be distinct", "resources:reconciliation", prepare=distinct),
    Case("compare requests", COMPARE),
    Case("compare requests, read-only", COMPARE, who=Who.LEADER),
    Case("compare requests, nothing like it", COMPARE, prepare=distinct),
    Case("compare requests, nothing chosen", COMPARE, act=submit("Merge")),
    Case("compare requests, no reason", COMPARE, act=submit("Not a duplicate")),
    Case("decide a request", "resources:request-decide"),
    Case("decide a request, nothing chosen", "resources:request-decide", act=submit("Decide")),
    Case("decide a request, overspent", "resources:request-decide", prepare=poor_fund, act=overspend),
    Case("reopen a decision", "resources:request-reopen", prepare=decided),
]
