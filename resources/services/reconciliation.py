"""Merging budget requests that ask for the same, undoing it, and remembering which do not."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.models import User
from resources.enums import RequestStatus
from resources.models import BudgetRequest, DistinctRequests, RequestCost, RequestMerge
from resources.selectors.request_costs import add_up, families_of
from resources.services.requests import change_status, hold_all, note, require_status, require_version, touch
from resources.services.rows import write_columns


@transaction.atomic
def merge_requests(
    *,
    kept: BudgetRequest,
    absorbed: Sequence[BudgetRequest],
    staying: Collection[UUID],
    versions: Mapping[UUID, int],
    reason: str,
    by: User,
) -> BudgetRequest:
    """Let one request go on for others, with the costs that stay; again changes nothing.

    The others keep their words and costs. What stays must be costs of these requests that went on until now.
    """
    held = hold_all((kept, *absorbed))
    goes_on, others = held[kept.pk], [held[each.pk] for each in absorbed]
    if all(each.merged_into_id == goes_on.pk for each in others):
        return goes_on
    _require_mergeable(goes_on, others, versions)
    _require_something_stays(list(held.values()), staying)
    for other in others:
        _merge_one(goes_on, other, staying=staying, reason=reason, by=by)
    return goes_on


@transaction.atomic
def unmerge_request(*, request: BudgetRequest, by: User) -> BudgetRequest:
    """Let a merged request stand for itself again, with all its costs; again changes nothing."""
    if request.merged_into_id is None:
        return request
    parent = BudgetRequest.objects.get(pk=request.merged_into_id)
    held = hold_all((request, parent))
    absorbed, kept = held[request.pk], held[parent.pk]
    if absorbed.merged_into_id is None:
        return absorbed
    if kept.status == RequestStatus.MERGED:
        raise ValidationError(f"“{kept}” was merged into another request since. Undo that first.", code="merged")
    if kept.status != RequestStatus.SUBMITTED:
        raise ValidationError(f"“{kept}” is decided. Reopen the decision first.", code="decided")
    merges = list(kept.merges.order_by("pk").select_related("absorbed"))
    if merges[-1].absorbed_id != absorbed.pk:
        raise ValidationError(f"Undo the later merge of “{merges[-1].absorbed}” first.", code="later")
    for cost in merges[-1].left_out.all():
        write_columns(cost, {"left_out_by": None}, by=by)
    merges[-1].delete()
    touch(kept, by=by)
    note(kept, action="unmerge", by=by, other=str(absorbed))
    values = {"status": RequestStatus.SUBMITTED, "merged_into": None}
    return change_status(absorbed, values, action="unmerged", by=by, other=str(kept))


@transaction.atomic
def say_distinct(*, one: BudgetRequest, other: BudgetRequest, reason: str, by: User) -> DistinctRequests:
    """Remember that two requests are no duplicates, and why; again changes nothing."""
    if one.pk == other.pk or (one.district_id, one.school_year) != (other.district_id, other.school_year):
        raise ValidationError("Choose two requests of one year.", code="not-a-pair")
    first, second = sorted((one, other), key=lambda each: str(each.pk))
    pair, is_new = DistinctRequests.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason, "said_by": by}
    )
    if is_new:
        note(one, action="distinct", by=by, other=str(other), reason=reason)
        note(other, action="distinct", by=by, other=str(one), reason=reason)
    return pair


@transaction.atomic
def take_back_distinct(*, one: BudgetRequest, other: BudgetRequest, by: User) -> None:
    """Forget that two requests are no duplicates; again changes nothing."""
    first, second = sorted((one, other), key=lambda each: str(each.pk))
    deleted, _ = DistinctRequests.objects.filter(first=first, second=second).delete()
    if deleted:
        note(one, action="distinct-again", by=by, other=str(other))
        note(other, action="distinct-again", by=by, other=str(one))


def _require_mergeable(kept: BudgetRequest, others: Sequence[BudgetRequest], versions: Mapping[UUID, int]) -> None:
    if not others or kept in others:
        raise ValidationError("Choose at least two requests.", code="too-few")
    for each in (kept, *others):
        if (each.district_id, each.school_year) != (kept.district_id, kept.school_year):
            raise ValidationError("Only requests of one district and year can be merged.", code="another-year")
        require_status(each, RequestStatus.SUBMITTED)
        require_version(each, versions.get(each.pk, 0))


def _require_something_stays(requests: Sequence[BudgetRequest], staying: Collection[UUID]) -> None:
    going_on = {cost.pk for family in families_of(requests).values() for cost in family.going_on}
    if not set(staying) <= going_on:
        raise ValidationError("One of the costs is no longer there. Look at the requests again.", code="stale")
    if not staying:
        raise ValidationError("Choose at least one cost that stays.", code="nothing-stays")


def _merge_one(
    kept: BudgetRequest, absorbed: BudgetRequest, *, staying: Collection[UUID], reason: str, by: User
) -> None:
    families = families_of([kept, absorbed])
    costs = [cost for family in families.values() for cost in family.going_on]
    left_out = [cost for cost in costs if cost.pk not in staying]
    asked, saved = add_up(costs), add_up(left_out)
    merge = RequestMerge.objects.create(
        kept=kept, absorbed=absorbed, asked=asked, saved=saved, reason=reason, merged_by=by
    )
    _leave_out(left_out, merge, by=by)
    touch(kept, by=by)
    note(kept, action="merge", by=by, other=str(absorbed), reason=reason, saved=str(saved))
    values = {"status": RequestStatus.MERGED, "merged_into": kept}
    change_status(absorbed, values, action="merged", by=by, other=str(kept), reason=reason)


def _leave_out(costs: Sequence[RequestCost], merge: RequestMerge, *, by: User) -> None:
    for cost in costs:
        write_columns(cost, {"left_out_by": merge}, by=by)
