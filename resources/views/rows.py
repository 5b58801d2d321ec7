"""The pages that every kind of row has: add, edit, remove, bring back. What differs is a `RowPages`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District, User
from plplanner.districts.views.editing import edit_row
from plplanner.kit.editing import Edit
from plplanner.kit.text import shorten
from plplanner.kit.versions import NewIdForm
from plplanner.kit.years import school_year_of
from resources.forms.row_form import ResourceRowForm
from resources.models.rows import ResourceRow
from resources.services.rows import remove_row, restore_row
from resources.views.access import writable_district, writable_row

Row = TypeVar("Row", bound=ResourceRow)
NAME_LENGTH = 80
NOTHING_ADDED = "Nothing was added. Open this page again and press the button once more."


@dataclass(frozen=True, kw_only=True)
class RowPages(Generic[Row]):
    """One kind of row: what people call it, where its rows are shown, and which form and services it has.

    `noun` and `plural` name its addresses (`resources:fund-edit`, `funds/<uuid:fund_id>/edit/`); `section` is its entry
    in the rail.
    """

    noun: str
    plural: str
    title: str
    section: str
    model: type[Row]
    form: Callable[[Row, QueryDict | None, Mapping[str, Any], int], ResourceRowForm]
    values_of: Callable[[Row], Mapping[str, Any]]
    save: Callable[[Row, Edit, User], Row]
    place: Callable[[Row], str]
    related: tuple[str, ...] = ()
    """What is read with a row, for its page."""
    primary: str = "Save"
    add: Callable[[Row, UUID, User], Row] | None = None
    """Adds a blank row beside the edited one, for "Save and add another"."""
    remove: Callable[[Row, User], object] = lambda row, by: remove_row(row, by=by)
    restore: Callable[[Row, User], object] = lambda row, by: restore_row(row, by=by)
    consequence: str = "You can bring it back from the list."
    more: Callable[[Row], Mapping[str, Any]] = lambda _row: {}
    """What the edit page shows beside the form."""
    warnings: Callable[[Row], Sequence[str]] = lambda _row: ()
    """What a person should know about a row they have just saved; it is said, and blocks nothing."""
    template: str = "resources/row_edit.html"
    may_edit: Callable[[User, Row], bool] | None = None
    """Whether a person may write a row; without it, whoever may edit resources."""
    why_closed: Callable[[User, Row], str] = lambda _user, _row: ""
    """Why a row cannot be changed as it stands; its edit page then leads to its place, with the sentence, and what is
    sent all the same is shown again."""

    def fetch(self, request: AuthenticatedHttpRequest, row_id: UUID) -> Row:
        """Return the row, if the person may write it."""
        return writable_row(request, self.model, row_id, related=self.related, may_edit=self.may_edit)

    def address(self, verb: str, row_id: UUID) -> str:
        """Return where something is done to a row."""
        return reverse(f"resources:{self.noun}-{verb}", args=[row_id])

    def year_of(self, row: Row) -> int:
        """Return the school year that the rail leads to: the row's own, or this one."""
        own: int | None = getattr(row, "school_year", None)
        return school_year_of(timezone.localdate()) if own is None else own


def row_paths(pages: RowPages[Any]) -> list[URLPattern]:
    """Return the addresses of one row: edit, remove, restore."""
    row_id = f"<uuid:{pages.noun.replace('-', '_')}_id>"
    views = {"edit": edit_view(pages), "remove": remove_view(pages), "restore": restore_view(pages)}
    return [path(f"{pages.plural}/{row_id}/{verb}/", view, name=f"{pages.noun}-{verb}") for verb, view in views.items()]


def edit_view(pages: RowPages[Row]) -> Callable[..., HttpResponse]:
    """Make the view that edits one row."""

    @read_or_post
    def row_edit(request: AuthenticatedHttpRequest, **ids: UUID) -> HttpResponse:
        row = pages.fetch(request, *ids.values())
        sentence = pages.why_closed(request.user, row)
        if sentence and request.method != "POST":
            return _led_away(request, pages, row, sentence)
        editing = edit_row(
            request,
            row=row,
            form_for=lambda data, values, version: pages.form(row, data, values, version),
            values_of=pages.values_of,
            save=lambda each, edit: _save_if_open(pages, each, edit, sentence, by=request.user),
            after_save=lambda button: _after_save(request, pages, row, button),
            bring_back=lambda each: pages.restore(each, request.user),
        )
        if editing.response is not None:
            return editing.response
        context = editing.context | {
            "district": row.district,
            "year": pages.year_of(row),
            "section": pages.section,
            "title": pages.title,
            "primary": pages.primary,
            "add": f"Save and add another {pages.title.lower()}" if pages.add else "",
            "new_id": uuid4(),
            "back_url": pages.place(row),
            "remove_url": pages.address("remove", row.pk),
            **pages.more(row),
        }
        return render(request, pages.template, context)

    return row_edit


def _save_if_open(pages: RowPages[Row], row: Row, edit: Edit, why_closed: str, *, by: User) -> Row:
    """Save, unless the row was closed while the person wrote: then the page keeps what they wrote."""
    if why_closed:
        raise ValidationError(why_closed, code="closed")
    return pages.save(row, edit, by)


def _after_save(request: AuthenticatedHttpRequest, pages: RowPages[Row], row: Row, button: str) -> str:
    for warning in pages.warnings(row):
        messages.warning(request, warning)
    new_row = NewIdForm(request.POST)
    if button == "add" and pages.add is not None and new_row.is_valid():
        added = pages.add(row, new_row.cleaned_data["new_id"], request.user)
        return pages.address("edit", added.pk)
    return pages.place(row)


def _led_away(request: AuthenticatedHttpRequest, pages: RowPages[Row], row: Row, sentence: str) -> HttpResponse:
    """Lead to where the row is shown, with why it cannot be changed."""
    messages.info(request, sentence)
    return redirect(pages.place(row))


def remove_view(pages: RowPages[Row]) -> Callable[..., HttpResponse]:
    """Make the view that asks before it removes a row."""

    @read_or_post
    def row_remove(request: AuthenticatedHttpRequest, **ids: UUID) -> HttpResponse:
        row = pages.fetch(request, *ids.values())
        sentence = pages.why_closed(request.user, row)
        if sentence:
            return _led_away(request, pages, row, sentence)
        if request.method == "POST":
            try:
                pages.remove(row, request.user)
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
            else:
                name = shorten(str(row), NAME_LENGTH)
                messages.success(request, f"“{name}” is removed. You can bring it back at the end of the list.")
            return redirect(pages.place(row))
        context = {
            "district": row.district,
            "year": pages.year_of(row),
            "section": pages.section,
            "title": pages.title.lower(),
            "name": shorten(str(row), NAME_LENGTH),
            "consequence": pages.consequence,
            "back_url": pages.place(row),
        }
        return render(request, "resources/row_remove.html", context)

    return row_remove


def restore_view(pages: RowPages[Row]) -> Callable[..., HttpResponse]:
    """Make the view that brings a removed row back."""

    @require_POST
    def row_restore(request: AuthenticatedHttpRequest, **ids: UUID) -> HttpResponse:
        row = pages.fetch(request, *ids.values())
        try:
            pages.restore(row, request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"“{shorten(str(row), NAME_LENGTH)}” is back.")
        return redirect(pages.place(row))

    return row_restore


def add_view(
    pages: RowPages[Row],
    add: Callable[..., Row],
    *,
    to: Callable[[District, int], str],
    district_for: Callable[[AuthenticatedHttpRequest, UUID], District] = writable_district,
) -> Callable[..., HttpResponse]:
    """Make the view that adds a blank row to a district's year and opens it; `to` is where a refused post leads.

    `add` is called with `district=`, `school_year=`, `new_id=` and `by=`; `district_for` says who may add.
    """

    @require_POST
    def row_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
        district = district_for(request, district_id)
        return add_and_open(request, pages, partial(add, district=district, school_year=year), back=to(district, year))

    return row_add


def add_and_open(
    request: AuthenticatedHttpRequest,
    pages: RowPages[Any],
    add: Callable[..., ResourceRow],
    *,
    back: str,
    form: type[NewIdForm] = NewIdForm,
    refusal: str = NOTHING_ADDED,
) -> HttpResponse:
    """Add the row that a button asks for and open it; a refused post leads back, with why.

    `add` is called with `by=` and with all that the form holds, `new_id=` at least; `refusal` is said when the form
    is not what a page of ours sends.
    """
    posted = form(request.POST)
    if not posted.is_valid():
        messages.error(request, refusal)
        return redirect(back)
    try:
        row = add(by=request.user, **posted.cleaned_data)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(back)
    return redirect(pages.address("edit", row.pk))
