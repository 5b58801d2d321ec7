"""What loading a file into the ledger reads: all that the file may name, and the loads before it."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from plplanner.districts.models import District, School
from plplanner.kit.dates import short_day
from plplanner.kit.times import clock
from resources.enums import CodeDimension
from resources.imports.look_ups import Index, LookUps
from resources.models import AccountCode, AssistanceListing, Department, Fund, LedgerImport, Pathway

SHOWN_LOADS = 10
Named = TypeVar("Named", Department, Pathway)


def look_ups(district: District) -> LookUps:
    """Read all that a district's files may name, in seven queries."""
    found = LookUps()
    for fund in Fund.objects.for_district(district):
        keys = (fund.name, fund.external_id, str(fund.pk))
        found.funds.add(fund.pk, str(fund), keys, is_removed=fund.removed_at is not None)
    for school in School.objects.for_district(district):
        keys = (school.name, school.nces_id, str(school.pk))
        found.schools.add(school.pk, school.name, keys, is_removed=school.removed_at is not None)
    for model, index in ((Department, found.departments), (Pathway, found.pathways)):
        for row in model.objects.for_district(district):
            index.add(row.pk, str(row), (row.name,), is_removed=row.removed_at is not None)
    # The state's own code takes the place of the national one.
    codes = {
        (code.dimension, code.code): code
        for code in AccountCode.objects.filter(Q(state="") | Q(state=district.state)).order_by("state")
    }
    for (dimension, _), code in codes.items():
        index_of: Index[int] = found.functions if dimension == CodeDimension.FUNCTION else found.objects
        index_of.add(code.pk, code.code, (code.code,))
    for listing in AssistanceListing.objects.all():
        found.listings.add(listing.pk, listing.number, (listing.number,))
    return found


@dataclass(frozen=True, kw_only=True)
class LoadLine:
    """An earlier load as the page shows it."""

    file_name: str
    kind: str
    loaded: str
    by: str


def earlier_loads(district: District) -> list[LoadLine]:
    """List a district's last loads, in one query."""
    loads = LedgerImport.objects.filter(district=district).select_related("loaded_by")[:SHOWN_LOADS]
    return [
        LoadLine(
            file_name=load.file_name,
            kind=load.get_kind_display(),
            loaded=f"{short_day(timezone.localtime(load.loaded_at))}, {clock(load.loaded_at)}",
            by=str(load.loaded_by) if load.loaded_by else "a command on the server",
        )
        for load in loads
    ]
