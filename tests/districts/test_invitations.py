"""Offering a role by email, and taking it up."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, District, Invitation, Membership, User
from plplanner.districts.services import invitations
from plplanner.districts.services.invitations import digest_of
from plplanner.districts.views.people import NOT_MAILED
from tests.districts.visitors import administrator, browser_in, browser_of
from tests.factories import DistrictFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW_PERSON = {"name": "Noor Adeyemi", "password": "quiet river stones", "password_again": "quiet river stones"}


@pytest.fixture
def district() -> District:
    return DistrictFactory.create(name="Colbert County")


def link_in(message: Any) -> str:
    found = re.search(r"http://testserver(/invitations/[\w-]+/)", message.body)
    assert found is not None
    return found[1]


def invite(browser: Client, district: District, **changed: Any) -> Any:
    posted = {"new_id": uuid.uuid4(), "email": "Noor@Example.org", "role": "editor", **changed}
    return browser.post(f"/districts/{district.pk}/people/invite/", posted)


def test_invitation_mails_a_link_of_which_only_the_digest_is_kept(
    district: District, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(browser_in(district), district)

    invitation = Invitation.objects.get()
    token = link_in(mail.outbox[0]).split("/")[2]
    assert mail.outbox[0].to == ["noor@example.org"]
    assert (invitation.email, invitation.role, invitation.district) == ("noor@example.org", Role.EDITOR, district)
    assert invitation.token_digest == digest_of(token) != token
    assert AuditEntry.objects.get().detail == {"email": "noor@example.org", "role": "editor", "state": ""}


def test_mail_speaks_plainly_whatever_the_names(
    district: District, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    director = MembershipFactory.create(district=district, user__name="Siobhán O’Neil & Co <x>")

    with django_capture_on_commit_callbacks(execute=True):
        invite(browser_of(director.user), district)

    assert mail.outbox[0].body.startswith(
        "Siobhán O’Neil & Co <x> invites you to join Colbert County, AL on PL Planner as Editor."
    )


def test_same_post_twice_mails_once(
    district: District, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    browser, new_id = browser_in(district), uuid.uuid4()

    with django_capture_on_commit_callbacks(execute=True):
        answers = [invite(browser, district, new_id=new_id)["Location"] for _ in range(2)]

    assert answers == [f"/districts/{district.pk}/people/"] * 2
    assert (len(mail.outbox), Invitation.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"email": ""}, {"email": ["Enter the person's email address."]}),
        ({"email": "noor"}, {"email": ["Enter a valid email address."]}),
        ({"email": "a@b.org\nBcc: c@d.org"}, {"email": ["Enter a valid email address."]}),
        ({"role": ""}, {"role": ["Choose a role."]}),
    ],
)
def test_invitation_is_refused_with_a_sentence(
    district: District, changed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = invite(browser_in(district), district, **changed)

    assert response.context["form"].errors == errors
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_who_is_here_already_is_not_invited(district: District) -> None:
    MembershipFactory.create(district=district, role=Role.VIEWER, user__email="noor@example.org")

    response = invite(browser_in(district), district)

    assert response.context["form"].errors == {
        "email": ["This person is here already, as Viewer. Change the role in the list."]
    }


def test_who_holds_an_open_invitation_is_not_invited_twice(district: District) -> None:
    InvitationFactory.create(district=district, email="noor@example.org")

    response = invite(browser_in(district), district)

    assert response.context["form"].errors == {
        "email": ["This person has an invitation that still works. Send it again, or revoke it first."]
    }


def test_resent_invitation_has_a_new_link_and_the_old_one_is_dead(
    client: Client, district: District, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    past = timezone.now() - datetime.timedelta(days=1)
    invitation = InvitationFactory.create(district=district, token="the-old-token-of-all", expires_at=past)
    address = f"/districts/{district.pk}/people/invitations/{invitation.pk}/resend/"
    browser = browser_in(district)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            browser.post(address, {"version": 1})

    assert len(mail.outbox) == 1
    assert client.get("/invitations/the-old-token-of-all/").status_code == 404
    assert client.get(link_in(mail.outbox[0])).context["may_accept"] is False


def test_revoked_invitation_says_so(client: Client, district: District) -> None:
    invitation = InvitationFactory.create(district=district, token="some-token-for-noor")
    browser = browser_in(district)

    for _ in range(2):
        browser.post(f"/districts/{district.pk}/people/invitations/{invitation.pk}/revoke/")

    response = client.post("/invitations/some-token-for-noor/", NEW_PERSON)
    assert (response.status_code, response.context["refusal"]) == (
        410,
        "This invitation was withdrawn. Ask the person who invited you if you still need it.",
    )
    assert User.objects.filter(name="Noor Adeyemi").count() == 0
    assert [entry.action for entry in AuditEntry.objects.all()] == ["revoke-invitation"]


@pytest.mark.parametrize("action", ["resend", "revoke"])
def test_invitation_of_another_district_is_not_found_in_mine(district: District, action: str) -> None:
    foreign = InvitationFactory.create()
    address = f"/districts/{district.pk}/people/invitations/{foreign.pk}/{action}/"

    assert browser_in(district).post(address).status_code == 404
    assert browser_in(district).get(address).status_code == 405


def test_expired_invitation_says_so(client: Client) -> None:
    InvitationFactory.create(token="an-expired-token-xyz", expires_at=timezone.now())

    response = client.get("/invitations/an-expired-token-xyz/")

    assert (response.status_code, response.context["refusal"]) == (
        410,
        "This invitation has run out. Ask the person who invited you to send a new link.",
    )


def test_used_invitation_says_so(client: Client) -> None:
    InvitationFactory.create(token="a-used-token-for-noor", accepted_at=timezone.now())

    response = client.get("/invitations/a-used-token-for-noor/")

    assert (response.status_code, response.context["refusal"]) == (
        410,
        "This invitation has been used. Sign in with the email address it was sent to.",
    )


def test_made_up_invitation_is_not_found(client: Client) -> None:
    assert client.get("/invitations/never-sent/").status_code == 404


def test_new_person_joins_and_is_signed_in(client: Client) -> None:
    invitation = InvitationFactory.create(token="token-for-noor-adeyemi", email="noor@example.org")

    response = client.post("/invitations/token-for-noor-adeyemi/", NEW_PERSON)

    person = User.objects.get(email="noor@example.org")
    assert response["Location"] == f"/districts/{invitation.district_id}/"
    assert (person.name, person.check_password("quiet river stones")) == ("Noor Adeyemi", True)
    assert [(row.district, row.role) for row in person.memberships.all()] == [(invitation.district, Role.EDITOR)]
    assert client.session["_auth_user_id"] == str(person.pk)
    assert AuditEntry.objects.get().action == "accept-invitation"


def test_new_person_with_a_weak_password_keeps_the_name_typed(client: Client) -> None:
    InvitationFactory.create(token="token-for-noor-adeyemi")
    weak = {**NEW_PERSON, "password": "password", "password_again": "password"}

    form = client.post("/invitations/token-for-noor-adeyemi/", weak).context["form"]

    assert list(form.errors) == ["password"]
    assert form["name"].value() == "Noor Adeyemi"


def test_known_person_is_asked_to_sign_in_first(client: Client) -> None:
    InvitationFactory.create(token="token-for-noor-adeyemi", email="noor@example.org")
    UserFactory.create(email="noor@example.org")

    assert client.get("/invitations/token-for-noor-adeyemi/").context["must_sign_in"] is True
    assert client.post("/invitations/token-for-noor-adeyemi/", NEW_PERSON).context["must_sign_in"] is True
    assert Membership.objects.count() == 0


def test_signed_in_person_accepts_by_post_only_and_twice_is_harmless() -> None:
    invitation = InvitationFactory.create(token="token-for-noor-adeyemi", email="noor@example.org")
    browser = browser_of(UserFactory.create(email="noor@example.org"))

    assert browser.get("/invitations/token-for-noor-adeyemi/").context["may_accept"] is True
    assert Membership.objects.count() == 0
    answers = [browser.post("/invitations/token-for-noor-adeyemi/")["Location"] for _ in range(2)]

    assert answers == [f"/districts/{invitation.district_id}/"] * 2
    assert Membership.objects.count() == 1


def test_invitation_is_bound_to_its_address() -> None:
    InvitationFactory.create(token="token-for-noor-adeyemi", email="noor@example.org")
    browser = browser_of(UserFactory.create(email="other@example.org"))

    answers = [
        browser.get("/invitations/token-for-noor-adeyemi/"),
        browser.post("/invitations/token-for-noor-adeyemi/"),
    ]

    assert [answer.context["other_address"] for answer in answers] == ["other@example.org"] * 2
    assert Membership.objects.count() == 0


def test_accepting_keeps_the_role_a_person_already_has() -> None:
    invitation = InvitationFactory.create(token="token-for-noor-adeyemi", role=Role.VIEWER)
    member = MembershipFactory.create(district=invitation.district, user__email=invitation.email)

    browser_of(member.user).post("/invitations/token-for-noor-adeyemi/")

    assert [row.role for row in Membership.objects.all()] == [Role.DIRECTOR]


def test_administrator_invites_a_reviewer_who_joins(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    posted = {"new_id": uuid.uuid4(), "email": "noor@example.org", "state": "AL"}
    with django_capture_on_commit_callbacks(execute=True):
        browser_of(administrator()).post("/reviewers/", posted)

    response = client.post(link_in(mail.outbox[0]), NEW_PERSON)

    assert response["Location"] == "/"
    assert [(row.state, row.role, row.district) for row in Membership.objects.all()] == [("AL", Role.REVIEWER, None)]


def fail_to_send(*args: object) -> int:
    raise ConnectionRefusedError


@pytest.mark.django_db(transaction=True)
def test_director_reads_that_the_mail_did_not_leave(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "send_mail", fail_to_send)

    response = invite(browser_in(district), district)

    assert [str(message) for message in get_messages(response.wsgi_request)] == [NOT_MAILED]
    assert Invitation.objects.count() == 1


def test_invitation_under_the_id_of_another_district_s_is_refused(district: District) -> None:
    others = InvitationFactory.create()

    page = invite(browser_in(district), district, new_id=others.pk)

    assert page.context["form"].non_field_errors() == ["Open this page again and invite the person once more."]
    assert list(Invitation.objects.values_list("email", flat=True)) == [others.email]
