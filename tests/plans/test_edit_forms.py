"""The forms of goals and activities: what they offer, and how their fields are arranged."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Activity
from tests.districts.visitors import browser_in
from tests.factories import ActivityFactory, StandardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    return ActivityFactory.create()


@pytest.fixture
def director(activity: Activity) -> Client:
    return browser_in(activity.plan.district)


def goal_page(activity: Activity) -> str:
    return reverse("plans:goal-edit", args=[activity.plan.pk, activity.table.goal_id])


def activity_page(activity: Activity) -> str:
    return reverse("plans:activity-edit", args=[activity.plan.pk, activity.pk])


def test_an_activity_offers_the_newest_standards_and_the_older_ones_it_names(
    activity: Activity, director: Client
) -> None:
    older, chosen = (StandardFactory.create(edition__year=2011) for _ in range(2))
    newest = StandardFactory.create(edition__year=2022)
    activity.standards.add(chosen)

    form = director.get(activity_page(activity)).context["form"]

    assert list(form.fields["standards"].queryset) == [newest, chosen]
    assert older not in form.fields["standards"].queryset


def test_an_older_standard_that_somebody_else_unticked_is_still_taken(activity: Activity, director: Client) -> None:
    older, newest = StandardFactory.create(edition__year=2011), StandardFactory.create(edition__year=2022)
    activity.standards.add(older)
    post = {"version": activity.version, "standards": [older.pk, newest.pk], "save": "finish"}
    activity.standards.clear()

    answer = director.post(activity_page(activity), post)

    assert answer.status_code == 302
    assert set(activity.standards.all()) == {older, newest}


def test_short_fields_that_belong_together_stand_side_by_side(activity: Activity, director: Client) -> None:
    forms = [director.get(page).context["form"] for page in (goal_page(activity), activity_page(activity))]

    rows = [row for form in forms for group in form.groups for row in (*group.rows, *group.optional) if row.is_shared]
    assert [[each.name for each in row.fields] for row in rows] == [
        *([f"year_{year}_{name}" for name in ("measure", "baseline", "target")] for year in (1, 2, 3)),
        ["starts_on", "ends_on"],
        ["hours", "participants"],
    ]


def test_a_field_under_a_heading_of_its_own_name_shows_it_once_and_still_has_its_label(
    activity: Activity, director: Client
) -> None:
    page = director.get(goal_page(activity)).content.decode()

    for name in ("statement", "year_1_outcome"):
        before, label, _ = page.partition(f'<label for="id_{name}"')
        assert label
        assert before.rstrip().endswith('class="field field-label-hidden">')
