"""Which lines of a district's year are meant; the ledger, its totals and its files all ask here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from plans.enums import DeliveryPhase
from plplanner.districts.models import District
from resources.enums import CostElement, PaidTime, ResourceKind
from resources.models import FundShare, LedgerLine

COLUMNS = (
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "is_recurring",
    "pathway",
    "department",
    "school",
    "activity",
    "function_code",
    "object_code",
)
"""What lines can be told apart by that stands in the line itself."""

FUND = "fund"

NONE = "none"
"""Stands in an address for lines that have none of a kind."""
YES, NO = "yes", "no"
RECURRING = [(YES, "Comes again each year"), (NO, "One time")]

FEW: Mapping[str, Any] = {
    "resource_kind": ResourceKind,
    "cost_element": CostElement,
    "delivery_phase": DeliveryPhase,
    "paid_time": PaidTime,
}
"""The columns with a few fixed choices."""

DISTRICT_WIDE = "District-wide"
NO_FUND = "No fund named"
NO_LABELS = {
    "resource_kind": "No kind chosen",
    "cost_element": "No cost element chosen",
    "delivery_phase": "No phase chosen",
    "paid_time": "Neither",
    "pathway": "No pathway",
    "department": "No department",
    "school": DISTRICT_WIDE,
    "fund": NO_FUND,
    "activity": "No activity",
    "function_code": "No function code",
    "object_code": "No object code",
}
"""How lines are called that have none of a kind."""


@dataclass(frozen=True, kw_only=True)
class LineFilter:
    """Lines of one district's fiscal year.

    `wanted` holds a value for each of `COLUMNS`, or `FUND`, that matters: None, or the empty choice, is a line that has
    none. `unknown` names an amount that is not known; `text` stands in the title.
    """

    district: District
    school_year: int
    wanted: Mapping[str, Any] = field(default_factory=dict)
    unknown: str = ""
    text: str = ""
    is_removed: bool = False

    def only(self, *names: str) -> bool:
        """Whether it tells lines apart by nothing but these."""
        return set(self.wanted) <= set(names) and not (self.unknown or self.text or self.is_removed)


def lines_of(chosen: LineFilter) -> "QuerySet[LedgerLine]":
    """Return the lines that are meant, in no order."""
    lines = LedgerLine.objects.for_district(chosen.district).in_year(chosen.school_year).order_by()
    lines = lines.filter(removed_at__isnull=not chosen.is_removed)
    lines = lines.filter(**{name: value for name, value in chosen.wanted.items() if name != FUND})
    if FUND in chosen.wanted:
        shares = FundShare.objects.filter(line=OuterRef("pk"))
        fund = chosen.wanted[FUND]
        lines = lines.filter(~Exists(shares) if fund is None else Exists(shares.filter(fund=fund)))
    if chosen.unknown:
        lines = lines.filter(**{chosen.unknown: None})
    return lines.filter(title__icontains=chosen.text) if chosen.text else lines
