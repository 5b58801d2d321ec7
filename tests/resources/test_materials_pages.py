"""Materials and technology: licenses that run out, activities that use items, lines that pay."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Activity
from plplanner.districts.models import District
from resources.models import Material
from resources.selectors.materials import activities_to_use, material_list, renewal_mark
from tests.districts.rows import MISSING_ID
from tests.factories import (
    ActivityFactory,
    DistrictFactory,
    LedgerLineFactory,
    MaterialFactory,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 5, 2)


@pytest.fixture
def activity() -> Activity:
    return ActivityFactory.create(initial="Workshop on decoding")


@pytest.fixture
def district(activity: Activity) -> District:
    return activity.plan.district


def edit_url(row: Material) -> str:
    return reverse("resources:material-edit", args=[row.pk])


def post_of(**values: object) -> dict[str, object]:
    return {"version": 1, "base": "{}", "name": "Kits", "kind": "materials"} | values


@pytest.mark.parametrize(
    ("days", "mark"),
    [(-1, ("Past", "wrong")), (0, ("Today", "care")), (1, ("In 1 day", "care")), (60, ("In 60 days", "care"))],
)
def test_a_license_is_marked_when_it_is_due(days: int, mark: tuple[str, str]) -> None:
    assert renewal_mark(TODAY + datetime.timedelta(days=days), TODAY) == mark


def test_a_license_that_is_not_due_is_not_marked() -> None:
    assert renewal_mark(TODAY + datetime.timedelta(days=61), TODAY) == renewal_mark(None, TODAY) == ("", "")


def test_licenses_stand_soonest_first_and_items_by_kind(district: District) -> None:
    for name, kind, day in (("B", "technology", 9), ("A", "technology", 3), ("C", "materials", None)):
        renews_on = day and datetime.date(2026, 5, day)
        MaterialFactory.create(district=district, name=name, kind=kind, renews_on=renews_on, is_licensed=bool(day))

    shown = material_list(district, today=TODAY)

    assert [each.name for each in shown.renewals] == ["A", "B"]
    assert [each.name for each in shown.items] == ["C", "A", "B"]


def test_an_item_names_the_activities_that_use_it_and_the_line_that_pays(client: Client, activity: Activity) -> None:
    district = activity.plan.district
    row = MaterialFactory.create(district=district)
    line = LedgerLineFactory.create(district=district, title="Decoding kits", resource_kind="materials")

    post = post_of(activities=[str(activity.pk)], line=str(line.pk), quantity="1,200")
    answers = [client.post(edit_url(row), post).status_code for _ in range(2)]

    (item,) = material_list(district, today=TODAY).items
    assert answers == [302, 302]
    assert (item.activities, item.line, item.quantity) == (["Workshop on decoding"], "Decoding kits, 2025–26", "1,200")


def test_an_activity_can_be_taken_off_again(client: Client, activity: Activity) -> None:
    row = MaterialFactory.create(district=activity.plan.district)
    row.activities.set([activity])
    shown = client.get(edit_url(row)).context["form"]

    client.post(edit_url(row), post_of(base=shown["base"].value()))

    assert row.activities.count() == 0


def test_boxes_show_what_is_chosen_and_escape_what_people_wrote(client: Client, activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(initial="<b>Bold</b>")
    row = MaterialFactory.create(district=activity.plan.district)
    row.activities.set([activity])

    page = client.get(edit_url(row)).content.decode()

    box = f'name="activities" value="{activity.pk}" id="id_activities_0" checked> &lt;b&gt;Bold&lt;/b&gt;</label>'
    assert page.count(box) == 1


def test_only_the_newest_plan_is_offered_and_what_was_chosen_before(activity: Activity) -> None:
    district = activity.plan.district
    older = ActivityFactory.create(
        table__goal__plan__district=district, table__goal__plan__first_year=activity.plan.first_year - 1
    )

    offered, with_older = (activities_to_use(district, chosen=chosen) for chosen in ([], [older.pk]))

    assert [key for boxes in offered.values() for key, _ in boxes] == [activity.pk]
    assert {key for boxes in with_older.values() for key, _ in boxes} == {activity.pk, older.pk}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("quantity", "2,147,483,648"),
        ("quantity", "some"),
        ("activities", "not-an-id"),
        ("activities", str(MISSING_ID)),
        ("line", str(MISSING_ID)),
        ("renews_on", "2026-07-01"),
        ("renews_on", "soon"),
    ],
)
def test_nonsense_is_refused_beside_its_field(name: str, text: str, client: Client, district: District) -> None:
    row = MaterialFactory.create(district=district)

    answer = client.post(edit_url(row), post_of(**{name: text}))

    assert list(answer.context["form"].errors) == [name]
    assert Material.objects.get().version == 1


def test_what_belongs_to_another_district_cannot_be_chosen(client: Client, district: District) -> None:
    row = MaterialFactory.create(district=district)
    other_line = LedgerLineFactory.create(district=DistrictFactory.create(), resource_kind="materials")

    post = post_of(activities=[str(ActivityFactory.create().pk)], line=str(other_line.pk))
    answer = client.post(edit_url(row), post)

    assert sorted(answer.context["form"].errors) == ["activities", "line"]
