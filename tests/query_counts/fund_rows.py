"""Fill the first district's funds, transfers and definitions until they have a number of rows, in few statements."""

import datetime
from decimal import Decimal

from resources.enums import FundKind
from resources.models import AssistanceListing, Fund, FundAward, FundTransfer, ResourceDefinition
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World

KINDS = FundKind.values


def funds(world: World, count: int) -> None:
    """Make `count` funds of the district, of all kinds, each with an award."""
    district = world.mine.district
    made = Fund.objects.bulk_create(
        Fund(district=district, name=f"Fund {number:05}", kind=KINDS[number % len(KINDS)])
        for number in range(Fund.objects.for_district(district).count(), count)
    )
    FundAward.objects.bulk_create(
        FundAward(fund=fund, school_year=SCHOOL_YEAR, amount=Decimal("1000.00")) for fund in made
    )


def transfers(world: World, count: int) -> None:
    """Make `count` transfers to the world's fund."""
    district = world.mine.district
    FundTransfer.objects.bulk_create(
        FundTransfer(
            district=district,
            school_year=SCHOOL_YEAR,
            to_fund=world.mine.resources.fund,
            amount=Decimal(number),
            reason="Coaches",
        )
        for number in range(FundTransfer.objects.for_district(district).count(), count)
    )


def listings(world: World, count: int) -> None:
    """Make `count` assistance listings."""
    del world
    AssistanceListing.objects.bulk_create(
        AssistanceListing(number=f"84.{number:05}", name="A program", is_verified=True, source="A list")
        for number in range(AssistanceListing.objects.count(), count)
    )


def definitions(world: World, count: int) -> None:
    """Make `count` versions of the definition, all but the draft adopted."""
    district = world.mine.district
    ResourceDefinition.objects.bulk_create(
        ResourceDefinition(
            district=district,
            number=number + 1,
            definition="People, time and money.",
            adopted_on=datetime.date(SCHOOL_YEAR, 8, 1),
            adopted_by_name="A director",
        )
        for number in range(ResourceDefinition.objects.for_district(district).count(), count)
    )
