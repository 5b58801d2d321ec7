"""Forms that choose who rates."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django import forms
from django.http import QueryDict

from plplanner.districts.enums import Role
from plplanner.districts.models import Membership


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Set what a choice field offers."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person to tick."""

    value: str
    name: str
    is_chosen: bool

    @classmethod
    def of(cls, member: Membership, ticked: Collection[str]) -> "Person":
        """Draw a member."""
        return cls(value=str(member.pk), name=str(member.user), is_chosen=str(member.pk) in ticked)


class ChoosesRaters(forms.Form):
    """People one by one, and whole roles at once."""

    everyone = forms.MultipleChoiceField(
        label="Ask everybody who is", required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.MultipleChoiceField(label="People", required=False, widget=forms.CheckboxSelectMultiple)

    members: Sequence[Membership]

    def offer_members(self, members: Sequence[Membership]) -> None:
        """Offer these members, sorted by role."""
        self.members = members
        by_role = {role: list(each) for role, each in groupby(members, key=lambda member: member.role)}
        offer(self, "everyone", [(role, f"{Role(role).label} ({len(each)})") for role, each in by_role.items()])
        offer(self, "people", [(str(each.pk), str(each.user)) for each in members])

    @property
    def people_by_role(self) -> list[tuple[str, list[Person]]]:
        """The people to draw, role by role, ticked as the form holds them."""
        ticked = {str(each) for each in self["people"].value() or ()}
        groups = groupby(self.members, key=lambda member: member.role)
        return [(str(Role(role).label), [Person.of(one, ticked) for one in each]) for role, each in groups]

    def chosen_members(self) -> list[Membership]:
        """Return the chosen members; call it on a valid form."""
        roles, ids = set(self.cleaned_data["everyone"]), set(self.cleaned_data["people"])
        return [each for each in self.members if each.role in roles or str(each.pk) in ids]


class RatersForm(ChoosesRaters):
    """Who is asked."""

    def __init__(
        self, data: QueryDict | None = None, *, members: Sequence[Membership], asked: Iterable[object]
    ) -> None:
        held = set(asked)
        super().__init__(data, initial={"people": [str(each.pk) for each in members if each.user_id in held]})
        self.offer_members(members)

    def clean(self) -> dict[str, Any]:
        """Refuse to ask nobody."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen_members():
            self.add_error("people", "Choose at least one person who rates.")
        return cleaned
