"""Members of a district and reviewers of states: listed, changed, removed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, Membership
from plplanner.districts.selectors.districts import permission_rows, role_columns
from tests.districts.visitors import administrator, browser_in, browser_of
from tests.factories import DistrictFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

LAST_DIRECTOR = "A district needs a director. Make somebody else a director first."


def address_of(membership: Membership, action: str) -> str:
    return f"/districts/{membership.district_id}/people/{membership.pk}/{action}/"


def test_list_shows_people_by_name_and_invitations_to_directors_only() -> None:
    district = DistrictFactory.create()
    director = MembershipFactory.create(district=district, user__name="Zoe")
    MembershipFactory.create(district=district, user__name="abel", role=Role.VIEWER)
    InvitationFactory.create(district=district, email="new@example.org")
    address = f"/districts/{district.pk}/people/"

    as_director = browser_of(director.user).get(address).context
    as_leader = browser_in(district, Role.LEADER).get(address).context

    assert [(member.name, member.role, member.is_me) for member in as_director["members"]] == [
        ("abel", "Viewer", False),
        ("Zoe", "Director", True),
    ]
    assert [invitation.email for invitation in as_director["invitations"]] == ["new@example.org"]
    assert (as_leader["invitations"], as_leader["may_manage"]) == ([], False)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_takes_the_same_queries_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    district = DistrictFactory.create()
    MembershipFactory.create_batch(count, district=district, role=Role.VIEWER)
    InvitationFactory.create_batch(count, district=district)
    browser = browser_in(district)

    with django_assert_num_queries(6):
        browser.get(f"/districts/{district.pk}/people/")


def test_director_changes_a_role() -> None:
    member = MembershipFactory.create(role=Role.VIEWER)
    browser = browser_in(member.district)

    answers = [browser.post(address_of(member, "edit"), {"role": "editor", "version": 1}) for _ in range(2)]

    member.refresh_from_db()
    assert (member.role, member.version) == (Role.EDITOR, 2)
    assert [answer["Location"] for answer in answers] == [f"/districts/{member.district_id}/people/"] * 2
    assert [entry.detail for entry in AuditEntry.objects.all()] == [
        {"person": member.user_id, "before": "viewer", "after": "editor"}
    ]


def test_role_changed_by_others_meanwhile_asks_again() -> None:
    member = MembershipFactory.create(role=Role.LEADER, version=2)

    response = browser_in(member.district).post(address_of(member, "edit"), {"role": "editor", "version": 1})

    form = response.context["form"]
    sentence = "Somebody else made this person Leader meanwhile. Save again to overrule that."
    assert form.errors == {"role": [sentence]}
    assert form["version"].value() == "2"
    assert Membership.objects.get(pk=member.pk).role == Role.LEADER


@pytest.mark.parametrize("role", ["reviewer", "administrator", "", "x" * 99])
def test_role_that_no_district_has_is_refused(role: str) -> None:
    member = MembershipFactory.create(role=Role.VIEWER)

    response = browser_in(member.district).post(address_of(member, "edit"), {"role": role, "version": 1})

    assert list(response.context["form"].errors) == ["role"]
    assert Membership.objects.get(pk=member.pk).role == Role.VIEWER


def test_last_director_is_not_demoted() -> None:
    member = MembershipFactory.create()

    response = browser_of(member.user).post(address_of(member, "edit"), {"role": "viewer", "version": 1})

    assert response.context["form"].errors == {"role": [LAST_DIRECTOR]}
    assert Membership.objects.get().role == Role.DIRECTOR


def test_last_director_does_not_leave() -> None:
    member = MembershipFactory.create()

    response = browser_of(member.user).post(address_of(member, "remove"))

    assert response.context["refusals"] == [{"text": LAST_DIRECTOR, "href": ""}]
    assert Membership.objects.count() == 1


def test_administrator_does_not_remove_the_last_director() -> None:
    member = MembershipFactory.create()

    response = browser_of(administrator()).post(address_of(member, "remove"))

    assert response.context["refusals"] == [{"text": LAST_DIRECTOR, "href": ""}]
    assert Membership.objects.count() == 1


def test_director_who_may_not_sign_in_does_not_count() -> None:
    member = MembershipFactory.create()
    MembershipFactory.create(district=member.district, user__is_active=False)

    browser_of(member.user).post(address_of(member, "remove"))

    assert Membership.objects.filter(user=member.user).count() == 1


def test_one_of_two_directors_leaves_and_the_other_stays() -> None:
    first = MembershipFactory.create()
    second = MembershipFactory.create(district=first.district)

    left = browser_of(first.user).post(address_of(first, "remove"))
    stayed = browser_of(second.user).post(address_of(second, "remove"))

    assert left["Location"] == "/"
    assert stayed.context["refusals"] == [{"text": LAST_DIRECTOR, "href": ""}]
    assert list(Membership.objects.all()) == [second]
    assert [entry.action for entry in AuditEntry.objects.all()] == ["leave"]


def test_viewer_may_leave_but_not_remove_others() -> None:
    director = MembershipFactory.create()
    viewer = MembershipFactory.create(district=director.district, role=Role.VIEWER)
    browser = browser_of(viewer.user)

    assert browser.post(address_of(director, "remove")).status_code == 403
    assert browser.post(address_of(viewer, "remove")).status_code == 302
    assert list(Membership.objects.all()) == [director]


def test_removal_posted_twice_gets_a_friendly_answer() -> None:
    member = MembershipFactory.create(role=Role.VIEWER)
    browser = browser_in(member.district)

    answers = [browser.post(address_of(member, "remove"))["Location"] for _ in range(2)]

    assert answers == [f"/districts/{member.district_id}/people/"] * 2
    assert [entry.action for entry in AuditEntry.objects.all()] == ["remove-member"]


@pytest.mark.parametrize("action", ["edit", "remove"])
def test_person_of_another_district_is_not_found_in_mine(action: str) -> None:
    district, foreign = DistrictFactory.create(), MembershipFactory.create()

    assert browser_in(district).get(f"/districts/{district.pk}/people/{foreign.pk}/{action}/").status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER, Role.VIEWER])
def test_only_directors_manage_people(role: Role) -> None:
    member = MembershipFactory.create()
    browser = browser_in(member.district, role)

    assert browser.get(address_of(member, "edit")).status_code == 403
    assert browser.get(f"/districts/{member.district_id}/people/invite/").status_code == 403


def test_administrator_removes_a_reviewer() -> None:
    reviewer = MembershipFactory.create(district=None, state="AL", role=Role.REVIEWER)
    browser = browser_of(administrator())

    assert [row.place for row in browser.get("/reviewers/").context["reviewers"]] == ["Alabama"]
    browser.post(f"/reviewers/{reviewer.pk}/remove/")

    assert Membership.objects.count() == 0


def test_reviewers_are_the_administrators_business() -> None:
    reviewer = MembershipFactory.create(district=None, state="AL", role=Role.REVIEWER)
    address = f"/reviewers/{reviewer.pk}/remove/"

    assert browser_of(UserFactory.create()).get("/reviewers/").status_code == 403
    assert browser_of(reviewer.user).post(address).status_code == 403
    assert browser_of(UserFactory.create()).post(address).status_code == 404


def test_role_page_says_what_the_role_table_says() -> None:
    browser = browser_of(UserFactory.create())

    context = browser.get("/roles/").context

    assert [role.name for role in context["roles"]] == ["Director", "Editor", "Leader", "Viewer", "Reviewer"]
    rows = {row.sentence: row.held for row in context["permissions"]}
    assert rows["Write plans"] == (True, True, False, False, False)
    assert rows["Invite people, change roles and remove people"] == (True, False, False, False, False)
    assert (len(rows), len(role_columns())) == (len(permission_rows()), 5)
