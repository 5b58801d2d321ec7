"""Transfers between funds."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.forms.transfers import TransferForm
from resources.models import FundTransfer
from resources.selectors.transfers import offered_funds, removed_transfers
from resources.selectors.transfers import transfer_list as list_transfers
from resources.services.transfers import add_transfer, restore_transfer, save_transfer, transfer_values
from resources.views.access import may_write, visible_district
from resources.views.rows import RowPages, add_view


def _list_address(district: District, year: int) -> str:
    return reverse("resources:transfer-list", args=[district.pk, year])


def _form(row: FundTransfer, data: QueryDict | None, values: Mapping[str, Any], version: int) -> TransferForm:
    return TransferForm(data, values=values, version=version, funds=offered_funds(row.district, row.school_year))


TRANSFERS = RowPages[FundTransfer](
    noun="transfer",
    plural="transfers",
    title="Transfer",
    section="funds",
    model=FundTransfer,
    form=_form,
    values_of=transfer_values,
    save=save_transfer,
    place=lambda row: _list_address(row.district, row.school_year),
    related=("from_fund", "to_fund"),
    add=lambda row, new_id, by: add_transfer(district=row.district, school_year=row.school_year, new_id=new_id, by=by),
    restore=restore_transfer,
    consequence="Both funds then have what they had before. You can bring it back from the list.",
)
transfer_add = add_view(TRANSFERS, add_transfer, to=_list_address)


@require_safe
def transfer_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what is moved between funds in a fiscal year, and why."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "funds",
        "transfers": list_transfers(district, year),
        "removed": removed_transfers(district, year) if can_write else [],
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/transfer_list.html", context)
