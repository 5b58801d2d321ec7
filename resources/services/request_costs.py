"""What people do with the costs of a budget request. Each change raises the request's version."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.models import User
from plplanner.kit.editing import Edit
from plplanner.kit.money import LARGEST_MONEY
from resources.calculations.request_checks import contradiction, product
from resources.models import BudgetRequest, RequestCost
from resources.services.requests import hold, require_open, require_still_complete, touch
from resources.services.rows import add_row, remove_row, restore_row, save_row, write_columns

COST_COLUMNS = (
    "title",
    "delivery_phase",
    "cost_element",
    "resource_kind",
    "paid_time",
    "is_technology_training",
    "quantity",
    "unit",
    "unit_price",
)
TOO_MUCH = "Quantity × price of one is more than an amount can be. Correct one of them."


def cost_values(row: RequestCost) -> dict[str, Any]:
    """Read what the form of a cost edits; the amount is empty where quantity and price say it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in COST_COLUMNS}
    is_worked_out = row.amount is not None and row.amount == product(row.quantity, row.unit_price)
    return values | {"amount": None if is_worked_out else row.amount}


@transaction.atomic
def add_cost(*, request: BudgetRequest, new_id: UUID, by: User) -> RequestCost:
    """Add a blank cost to a request; adding the same id again changes nothing."""
    held = hold(request)
    require_open(held, by=by)
    blank = RequestCost(pk=new_id, district_id=held.district_id, request=held)
    cost = add_row(blank, by=by)
    if cost.request_id != held.pk:
        raise ValidationError("Open the page again and press the button once more.", code="foreign-id")
    if cost is blank:
        touch(held, by=by)
    return cost


def save_cost(row: RequestCost, edit: Edit, by: User) -> RequestCost:
    """Save a cost. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""

    def write(each: RequestCost, values: Mapping[str, Any]) -> None:
        held = hold(each.request)
        require_open(held, by=by)
        after = cost_values(each) | dict(values)
        columns = {name: value for name, value in values.items() if name in COST_COLUMNS}
        write_columns(each, columns | {"amount": amount_of(after)}, by=by)
        touch(held, by=by)

    return save_row(row, edit=edit, by=by, read=cost_values, write=write, district_id=row.district_id)


def amount_of(values: Mapping[str, Any]) -> Any:
    """Return the typed amount, else what quantity and price come to. Raises ValidationError when the two differ."""
    quantity, price, amount = values["quantity"], values["unit_price"], values["amount"]
    worked_out = product(quantity, price)
    if worked_out is not None and worked_out > LARGEST_MONEY:
        raise ValidationError(TOO_MUCH, code="too-much")
    refusal = contradiction(quantity, price, amount)
    if refusal:
        raise ValidationError(refusal, code="contradiction")
    return worked_out if amount is None else amount


@transaction.atomic
def remove_cost(row: RequestCost, by: User) -> RequestCost:
    """Take a cost out of its request; doing it again changes nothing."""
    return _set_removed(row, by=by, is_removed=True)


@transaction.atomic
def restore_cost(row: RequestCost, by: User) -> RequestCost:
    """Bring a removed cost back; doing it again changes nothing."""
    return _set_removed(row, by=by, is_removed=False)


def _set_removed(row: RequestCost, *, by: User, is_removed: bool) -> RequestCost:
    held = hold(row.request)
    now = RequestCost.objects.get(pk=row.pk)
    if (now.removed_at is not None) == is_removed:
        return now
    require_open(held, by=by)
    changed = remove_row(row, by=by) if is_removed else restore_row(row, by=by)
    require_still_complete(held)
    touch(held, by=by)
    return changed
