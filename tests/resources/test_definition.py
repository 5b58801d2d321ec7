"""The definition of resources: drafts, adoption, and which version holds."""

import datetime
from collections.abc import Mapping
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit, texts_of
from resources.calculations.definition import AdoptedDefinition, in_force
from resources.enums import ResourceKind
from resources.models import ResourceDefinition
from resources.selectors.definition import definition_page
from resources.services.definition import (
    adopt_version,
    definition_values,
    new_version,
    remove_version,
    restore_version,
    save_version,
)
from tests.factories import ResourceDefinitionFactory, UserFactory

pytestmark = pytest.mark.django_db
YEAR = 2025
COMPLETE = {
    "definition": "People, hours, materials, technology, services and dollars by which educators learn.",
    "kinds": ["staff", "time"],
    "criteria": "Most goes to schools with the greatest need.",
    "developed_groups": ["staff", "participants"],
}
ADOPTED: dict[str, Any] = COMPLETE | {"adopted_on": datetime.date(2025, 8, 1), "adopted_by_name": "A director"}


def posted(version: ResourceDefinition, **changes: object) -> Mapping[str, object]:
    """Return what the form of a version sends, with some fields changed."""
    return {"version": str(version.version), "base": "", **definition_values(version), **changes}


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (datetime.date(2024, 1, 1), None),
        (datetime.date(2024, 1, 2), 1),
        (datetime.date(2025, 6, 30), 1),
        (datetime.date(2025, 7, 1), 3),
    ],
)
def test_version_adopted_last_is_in_force(day: datetime.date, number: int | None) -> None:
    adopted = [(1, datetime.date(2024, 1, 2)), (2, datetime.date(2025, 7, 1)), (3, datetime.date(2025, 7, 1))]
    versions = [AdoptedDefinition(id=uuid4(), number=each, adopted_on=on) for each, on in adopted]

    found = in_force(versions, day)

    assert (found.number if found else None) == number


def test_the_page_shows_the_adopted_version_of_the_own_district(district: District) -> None:
    ResourceDefinitionFactory.create(district=district, **ADOPTED)
    ResourceDefinitionFactory.create(district=district, kinds=["technology"])
    ResourceDefinitionFactory.create(**ADOPTED)

    found = definition_page(district, YEAR, today=datetime.date(2025, 8, 1)).document

    assert found is not None
    assert [each.label for each in found.kinds if each.has_it] == [ResourceKind.STAFF.label, ResourceKind.TIME.label]
    assert sum(each.has_it for each in found.groups) == 2
    assert definition_page(district, YEAR, today=datetime.date(2025, 7, 31)).document is None


def test_first_version_is_blank_and_the_next_a_copy(district: District) -> None:
    user = UserFactory.create()
    first = new_version(district=district, school_year=YEAR, new_id=uuid4(), by=user)
    save_version(first, Edit(version=1, base={}, values=definition_values(first) | COMPLETE), user)
    adopt_version(version=first, by=user)

    second = new_version(district=district, school_year=YEAR, new_id=uuid4(), by=user)

    assert (first.number, second.number, second.adopted_on) == (1, 2, None)
    assert definition_values(second) == definition_values(ResourceDefinition.objects.get(number=1))


def test_there_is_one_draft_at_a_time(district: District) -> None:
    user, new_id = UserFactory.create(), uuid4()

    drafts = [
        new_version(district=district, school_year=YEAR, new_id=each, by=user) for each in (new_id, new_id, uuid4())
    ]

    assert {draft.pk for draft in drafts} == {new_id}
    assert ResourceDefinition.objects.count() == 1


def test_number_of_a_removed_draft_is_not_given_again(district: District) -> None:
    user = UserFactory.create()
    removed = new_version(district=district, school_year=YEAR, new_id=uuid4(), by=user)
    remove_version(removed, user)

    draft = new_version(district=district, school_year=YEAR, new_id=uuid4(), by=user)

    assert (removed.number, draft.number) == (1, 2)
    with pytest.raises(ValidationError, match="There is another draft"):
        restore_version(removed, user)


@pytest.mark.usefixtures("director")
def test_draft_keeps_kinds_and_groups_as_lists(client: Client, district: District) -> None:
    version = ResourceDefinitionFactory.create(district=district)

    client.post(reverse("resources:definition-edit", args=[version.pk]), posted(version, **COMPLETE))

    version.refresh_from_db()
    assert (version.kinds, version.developed_groups) == (["staff", "time"], ["staff", "participants"])


@pytest.mark.usefixtures("director")
def test_kinds_that_do_not_exist_are_refused(client: Client, district: District) -> None:
    version = ResourceDefinitionFactory.create(district=district)
    sent = posted(version, kinds=["staff", "gold"], definition="x" * 20_001)

    response = client.post(reverse("resources:definition-edit", args=[version.pk]), sent)

    form = response.context["form"]
    assert form.errors == {
        "kinds": ["Choose from the five kinds."],
        "definition": ["This text has 20,001 characters, of which 20,000 fit. Shorten it by 1."],
    }
    assert form["kinds"].value() == ["staff", "gold"]


@pytest.mark.usefixtures("director")
def test_director_adopts_a_complete_draft_once(client: Client, district: District, director: User) -> None:
    version = ResourceDefinitionFactory.create(district=district, **COMPLETE)
    url = reverse("resources:definition-adopt", args=[version.pk])

    asked = client.get(url)
    client.post(url)
    with mock.patch("resources.services.definition.timezone.localdate", return_value=datetime.date(2030, 1, 1)):
        client.post(url)

    version.refresh_from_db()
    assert asked.context["document"].missing == []
    assert (version.adopted_by_name, version.version) == (str(director), 2)
    assert version.adopted_on is not None
    assert version.adopted_on.year < 2030


@pytest.mark.usefixtures("director")
def test_incomplete_draft_is_not_adopted(client: Client, district: District) -> None:
    version = ResourceDefinitionFactory.create(district=district, definition="People.")
    url = reverse("resources:definition-adopt", args=[version.pk])

    asked = client.get(url)
    answer = client.post(url, follow=True)

    assert asked["Location"] == reverse("resources:definition-detail", args=[version.pk])
    assert [str(each) for each in answer.context["messages"]] == [
        "Choose at least one kind of resource that it names. Write the criteria for apportioning."
    ]
    assert ResourceDefinition.objects.get().adopted_on is None


def test_adopted_version_never_changes(district: District) -> None:
    version, user = ResourceDefinitionFactory.create(district=district, **ADOPTED), UserFactory.create()
    values = definition_values(version)
    edit = Edit(version=version.version, base=texts_of(values), values=values | {"criteria": "Others."})

    with pytest.raises(ValidationError, match="does not change"):
        save_version(version, edit, user)
    with pytest.raises(ValidationError, match="does not change"):
        remove_version(version, user)

    assert ResourceDefinition.objects.get().criteria == COMPLETE["criteria"]


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize("verb", ["edit", "remove", "adopt"])
def test_pages_that_would_change_an_adopted_version_lead_to_it(client: Client, district: District, verb: str) -> None:
    version = ResourceDefinitionFactory.create(district=district, **ADOPTED)

    response = client.get(reverse(f"resources:definition-{verb}", args=[version.pk]))

    assert response["Location"] == reverse("resources:definition-detail", args=[version.pk])


def test_page_of_a_year_shows_what_held_at_its_end(district: District) -> None:
    first = ResourceDefinitionFactory.create(district=district, **ADOPTED)
    later = ResourceDefinitionFactory.create(district=district, **ADOPTED | {"adopted_on": datetime.date(2026, 9, 1)})
    draft = ResourceDefinitionFactory.create(district=district)
    today = datetime.date(2026, 11, 1)

    pages = [definition_page(district, year, today=today) for year in (2024, 2025, 2026, 2027)]

    shown = [page.document.id if page.document else None for page in pages]
    assert shown == [None, first.pk, later.pk, later.pk]
    assert [line.is_in_force for line in pages[2].versions] == [True, False]
    assert pages[0].draft is not None
    assert pages[0].draft.id == draft.pk
