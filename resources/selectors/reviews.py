"""Investment reviews: what each pathway cost and reached beside last year, and what its review says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID, uuid4

from django.db.models import Count, F, Q, Sum

from plplanner.districts.models import District
from plplanner.kit.dates import long_day
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import NOT_KNOWN, format_count, format_money, money_or_not_known
from plplanner.kit.years import school_year_label
from resources.enums import Recommendation
from resources.models import HeldSession, InvestmentReview, LedgerLine, Pathway

KINDS = {
    Recommendation.CONTINUE: "done",
    Recommendation.ADJUST: "progress",
    Recommendation.DISCONTINUE: "care",
    Recommendation.NONE: "none",
}
EVIDENCE = (
    ("5. What students gained", "students"),
    ("4. What participants do differently", "practice"),
    ("3. What the organization did", "organization"),
    ("2. What participants learned", "learning"),
    ("1. What participants thought of it", "reactions"),
)
CHANGES = (
    ("Funding", "funding_change"),
    ("Delivery", "delivery_change"),
    ("Coaching", "coaching_change"),
    ("Safe enough to try", "experiment"),
    ("How we will know, and when we will stop", "experiment_signs"),
)


@dataclass(frozen=True, kw_only=True)
class Investment:
    """What a pathway cost in a year beside the year before, and whom it reached."""

    cost: str
    basis: str
    change: str
    reach: str


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """A pathway and its review of the year, if there is one."""

    pathway_id: UUID
    name: str
    investment: Investment
    review_id: UUID | None
    label: str
    kind: str
    new_id: UUID = field(default_factory=uuid4)
    """What a review that is begun here gets as its id."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer of a review."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReviewDetail:
    """A review as it reads."""

    pathway: str
    year: str
    investment: Investment
    label: str
    kind: str
    evidence: Sequence[Said]
    changes: Sequence[Said]
    looked: str
    people: str


@dataclass(frozen=True, kw_only=True)
class _Cost:
    planned: Decimal | None
    actual: Decimal | None
    is_open: bool
    """Whether a line with a plan has nothing spent yet: what is spent is then part of the year only."""

    @property
    def is_spent(self) -> bool:
        """Whether what was spent stands for the year."""
        return self.actual is not None and not (self.is_open and self.planned is not None)

    @property
    def best_known(self) -> Decimal | None:
        """What was spent, once that is known of each line; else what is planned."""
        return self.actual if self.is_spent else self.planned

    @property
    def basis(self) -> str:
        """Say which of the two it is."""
        if self.is_spent:
            return "spent"
        return "planned" if self.actual is None else f"planned, {format_money(self.actual)} spent so far"


def review_lines(district: District, year: int) -> list[ReviewLine]:
    """List the pathways with their reviews of a year, in five queries."""
    pathways = Pathway.objects.for_district(district).present()
    reviews = {
        each.pathway_id: each for each in InvestmentReview.objects.for_district(district).in_year(year).present()
    }
    costs, before, reach = _costs(district, year), _costs(district, year - 1), _reach(district, year)
    return [
        ReviewLine(
            pathway_id=each.pk,
            name=str(each),
            investment=_investment(costs.get(each.pk), before.get(each.pk), reach.get(each.pk)),
            review_id=reviews[each.pk].pk if each.pk in reviews else None,
            label=_label(reviews.get(each.pk)),
            kind=_kind(reviews.get(each.pk)),
        )
        for each in pathways.order_by(F("priority").asc(nulls_last=True), "name", "pk")
    ]


def removed_reviews(district: District, year: int) -> list[InvestmentReview]:
    """List the reviews of a year that were removed."""
    found = InvestmentReview.objects.for_district(district).in_year(year).filter(removed_at__isnull=False)
    return list(found.select_related("pathway"))


def review_detail(review: InvestmentReview) -> ReviewDetail:
    """Read one review with what its pathway cost and reached, in three queries."""
    district, year, pathway = review.district, review.school_year, review.pathway_id
    investment = _investment(
        _costs(district, year).get(pathway),
        _costs(district, year - 1).get(pathway),
        _reach(district, year).get(pathway),
    )
    return ReviewDetail(
        pathway=str(review.pathway),
        year=school_year_label(year),
        investment=investment,
        label=_label(review),
        kind=_kind(review),
        evidence=[Said(label=label, text=getattr(review, name)) for label, name in EVIDENCE],
        changes=[Said(label=label, text=text) for label, name in CHANGES if (text := getattr(review, name))],
        looked=long_day(review.reviewed_on) if review.reviewed_on else "",
        people=review.reviewed_by,
    )


def _label(review: InvestmentReview | None) -> str:
    if review is None:
        return "No review yet"
    return review.get_recommendation_display() if review.recommendation else "Begun"


def _kind(review: InvestmentReview | None) -> str:
    return KINDS[Recommendation(review.recommendation)] if review else "none"


def _costs(district: District, year: int) -> Mapping[UUID, _Cost]:
    lines = LedgerLine.objects.for_district(district).in_year(year).present().filter(pathway__isnull=False)
    still_open = Count("pk", filter=Q(planned__isnull=False, actual__isnull=True))
    summed = lines.order_by().values_list("pathway_id").annotate(Sum("planned"), Sum("actual"), still_open=still_open)
    return {
        pathway: _Cost(planned=planned, actual=actual, is_open=bool(lacking))
        for pathway, planned, actual, lacking in summed
    }


def _reach(district: District, year: int) -> Mapping[UUID, tuple[int, int | None]]:
    """Count the sessions held of each pathway, and the people in them, each session counting its own."""
    held = HeldSession.objects.for_district(district).in_year(year).present().filter(pathway__isnull=False)
    summed = held.order_by().values_list("pathway_id").annotate(Count("pk"), Sum("participants"))
    return {pathway: (sessions, people) for pathway, sessions, people in summed}


def _investment(cost: _Cost | None, before: _Cost | None, reach: tuple[int, int | None] | None) -> Investment:
    now, then = cost.best_known if cost else None, before.best_known if before else None
    return Investment(
        cost=money_or_not_known(now),
        basis="" if cost is None or now is None else cost.basis,
        change=_change(now, then),
        reach=_reach_words(reach),
    )


def _change(now: Decimal | None, then: Decimal | None) -> str:
    """Say by how much the cost of this year differs from that of the last."""
    if now is None or then is None:
        return "Last year is not known" if now is not None else NOT_KNOWN
    difference = now - then
    if difference == ZERO:
        return "As last year"
    return f"{format_money(abs(difference))} {'more' if difference > 0 else 'less'} than last year"


def _reach_words(reach: tuple[int, int | None] | None) -> str:
    if reach is None:
        return "No session recorded"
    sessions, people = reach
    held = f"{format_count(sessions)} session{'' if sessions == 1 else 's'}"
    return held if people is None else f"{held}, {format_count(people)} places taken"
