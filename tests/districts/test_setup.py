"""The first run: somebody becomes the administrator, once."""

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import AuditEntry, User
from plplanner.districts.services.setup import AlreadySetUp, create_first_administrator
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/setup/"
FILLED = {
    "name": "Ada Moss",
    "email": "Ada.Moss@Example.org",
    "password": "quiet river stones",
    "password_again": "quiet river stones",
}


def test_sign_in_leads_to_setup_while_there_is_nobody(client: Client) -> None:
    response = client.get(reverse("account_login"))

    assert (response.status_code, response["Location"]) == (302, ADDRESS)


def test_sign_in_is_itself_once_there_is_somebody(client: Client) -> None:
    UserFactory.create()

    assert client.get(reverse("account_login")).status_code == 200


def test_setup_creates_the_administrator_and_signs_in(client: Client) -> None:
    response = client.post(ADDRESS, FILLED)

    administrator = User.objects.get()
    assert response["Location"] == "/districts/"
    assert (administrator.email, administrator.name) == ("ada.moss@example.org", "Ada Moss")
    assert administrator.is_administrator
    assert client.session["_auth_user_id"] == str(administrator.pk)
    assert AuditEntry.objects.get().action == "set-up"


def test_setup_does_not_exist_afterwards(client: Client) -> None:
    UserFactory.create()

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, FILLED).status_code == 404
    assert User.objects.filter(is_superuser=True).count() == 0


def test_service_refuses_a_second_first_administrator() -> None:
    UserFactory.create()

    with pytest.raises(AlreadySetUp):
        create_first_administrator(email="late@example.org", name="Late", password="quiet river stones")


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", " ", "Enter your name."),
        ("email", "", "Enter your email address."),
        ("password_again", "loud river stones", "The two passwords differ. Enter the same one twice."),
    ],
)
def test_setup_refuses_with_a_sentence_and_keeps_what_was_typed(
    client: Client, field: str, text: str, sentence: str
) -> None:
    response = client.post(ADDRESS, {**FILLED, field: text})

    form = response.context["form"]
    assert form.errors == {field: [sentence]}
    assert form["name"].value() == (text if field == "name" else "Ada Moss")
    assert User.objects.count() == 0


def test_setup_refuses_a_weak_password_and_never_shows_it(client: Client) -> None:
    response = client.post(ADDRESS, {**FILLED, "password": "short", "password_again": "short"})

    assert list(response.context["form"].errors) == ["password"]
    assert 'value="short"' not in response.content.decode()


def test_setup_takes_no_other_method(client: Client) -> None:
    assert client.put(ADDRESS).status_code == 405
