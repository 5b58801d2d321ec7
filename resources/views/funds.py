"""The funds of a fiscal year, one fund over its years, and what it is awarded."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.views.editing import edit_row
from plplanner.kit.years import school_year_label, school_year_of
from resources.enums import FundKind
from resources.forms.funds import AwardForm, FundForm, FundListForm
from resources.models import Fund
from resources.selectors.funds import fund_list as list_funds
from resources.selectors.funds import removed_funds
from resources.selectors.funds_detail import fund_page
from resources.selectors.transfers import transfer_summary, transfers_with
from resources.services.funds import add_fund, award_of, award_values, fund_values, remove_fund, save_award, save_fund
from resources.views.access import may_write, visible_district, writable_district
from resources.views.rows import RowPages, add_view


def _list_address(district: District, year: int) -> str:
    return reverse("resources:fund-list", args=[district.pk, year])


def _is_local_program(fund: Fund) -> list[str]:
    """Ask whether a local fund is meant to be a program: mostly it is the general fund."""
    fund.refresh_from_db(fields=["name", "kind", "is_program"])
    if not fund.is_program or fund.kind != FundKind.LOCAL:
        return []
    counts = f"“{fund}” is local money and counts as a program, so a benchmark asks it for a tenth."
    return [f"{counts} If it is your general fund, open it and untick “It is a program”."]


FUNDS = RowPages[Fund](
    noun="fund",
    plural="funds",
    title="Fund",
    section="funds",
    model=Fund,
    form=lambda _row, data, values, version: FundForm(data, values=values, version=version),
    values_of=fund_values,
    save=save_fund,
    place=lambda row: _list_address(row.district, school_year_of(timezone.localdate())),
    related=("assistance_listing",),
    remove=remove_fund,
    warnings=_is_local_program,
    consequence="A fund that lines are charged to stays. Any other you can bring back from the list.",
)
fund_add = add_view(FUNDS, add_fund, to=_list_address)


@require_safe
def fund_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show every fund with what it has and what is left of it."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    form = FundListForm(request.GET)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "funds",
        "form": form,
        "funds": list_funds(district, year, with_carry_over=form.with_carry_over),
        "with_carry_over": form.with_carry_over,
        "transfers": transfer_summary(district, year),
        "removed": removed_funds(district) if can_write else [],
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/fund_list.html", context)


@require_safe
def fund_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int, fund_id: UUID) -> HttpResponse:
    """Show one fund over its years, and what one of them charges to it."""
    district = visible_district(request, district_id)
    fund = get_object_or_404(Fund.objects.visible_to(request.user).for_district(district).present(), pk=fund_id)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "funds",
        "fund": fund,
        "page": fund_page(fund, year, today=timezone.localdate()),
        "transfers": transfers_with(fund, year),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/fund_detail.html", context)


@read_or_post
def award_edit(request: AuthenticatedHttpRequest, district_id: UUID, year: int, fund_id: UUID) -> HttpResponse:
    """Edit what a fund is awarded in one fiscal year; the first save stores it."""
    district = writable_district(request, district_id)
    fund = get_object_or_404(Fund.objects.visible_to(request.user).for_district(district).present(), pk=fund_id)
    back_url = reverse("resources:fund-detail", args=[district.pk, year, fund.pk])
    editing = edit_row(
        request,
        row=award_of(fund, year),
        form_for=lambda data, values, version: AwardForm(data, values=values, version=version),
        values_of=award_values,
        save=lambda each, edit: save_award(each, edit, request.user),
        after_save=lambda _button: back_url,
    )
    if editing.response is not None:
        return editing.response
    context = editing.context | {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "funds",
        "title": f"Award {school_year_label(year)}",
        "fund": fund,
        "primary": "Save",
        "add": "",
        "new_id": uuid4(),
        "back_url": back_url,
    }
    return render(request, "resources/fund_award.html", context)
