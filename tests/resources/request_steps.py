"""What people do with requests, step by step, for tests that take any steps in any order."""

from decimal import Decimal

from plplanner.districts.models import User
from resources.models import BudgetRequest, Fund
from resources.selectors.request_costs import family_of
from resources.services.decisions import Decision, decide_request, reopen_decision
from resources.services.reconciliation import merge_requests, unmerge_request

REQUESTS = 4


def take(step: tuple[str, int, int, int], rows: list[BudgetRequest], funds: list[Fund], by: User) -> None:
    """Take a step as a page would, on the rows as they are now."""
    name, first, second, mask = step
    now = [BudgetRequest.objects.get(pk=row.pk) for row in rows]
    row, other = now[first], now[second]
    going_on = family_of(row).going_on
    if name == "merge":
        costs = [*going_on, *family_of(other).going_on]
        staying = {cost.pk for place, cost in enumerate(costs) if not mask >> place & 1}
        versions = {row.pk: row.version, other.pk: other.version}
        merge_requests(kept=row, absorbed=[other], staying=staying, versions=versions, reason="", by=by)
    elif name == "unmerge":
        unmerge_request(request=row, by=by)
    elif name == "reopen":
        reopen_decision(request=row, reason="Again.", by=by)
    else:
        kept = {"decide": 1, "part": mask % 3, "decline": 0}[name]
        approved = {cost.pk: (cost.amount or Decimal(7)) if kept == 1 else Decimal(kept) / 2 for cost in going_on}
        shares = [(funds[0], Decimal("33.30")), (funds[1], Decimal("66.70"))]
        decision = Decision(version=row.version, approved=approved, shares=shares, reason="So it is.")
        decide_request(request=row, decision=decision, by=by)
