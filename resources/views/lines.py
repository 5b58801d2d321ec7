"""One line of the ledger: added, edited, copied, removed, brought back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.forms.lines import NAMED, LineForm
from resources.models import LedgerLine
from resources.selectors.ledger_choices import ledger_choices
from resources.selectors.lines import fund_notes, overdrawn_by
from resources.selectors.postings import posted_of
from resources.services.lines import (
    MOST_FUNDS,
    add_line,
    copy_line,
    line_values,
    remove_line,
    restore_line,
    save_line,
    share_field,
)
from resources.views.access import writable_row
from resources.views.ledger import ledger_address
from resources.views.rows import RowPages, add_and_open, add_view

NOTHING_COPIED = "Nothing was copied. Open the line again and press the button once more."


def _form(line: LedgerLine, data: QueryDict | None, values: Mapping[str, Any], version: int) -> LineForm:
    funds = [fund for number in range(1, MOST_FUNDS + 1) if (fund := values[share_field(number, "fund")])]
    return LineForm(
        data,
        line=line,
        values=values,
        version=version,
        choices=ledger_choices(line.district, chosen_activity=line.activity_id),
        notes=fund_notes(line, funds),
        posted=posted_of(line),
    )


def _save(line: LedgerLine, edit: Edit, by: User) -> LedgerLine:
    return save_line(line=line, edit=edit, by=by)


def _place(line: LedgerLine) -> str:
    return ledger_address(line.district, line.school_year)


LINES = RowPages[LedgerLine](
    noun="line",
    plural="lines",
    title="Line",
    section="ledger",
    model=LedgerLine,
    form=_form,
    values_of=line_values,
    save=_save,
    place=_place,
    related=NAMED,
    add=lambda line, new_id, by: add_line(district=line.district, school_year=line.school_year, line_id=new_id, by=by),
    remove=lambda line, by: remove_line(line=line, by=by),
    restore=lambda line, by: restore_line(line=line, by=by),
    consequence="It counts in no total from then on. You can bring it back: look for removed lines in the ledger.",
    warnings=overdrawn_by,
    template="resources/line_edit.html",
)


def _add(*, district: District, school_year: int, new_id: UUID, by: User) -> LedgerLine:
    return add_line(district=district, school_year=school_year, line_id=new_id, by=by)


line_add = add_view(LINES, _add, to=ledger_address)


@require_POST
def line_copy(request: AuthenticatedHttpRequest, line_id: UUID) -> HttpResponse:
    """Add a line like this one and open it."""
    line = writable_row(request, LedgerLine, line_id)

    def copy(*, new_id: UUID, by: User) -> LedgerLine:
        copied = copy_line(line=line, line_id=new_id, by=by)
        messages.success(request, "This is the copy. What is committed or spent stayed with the first line.")
        return copied

    return add_and_open(request, LINES, copy, back=_place(line), refusal=NOTHING_COPIED)
