"""Coaches and staff: who works where, never for more than one post."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import User
from plplanner.kit.editing import Edit, texts_of
from resources.models import StaffAssignment, StaffMember
from resources.selectors.staff import staff_year
from resources.services.rows import remove_row
from resources.services.staff import assignment_values, restore_assignment, save_assignment
from tests.factories import (
    MembershipFactory,
    SchoolFactFactory,
    SchoolFactory,
    StaffAssignmentFactory,
    StaffMemberFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def member() -> StaffMember:
    return StaffMemberFactory.create(name="Casey Coach")


@pytest.fixture
def user(member: StaffMember) -> User:
    return MembershipFactory.create(district=member.district, role=Role.EDITOR).user


def save(row: StaffAssignment, by: User, **values: object) -> StaffAssignment:
    row = StaffAssignment.objects.get(pk=row.pk)
    current = assignment_values(row)
    return save_assignment(row, Edit(version=row.version, base=texts_of(current), values=current | values), by)


@pytest.mark.parametrize(
    ("period", "fte", "refusal"),
    [
        ("year", "0.5", ""),
        ("spring", "0.75", ""),
        ("year", "0.501", "Casey Coach has 0.5 FTE left for all of 2025–26."),
        ("fall", "0.6", "Casey Coach has 0.5 FTE left for the fall of 2025–26."),
    ],
)
def test_assignments_of_a_period_never_pass_one_post(
    period: str, fte: str, refusal: str, member: StaffMember, user: User
) -> None:
    for part, given in (("year", "0.25"), ("fall", "0.25")):
        StaffAssignmentFactory.create(staff_member=member, period=part, fte=Decimal(given))
    StaffAssignmentFactory.create(staff_member=member, school_year=YEAR + 1, fte=Decimal(1))
    row = StaffAssignmentFactory.create(staff_member=member, fte=None)

    try:
        said = str(save(row, user, period=period, fte=Decimal(fte)).fte)
    except ValidationError as refused:
        said = refused.messages[0]

    assert said.startswith(refusal or fte)
    assert StaffAssignment.objects.get(pk=row.pk).fte == (None if refusal else Decimal(fte))


def test_a_removed_assignment_comes_back_only_where_there_is_room(member: StaffMember, user: User) -> None:
    row = StaffAssignmentFactory.create(staff_member=member, fte=Decimal("0.6"))
    remove_row(row, by=user)
    StaffAssignmentFactory.create(staff_member=member, fte=Decimal(1))

    with pytest.raises(ValidationError, match="Casey Coach has nothing left for all of 2025–26"):
        restore_assignment(row, user)


def test_a_vacant_post_is_listed_and_counts_in_no_sum(member: StaffMember) -> None:
    school = SchoolFactory.create(district=member.district, name="North")
    SchoolFactFactory.create(school=school, school_year=YEAR - 1, value=Decimal(300))
    StaffAssignmentFactory.create(staff_member=member, school=school, period="fall", fte=Decimal("0.5"))
    vacant = StaffMemberFactory.create(district=member.district, is_vacant=True)
    StaffAssignmentFactory.create(staff_member=vacant, school=school, fte=Decimal(1))

    staff = staff_year(member.district, YEAR)

    # Half of a post in fall is a quarter over the year: 300 students ÷ 0.25.
    north = staff.schools[0]
    assert (north.ftes[0], north.students, north.load) == ("0.25", "300 (2024–25)", "1,200.00:1")
    coaches = staff.roles[0]
    assert (coaches.people, coaches.fte, coaches.vacant, coaches.vacant_fte) == ("1", "0.25", "1", "1.00")


def test_an_assignment_is_added_once_and_opened(client: Client, member: StaffMember) -> None:
    url = reverse("resources:assignment-add", args=[member.district_id, YEAR, member.pk])
    new_id = uuid4()

    answers = [client.post(url, {"new_id": new_id})["Location"] for _ in range(2)]

    assert answers == [reverse("resources:assignment-edit", args=[new_id])] * 2
    assert StaffAssignment.objects.get().staff_member == member


@pytest.mark.parametrize("fte", ["", "0", "1.5", "0.0001", "x" * 10_000, "=1+1", "<b>1</b>", "NaN"])
def test_an_fte_out_of_bounds_is_refused_and_kept(fte: str, client: Client, member: StaffMember) -> None:
    row = StaffAssignmentFactory.create(staff_member=member)
    post = {"version": 1, "base": "{}", "school": "", "period": "year", "fte": fte}

    answer = client.post(reverse("resources:assignment-edit", args=[row.pk]), post)

    assert answer.context["form"]["fte"].errors
    assert answer.context["form"]["fte"].value() == fte
    assert StaffAssignment.objects.get(pk=row.pk).fte == Decimal("0.5")


def test_a_school_of_another_district_cannot_be_chosen(client: Client, member: StaffMember) -> None:
    row = StaffAssignmentFactory.create(staff_member=member)
    post = {"version": 1, "base": "{}", "school": str(SchoolFactory.create().pk), "period": "year", "fte": "0.5"}

    answer = client.post(reverse("resources:assignment-edit", args=[row.pk]), post)

    assert list(answer.context["form"].errors) == ["school"]


def test_a_person_without_a_name_is_refused(client: Client, member: StaffMember) -> None:
    post = {"version": 1, "base": "{}", "name": "  ", "role": "mentor"}

    answer = client.post(reverse("resources:staff-member-edit", args=[member.pk]), post)

    assert answer.context["form"].errors["name"] == ["Enter the name of the person, or of the post if it is vacant."]


def test_no_one_is_assigned_by_a_stranger(member: StaffMember) -> None:
    stranger = Client()
    stranger.force_login(UserFactory.create())

    url = reverse("resources:assignment-add", args=[member.district_id, YEAR, member.pk])

    assert stranger.post(url, {"new_id": uuid4()}).status_code == 404
