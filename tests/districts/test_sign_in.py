"""Signing in: closed to strangers, limited without locking anybody out, with a second step, for a whole day."""

import datetime
import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plplanner.districts.models import User
from plplanner.districts.selectors.people import DEMO_PASSWORD, list_demo_sign_ins
from plplanner.districts.sessions import RENEWED_AT
from tests.districts.visitors import administrator, browser_of
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "quiet river stones"
TOO_MANY = "Too many failed login attempts. Try again later."


@pytest.fixture
def person() -> User:
    user = UserFactory.create(email="dana@example.org")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def sign_in(client: Client, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": "dana@example.org", "password": password}, **extra)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_person_signs_in_by_email_whatever_its_case(person: User) -> None:
    client = Client()

    client.post(reverse("account_login"), {"login": "Dana@Example.ORG", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)


def test_nobody_signs_up_without_an_invitation(client: Client, person: User) -> None:
    posted = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    answers = [client.get(reverse("account_signup")), client.post(reverse("account_signup"), posted)]

    assert ["account/signup_closed.html" in [t.name for t in answer.templates] for answer in answers] == [True, True]
    assert User.objects.count() == 1


def test_guessing_is_stopped_after_five_wrong_passwords(person: User) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, "wrong")

    response = sign_in(client)

    assert response.context["form"].non_field_errors() == [TOO_MANY]
    assert not is_signed_in(client)


def test_guessing_from_elsewhere_does_not_keep_the_true_person_out(person: User) -> None:
    for _ in range(8):
        sign_in(Client(), "wrong", REMOTE_ADDR="198.51.100.7")
    client = Client()

    sign_in(client, REMOTE_ADDR="203.0.113.9")

    assert is_signed_in(client)


def test_limit_ends_after_five_minutes(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    for _ in range(6):
        sign_in(client, "wrong")
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)

    sign_in(client)

    assert is_signed_in(client)


def test_reset_by_mail_sets_a_new_password_and_ends_the_limit(person: User) -> None:
    client = Client()
    sign_in(client)
    client.post(reverse("account_logout"))
    for _ in range(6):
        sign_in(client, "wrong")

    client.post(reverse("account_reset_password"), {"email": "dana@example.org"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form_address = client.get(link[1])["Location"]
    client.post(form_address, {"password1": "loud ocean pebbles", "password2": "loud ocean pebbles"})
    sign_in(client, "loud ocean pebbles")

    assert is_signed_in(client)


def test_second_step_is_asked_for_once_it_is_set_up(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    client.post(reverse("account_logout"))

    first = sign_in(client)
    assert (first["Location"], is_signed_in(client)) == (reverse("mfa_authenticate"), False)
    later = time.time() + 30  # a code is good once
    monkeypatch.setattr(time, "time", lambda: later)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert is_signed_in(client)


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_passkeys_are_offered(client: Client, person: User, settings: LazySettings) -> None:
    assert settings.MFA_PASSKEY_LOGIN_ENABLED is True
    assert client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json").status_code == 200


def test_session_lasts_longer_than_a_working_day(person: User) -> None:
    client = Client()

    sign_in(client)

    left = Session.objects.get().expire_date - timezone.now()
    assert datetime.timedelta(hours=23) < left <= datetime.timedelta(hours=24)


def session_of(client: Client, *, renewed_hours_ago: float) -> None:
    session = client.session
    session[RENEWED_AT] = (timezone.now() - datetime.timedelta(hours=renewed_hours_ago)).isoformat()
    session.save()
    Session.objects.update(expire_date=timezone.now() + datetime.timedelta(hours=24 - renewed_hours_ago))


def test_session_slides_when_an_hour_has_passed(person: User) -> None:
    client = browser_of(person)
    session_of(client, renewed_hours_ago=23)

    client.get("/roles/")

    assert Session.objects.get().expire_date - timezone.now() > datetime.timedelta(hours=23)


def test_reading_a_page_within_the_hour_writes_nothing(
    person: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser_of(person)
    session_of(client, renewed_hours_ago=0.9)

    with django_assert_num_queries(2) as queries:
        client.get("/roles/")

    assert [query["sql"].split()[0] for query in queries.captured_queries] == ["SELECT", "SELECT"]


def test_demo_page_shows_the_demo_people_and_what_they_are() -> None:
    MembershipFactory.create(user__email="dana@demo.example")
    MembershipFactory.create(user__email="real@example.org")
    ada = administrator()
    User.objects.filter(pk=ada.pk).update(email="ada@demo.example")

    response = Client().get(reverse("account_login"))

    assert [(row.email, row.role, row.password) for row in response.context["demo_sign_ins"]] == [
        ("dana@demo.example", "Director", DEMO_PASSWORD),
        ("ada@demo.example", "Administrator", DEMO_PASSWORD),
    ]
    assert "dana@demo.example" in response.content.decode()


def test_demo_people_are_never_shown_outside_the_demo(settings: LazySettings) -> None:
    MembershipFactory.create(user__email="dana@demo.example")
    settings.DEMO = False

    response = Client().get(reverse("account_login"))

    assert (list_demo_sign_ins(), response.context["demo_sign_ins"]) == ([], [])
    assert "demo.example" not in response.content.decode()


def test_pages_stay_out_of_shared_caches_and_are_forgotten_at_sign_out() -> None:
    browser = browser_of(UserFactory.create(last_login=timezone.now()))

    page = browser.get("/roles/")
    left = browser.post("/account/logout/")

    assert page["Cache-Control"] == "private, no-cache"
    assert "Clear-Site-Data" not in page
    assert left["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("credential", ["[" * 5_000, "9" * 5_000, "null", "{}"])
def test_passkey_s_answer_that_is_none_is_refused(client: Client, credential: str) -> None:
    UserFactory.create()

    answer = client.post("/account/2fa/webauthn/login/", {"credential": credential})

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/")
