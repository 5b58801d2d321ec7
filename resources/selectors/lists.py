"""The district's lists as their page shows them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from plplanner.districts.models import District
from plplanner.kit.numbers import format_count
from resources.models import Department


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """A department, with how many lines of the ledger name it, in all years."""

    id: UUID
    name: str
    lines: str


def department_lines(district: District, *, removed: bool = False) -> list[NamedLine]:
    """List a district's departments by name, in one query."""
    rows = Department.objects.for_district(district).filter(removed_at__isnull=not removed)
    counted = rows.annotate(line_count=Count("lines", filter=Q(lines__removed_at=None))).order_by("name", "pk")
    return [NamedLine(id=row.pk, name=str(row), lines=format_count(row.line_count)) for row in counted]
