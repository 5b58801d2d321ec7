"""What the ledger plans for pathways in a fiscal year, in both scopes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, Sum

from plplanner.districts.models import District
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import format_count, format_money
from resources.enums import PaidTime
from resources.models import LedgerLine, Pathway
from resources.models.rows import ResourceRowQuerySet


@dataclass(frozen=True, kw_only=True)
class PathwayMoney:
    """What is planned for a pathway in one fiscal year, in both scopes."""

    planned: str
    new_money: str
    unknown: str


@dataclass
class PathwaySums:
    """What is planned for a pathway, while it is added up."""

    planned: Decimal = ZERO
    new_money: Decimal = ZERO
    unknown: int = 0

    def add(self, planned: Decimal | None, new_money: Decimal | None, unknown: int) -> None:
        """Count lines in."""
        self.planned += planned or ZERO
        self.new_money += new_money or ZERO
        self.unknown += unknown


def pathway_lines(district: District, year: int) -> ResourceRowQuerySet[LedgerLine]:
    """Return the lines that count in a fiscal year."""
    return LedgerLine.objects.for_district(district).in_year(year).present()


def pathway_money(
    district: District, year: int, *, pathway: Pathway | None = None
) -> Mapping[UUID | None, PathwaySums]:
    """Add up the planned money of each pathway, None being lines of none; in one query."""
    lines = pathway_lines(district, year)
    if pathway is not None:
        lines = lines.filter(pathway=pathway)
    summed = (
        lines.order_by()
        .values("pathway_id")
        .annotate(
            all=Sum("planned"),
            new=Sum("planned", filter=Q(paid_time=PaidTime.NONE)),
            unknown=Count("pk", filter=Q(planned=None)),
        )
    )
    found: dict[UUID | None, PathwaySums] = {}
    for row in summed:
        found.setdefault(row["pathway_id"], PathwaySums()).add(row["all"], row["new"], row["unknown"])
    return found


def shown_money(sums: PathwaySums) -> PathwayMoney:
    """Show what is planned, and what is not known."""
    lines = "1 line is" if sums.unknown == 1 else f"{format_count(sums.unknown)} lines are"
    return PathwayMoney(
        planned=format_money(sums.planned),
        new_money=format_money(sums.new_money),
        unknown=f"{lines} not known and not in the sum." if sums.unknown else "",
    )
