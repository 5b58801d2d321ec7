"""Editing a row of a plan, with who else has it open."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.utils.functional import SimpleLazyObject

from plans.models import Activity, ActivityTable, Goal, Section
from plans.selectors.editing import others_editing
from plans.services.rows import restore_row
from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.views.editing import Editing, FormFor, edit_row
from plplanner.kit.editing import Edit

PlanRow = TypeVar("PlanRow", Section, Goal, ActivityTable, Activity)


def edit_plan_row(
    request: AuthenticatedHttpRequest,
    *,
    row: PlanRow,
    form_for: FormFor,
    values_of: Callable[[PlanRow], Mapping[str, Any]],
    save: Callable[[PlanRow, Edit], PlanRow],
    after_save: Callable[[str], str],
) -> Editing:
    """Draw the form, or save what it sends; `after_save` turns the pressed button's value into the next address."""

    def bring_back(removed: PlanRow) -> None:
        if not isinstance(removed, Section):
            restore_row(row=removed, by=request.user)

    editing = edit_row(
        request,
        row=row,
        form_for=form_for,
        values_of=values_of,
        save=save,
        after_save=after_save,
        bring_back=bring_back,
    )
    editing.context |= {
        "plan": row.plan,
        "district": row.plan.district,
        "others": SimpleLazyObject(lambda: others_editing(row.plan, row.pk, request.user)),
        "caption": "",
        "add": "",
        "rows_url": "",
        "new_id": uuid.uuid4(),
    }
    return editing
