"""What people do with providers: criteria, reviews against them, contracts and what is seen of their progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.models import Contract, ContractProgress, Provider, ProviderCriterion, ProviderReview
from resources.services.rows import add_row, columns_of, save_row, write_columns

PROVIDER_COLUMNS = ("name", "offers", "contact")
CRITERION_COLUMNS = ("text",)
REVIEW_COLUMNS = ("reviewed_on", "panel", "decision", "approved_until", "reason")
CONTRACT_COLUMNS = ("title", "expectations", "starts_on", "ends_on", "amount", "line")
PROGRESS_COLUMNS = ("noted_on", "is_as_expected", "note")
LAST_POSITION = 32_767
"""What the column of positions holds; further criteria follow in the order in which they were entered."""

VERDICT = "verdict_"
"""How the fields of verdicts begin; the id of their criterion follows."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A criterion as it read when a panel judged by it, and the verdict: met, partly, not_met, or none yet."""

    criterion: str
    text: str
    verdict: str

    @property
    def field(self) -> str:
        """The name of its field in the review's form."""
        return f"{VERDICT}{self.criterion}"


def add_provider(*, district: District, school_year: int, new_id: UUID, by: User) -> Provider:
    """Add a provider without a name; adding the same id again changes nothing."""
    del school_year  # a provider belongs to every year
    return add_row(Provider(pk=new_id, district=district), by=by)


@transaction.atomic
def add_criterion(*, district: District, school_year: int, new_id: UUID, by: User) -> ProviderCriterion:
    """Add a criterion without words after the others; adding the same id again changes nothing."""
    del school_year  # the criteria are those of the district
    last = ProviderCriterion.objects.for_district(district).order_by("-position").first()
    position = min(last.position + 1, LAST_POSITION) if last else 1
    return add_row(ProviderCriterion(pk=new_id, district=district, position=position), by=by)


def add_review(provider: Provider, *, new_id: UUID, by: User) -> ProviderReview:
    """Add a blank review; adding the same id again changes nothing."""
    return add_row(ProviderReview(pk=new_id, district_id=provider.district_id, provider=provider), by=by)


def add_contract(provider: Provider, *, new_id: UUID, by: User) -> Contract:
    """Add a blank contract; adding the same id again changes nothing."""
    return add_row(Contract(pk=new_id, district_id=provider.district_id, provider=provider), by=by)


def add_progress(contract: Contract, *, new_id: UUID, by: User) -> ContractProgress:
    """Add a note without words; adding the same id again changes nothing."""
    return add_row(ContractProgress(pk=new_id, district_id=contract.district_id, contract=contract), by=by)


def judged_in(review: ProviderReview) -> list[Judged]:
    """List the criteria of a review with their verdicts.

    A verdict keeps the words that the panel judged by. While nothing is decided, the district's criteria of today that
    have no verdict yet follow, as they read now; from the decision on the review stays as it is.
    """
    kept = kept_verdicts(review)
    if review.decision:
        return kept
    judged = [each for each in kept if each.verdict]
    seen = {each.criterion for each in judged}
    present = ProviderCriterion.objects.filter(district_id=review.district_id).present()
    still = [Judged(criterion=str(row.pk), text=str(row), verdict="") for row in present if str(row.pk) not in seen]
    return [*judged, *still]


def kept_verdicts(review: ProviderReview) -> list[Judged]:
    """Read the verdicts that a review keeps."""
    return [
        Judged(criterion=str(each["criterion"]), text=str(each["text"]), verdict=str(each["verdict"]))
        for each in review.verdicts
    ]


def review_values(review: ProviderReview, judged: Sequence[Judged] | None = None) -> dict[str, Any]:
    """Read what the form of a review edits: its columns, and a verdict for each criterion."""
    shown = judged_in(review) if judged is None else judged
    return columns_of(review, REVIEW_COLUMNS) | {each.field: each.verdict for each in shown}


def save_review(review: ProviderReview, edit: Edit, by: User) -> ProviderReview:
    """Save a review with the words it judges by. Raises EditConflict, RowRemoved or ValidationError."""

    def read(row: ProviderReview) -> Mapping[str, Any]:
        # A criterion may have been taken away since the page was drawn; its verdict then goes with it.
        return dict.fromkeys(edit.values, "") | review_values(row)

    def write(row: ProviderReview, values: Mapping[str, Any]) -> None:
        verdicts = [
            {"criterion": each.criterion, "text": each.text, "verdict": values.get(each.field, each.verdict)}
            for each in judged_in(row)
        ]
        columns = {name: value for name, value in values.items() if name in REVIEW_COLUMNS}
        write_columns(row, columns | {"verdicts": verdicts}, by=by)

    return save_row(review, edit=edit, by=by, read=read, write=write, district_id=review.district_id)
