"""Fill the first district's delivery cycle, providers and grants to a number of rows, in few statements."""

import datetime
import uuid
from decimal import Decimal

from resources.models import (
    BudgetRequest,
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
    Realignment,
    WorkingTeam,
)
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World

DAY = datetime.date(SCHOOL_YEAR, 10, 1)


def lines(world: World, count: int) -> None:
    """Make `count` lines of the district, all of the world's one pathway."""
    one = world.mine.resources.line
    missing = range(LedgerLine.objects.for_district(one.district).count(), count)
    LedgerLine.objects.bulk_create(
        LedgerLine(
            district=one.district,
            school_year=SCHOOL_YEAR,
            title=f"Line {number}",
            resource_kind="services",
            pathway=one.pathway,
            planned=Decimal(number),
        )
        for number in missing
    )


def pathways(world: World, count: int) -> None:
    """Make `count` pathways, each with a course, a gap and a line."""
    district = world.mine.district
    made = Pathway.objects.bulk_create(
        Pathway(district=district, name=f"Pathway {number:05}")
        for number in range(Pathway.objects.for_district(district).count(), count)
    )
    Course.objects.bulk_create(Course(district=district, pathway=each, title="Course") for each in made)
    Gap.objects.bulk_create(Gap(district=district, pathway=each, description="Gap") for each in made)
    LedgerLine.objects.bulk_create(
        LedgerLine(district=district, school_year=SCHOOL_YEAR, pathway=each, planned=Decimal(5)) for each in made
    )


def courses(world: World, count: int) -> None:
    """Make `count` courses, gaps, lines and requests of the one pathway."""
    rows = world.mine.resources
    district, pathway = world.mine.district, rows.pathway
    numbers = range(Course.objects.for_district(district).count(), count)
    Course.objects.bulk_create(Course(district=district, pathway=pathway, title=f"Course {each}") for each in numbers)
    Gap.objects.bulk_create(Gap(district=district, pathway=pathway, description=f"Gap {each}") for each in numbers)
    BudgetRequest.objects.bulk_create(
        BudgetRequest(district=district, school_year=SCHOOL_YEAR, pathway=pathway, department=rows.department)
        for _ in numbers
    )
    lines(world, count)


def cycle(world: World, count: int) -> None:
    """Make `count` teams, milestones and handoffs of the year, and as many pathways."""
    rows = world.mine.resources
    year = {"district": world.mine.district, "school_year": SCHOOL_YEAR}
    phases = ["planning", "delivery", "coaching", "evaluation"]
    numbers = range(Milestone.objects.for_district(world.mine.district).count(), count)
    team = rows.cycle.working_team
    teams = WorkingTeam.objects.bulk_create(
        WorkingTeam(**year, name=f"Team {each}", phase=phases[each % 4], starts_on=DAY) for each in numbers
    )
    Milestone.objects.bulk_create(
        Milestone(**year, title=f"Milestone {each}", phase=phases[each % 4], pathway=rows.pathway, due_on=DAY)
        for each in numbers
    )
    Handoff.objects.bulk_create(
        Handoff(**year, what=f"Handoff {place}", from_team=team, to_team=each, pathway=rows.pathway, due_on=DAY)
        for place, each in enumerate(teams)
    )
    pathways(world, count)


def providers(world: World, count: int) -> None:
    """Make `count` providers, each reviewed and with a contract, and as many criteria."""
    district = world.mine.district
    numbers = range(Provider.objects.for_district(district).count(), count)
    made = Provider.objects.bulk_create(Provider(district=district, name=f"Provider {each:05}") for each in numbers)
    ProviderCriterion.objects.bulk_create(
        ProviderCriterion(district=district, text=f"Criterion {each}", position=each + 1) for each in numbers
    )
    ProviderReview.objects.bulk_create(
        ProviderReview(district=district, provider=each, reviewed_on=DAY, decision="approved", approved_until=DAY)
        for each in made
    )
    Contract.objects.bulk_create(Contract(district=district, provider=each, title="Contract") for each in made)


def reviews(world: World, count: int) -> None:
    """Make `count` reviews and contracts of the one provider, each contract with a note."""
    district, rows = world.mine.district, world.mine.resources
    provider = rows.cycle.provider
    numbers = range(ProviderReview.objects.for_district(district).count(), count)
    verdict = {"criterion": str(uuid.uuid4()), "text": "Evidence", "verdict": "met"}
    ProviderReview.objects.bulk_create(
        ProviderReview(district=district, provider=provider, reviewed_on=DAY, verdicts=[verdict]) for _ in numbers
    )
    contracts = Contract.objects.bulk_create(
        Contract(district=district, provider=provider, title=f"Contract {each}", line=rows.line) for each in numbers
    )
    ContractProgress.objects.bulk_create(
        ContractProgress(district=district, contract=each, note="Seen") for each in contracts
    )


def criteria(world: World, count: int) -> None:
    """Make `count` criteria of the district, whose review is not decided yet, so that it shows them all."""
    district = world.mine.district
    ProviderReview.objects.for_district(district).update(decision="", approved_until=None)
    ProviderCriterion.objects.bulk_create(
        ProviderCriterion(district=district, text=f"Criterion {each}", position=each + 1)
        for each in range(ProviderCriterion.objects.for_district(district).count(), count)
    )


def external_resources(world: World, count: int) -> None:
    """Make `count` external resources, each of which became a fund."""
    district = world.mine.district
    ExternalResource.objects.bulk_create(
        ExternalResource(
            district=district,
            name=f"Grant {each}",
            deadline=DAY,
            amount_sought=Decimal(10),
            fund=world.mine.resources.fund,
        )
        for each in range(ExternalResource.objects.for_district(district).count(), count)
    )


def realignments(world: World, count: int) -> None:
    """Make `count` realignments, and as many lines."""
    district, line = world.mine.district, world.mine.resources.line
    lines(world, count)
    Realignment.objects.bulk_create(
        Realignment(
            district=district,
            school_year=SCHOOL_YEAR,
            from_line=line,
            destination="Transport",
            amount=Decimal(1),
            reason="Fuel",
            question="What is lost?",
            answer="One session.",
        )
        for _ in range(Realignment.objects.for_district(district).count(), count)
    )
