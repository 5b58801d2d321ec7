"""Making draft budget requests of a scenario: each once, whoever presses the button how often."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.models import User
from plplanner.kit.years import LATEST_YEAR
from resources.models import BudgetRequest, RequestCost, Scenario
from resources.selectors.scenarios_requests import Draft, drafts_of
from resources.services.rows import add_row, record_row

STALE = "Somebody changed this scenario while you read it. Look at the requests again, then press the button once more."


@transaction.atomic
def make_requests(*, scenario: Scenario, version: int, by: User) -> list[BudgetRequest]:
    """Make the draft requests that do not exist yet and return them; again makes none.

    Raises ValidationError, with nothing made, for a scenario that was removed or changed since `version`.
    """
    held = Scenario.objects.select_for_update(of=("self",)).select_related("district").get(pk=scenario.pk)
    if held.removed_at is not None:
        raise ValidationError("This scenario is removed. Bring it back first.", code="removed")
    if held.version != version:
        raise ValidationError(STALE, code="stale")
    drafts = drafts_of(held)
    if any(draft.school_year > LATEST_YEAR for draft in drafts):
        raise ValidationError(f"Requests can be made up to the school year {LATEST_YEAR}.", code="late")
    known = set(BudgetRequest.objects.filter(pk__in=[draft.id for draft in drafts]).values_list("pk", flat=True))
    made = [_make(draft, held, by) for draft in drafts if draft.id not in known]
    if made:
        record_row(held, action="make-requests", by=by, requests=[str(each.pk) for each in made])
    return made


def _make(draft: Draft, scenario: Scenario, by: User) -> BudgetRequest:
    request = BudgetRequest(
        pk=draft.id,
        district=scenario.district,
        school_year=draft.school_year,
        title=draft.title,
        reason=draft.reason,
        asked_by=by,
    )
    add_row(request, by=by)
    for cost in draft.costs:
        add_row(
            RequestCost(
                pk=cost.id,
                district=scenario.district,
                request=request,
                title=cost.title,
                amount=cost.amount,
                delivery_phase=cost.delivery_phase,
                cost_element=cost.cost_element,
                resource_kind=cost.resource_kind,
                paid_time=cost.paid_time,
                is_technology_training=cost.is_technology_training,
                quantity=cost.quantity,
                unit=cost.unit,
                unit_price=cost.unit_price,
            ),
            by=by,
        )
    return request
