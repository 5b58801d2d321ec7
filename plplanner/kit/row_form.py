"""The form that edits one row: it carries the version and the texts the person began from."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.kit.editing import Edit, texts_of
from plplanner.kit.fields import TextField
from plplanner.kit.merging import canonical
from plplanner.kit.versions import VersionField

LONGEST_BASE = 4_000_000
MINE, THEIRS, COMBINED = "mine", "theirs", "combined"
CHOICES = {MINE, THEIRS, COMBINED}


class RowForm(forms.Form):
    """Edits one row.

    A conflict page posts `choice-<field>` (mine, theirs or combined) and `combined-<field>` beside a field.
    """

    version = VersionField()
    base = forms.CharField(max_length=LONGEST_BASE, required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, data: QueryDict | None = None, *, values: Mapping[str, Any], version: int) -> None:
        initial = {name: _as_initial(value) for name, value in values.items()}
        super().__init__(data, initial=initial | {"version": version, "base": self.base_of(values)})

    @staticmethod
    def base_of(values: Mapping[str, Any]) -> str:
        """Write the texts of a row's values as the hidden field holds them."""
        return json.dumps(texts_of(values))

    @property
    def edited_names(self) -> list[str]:
        """The row's own fields, in order."""
        return [name for name in self.fields if name not in {"version", "base"}]

    @property
    def is_choosing(self) -> bool:
        """Whether the post comes from a page that shows two texts side by side."""
        return bool(self.names_to_choose)

    @property
    def names_to_choose(self) -> list[str]:
        """The fields that the page shows with two texts."""
        return [name for name in self.edited_names if f"conflict-{name}" in self.data]

    def choice_of(self, name: str) -> str:
        """Return which of two texts the post chooses, or nothing."""
        choice = self.data.get(f"choice-{name}", "")
        return choice if choice in CHOICES else ""

    def combined_text(self, name: str, proposed: str) -> str:
        """Return the combined text as the person left it, or the proposed one."""
        return str(self.data.get(f"combined-{name}", proposed))

    def clean_base(self) -> dict[str, str]:
        """Read the texts the person began from; nonsense counts as unknown, which asks rather than overwrites."""
        try:
            base = json.loads(self.cleaned_data["base"] or "{}")
        except (ValueError, RecursionError):
            return {}
        if not isinstance(base, dict):
            return {}
        return {name: text for name, text in base.items() if isinstance(text, str)}

    def clean(self) -> dict[str, Any]:
        """Put the chosen text in place for each field of a conflict page."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.names_to_choose:
            self._resolve(name, cleaned)
        return cleaned

    def _resolve(self, name: str, cleaned: dict[str, Any]) -> None:
        choice = self.choice_of(name)
        if not choice:
            self.add_error(name, "Choose which text to keep.")
        elif choice == THEIRS:
            cleaned.pop(name, None)
        elif choice == COMBINED and self.is_prose(name):
            try:
                cleaned[name] = self.fields[name].clean(self.data.get(f"combined-{name}", ""))
            except forms.ValidationError as error:
                self.add_error(name, error)

    def edit(self) -> Edit:
        """Return what to save; call it on a valid form."""
        return Edit(
            version=self.cleaned_data["version"],
            base=self.cleaned_data["base"],
            values={name: self.cleaned_data[name] for name in self.edited_names if name in self.cleaned_data},
        )

    def is_prose(self, name: str) -> bool:
        """Whether two texts of the field can be combined into one."""
        return isinstance(self.fields[name], TextField)

    def display(self, name: str, text: str) -> str:
        """Write a field's canonical text as a person reads it: labels for choices."""
        choices = getattr(self.fields[name], "choices", None)
        if choices is None:
            return text
        labels = {str(value): str(label) for value, label in _flat(choices)}
        return "\n".join(labels.get(value, value) for value in text.split("\n"))


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield getattr(value, "value", value), label


def _as_initial(value: Any) -> Any:
    if isinstance(value, bool):
        return canonical(value)
    return [getattr(each, "pk", each) for each in value] if isinstance(value, list) else value
