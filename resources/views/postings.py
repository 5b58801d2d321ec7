"""The postings of a line: listed with their running sum, added, edited, removed, brought back."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import User
from plplanner.kit.text import shorten
from plplanner.kit.versions import NewIdForm
from resources.forms.postings import PostingForm
from resources.models import LedgerLine, Posting
from resources.selectors.postings import line_amounts, posted_of, posting_lines, postings_of, removed_postings
from resources.services.postings import (
    LINE_REMOVED,
    add_posting,
    posting_values,
    remove_posting,
    restore_posting,
    save_posting,
)
from resources.views.access import may_write, visible_row, writable_row
from resources.views.ledger import ledger_address
from resources.views.rows import NAME_LENGTH, NOTHING_ADDED, RowPages

PAGE_LENGTH = 100


def _place(row: Posting) -> str:
    return reverse("resources:posting-list", args=[row.line_id])


def _why_closed(_user: User, row: Posting) -> str:
    return "" if row.line.removed_at is None else LINE_REMOVED


POSTINGS = RowPages[Posting](
    noun="posting",
    plural="postings",
    title="Posting",
    section="ledger",
    model=Posting,
    form=lambda row, data, values, version: PostingForm(
        data, values=values, version=version, school_year=row.school_year
    ),
    values_of=posting_values,
    save=save_posting,
    place=_place,
    related=("line",),
    add=lambda row, new_id, by: add_posting(row.line, new_id=new_id, by=by),
    remove=remove_posting,
    restore=restore_posting,
    consequence="What is spent of the line goes down by it. You can bring it back from the list.",
    more=lambda row: {"line_name": shorten(str(row.line), NAME_LENGTH), "list_url": _place(row)},
    why_closed=_why_closed,
    template="resources/posting_edit.html",
)


@require_safe
def posting_list(request: AuthenticatedHttpRequest, line_id: UUID) -> HttpResponse:
    """Show what was spent of a line, day by day, with the sum up to each."""
    line = visible_row(request, LedgerLine, line_id)
    page = Paginator(postings_of(line), PAGE_LENGTH).get_page(request.GET.get("page"))
    can_write = may_write(request, line.district)
    context = {
        "district": line.district,
        "year": line.school_year,
        "section": "ledger",
        "line": line,
        "name": shorten(str(line), NAME_LENGTH),
        "amounts": line_amounts(line),
        "posted": posted_of(line),
        "page": page,
        "postings": posting_lines(page.object_list),
        "removed": removed_postings(line) if can_write else None,
        "may_write": can_write,
        "new_id": uuid4(),
        "ledger_url": ledger_address(line.district, line.school_year),
    }
    return render(request, "resources/posting_list.html", context)


@require_POST
def posting_add(request: AuthenticatedHttpRequest, line_id: UUID) -> HttpResponse:
    """Add a posting to a line and open it."""
    line = writable_row(request, LedgerLine, line_id)
    form = NewIdForm(request.POST)
    if not form.is_valid():
        messages.error(request, NOTHING_ADDED)
        return redirect("resources:posting-list", line.pk)
    try:
        row = add_posting(line, new_id=form.cleaned_data["new_id"], by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("resources:posting-list", line.pk)
    return redirect(POSTINGS.address("edit", row.pk))
