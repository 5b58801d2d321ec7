"""The draft budget requests that a scenario becomes: for each year, coaches, new money, and money of programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid5

from plans.enums import DeliveryPhase
from plplanner.kit.numbers import NOT_KNOWN, format_money
from plplanner.kit.years import school_year_label
from resources.calculations.request_checks import product
from resources.calculations.scenarios import NOTHING, Change
from resources.enums import CostElement, PaidTime, QuantityUnit, RequestStatus, ResourceKind
from resources.models import BudgetRequest, Scenario
from resources.selectors.benchmarks_words import plain
from resources.selectors.request_costs import present_costs
from resources.selectors.requests import STATUS_MARKS
from resources.selectors.scenarios_figures import changes_of


@dataclass(frozen=True, kw_only=True)
class DraftCost:
    """One cost of a draft; what is not known of it is left empty."""

    id: UUID
    title: str
    amount: Decimal | None
    delivery_phase: str = DeliveryPhase.NONE
    cost_element: str = CostElement.NONE
    resource_kind: str = ResourceKind.NONE
    paid_time: str = PaidTime.NONE
    is_technology_training: bool = False
    quantity: Decimal | None = None
    unit: str = QuantityUnit.NONE
    unit_price: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A request as it will be made; its id follows from the scenario, so that it is made once."""

    id: UUID
    school_year: int
    title: str
    reason: str
    costs: tuple[DraftCost, ...]


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """One draft of the page, or the request that was made of it."""

    id: UUID
    title: str
    year: str
    costs: tuple[str, ...]
    amount: str
    status: str
    mark: str
    asks: str
    """What the request asks for by now, where that is not what the scenario says."""

    @property
    def is_made(self) -> bool:
        """Whether the request exists."""
        return bool(self.status)


@dataclass(frozen=True, kw_only=True)
class DraftPage:
    """What requests a scenario becomes, and which of them exist."""

    lines: tuple[DraftLine, ...]
    has_hours: bool

    @property
    def to_make(self) -> int:
        """How many are still to be made."""
        return sum(not line.is_made for line in self.lines)

    @property
    def button(self) -> str:
        """What the button says that makes them."""
        if self.to_make == 1:
            return "Make this draft request" if len(self.lines) == 1 else "Make the one that does not exist yet"
        which = "these" if self.to_make == len(self.lines) else "the other"
        return f"Make {which} {self.to_make} draft requests"


def drafts_of(scenario: Scenario) -> list[Draft]:
    """Return the requests that a scenario becomes; hours of teachers cost nothing that it knows of."""
    return [
        draft
        for year, change in changes_of(scenario).items()
        for draft in (_coaches(scenario, year, change), _money(scenario, year, change), _moved(scenario, year, change))
        if draft is not None
    ]


def _coaches(scenario: Scenario, year: int, change: Change) -> Draft | None:
    if not change.coaches:
        return None
    key = _id_of(scenario, year, "coaches")
    cost = DraftCost(
        id=uuid5(key, "coaches"),
        title="Coaches",
        amount=product(change.coaches, scenario.coach_cost),
        delivery_phase=DeliveryPhase.COACHING,
        cost_element=CostElement.TRAINING,
        resource_kind=ResourceKind.STAFF,
        paid_time=PaidTime.COACH,
        quantity=change.coaches,
        unit=QuantityUnit.FTE,
        unit_price=scenario.coach_cost,
    )
    return _draft(scenario, year, key, f"{plain(change.coaches)} more coaches (FTE)", [cost])


def _money(scenario: Scenario, year: int, change: Change) -> Draft | None:
    if not change.dollars:
        return None
    key = _id_of(scenario, year, "money")
    technology = change.technology_dollars or NOTHING
    costs = [
        DraftCost(id=uuid5(key, "learning"), title="Professional learning", amount=change.dollars - technology),
        DraftCost(
            id=uuid5(key, "technology"),
            title="Learning to teach with technology",
            amount=technology,
            cost_element=CostElement.TRAINING,
            is_technology_training=True,
        ),
    ]
    return _draft(scenario, year, key, "New money for professional learning", [each for each in costs if each.amount])


def _moved(scenario: Scenario, year: int, change: Change) -> Draft | None:
    if not change.reallocated:
        return None
    key = _id_of(scenario, year, "reallocated")
    cost = DraftCost(
        id=uuid5(key, "learning"),
        title="Professional learning, from money that programs have for something else",
        amount=change.reallocated,
    )
    return _draft(scenario, year, key, "Money of programs turned to professional learning", [cost])


def _id_of(scenario: Scenario, year: int, kind: str) -> UUID:
    return uuid5(scenario.pk, f"request/{year}/{kind}")


def _draft(scenario: Scenario, year: int, key: UUID, what: str, costs: Sequence[DraftCost]) -> Draft:
    school_year = scenario.school_year + year - 1
    said = f"From the scenario “{scenario}”, Year {year}, {school_year_label(school_year)}."
    return Draft(
        id=key,
        school_year=school_year,
        title=f"{what}, Year {year} of “{scenario}”",
        reason="\n\n".join(filter(None, [said, scenario.note])),
        costs=tuple(costs),
    )


def draft_page(scenario: Scenario) -> DraftPage:
    """Show which requests a scenario becomes, and which of them were made; in three statements."""
    changes = changes_of(scenario)
    drafts = drafts_of(scenario)
    made = {row.pk: row for row in BudgetRequest.objects.filter(pk__in=[draft.id for draft in drafts])}
    asked: dict[UUID, Decimal] = {}
    for cost in present_costs(made.values()):
        asked[cost.request_id] = asked.get(cost.request_id, NOTHING) + (cost.amount or NOTHING)
    return DraftPage(
        lines=tuple(_line(draft, made.get(draft.id), asked) for draft in drafts),
        has_hours=any(change.hours for change in changes.values()),
    )


def _line(draft: Draft, made: BudgetRequest | None, asked: Mapping[UUID, Decimal]) -> DraftLine:
    known = [cost.amount for cost in draft.costs if cost.amount is not None]
    amount = sum(known, NOTHING)
    asks = asked.get(draft.id, NOTHING)
    return DraftLine(
        id=draft.id,
        title=str(made) if made else draft.title,
        year=school_year_label(draft.school_year),
        costs=tuple(_cost_words(draft.costs)),
        amount=format_money(amount) if known else NOT_KNOWN,
        status=_status(made),
        mark=_mark(made),
        asks=format_money(asks) if made and not made.removed_at and asks != amount else "",
    )


def _status(made: BudgetRequest | None) -> str:
    if made is None:
        return ""
    return "Removed" if made.removed_at else str(RequestStatus(made.status).label)


def _mark(made: BudgetRequest | None) -> str:
    return STATUS_MARKS[made.status] if made and not made.removed_at else "none"


def _cost_words(costs: Iterable[DraftCost]) -> Iterable[str]:
    for cost in costs:
        if cost.quantity is None:
            yield f"{cost.title}: {format_money(cost.amount or NOTHING)}"
        elif cost.unit_price is None:
            yield f"{cost.title}: {plain(cost.quantity)} FTE, cost not known"
        else:
            yield f"{cost.title}: {plain(cost.quantity)} FTE at {format_money(cost.unit_price)} each"
