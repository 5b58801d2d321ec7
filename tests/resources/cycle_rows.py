"""A district's delivery cycle and help from outside, for the world in which pages are tried: one row of each kind."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from plplanner.districts.models import District
from resources.models import (
    Contract,
    ContractProgress,
    Course,
    ExternalResource,
    Gap,
    Handoff,
    LedgerLine,
    Milestone,
    Pathway,
    Provider,
    ProviderCriterion,
    ProviderReview,
    WorkingTeam,
)


@dataclass(frozen=True, kw_only=True)
class CycleRows:
    """One row of each kind, and the two teams of a handoff."""

    course: Course
    gap: Gap
    working_team: WorkingTeam
    milestone: Milestone
    handoff: Handoff
    provider: Provider
    provider_criterion: ProviderCriterion
    provider_review: ProviderReview
    contract: Contract
    progress_note: ContractProgress
    external_resource: ExternalResource

    @property
    def ids(self) -> dict[str, object]:
        """What each name in an address stands for."""
        return {f"{name}_id": getattr(self, name).pk for name in self.__dataclass_fields__}


def create_cycle(district: District, school_year: int, *, pathway: Pathway, line: LedgerLine) -> CycleRows:
    """Create a pathway's course and gap, two teams with a handoff, and a provider with all that belongs to it."""
    year = {"district": district, "school_year": school_year}
    day = datetime.date(school_year, 10, 1)
    planning = WorkingTeam.objects.create(**year, name="PL planning team", phase="planning")
    delivery = WorkingTeam.objects.create(
        **year, name="Delivery team", phase="delivery", starts_on=day, ends_on=day + datetime.timedelta(days=200)
    )
    due = {**year, "pathway": pathway, "due_on": day}
    provider = Provider.objects.create(district=district, name="Reading Partners Collaborative")
    contract = Contract.objects.create(
        district=district, provider=provider, title="Summer institute", amount=Decimal("24000.00"), line=line
    )
    criterion = ProviderCriterion.objects.create(
        district=district, text="Evidence from districts like ours", position=1
    )
    return CycleRows(
        course=Course.objects.create(district=district, pathway=pathway, title="Decoding", hours=Decimal("12.50")),
        gap=Gap.objects.create(
            district=district, pathway=pathway, kind="experts", description="No one leads sessions."
        ),
        working_team=planning,
        milestone=Milestone.objects.create(**due, phase="planning", title="Pathways in order"),
        handoff=Handoff.objects.create(**due, from_team=planning, to_team=delivery, what="Courses and dates"),
        provider=provider,
        provider_criterion=criterion,
        provider_review=_create_review(provider, criterion, day),
        contract=contract,
        progress_note=ContractProgress.objects.create(
            district=district, contract=contract, noted_on=day, is_as_expected=True, note="Two of four sessions held."
        ),
        external_resource=ExternalResource.objects.create(
            district=district, name="State literacy grant", deadline=day, amount_sought=Decimal("50000.00")
        ),
    )


def _create_review(provider: Provider, criterion: ProviderCriterion, day: datetime.date) -> ProviderReview:
    """Approve a provider for almost two years, by the one criterion."""
    return ProviderReview.objects.create(
        district_id=provider.district_id,
        provider=provider,
        reviewed_on=day,
        panel="Two teachers and a principal",
        verdicts=[{"criterion": str(criterion.pk), "text": criterion.text, "verdict": "met"}],
        decision="approved",
        approved_until=datetime.date(day.year + 2, 6, 30),
    )
