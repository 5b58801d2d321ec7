"""Finding, choosing, adding, showing and correcting districts."""

import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from zeal import zeal_ignore

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, District, Membership
from tests.districts.visitors import administrator, browser_in, browser_of
from tests.factories import DistrictFactFactory, DistrictFactory, MembershipFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/districts/"


def names_found(client: Client, **query: str) -> list[str]:
    response = client.get(LIST, query)
    return [row.name for row, _, _ in response.context["districts"]]


@pytest.fixture
def admin() -> Client:
    return browser_of(administrator())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "colbert"}, ["Colbert County"]),
        ({"q": "county colbert"}, ["Colbert County"]),
        ({"q": "colbert al"}, ["Colbert County"]),
        ({"q": "colbert alabama"}, ["Colbert County"]),
        ({"q": "0100840"}, ["Colbert County"]),
        ({"q": "100840"}, ["Colbert County"]),
        ({"q": "4700"}, ["Colby City"]),
        ({"q": "col", "state": "TN"}, ["Colby City"]),
        ({"q": "col"}, ["Colbert County", "Colby City"]),
        ({"q": "nowhere"}, []),
        ({"q": "\x00colbert"}, ["Colbert County"]),
        ({"q": "%"}, []),
    ],
)
def test_search_finds_by_name_state_and_leaid(admin: Client, query: dict[str, str], expected: list[str]) -> None:
    DistrictFactory.create(name="Colbert County", state="AL", leaid="0100840")
    DistrictFactory.create(name="Colby City", state="TN", leaid="4700123")

    assert names_found(admin, **query) == expected


@pytest.mark.parametrize(
    "query", [{"q": "x" * 5000}, {"state": "XX"}, {"page": "99999999999999999999"}, {"page": "-1"}]
)
def test_search_answers_nonsense_with_a_sentence(admin: Client, query: dict[str, str]) -> None:
    response = admin.get(LIST, query)

    assert response.status_code == 200
    assert [len(errors) for errors in response.context["form"].errors.values()] == [1]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_search_takes_the_same_queries_however_many_it_finds(
    admin: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    DistrictFactory.create_batch(count)

    with django_assert_num_queries(5):
        response = admin.get(LIST)

    assert len(response.context["districts"]) == min(count, 25)


def test_person_of_one_district_is_led_there() -> None:
    district = DistrictFactory.create()

    response = browser_in(district, Role.VIEWER).get(LIST)

    assert (response.status_code, response["Location"]) == (302, f"/districts/{district.pk}/")


def test_people_find_only_what_is_theirs() -> None:
    first = DistrictFactory.create(name="First")
    membership = MembershipFactory.create(district=first)
    MembershipFactory.create(user=membership.user, district__name="Second")
    DistrictFactory.create(name="Foreign")

    assert names_found(browser_of(membership.user)) == ["First", "Second"]


def test_reviewer_finds_the_districts_of_the_state() -> None:
    reviewer = MembershipFactory.create(district=None, state="AL", role=Role.REVIEWER).user
    DistrictFactory.create(name="Here", state="AL")
    DistrictFactory.create(name="There", state="TN")

    assert names_found(browser_of(reviewer)) == ["Here"]


def test_administrator_becomes_director_of_the_chosen_district_once(admin: Client) -> None:
    district = DistrictFactory.create(name="Colbert County")

    for _ in range(2):
        response = admin.post(f"/districts/{district.pk}/choose/")

    assert response["Location"] == f"/districts/{district.pk}/"
    assert [row.role for row in Membership.objects.all()] == [Role.DIRECTOR]
    assert [entry.action for entry in AuditEntry.objects.all()] == ["choose-district"]
    assert str(next(iter(get_messages(response.wsgi_request)))) == (
        "You are director in Colbert County. These are the facts we have."
    )


def test_only_an_administrator_chooses() -> None:
    district = DistrictFactory.create()

    assert browser_in(district).post(f"/districts/{district.pk}/choose/").status_code == 403


def test_district_is_added_once_however_often_it_is_posted(admin: Client) -> None:
    posted = {"new_id": uuid.uuid4(), "name": " Sand  Hills ", "state": "NE", "leaid": "3100001", "locale": "43"}

    answers = [admin.post("/districts/add/", posted) for _ in range(2)]

    district = District.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/districts/{district.pk}/"] * 2
    assert (district.name, district.state, district.leaid, district.locale) == ("Sand Hills", "NE", "3100001", "43")
    assert AuditEntry.objects.get().action == "add-district"


@pytest.mark.parametrize(
    ("typed", "kept"), [("100840", "0100840"), ("01-00840", "0100840"), (" 0100840 ", "0100840"), ("", "")]
)
def test_leaid_gets_its_zeros_back(admin: Client, typed: str, kept: str) -> None:
    admin.post("/districts/add/", {"name": "Colbert County", "state": "AL", "leaid": typed})

    assert District.objects.get().leaid == kept


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"name": ""}, {"name": ["Enter the name."]}),
        ({"name": "x" * 201}, {"name": ["This text has 201 characters, of which 200 fit. Shorten it by 1."]}),
        ({"state": ""}, {"state": ["Choose the state."]}),
        ({"leaid": "12"}, {"leaid": ["Enter seven digits, for example 0100840."]}),
        ({"leaid": "٠١٠٠٨٤٠"}, {"leaid": ["Enter seven digits, for example 0100840."]}),
        ({"leaid": "0100999"}, {"__all__": ["Another district has this LEAID. Search for it instead."]}),
    ],
)
def test_district_is_refused_with_a_sentence(
    admin: Client, changed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    DistrictFactory.create(leaid="0100999")

    response = admin.post("/districts/add/", {"name": "Colbert County", "state": "AL", **changed})

    assert response.context["form"].errors == errors
    assert District.objects.count() == 1


def test_only_an_administrator_adds_a_district() -> None:
    assert browser_in(DistrictFactory.create()).get("/districts/add/").status_code == 403


def test_page_shows_latest_facts_years_and_schools() -> None:
    district = DistrictFactory.create()
    DistrictFactFactory.create(district=district, school_year=2024, value=2500)
    DistrictFactFactory.create(district=district, school_year=2025, value=2618)
    SchoolFactory.create(district=district, name="Hilltop Elementary")

    context = browser_in(district, Role.VIEWER).get(f"/districts/{district.pk}/").context

    assert [line.value for line in context["latest"].known] == ["2,618"]
    assert context["years"] == [(2025, "2025–26"), (2024, "2024–25")]
    assert [school.name for school in context["schools"]] == ["Hilltop Elementary"]
    assert (context["may_edit"], context["may_manage_people"], context["may_choose"]) == (False, False, False)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_takes_the_same_queries_however_many_schools(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    district = DistrictFactory.create()
    DistrictFactFactory.create(district=district)
    SchoolFactory.create_batch(count, district=district)
    browser = browser_in(district)

    with django_assert_num_queries(8):
        browser.get(f"/districts/{district.pk}/")


@pytest.mark.parametrize("address", ["", "edit/", "years/2026/", "years/2026/edit/", "schools/", "people/"])
def test_foreign_district_is_not_found(address: str) -> None:
    mine, foreign = DistrictFactory.create_batch(2)

    assert browser_in(mine).get(f"/districts/{foreign.pk}/{address}").status_code == 404


def test_person_without_a_district_is_told_whom_to_ask() -> None:
    response = browser_of(UserFactory.create()).get(LIST)

    assert "Ask the director of your district to invite you." in response.content.decode()


def edit(browser: Client, district: District, **changed: object) -> Any:
    posted = {"name": district.name, "state": district.state, "leaid": "", "version": district.version, **changed}
    return browser.post(f"/districts/{district.pk}/edit/", posted)


def test_district_is_corrected_and_recorded() -> None:
    district = DistrictFactory.create(name="Colbert Co")

    edit(browser_in(district, Role.EDITOR), district, name="Colbert County")

    district.refresh_from_db()
    assert (district.name, district.version) == ("Colbert County", 2)
    assert AuditEntry.objects.get().detail == {"name": ["Colbert Co", "Colbert County"]}


def test_stale_correction_shows_both_and_can_be_sent_again() -> None:
    district = DistrictFactory.create(name="Colbert")
    edit(browser_in(district), district, name="Colbert County")
    browser = browser_in(district)

    refused = edit(browser, district, name="Colbert Co. Schools")

    context = refused.context
    assert refused.status_code == 409
    assert [(row.mine, row.theirs) for row in context["stale"]] == [("Colbert Co. Schools", "Colbert County")]
    assert District.objects.get().name == "Colbert County"
    edit(browser, district, name="Colbert Co. Schools", version=context["form"]["version"].value())
    assert District.objects.get().name == "Colbert Co. Schools"


def test_viewer_may_not_correct() -> None:
    district = DistrictFactory.create()

    assert browser_in(district, Role.VIEWER).get(f"/districts/{district.pk}/edit/").status_code == 403


@pytest.mark.parametrize("page", ["/districts/add/", "/districts/{district}/edit/"])
def test_the_leaid_that_another_district_takes_in_the_same_moment_is_refused_in_a_sentence(
    page: str, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    district = DistrictFactory.create(name="Juniper")
    DistrictFactory.create(leaid="0100999")
    posted = {"name": "Valley", "state": "AL", "leaid": "0100999", "version": district.version}
    # As if the other district came after the form looked and before the row was written.
    monkeypatch.setattr(District, "full_clean", lambda _row, **_options: None)

    with zeal_ignore():  # get_or_create looks again after the refusal
        response = admin.post(page.format(district=district.pk), posted)

    form = response.context["form"]
    assert form.errors == {"__all__": ["Another district has this LEAID. Search for it instead."]}
    assert form["name"].value() == "Valley"
    assert District.objects.get(pk=district.pk).name == "Juniper"
    assert District.objects.count() == 2
