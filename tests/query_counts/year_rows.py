"""Fill what the pages about a whole year of resources add up."""

import datetime
from decimal import Decimal

from resources.models import FundShare, LedgerLine
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World


def recurring_lines(world: World, count: int) -> None:
    """Make `count` recurring lines of an activity and a fund that ends with the year."""
    mine = world.mine.resources
    mine.fund.ends_on = datetime.date(SCHOOL_YEAR + 1, 6, 30)
    mine.fund.save(update_fields=["ends_on"])
    made = LedgerLine.objects.bulk_create(
        LedgerLine(
            district=world.mine.district,
            school_year=SCHOOL_YEAR,
            title=f"Coach {number}",
            planned=Decimal("100.00"),
            is_recurring=True,
            activity=world.mine.rows.activity,
        )
        for number in range(LedgerLine.objects.filter(is_recurring=True).count(), count)
    )
    FundShare.objects.bulk_create(
        FundShare(line=line, fund=mine.fund, position=1, part=Decimal(100), planned=line.planned) for line in made
    )
