"""Submitted requests of a year that probably ask for the same, or pay different prices, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from plplanner.districts.models import District
from plplanner.kit.dates import day_range
from plplanner.kit.numbers import format_count, format_money
from resources.calculations.duplicates import (
    Asked,
    AskedPrice,
    Cluster,
    Pair,
    PriceDifference,
    find_clusters,
    find_price_differences,
)
from resources.enums import QuantityUnit, RequestStatus
from resources.models import BudgetRequest, DistinctRequests, RequestCost
from resources.selectors.request_costs import CostLine, Family, add_up, cost_line, families_of

MOST_COMPARED = 600
"""So many requests of a year are compared with each other, those submitted last."""
MOST_SIDE_BY_SIDE = 6


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """One request of a cluster."""

    id: UUID
    title: str
    department: str
    asked: str


@dataclass(frozen=True, kw_only=True)
class ClusterCard:
    """Requests that probably ask for the same."""

    first: UUID
    query: str
    heading: str
    score: str
    reasons: Sequence[str]
    members: Sequence[MemberLine]


@dataclass(frozen=True, kw_only=True)
class PriceCard:
    """One thing at different prices."""

    what: str
    unit: str
    range: str
    prices: Sequence[tuple[str, UUID, str]]
    """Price, request, and who asks with what."""


@dataclass(frozen=True, kw_only=True)
class DistinctLine:
    """Two requests that somebody said are no duplicates."""

    first: UUID
    second: UUID
    titles: str
    reason: str
    who: str


@dataclass(frozen=True, kw_only=True)
class ReconciliationPage:
    """What is to be reconciled in a year."""

    clusters: Sequence[ClusterCard]
    prices: Sequence[PriceCard]
    distinct: Sequence[DistinctLine]
    submitted: str
    left_out: str
    has_requests: bool


@dataclass(frozen=True, kw_only=True)
class Side:
    """One request beside others."""

    id: UUID
    version: int
    title: str
    department: str
    who: str
    facts: Sequence[tuple[str, str]]
    costs: Sequence[CostLine]
    asked: str
    others: str
    """How many requests were merged into it before; empty for none."""
    only_url: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Requests side by side: how alike, and why."""

    sides: Sequence[Side]
    heading: str
    score: str
    reasons: Sequence[str]
    is_pair: bool
    more: str


def submitted_requests(district: District, school_year: int) -> list[BudgetRequest]:
    """Read a year's submitted requests, those submitted last first, in one statement."""
    rows = BudgetRequest.objects.for_district(district).in_year(school_year).present()
    submitted = rows.filter(status=RequestStatus.SUBMITTED).select_related("department", "asked_by", "pathway")
    return list(submitted.order_by("-submitted_at", "pk"))


def asked_of(request: BudgetRequest, costs: Iterable[RequestCost]) -> Asked:
    """Return a request as it is compared."""
    return Asked(
        key=str(request.pk),
        what=request.title,
        why=request.reason,
        vendor=request.vendor,
        audience=request.audience,
        pathway=str(request.pathway_id or ""),
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        prices=[
            AskedPrice(title=cost.title, element=cost.cost_element, unit=cost.unit, price=cost.unit_price)
            for cost in costs
        ],
    )


def distinct_pairs(district: District, school_year: int) -> list[DistinctRequests]:
    """Read the pairs of a year that are known to be no duplicates, in one statement."""
    pairs = DistinctRequests.objects.filter(first__district=district, first__school_year=school_year)
    return list(pairs.select_related("first", "second", "said_by").order_by("-said_at", "pk"))


def reconciliation_page(district: District, school_year: int) -> ReconciliationPage:
    """Compare a year's submitted requests with each other, in four statements."""
    submitted = submitted_requests(district, school_year)
    compared = submitted[:MOST_COMPARED]
    families = families_of(compared)
    asked = [asked_of(each, families[each.pk].going_on) for each in compared]
    known = distinct_pairs(district, school_year)
    pairs = {frozenset((str(each.first_id), str(each.second_id))) for each in known}
    by_key = {str(each.pk): each for each in compared}
    return ReconciliationPage(
        clusters=[_cluster_card(each, by_key, families) for each in find_clusters(asked, distinct=pairs)],
        prices=[_price_card(each, by_key) for each in find_price_differences(asked)],
        distinct=[_distinct_line(each) for each in known],
        submitted=_submitted(len(submitted)),
        left_out=_left_out(len(submitted)),
        has_requests=bool(submitted),
    )


def comparison(request: BudgetRequest, chosen: Sequence[UUID]) -> Comparison | None:
    """Put a submitted request beside the chosen ones, or beside all it is probably a duplicate of; None without any."""
    by_key = {str(each.pk): each for each in submitted_requests(request.district, request.school_year)}
    mine = str(request.pk)
    if mine not in by_key:
        return None
    keys = [mine, *dict.fromkeys(str(key) for key in chosen if str(key) in by_key and key != request.pk)]
    # Also one that was submitted long before the others is compared with them.
    others = [each for key, each in by_key.items() if key != mine]
    submitted = [by_key[key] for key in keys] if len(keys) > 1 else [by_key[mine], *others[: MOST_COMPARED - 1]]
    families = families_of(submitted)
    if len(keys) == 1:
        keys = _like(mine, submitted, families, distinct_pairs(request.district, request.school_year))
    if len(keys) < 2:  # noqa: PLR2004  # side by side takes two
        return None
    shown = keys[:MOST_SIDE_BY_SIDE]
    asked = [asked_of(by_key[key], families[by_key[key].pk].going_on) for key in shown]
    best = max(find_clusters(asked), key=lambda cluster: cluster.score, default=None)
    return Comparison(
        sides=[_side(by_key[key], families[by_key[key].pk], mine) for key in shown],
        heading=f"{format_count(len(shown))} requests side by side",
        score=f"{best.score} of 100" if best else "",
        reasons=best.reasons if best else (),
        is_pair=len(shown) == 2,  # noqa: PLR2004
        more=_more(len(keys) - len(shown)),
    )


def _like(
    mine: str,
    submitted: Sequence[BudgetRequest],
    families: Mapping[UUID, Family],
    known: Sequence[DistinctRequests],
) -> list[str]:
    pairs: set[Pair] = {frozenset((str(each.first_id), str(each.second_id))) for each in known}
    asked = [asked_of(each, families[each.pk].going_on) for each in submitted]
    for cluster in find_clusters(asked, distinct=pairs):
        if mine in cluster.keys:
            return [mine, *(key for key in cluster.keys if key != mine)]
    return [mine]


def _cluster_card(
    cluster: Cluster, by_key: Mapping[str, BudgetRequest], families: Mapping[UUID, Family]
) -> ClusterCard:
    members = [by_key[key] for key in cluster.keys]
    return ClusterCard(
        first=members[0].pk,
        query="&".join(f"with={each.pk}" for each in members[1:MOST_SIDE_BY_SIDE]),
        heading=" and ".join(str(each) for each in members[:2])
        + (f", and {format_count(len(members) - 2)} more" if len(members) > 2 else ""),  # noqa: PLR2004
        score=f"{cluster.score} of 100",
        reasons=cluster.reasons[:MOST_SIDE_BY_SIDE],
        members=[
            MemberLine(
                id=each.pk,
                title=str(each),
                department=_department(each),
                asked=format_money(add_up(families[each.pk].going_on)),
            )
            for each in members[: 2 * MOST_SIDE_BY_SIDE]
        ],
    )


def _price_card(difference: PriceDifference, by_key: Mapping[str, BudgetRequest]) -> PriceCard:
    lowest, highest = difference.prices[0][0], difference.prices[-1][0]
    named = [(format_money(price), by_key[key]) for price, key in difference.prices]
    return PriceCard(
        what=difference.what,
        unit=str(QuantityUnit(difference.unit).label).lower(),
        range=f"{format_money(lowest)} to {format_money(highest)}",
        prices=[(price, each.pk, f"{_department(each)}: {each}") for price, each in named],
    )


def _distinct_line(pair: DistinctRequests) -> DistinctLine:
    return DistinctLine(
        first=pair.first_id,
        second=pair.second_id,
        titles=f"“{pair.first}” and “{pair.second}”",
        reason=pair.reason,
        who=pair.said_by.name if pair.said_by else "",
    )


def _side(request: BudgetRequest, family: Family, mine: str) -> Side:
    others = len(family.members) - 1
    return Side(
        id=request.pk,
        version=request.version,
        title=str(request),
        department=_department(request),
        who=request.asked_by.name if request.asked_by else "",
        facts=[
            ("Why", request.reason),
            ("Vendor", request.vendor),
            ("For whom", request.audience),
            ("When", day_range(request.starts_on, request.ends_on)),
            ("Pathway", str(request.pathway or "")),
        ],
        costs=[cost_line(cost) for cost in family.going_on],
        asked=format_money(add_up(family.going_on)),
        others=f"Goes on for {format_count(others)} more." if others else "",
        only_url="" if str(request.pk) == mine else f"?with={request.pk}",
    )


def _department(request: BudgetRequest) -> str:
    return str(request.department) if request.department else "No department"


def _submitted(count: int) -> str:
    return "One request is submitted." if count == 1 else f"{format_count(count)} requests are submitted."


def _left_out(count: int) -> str:
    if count <= MOST_COMPARED:
        return ""
    return f"Only the {format_count(MOST_COMPARED)} submitted last are compared with each other."


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return f"{format_count(count)} more are like them. Reconcile these first."
