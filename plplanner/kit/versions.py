"""Forms of rows that are made once, and of edits that may come too late."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms

from plplanner.kit.rows import VersionedRow

LARGEST_VERSION = 2**31 - 1
"""What the version's column holds."""


class VersionField(forms.IntegerField):
    """The hidden version of the row as the page showed it; `min_value=0` where there may be no row yet."""

    widget = forms.HiddenInput

    def __init__(self, *, min_value: int = 1, **options: Any) -> None:
        super().__init__(min_value=min_value, max_value=LARGEST_VERSION, **options)


class VersionForm(forms.Form):
    """The version of the row that a button acts on."""

    version = VersionField()


class NewIdForm(forms.Form):
    """The id that a new row will get, made when its page was drawn: the same post twice makes one row."""

    new_id = forms.UUIDField()

    @classmethod
    def id_in(cls, posted: Any) -> uuid.UUID:
        """Return the posted id, or a fresh one if there is none worth the name."""
        form = cls(posted)
        return uuid.UUID(str(form.cleaned_data["new_id"])) if form.is_valid() else uuid.uuid4()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field of which two people made two things."""

    label: str
    mine: str
    theirs: str


class VersionedFormMixin:
    """Lets a form that was refused as stale be saved again."""

    data: Any  # a QueryDict, which forms declare more widely

    def take_version(self, version: int) -> None:
        """State the version that the page now shows, so that the next save is judged against it."""
        self.data = self.data.copy()
        self.data["version"] = str(version)

    def meet(self, row: VersionedRow) -> list[Difference]:
        """Return how what was typed differs from the row that somebody saved first; the next save has then seen it."""
        self.take_version(row.version)
        return _differences(self, row)


def _differences(form: Any, row: VersionedRow) -> list[Difference]:
    """List the fields in which what was typed and what is saved by now differ, in words."""
    found = []
    for name, field in form.fields.items():
        mine, theirs = form.cleaned_data.get(name, ""), getattr(row, name, "")
        if mine != theirs and not field.widget.is_hidden:
            found.append(Difference(label=str(field.label), mine=_spoken(field, mine), theirs=_spoken(field, theirs)))
    return found


def _spoken(field: forms.Field, value: object) -> str:
    choices = dict(getattr(field, "choices", []))
    key = "" if value is None else value
    return str(choices.get(key, key)) or "(empty)"
