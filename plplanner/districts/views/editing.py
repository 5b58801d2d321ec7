"""The one way a row is edited over HTTP: drawn, saved, autosaved, merged, or refused with nothing lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.selectors.drafts import kept_draft
from plplanner.districts.services.drafts import discard_draft, keep_draft
from plplanner.kit.editing import Edit, EditConflict, RowRemoved, texts_of
from plplanner.kit.merging import canonical
from plplanner.kit.row_form import COMBINED, MINE, THEIRS, RowForm
from plplanner.kit.rows import VersionedRow
from plplanner.kit.text import clean_text
from plplanner.kit.times import clock
from plplanner.kit.words import Run, combined, word_differences

EditedRow = TypeVar("EditedRow", bound=VersionedRow)
FormFor = Callable[[QueryDict | None, Mapping[str, Any], int], RowForm]

CHOOSE = "Kept. Choose which text to keep, then press Save."
PRESS_SAVE: Mapping[type[Exception], str] = {
    EditConflict: "Press Save to see both texts.",
    RowRemoved: "Press Save to bring it back with your text.",
}
"""What the status line adds to a refusal where the page that Save leads to has more to offer."""

OF_A_CHOICE = ("conflict-", "choice-", "combined-")
"""How the fields begin by which a person chooses between two texts."""


@dataclass(frozen=True, kw_only=True)
class FieldConflict:
    """A field that two people changed, ready to show side by side."""

    name: str
    label: str
    mine: list[Run]
    theirs: list[Run]
    combined: str
    can_combine: bool
    chosen: str = ""

    @property
    def keeps_mine(self) -> bool:
        """Whether the person chose their own text and the page is shown again for another reason."""
        return self.chosen == MINE

    @property
    def takes_theirs(self) -> bool:
        """Likewise, the other text."""
        return self.chosen == THEIRS

    @property
    def combines(self) -> bool:
        """Likewise, the combined text."""
        return self.chosen == COMBINED


@dataclass(kw_only=True)
class Editing:
    """What an edit page shows, or the response that ends the request."""

    form: RowForm
    row: Any
    response: HttpResponse | None = None
    conflicts: list[FieldConflict] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)


def edit_row(
    request: AuthenticatedHttpRequest,
    *,
    row: EditedRow,
    form_for: FormFor,
    values_of: Callable[[EditedRow], Mapping[str, Any]],
    save: Callable[[EditedRow, Edit], EditedRow],
    after_save: Callable[[str], str],
    bring_back: Callable[[EditedRow], object] | None = None,
) -> Editing:
    """Draw the form, or save what it sends.

    `after_save` turns the pressed button's value into the next address; `bring_back` restores a removed row, where
    rows can be removed.
    """
    if request.method != "POST":
        return _drawn(request, row=row, form_for=form_for, values_of=values_of)
    if "discard" in request.POST:
        discard_draft(row_id=row.pk, by=request.user)
        form = form_for(None, values_of(row), row.version)
        return Editing(form=form, row=row, response=redirect(request.path))
    form = form_for(request.POST, values_of(row), row.version)
    if not form.is_valid() or (_is_autosave(request) and form.is_choosing):
        return _invalid(request, row=row, form=form, theirs=texts_of(values_of(row)))
    try:
        saved = _brought_back(row, form, save, bring_back if "bring_back" in request.POST else None)
    except (EditConflict, RowRemoved, ValidationError) as refusal:
        _keep_draft(request, row, form)
        return _refused(request, refusal, row=row, form=form, form_for=form_for, values_of=values_of)
    if _is_autosave(request):
        return Editing(form=form, row=saved, response=_saved_answer(saved, form, values_of(saved)))
    messages.success(request, f"Saved {clock(timezone.now())}.")
    try:
        address = after_save(request.POST.get("save", ""))
    except ValidationError:
        # Saved, but the row to go on with cannot be added: the page stays.
        address = request.path
    return Editing(form=form, row=saved, response=redirect(address))


def _brought_back(
    row: EditedRow,
    form: RowForm,
    save: Callable[[EditedRow, Edit], EditedRow],
    bring_back: Callable[[EditedRow], object] | None,
) -> EditedRow:
    """Save; with `bring_back`, restore the row before, as one: a refusal leaves it removed."""
    if bring_back is None:
        return save(row, form.edit())
    try:
        with transaction.atomic():
            bring_back(row)
            row.refresh_from_db()
            return save(row, form.edit())
    except (EditConflict, ValidationError):
        row.refresh_from_db()
        raise


def _is_autosave(request: AuthenticatedHttpRequest) -> bool:
    return "X-Autosave" in request.headers


def _invalid(request: AuthenticatedHttpRequest, *, row: EditedRow, form: RowForm, theirs: Mapping[str, str]) -> Editing:
    """Keep what was typed and say what to correct; two texts that wait for a choice are shown again.

    Which of two texts stays is decided by pressing Save, so that an autosave never takes a choice for the last word.
    """
    _keep_draft(request, row, form)
    response = None
    if _is_autosave(request):
        choosing = form.is_choosing
        response = _answer("conflict", message=CHOOSE) if choosing else _answer("invalid", errors=_errors(form))
    conflicts = [
        _field_conflict(form, name, canonical(form[name].value()), theirs[name]) for name in form.names_to_choose
    ]
    return Editing(form=form, row=row, response=response, context=_context(row, form, conflicts))


def _drawn(
    request: AuthenticatedHttpRequest,
    *,
    row: EditedRow,
    form_for: FormFor,
    values_of: Callable[[EditedRow], Mapping[str, Any]],
) -> Editing:
    """Draw the form with the row's values, or with the kept draft when the address asks for it."""
    values = values_of(row)
    if "draft" in request.GET and (draft := kept_draft(row.pk, request.user)) is not None:
        form = form_for(_as_post(draft.values), values, row.version)
        form.is_valid()
        return Editing(form=form, row=row, context=_context(row, form, []))
    form = form_for(None, values, row.version)
    # Read only by a page that offers it.
    offered = SimpleLazyObject(lambda: kept_draft(row.pk, request.user))
    return Editing(form=form, row=row, context=_context(row, form, []) | {"draft": offered})


def _refused(
    request: AuthenticatedHttpRequest,
    refusal: Exception,
    *,
    row: EditedRow,
    form: RowForm,
    form_for: FormFor,
    values_of: Callable[[EditedRow], Mapping[str, Any]],
) -> Editing:
    """Show again what was typed, with why it was not saved."""
    conflicts: list[FieldConflict] = []
    if isinstance(refusal, EditConflict):
        post = _merged_post(form, refusal)
        form = form_for(post, values_of(refusal.theirs), refusal.theirs.version)  # type: ignore[arg-type]  # same row
        form.errors  # noqa: B018  # drawing a bound form needs its errors, which stay empty here
        # By the new form: a choice or combined text of an earlier page has not seen these texts.
        conflicts = [_field_conflict(form, each.field, each.mine, each.theirs) for each in refusal.conflicts]
    sentence = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
    if _is_autosave(request):
        message = " ".join(filter(None, [sentence, PRESS_SAVE.get(type(refusal), "")]))
        return Editing(form=form, row=row, response=_answer("conflict" if conflicts else "refused", message=message))
    if isinstance(refusal, RowRemoved):
        form.add_error(None, f"{sentence} Choose “Bring it back and save” to keep it.")
    elif not conflicts:
        form.add_error(None, sentence)
    context = _context(row, form, conflicts) | {"is_removed": isinstance(refusal, RowRemoved)}
    return Editing(form=form, row=row, conflicts=conflicts, context=context)


def _merged_post(form: RowForm, conflict: EditConflict) -> QueryDict:
    """Return the post as it would be had the person begun from the row as it is now.

    Its base is what the merge saw, not the row read again: what others save in between must not count as seen.
    """
    post = QueryDict(mutable=True)
    for name in form.edited_names:
        text = conflict.merged.get(name, conflict.their_texts.get(name, ""))
        multiple = isinstance(form[name].initial, list)
        post.setlist(name, [each for each in text.split("\n") if each] if multiple else [text])
    post["version"], post["base"] = str(conflict.theirs.version), form.base_of(conflict.their_texts)
    return post


def _field_conflict(form: RowForm, name: str, mine: str, theirs: str) -> FieldConflict:
    mine, theirs = form.display(name, mine), form.display(name, theirs)
    my_runs, their_runs = word_differences(mine, theirs)
    can_combine = form.is_prose(name)
    return FieldConflict(
        name=name,
        label=str(form[name].label),
        mine=my_runs,
        theirs=their_runs,
        combined=form.combined_text(name, combined(mine, theirs)) if can_combine else "",
        can_combine=can_combine,
        chosen=form.choice_of(name),
    )


def _context(row: EditedRow, form: RowForm, conflicts: list[FieldConflict]) -> dict[str, Any]:
    return {
        "form": form,
        "row": row,
        "conflicts": {each.name: each for each in conflicts},
        "conflict_errors": [
            {"text": f"{each.label}: choose which text to keep.", "href": f"#mine-{each.name}"} for each in conflicts
        ],
        "draft": None,
        "is_removed": False,
    }


def _keep_draft(request: AuthenticatedHttpRequest, row: EditedRow, form: RowForm) -> None:
    typed = {
        name: [clean_text(text) for text in request.POST.getlist(name)] for name in request.POST if name in form.fields
    }
    earlier = kept_draft(row.pk, request.user)
    if earlier is not None and any(name.startswith(OF_A_CHOICE) for name in request.POST):
        # Brought back on another day, it must meet the other person's text again.
        typed |= {name: earlier.values[name] for name in ("version", "base") if name in earlier.values}
    keep_draft(row_id=row.pk, values=typed, by=request.user)


def _as_post(values: Mapping[str, list[str]]) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, each in values.items():
        post.setlist(name, each)
    return post


def _errors(form: RowForm) -> dict[str, list[str]]:
    return {name: [str(each) for each in errors] for name, errors in form.errors.items()}


def _answer(state: str, **rest: Any) -> JsonResponse:
    status = {"saved": 200, "invalid": 422, "conflict": 409, "refused": 409}[state]
    return JsonResponse({"state": state, **rest}, status=status)


def _saved_answer(row: EditedRow, form: RowForm, values: Mapping[str, Any]) -> JsonResponse:
    """Answer an autosave: the new version and base, and the texts that others changed meanwhile."""
    texts = texts_of(values)
    sent = texts_of(form.edit().values)
    merged = {name: texts[name] for name, text in sent.items() if texts.get(name, text) != text}
    return _answer(
        "saved", version=row.version, base=form.base_of(values), merged=merged, saved_at=clock(timezone.now())
    )
