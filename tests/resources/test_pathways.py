"""Pathways: in the order of priority, with their courses, what they lack, and what is planned for them."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import District
from resources.models import Course, Gap, Pathway
from resources.selectors.pathways import pathway_detail, pathway_list
from tests.factories import (
    CourseFactory,
    GapFactory,
    LedgerLineFactory,
    MembershipFactory,
    PathwayFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def client(district: District) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(district=district, role=Role.EDITOR).user)
    return client


def test_pathways_come_by_priority_and_those_without_one_last(district: District) -> None:
    for name, priority in (("Zero", None), ("Second", 2), ("First", 1)):
        PathwayFactory.create(district=district, name=name, priority=priority)
    PathwayFactory.create(name="Elsewhere", priority=1)

    found = pathway_list(district, YEAR)

    assert [(each.name, each.priority) for each in found.lines] == [
        ("First", "1"),
        ("Second", "2"),
        ("Zero", "Not set"),
    ]


def test_planned_money_is_shown_in_both_scopes_with_what_is_not_known(district: District) -> None:
    reading = PathwayFactory.create(district=district)
    lines = [("80000.00", "coach", reading), ("1500.50", "", reading), (None, "", reading), ("7.00", "", None)]
    for planned, paid_time, pathway in lines:
        LedgerLineFactory.create(
            district=district, pathway=pathway, paid_time=paid_time, planned=Decimal(planned) if planned else None
        )
    LedgerLineFactory.create(district=district, pathway=reading, planned=Decimal(9), school_year=YEAR + 1)

    found = pathway_list(district, YEAR)

    # All PL cost: 80,000.00 + 1,500.50. New money leaves out the coach's salary.
    money = found.lines[0].money
    assert (money.planned, money.new_money) == ("$81,500.50", "$1,500.50")
    assert money.unknown == "1 line is not known and not in the sum."
    assert found.elsewhere.planned == "$7"


def test_removed_courses_and_closed_gaps_do_not_count(district: District) -> None:
    pathway = PathwayFactory.create(district=district)
    CourseFactory.create(pathway=pathway)
    CourseFactory.create(pathway=pathway, removed_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    GapFactory.create(pathway=pathway)
    GapFactory.create(pathway=pathway, closed_on=datetime.date(YEAR, 9, 1))

    line = pathway_list(district, YEAR).lines[0]
    detail = pathway_detail(pathway, YEAR)

    assert (line.courses, line.open_gaps) == ("1", "1")
    assert [gap.state for gap in detail.gaps] == ["Open", "Closed Sep 1, 2025"]
    assert (len(detail.removed_courses), detail.open_gaps) == (1, "1 gap is open.")


@pytest.mark.parametrize(("noun", "model"), [("course", Course), ("gap", Gap)])
def test_a_part_is_added_once_and_opened(
    noun: str, model: type[Course] | type[Gap], client: Client, district: District
) -> None:
    pathway = PathwayFactory.create(district=district)
    url = reverse(f"resources:{noun}-add", args=[district.pk, YEAR, pathway.pk])
    new_id = uuid4()

    answers = [client.post(url, {"new_id": new_id})["Location"] for _ in range(2)]

    assert answers == [reverse(f"resources:{noun}-edit", args=[new_id])] * 2
    assert model.objects.get().pathway == pathway


def test_an_id_of_another_district_adds_nothing(client: Client, district: District) -> None:
    pathway = PathwayFactory.create(district=district)
    theirs = CourseFactory.create()
    url = reverse("resources:course-add", args=[district.pk, YEAR, pathway.pk])

    answer = client.post(url, {"new_id": theirs.pk})

    assert answer["Location"] == reverse("resources:pathway-detail", args=[district.pk, YEAR, pathway.pk])
    assert Course.objects.get().pathway_id == theirs.pathway_id


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "Reading", "priority": "1"}, []),
        ({"name": " ", "priority": ""}, ["name"]),
        ({"name": "x" * 121, "priority": "1000"}, ["name", "priority"]),
        ({"name": "<b>Reading</b>", "priority": "1.5"}, ["priority"]),
    ],
)
def test_a_pathway_is_saved_or_keeps_what_was_typed(
    typed: dict[str, str], wrong: list[str], client: Client, district: District
) -> None:
    row = PathwayFactory.create(district=district, name="Before")

    answer = client.post(reverse("resources:pathway-edit", args=[row.pk]), typed | {"version": 1, "base": "{}"})

    if wrong:
        form = answer.context["form"]
        assert sorted(form.errors) == sorted(wrong)
        assert [form[name].value() for name in typed] == list(typed.values())
    saved = Pathway.objects.get()
    assert (saved.name, saved.priority) == (("Before", None) if wrong else ("Reading", 1))


def test_a_gap_that_was_closed_names_the_day(client: Client) -> None:
    row = GapFactory.create(pathway__district__name="Mine")
    MembershipFactory.create(district=row.district, role=Role.EDITOR, user_id=client.session["_auth_user_id"])
    typed = {"version": 1, "base": "{}", "kind": "experts", "description": "No one", "how_closed": "Two were trained."}

    answer = client.post(reverse("resources:gap-edit", args=[row.pk]), typed)

    assert answer.context["form"].errors == {
        "closed_on": ["Enter the day on which it was closed, or empty how it was closed."]
    }


def test_what_two_people_typed_is_shown_side_by_side(client: Client, district: District) -> None:
    row = CourseFactory.create(pathway__district=district, title="Began as", version=2)
    typed = {"version": 1, "base": '{"title": "Before"}', "title": "Mine", "origin": "required"}

    answer = client.post(reverse("resources:course-edit", args=[row.pk]), typed)

    assert "title" in answer.context["conflicts"]
    assert Course.objects.get().title == "Began as"


def test_a_stranger_finds_no_pathway() -> None:
    pathway = PathwayFactory.create()
    stranger = Client()
    stranger.force_login(MembershipFactory.create(role=Role.DIRECTOR).user)

    answer = stranger.get(reverse("resources:pathway-detail", args=[pathway.district_id, YEAR, pathway.pk]))

    assert answer.status_code == 404
