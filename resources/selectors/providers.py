"""Providers as their pages show them: how they were judged, until when they are approved, what they do for us."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F

from plplanner.districts.models import District
from plplanner.kit.dates import day_range, short_day
from plplanner.kit.numbers import format_count, format_money, money_or_not_known
from plplanner.kit.years import school_year_of
from resources.enums import ResourceKind, ReviewDecision
from resources.models import Contract, ContractProgress, LedgerLine, Provider, ProviderCriterion, ProviderReview
from resources.models.rows import ResourceRow
from resources.selectors.realignments import line_choices

VERDICTS = [("", "Not judged yet"), ("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met")]
VERDICT_KINDS = {"met": "done", "partly": "care", "not_met": "wrong", "": "none"}
DONE, CARE, WRONG, NONE = "done", "care", "wrong", "none"


@dataclass(frozen=True, kw_only=True)
class NamedRow:
    """A row by its name."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a provider stands, in words, and the kind of its mark."""

    label: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ProviderLine:
    """One provider of the list."""

    id: UUID
    name: str
    offers: str
    reviewed: str
    standing: Standing
    contracts: str


@dataclass(frozen=True, kw_only=True)
class ProviderList:
    """All providers of a district, and its own criteria for them."""

    lines: Sequence[ProviderLine]
    criteria: Sequence[NamedRow]
    removed: Sequence[NamedRow]
    removed_criteria: Sequence[NamedRow]


@dataclass(frozen=True, kw_only=True)
class VerdictLine:
    """A criterion as it read when it was judged."""

    text: str
    label: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ReviewCard:
    """One review of a provider."""

    id: UUID
    title: str
    panel: Sequence[str]
    verdicts: Sequence[VerdictLine]
    standing: Standing
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProgressLine:
    """What was seen of a contract on one day."""

    id: UUID
    day: str
    note: str
    state: Standing | None


@dataclass(frozen=True, kw_only=True)
class ContractCard:
    """One contract with what was seen of its progress; `new_id` is what the next note will get."""

    id: UUID
    title: str
    expectations: str
    days: str
    amount: str
    line: str
    progress: Sequence[ProgressLine]
    new_id: UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """A fact about a provider; an empty value is not written yet."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ProviderDetail:
    """All about one provider."""

    summary: Sequence[SummaryRow]
    standing: Standing
    reviews: Sequence[ReviewCard]
    contracts: Sequence[ContractCard]
    removed_reviews: Sequence[NamedRow]
    removed_contracts: Sequence[NamedRow]
    removed_progress: Sequence[NamedRow]
    new_review_id: UUID = field(default_factory=uuid.uuid4)
    new_contract_id: UUID = field(default_factory=uuid.uuid4)


def provider_list(district: District, *, today: datetime.date) -> ProviderList:
    """List a district's providers by name with their last review, and its criteria, in four queries."""
    providers = list(Provider.objects.for_district(district).order_by("name", "pk"))
    last: dict[UUID, ProviderReview] = {}
    for review in _latest_first(district):
        last.setdefault(review.provider_id, review)
    contracts: dict[UUID, int] = defaultdict(int)
    for provider_id in Contract.objects.for_district(district).present().values_list("provider_id", flat=True):
        contracts[provider_id] += 1
    criteria = list(ProviderCriterion.objects.for_district(district))
    return ProviderList(
        lines=[
            ProviderLine(
                id=row.pk,
                name=str(row),
                offers=row.offers,
                reviewed=_reviewed(last.get(row.pk)),
                standing=standing_of(last.get(row.pk), today),
                contracts=format_count(contracts[row.pk]),
            )
            for row in providers
            if row.removed_at is None
        ],
        criteria=_named(row for row in criteria if row.removed_at is None),
        removed=_named(row for row in providers if row.removed_at),
        removed_criteria=_named(row for row in criteria if row.removed_at),
    )


def provider_detail(provider: Provider, *, today: datetime.date) -> ProviderDetail:
    """Bring together what is known of one provider, in three queries."""
    reviews = list(
        ProviderReview.objects.filter(provider=provider).order_by(F("reviewed_on").desc(nulls_last=True), "-created_at")
    )
    contracts = list(Contract.objects.filter(provider=provider).select_related("line"))
    notes = list(ContractProgress.objects.filter(contract__provider=provider))
    present = [row for row in reviews if row.removed_at is None]
    return ProviderDetail(
        summary=[
            SummaryRow(label="What it offers", value=provider.offers),
            SummaryRow(label="Contact", value=provider.contact),
        ],
        standing=standing_of(present[0] if present else None, today),
        reviews=[_review(row, today) for row in present],
        contracts=[_contract(row, notes) for row in contracts if row.removed_at is None],
        removed_reviews=[NamedRow(id=row.pk, name=_review_title(row)) for row in reviews if row.removed_at],
        removed_contracts=_named(row for row in contracts if row.removed_at),
        removed_progress=_named(row for row in notes if row.removed_at),
    )


def contract_lines(contract: Contract, *, today: datetime.date) -> list[tuple[ResourceRow, str]]:
    """Name the lines that can pay for a contract: external services in its years, or this year's without dates."""
    first = contract.starts_on or contract.ends_on or today
    last = contract.ends_on or contract.starts_on or today
    lines = LedgerLine.objects.for_district(contract.district).present().filter(resource_kind=ResourceKind.SERVICES)
    found = line_choices(lines.filter(school_year__range=(school_year_of(first), school_year_of(last))))
    return list(found.choices)


def warnings_of(review: ProviderReview) -> list[str]:
    """Say which criteria an approved provider does not meet."""
    if review.decision != ReviewDecision.APPROVED:
        return []
    unmet = [each["text"] for each in review.verdicts if each["verdict"] != "met"]
    return [f"Approved, though not every criterion is met: {'; '.join(unmet[:5])}."] if unmet else []


def standing_of(review: ProviderReview | None, today: datetime.date) -> Standing:
    """Say where a provider stands by its last review."""
    if review is None:
        return Standing(label="Not reviewed yet", kind=NONE)
    if review.decision == ReviewDecision.DECLINED:
        return Standing(label="Not approved", kind=WRONG)
    if review.decision != ReviewDecision.APPROVED:
        return Standing(label="Not decided yet", kind=NONE)
    until = review.approved_until
    if until is None:
        return Standing(label="Approved, no last day", kind=DONE)
    if until < today:
        return Standing(label=f"Approval expired {short_day(until)}", kind=CARE)
    return Standing(label=f"Approved until {short_day(until)}", kind=DONE)


def _latest_first(district: District) -> Iterable[ProviderReview]:
    reviews = ProviderReview.objects.for_district(district).present().defer("verdicts", "panel", "reason")
    return reviews.order_by(F("reviewed_on").desc(nulls_last=True), "-created_at")


def _reviewed(review: ProviderReview | None) -> str:
    if review is None:
        return ""
    return f"Reviewed {short_day(review.reviewed_on)}" if review.reviewed_on else "Under review"


def _named(rows: Iterable[ResourceRow]) -> list[NamedRow]:
    return [NamedRow(id=row.pk, name=str(row)) for row in rows]


def _review_title(row: ProviderReview) -> str:
    return f"Review of {short_day(row.reviewed_on)}" if row.reviewed_on else "Review without a day"


def _review(row: ProviderReview, today: datetime.date) -> ReviewCard:
    labels = dict(VERDICTS)
    return ReviewCard(
        id=row.pk,
        title=_review_title(row),
        panel=row.panel.splitlines(),
        verdicts=[
            VerdictLine(text=each["text"], label=labels[each["verdict"]], kind=VERDICT_KINDS[each["verdict"]])
            for each in row.verdicts
        ],
        standing=standing_of(row, today),
        reason=row.reason,
    )


def _contract(row: Contract, notes: Iterable[ContractProgress]) -> ContractCard:
    return ContractCard(
        id=row.pk,
        title=str(row),
        expectations=row.expectations,
        days=day_range(row.starts_on, row.ends_on) or "No dates",
        amount=money_or_not_known(row.amount),
        line=_line(row.line) if row.line else "",
        progress=[_progress(note) for note in notes if note.contract_id == row.pk and note.removed_at is None],
    )


def _line(line: LedgerLine) -> str:
    planned = "not known" if line.planned is None else format_money(line.planned)
    removed = ", removed from the ledger" if line.removed_at else ""
    return f"{line}, planned {planned}{removed}"


def _progress(row: ContractProgress) -> ProgressLine:
    states = {True: Standing(label="As expected", kind=DONE), False: Standing(label="Not as expected", kind=WRONG)}
    return ProgressLine(
        id=row.pk,
        day=short_day(row.noted_on) if row.noted_on else "No day",
        note=str(row),
        state=None if row.is_as_expected is None else states[row.is_as_expected],
    )
