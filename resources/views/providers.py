"""Providers from outside: judged by the district's own criteria, contracted, and followed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit.years import school_year_of
from resources.forms.providers import ContractForm, CriterionForm, ProgressForm, ProviderForm, ReviewForm
from resources.models import Contract, ContractProgress, Provider, ProviderCriterion, ProviderReview
from resources.selectors.providers import contract_lines, warnings_of
from resources.selectors.providers import provider_detail as read_provider
from resources.selectors.providers import provider_list as list_providers
from resources.services.providers import (
    CONTRACT_COLUMNS,
    CRITERION_COLUMNS,
    PROGRESS_COLUMNS,
    PROVIDER_COLUMNS,
    add_contract,
    add_criterion,
    add_progress,
    add_provider,
    add_review,
    judged_in,
    review_values,
    save_review,
)
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district
from resources.views.child_rows import child_add_view, present_row
from resources.views.rows import RowPages, add_view

PAGE_LENGTH = 25


def _list_address(district: District, year: int) -> str:
    return reverse("resources:provider-list", args=[district.pk, year])


def _this_year() -> int:
    return school_year_of(timezone.localdate())


def _address(provider: Provider, year: int) -> str:
    if provider.removed_at is not None:
        return _list_address(provider.district, year)
    return reverse("resources:provider-detail", args=[provider.district_id, year, provider.pk])


def _contract_form(row: Contract, data: QueryDict | None, values: Mapping[str, Any], version: int) -> ContractForm:
    return ContractForm(data, values=values, version=version, lines=contract_lines(row, today=timezone.localdate()))


PROVIDERS = RowPages[Provider](
    noun="provider",
    plural="providers",
    title="Provider",
    section="providers",
    model=Provider,
    form=lambda _row, data, values, version: ProviderForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, PROVIDER_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=PROVIDER_COLUMNS),
    place=lambda row: _address(row, _this_year()),
    consequence="Its reviews and contracts go with it. You can bring all of it back from the list.",
)
CRITERIA = RowPages[ProviderCriterion](
    noun="provider-criterion",
    plural="provider-criteria",
    title="Criterion",
    section="providers",
    model=ProviderCriterion,
    form=lambda _row, data, values, version: CriterionForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, CRITERION_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=CRITERION_COLUMNS),
    place=lambda row: _list_address(row.district, _this_year()),
    add=lambda row, new_id, by: add_criterion(district=row.district, school_year=_this_year(), new_id=new_id, by=by),
    consequence="Reviews that judged by it keep its words. You can bring it back from the list.",
)
REVIEWS = RowPages[ProviderReview](
    noun="provider-review",
    plural="provider-reviews",
    title="Review",
    section="providers",
    model=ProviderReview,
    form=lambda row, data, values, version: ReviewForm(data, values=values, version=version, judged=judged_in(row)),
    values_of=review_values,
    save=save_review,
    place=lambda row: _address(row.provider, _this_year()),
    related=("provider",),
    consequence="You can bring it back from the page of the provider.",
    warnings=warnings_of,
)
CONTRACTS = RowPages[Contract](
    noun="contract",
    plural="contracts",
    title="Contract",
    section="providers",
    model=Contract,
    form=_contract_form,
    values_of=lambda row: columns_of(row, CONTRACT_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=CONTRACT_COLUMNS),
    place=lambda row: _address(row.provider, _this_year()),
    related=("provider", "line"),
    consequence="The line of the ledger stays. You can bring the contract back from the page of the provider.",
)
PROGRESS = RowPages[ContractProgress](
    noun="progress-note",
    plural="progress-notes",
    title="Progress note",
    section="providers",
    model=ContractProgress,
    form=lambda _row, data, values, version: ProgressForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, PROGRESS_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=PROGRESS_COLUMNS),
    place=lambda row: _address(row.contract.provider, _this_year()),
    related=("contract__provider",),
    consequence="You can bring it back from the page of the provider.",
)

provider_add = add_view(PROVIDERS, add_provider, to=_list_address)
provider_criterion_add = add_view(CRITERIA, add_criterion, to=_list_address)
provider_review_add = child_add_view(REVIEWS, Provider, add_review, to=_address)
contract_add = child_add_view(CONTRACTS, Provider, add_contract, to=_address)
progress_note_add = child_add_view(
    PROGRESS, Contract, add_progress, to=lambda contract, year: _address(contract.provider, year)
)


@require_safe
def provider_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the providers with where they stand, and the district's criteria for them."""
    district = visible_district(request, district_id)
    providers = list_providers(district, today=timezone.localdate())
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "section": "providers",
        "providers": providers,
        "page": Paginator(providers.lines, PAGE_LENGTH).get_page(request.GET.get("page")),
        "removed": providers.removed if can_write else [],
        "removed_criteria": providers.removed_criteria if can_write else [],
        "may_write": can_write,
        "new_provider_id": uuid4(),
        "new_criterion_id": uuid4(),
    }
    return render(request, "resources/provider_list.html", context)


@require_safe
def provider_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int, provider_id: UUID) -> HttpResponse:
    """Show one provider: how it was judged, what it is contracted for, and how that goes."""
    district = visible_district(request, district_id)
    provider = present_row(district, Provider, provider_id)
    context = {
        "district": district,
        "year": year,
        "section": "providers",
        "provider": provider,
        "detail": read_provider(provider, today=timezone.localdate()),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/provider_detail.html", context)
