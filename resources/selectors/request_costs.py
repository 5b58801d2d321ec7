"""Costs of budget requests: what each asks for, what goes on after merges, and sums of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from plans.enums import DeliveryPhase
from plplanner.kit.numbers import format_money, money_or_not_known
from resources.calculations.request_checks import AskedCost, AskedFor
from resources.enums import CostElement, QuantityUnit, RequestStatus, ResourceKind
from resources.models import BudgetRequest, RequestCost

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """One cost, ready to print."""

    id: UUID
    request_id: UUID
    title: str
    phase: str
    element: str
    kind: str
    quantity: str
    price: str
    amount: str
    approved: str
    is_left_out: bool
    whose: str = ""
    """The request that asks for it, where that is another than the one whose page shows it."""
    line_id: UUID | None = None
    """The line of the ledger it became."""


@dataclass(frozen=True, kw_only=True)
class PhaseSum:
    """What the costs of one phase come to."""

    label: str
    amount: str
    is_missing: bool = False


@dataclass(frozen=True, kw_only=True)
class Family:
    """A request and all that were merged into it, directly or by way of another, with their present costs."""

    members: Sequence[BudgetRequest]
    costs: Sequence[RequestCost] = field(default_factory=list)

    @property
    def going_on(self) -> list[RequestCost]:
        """The costs that no merge left out."""
        return [cost for cost in self.costs if cost.left_out_by_id is None]

    @property
    def shown(self) -> list[RequestCost]:
        """The costs of the request, left out or not, and those that go on with it."""
        own = self.members[0].pk
        return [cost for cost in self.costs if cost.request_id == own or cost.left_out_by_id is None]

    def whose(self, cost: RequestCost) -> BudgetRequest:
        """The request that asks for one of the costs."""
        return next(each for each in self.members if each.pk == cost.request_id)

    def costs_of(self, request: BudgetRequest) -> list[RequestCost]:
        """The costs that one of the requests asks for, left out or not."""
        return [cost for cost in self.costs if cost.request_id == request.pk]


def present_costs(requests: Iterable[BudgetRequest]) -> list[RequestCost]:
    """Read the costs of requests in the order of entry, in one statement; blank ones that nobody wrote left out."""
    rows = RequestCost.objects.present().filter(request__in=[request.pk for request in requests])
    return [cost for cost in rows.order_by("created_at", "pk") if cost.title or cost.amount is not None]


def family_of(request: BudgetRequest) -> Family:
    """Read a request with those merged into it and their costs, in two statements."""
    return families_of([request])[request.pk]


def families_of(requests: Sequence[BudgetRequest]) -> dict[UUID, Family]:
    """Read several requests of one district and year, each with those merged into it, in two statements."""
    if not requests:
        return {}
    one = requests[0]
    merged = BudgetRequest.objects.filter(
        district_id=one.district_id, school_year=one.school_year, status=RequestStatus.MERGED
    ).select_related("department", "pathway", "asked_by", "activity")
    into: dict[UUID | None, list[BudgetRequest]] = defaultdict(list)
    for each in merged.order_by("created_at", "pk"):
        into[each.merged_into_id].append(each)
    members: dict[UUID, list[BudgetRequest]] = {}
    for request in requests:
        found = [request]
        for each in found:  # grows while it is walked: what was merged into a merged request belongs to it too
            found.extend(into[each.pk])
        members[request.pk] = found
    by_request: dict[UUID, list[RequestCost]] = defaultdict(list)
    for cost in present_costs(each for found in members.values() for each in found):
        by_request[cost.request_id].append(cost)
    return {
        key: Family(members=found, costs=[cost for each in found for cost in by_request[each.pk]])
        for key, found in members.items()
    }


def asked_for(request: BudgetRequest) -> AskedFor:
    """Return a request as its check judges it, in one statement."""
    return AskedFor(
        what=request.title,
        has_department=request.department_id is not None,
        costs=[AskedCost(phase=cost.delivery_phase, amount=cost.amount) for cost in present_costs([request])],
    )


def add_up(costs: Iterable[RequestCost]) -> Decimal:
    """Add up what is known."""
    return sum((cost.amount for cost in costs if cost.amount is not None), NOTHING)


def cost_line(cost: RequestCost, *, whose: str = "", line_id: UUID | None = None) -> CostLine:
    """Show one cost."""
    quantity = "" if cost.quantity is None else f"{cost.quantity.normalize():,f} {_unit(cost.unit)}".strip()
    return CostLine(
        id=cost.pk,
        request_id=cost.request_id,
        title=str(cost),
        phase=str(DeliveryPhase(cost.delivery_phase).label) if cost.delivery_phase else "No phase",
        element=str(CostElement(cost.cost_element).label) if cost.cost_element else "",
        kind=str(ResourceKind(cost.resource_kind).label) if cost.resource_kind else "",
        quantity=quantity,
        price="" if cost.unit_price is None else format_money(cost.unit_price),
        amount=money_or_not_known(cost.amount),
        approved="" if cost.approved is None else format_money(cost.approved),
        is_left_out=cost.left_out_by_id is not None,
        whose=whose,
        line_id=line_id,
    )


def _unit(unit: str) -> str:
    if unit == QuantityUnit.FTE:
        return "FTE"
    return str(QuantityUnit(unit).label).lower() if unit else ""


def phase_sums(costs: Sequence[RequestCost], missing: Iterable[str] = ()) -> list[PhaseSum]:
    """Add costs up by phase, in the order of the cycle; what has no phase comes last, phases without cost say so."""
    sums = []
    for phase in (*DeliveryPhase.values[1:], DeliveryPhase.NONE):
        of_phase = [cost for cost in costs if cost.delivery_phase == phase]
        if of_phase:
            known = [cost for cost in of_phase if cost.amount is not None]
            sums.append(PhaseSum(label=_phase(phase), amount=money_or_not_known(add_up(known) if known else None)))
        elif phase:
            sums.append(PhaseSum(label=_phase(phase), amount="Nothing", is_missing=phase in missing))
    return sums


def _phase(phase: str) -> str:
    return str(DeliveryPhase(phase).label) if phase else "No phase chosen"
