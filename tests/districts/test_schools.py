"""The schools of a district: listed, added, corrected, removed, brought back."""

import uuid

import pytest
from pytest_django import DjangoAssertNumQueries
from zeal import zeal_ignore

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, School
from tests.districts.visitors import browser_in
from tests.factories import DistrictFactory, SchoolFactFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def test_school_is_added_once_however_often_it_is_posted() -> None:
    district = DistrictFactory.create()
    posted = {
        "new_id": uuid.uuid4(),
        "name": "Hilltop  Elementary",
        "nces_id": "10084000123",
        "lowest_grade": "PK",
        "highest_grade": "05",
        "title_one": "schoolwide",
        "need_designation": "csi",
    }
    browser = browser_in(district, Role.EDITOR)

    answers = [browser.post(f"/districts/{district.pk}/schools/add/", posted)["Location"] for _ in range(2)]

    school = School.objects.get()
    assert answers == [f"/districts/{district.pk}/schools/"] * 2
    assert (school.name, school.nces_id, school.grade_span) == ("Hilltop Elementary", "010084000123", "PK–05")
    assert (school.title_one, school.need_designation, school.district) == ("schoolwide", "csi", district)
    assert AuditEntry.objects.get().action == "add-school"


def test_add_another_leads_to_an_empty_form() -> None:
    district = DistrictFactory.create()

    response = browser_in(district).post(
        f"/districts/{district.pk}/schools/add/", {"name": "Hilltop", "add_another": "yes"}
    )

    assert response["Location"] == f"/districts/{district.pk}/schools/add/"


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": "  "}, {"name": ["Enter the name."]}),
        ({"nces_id": "123"}, {"nces_id": ["Enter twelve digits, for example 010084000123."]}),
        ({"nces_id": "010000000001"}, {"__all__": ["Another school has this NCES id."]}),
        (
            {"lowest_grade": "05", "highest_grade": "KG"},
            {"highest_grade": ["Choose a grade that is not below the lowest one."]},
        ),
        ({"lowest_grade": "05"}, {"highest_grade": ["Choose both grades, or neither."]}),
        ({"highest_grade": "05"}, {"lowest_grade": ["Choose both grades, or neither."]}),
    ],
)
def test_school_is_refused_with_a_sentence_and_keeps_what_was_typed(
    typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    district = DistrictFactory.create()
    SchoolFactory.create(nces_id="010000000001")

    response = browser_in(district).post(f"/districts/{district.pk}/schools/add/", {"name": "Hilltop", **typed})

    form = response.context["form"]
    assert form.errors == errors
    assert {name: form[name].value() for name in typed} == typed
    assert School.objects.for_district(district).count() == 0


def test_forged_id_of_another_districts_school_changes_nothing() -> None:
    district, theirs = DistrictFactory.create(), SchoolFactory.create(name="Theirs")

    response = browser_in(district).post(
        f"/districts/{district.pk}/schools/add/", {"new_id": theirs.pk, "name": "Mine"}
    )

    assert response.context["form"].errors == {"__all__": ["Open this page again and enter the school once more."]}
    assert [school.name for school in School.objects.all()] == ["Theirs"]


def test_school_is_corrected_unless_somebody_was_first() -> None:
    school = SchoolFactory.create(name="Hilltop")
    address = f"/districts/{school.district_id}/schools/{school.pk}/edit/"
    browser = browser_in(school.district)

    saved = browser.post(address, {"name": "Hilltop Elementary", "version": 1})
    refused = browser.post(address, {"name": "Hilltop School", "version": 1})

    assert (saved.status_code, refused.status_code) == (302, 409)
    assert [(row.mine, row.theirs) for row in refused.context["stale"]] == [("Hilltop School", "Hilltop Elementary")]
    assert refused.context["form"]["version"].value() == "2"
    assert School.objects.get().name == "Hilltop Elementary"


def test_removed_school_leaves_the_list_and_comes_back() -> None:
    school = SchoolFactory.create()
    district = school.district
    browser = browser_in(district)
    address = f"/districts/{district.pk}/schools/"

    for _ in range(2):
        browser.post(f"{address}{school.pk}/remove/")
    context = browser.get(address).context
    assert ([row.id for row in context["schools"]], [row.id for row in context["removed"]]) == ([], [school.pk])
    assert browser.get(f"{address}{school.pk}/").status_code == 404

    for _ in range(2):
        browser.post(f"{address}{school.pk}/restore/")
    context = browser.get(address).context
    assert ([row.id for row in context["schools"]], [row.id for row in context["removed"]]) == ([school.pk], [])
    assert sorted(entry.action for entry in AuditEntry.objects.all()) == ["remove-school", "restore-school"]


def test_viewer_sees_schools_but_not_the_removed_ones() -> None:
    school = SchoolFactory.create()
    browser_in(school.district).post(f"/districts/{school.district_id}/schools/{school.pk}/remove/")

    context = browser_in(school.district, Role.VIEWER).get(f"/districts/{school.district_id}/schools/").context

    assert (context["schools"], context["removed"], context["may_edit"]) == ([], [], False)


@pytest.mark.parametrize("action", ["add/", "{id}/edit/", "{id}/remove/", "{id}/years/2026/edit/"])
def test_viewer_may_not_change_schools(action: str) -> None:
    school = SchoolFactory.create()
    address = f"/districts/{school.district_id}/schools/{action.format(id=school.pk)}"

    assert browser_in(school.district, Role.VIEWER).post(address, {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("action", ["", "edit/", "remove/", "years/2026/edit/"])
def test_school_of_another_district_is_not_found_in_mine(action: str) -> None:
    district, theirs = DistrictFactory.create(), SchoolFactory.create()

    assert browser_in(district).get(f"/districts/{district.pk}/schools/{theirs.pk}/{action}").status_code == 404


def test_school_page_shows_facts_by_year() -> None:
    school = SchoolFactory.create()
    SchoolFactFactory.create(school=school, school_year=2024, value=300)
    SchoolFactFactory.create(school=school, school_year=2025, value=312)

    context = browser_in(school.district).get(f"/districts/{school.district_id}/schools/{school.pk}/").context

    assert [(label, lines[0].value) for _, label, lines in context["years"]] == [("2025–26", "312"), ("2024–25", "300")]


def test_chosen_year_leads_to_its_form() -> None:
    school = SchoolFactory.create()
    address = f"/districts/{school.district_id}/schools/{school.pk}/"

    response = browser_in(school.district).get(address, {"school_year": "2024"})

    assert response["Location"] == f"{address}years/2024/edit/"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_takes_the_same_queries_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    district = DistrictFactory.create()
    SchoolFactory.create_batch(count, district=district)
    browser = browser_in(district)

    with django_assert_num_queries(6):
        browser.get(f"/districts/{district.pk}/schools/")


@pytest.mark.parametrize("page", ["schools/add/", "schools/{school}/edit/"])
def test_the_id_that_another_school_takes_in_the_same_moment_is_refused_in_a_sentence(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = SchoolFactory.create(name="Hilltop")
    SchoolFactory.create(nces_id="010000000001")
    address = f"/districts/{school.district_id}/{page.format(school=school.pk)}"
    posted = {"name": "Valley", "nces_id": "010000000001", "version": school.version}
    # As if the other school came after the form looked and before the row was written.
    monkeypatch.setattr(School, "full_clean", lambda _row, **_options: None)

    with zeal_ignore():  # get_or_create looks again after the refusal
        response = browser_in(school.district).post(address, posted)

    form = response.context["form"]
    assert form.errors == {"__all__": ["Another school has this NCES id."]}
    assert (form["name"].value(), form["version"].value()) == ("Valley", str(school.version))
    assert set(School.objects.values_list("name", "nces_id")) >= {("Hilltop", "")}
    assert School.objects.count() == 2
