"""A post that arrives too late is handed back with what was typed."""

import re

import pytest
from django.test import Client

from plplanner.districts.enums import Role
from plplanner.districts.models import District, School
from tests.districts.visitors import browser_in
from tests.factories import DistrictFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

OURS = {"Origin": "http://testserver"}
THEIRS = {"Origin": "https://elsewhere.example"}
TYPED = {"name": "Hilltop <b>Elementary</b>\nsecond line", "nces_id": "", "version": "3", "csrfmiddlewaretoken": "old"}


@pytest.fixture
def district() -> District:
    return DistrictFactory.create()


@pytest.fixture
def address(district: District) -> str:
    return f"/districts/{district.pk}/schools/add/"


def strict_browser(district: District) -> Client:
    """Return a signed-in browser whose posts are checked for a token, as in life."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(MembershipFactory.create(district=district, role=Role.EDITOR).user)
    return client


def test_post_after_sign_out_gives_the_words_back(client: Client, address: str) -> None:
    UserFactory.create()

    response = client.post(address, TYPED, headers=OURS)

    page = response.content.decode()
    assert response.status_code == 401
    assert [(field.label, field.text) for field in response.context["typed"]] == [("Name", TYPED["name"])]
    assert "Hilltop &lt;b&gt;Elementary&lt;/b&gt;\nsecond line</textarea>" in page
    assert re.search(r'href="/account/login/"\s+target="_blank"', page)
    assert School.objects.count() == 0


def test_reading_after_sign_out_asks_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={address}")


def test_everything_is_sent_again_from_our_own_page(client: Client, address: str) -> None:
    response = client.post(address, TYPED, headers=OURS)

    assert {field.name: field.text for field in response.context["send_again"]} == {
        "name": TYPED["name"],
        "nces_id": "",
        "version": "3",
    }
    assert response.context["address"] == address


@pytest.mark.parametrize("headers", [THEIRS, {}, {"Origin": "null"}, {"Referer": "https://["}])
def test_post_from_elsewhere_cannot_be_sent_again(client: Client, address: str, headers: dict[str, str]) -> None:
    response = client.post(address, TYPED, headers=headers)

    assert (response.context["send_again"], response.context["address"]) == ([], "/")
    assert [field.text for field in response.context["typed"]] == [TYPED["name"]]


def test_referer_of_ours_is_enough(client: Client, address: str) -> None:
    response = client.post(address, TYPED, headers={"Referer": f"http://testserver{address}"})

    assert len(response.context["send_again"]) == 3


def test_old_token_gives_the_words_back_with_a_fresh_one(district: District, address: str) -> None:
    browser = strict_browser(district)

    refused = browser.post(address, {"name": "Hilltop", "csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert (refused.status_code, refused.context["is_signed_out"]) == (403, False)
    assert School.objects.count() == 0

    again = {field.name: field.text for field in refused.context["send_again"]}
    token = str(refused.context["csrf_token"])
    browser.post(address, {**again, "csrfmiddlewaretoken": token}, headers=OURS)
    assert [school.name for school in School.objects.all()] == ["Hilltop"]


def test_passwords_never_come_back(client: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    UserFactory.create()
    posted = {"login": "dana@example.org", "password": "quiet river stones", "csrfmiddlewaretoken": "old"}

    response = client.post("/account/login/", posted, headers=OURS)

    assert "quiet river stones" not in response.content.decode()
    assert [field.text for field in response.context["typed"]] == ["dana@example.org"]
    assert response.context["send_again"] == []


def test_page_is_not_kept_by_caches(client: Client, address: str) -> None:
    assert client.post(address, TYPED)["Cache-Control"] == "no-store"


def test_signed_in_post_passes(district: District, address: str) -> None:
    browser_in(district).post(address, {"name": "Hilltop"})

    assert School.objects.count() == 1


def test_oversized_post_says_what_to_do(district: District, address: str) -> None:
    response = browser_in(district).post(address, {"name": "x" * (13 * 1024 * 1024)})

    assert response.status_code == 413
    assert "Shorten it, or save it in two parts." in response.content.decode()
    assert School.objects.count() == 0


def test_too_many_fields_say_what_to_do(district: District, address: str) -> None:
    response = browser_in(district).post(address, {f"field{number}": "x" for number in range(1001)})

    assert response.status_code == 413


def test_paste_of_a_megabyte_is_refused_by_the_form_and_kept(district: District, address: str) -> None:
    pasted = "word " * 200_000

    form = browser_in(district).post(address, {"name": pasted}).context["form"]

    assert list(form.errors) == ["name"]
    assert form["name"].value() == pasted


def test_help_is_open_to_everybody(client: Client) -> None:
    assert client.get("/help/").status_code == 200
    assert client.post("/help/").status_code == 405


@pytest.mark.parametrize("encoding", ["hex", "idna", "utf-7", "unicode_escape", "undefined", "utf-16"])
def test_post_in_a_made_up_encoding_is_refused(client: Client, address: str, encoding: str) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\n+2AA-\\ud800\r\n--B--\r\n'
    content_type = f"multipart/form-data; boundary=B; charset={encoding}"

    assert client.generic("POST", address, body, content_type=content_type).status_code == 400
