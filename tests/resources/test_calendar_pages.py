"""The annual calendar: dates by month, double-booking seen and never in the way."""

import datetime
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District, School
from resources.models import CalendarEntry
from resources.selectors.calendar import by_month, calendar_year
from tests.districts.rows import MISSING_ID
from tests.factories import (
    ActivityFactory,
    CalendarEntryFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025
DAY = datetime.date(2025, 10, 13)


@pytest.fixture
def school(district: District) -> School:
    return SchoolFactory.create(district=district)


def post_of(entry: CalendarEntry, **values: object) -> dict[str, object]:
    blank = {"version": entry.version, "base": "{}", "title": "Institute", "kind": "session", "day": "2025-10-13"}
    return blank | values


def test_dates_stand_by_month_and_those_without_a_day_last(district: District) -> None:
    for day in (datetime.date(2026, 1, 12), None, datetime.date(2025, 8, 4), DAY, datetime.date(2025, 10, 1)):
        CalendarEntryFactory.create(district=district, day=day)

    months = by_month(calendar_year(district, YEAR).entries)

    assert [(month.name, len(month.entries)) for month in months] == [
        ("August 2025", 1),
        ("October 2025", 2),
        ("January 2026", 1),
        ("No day yet", 1),
    ]


@pytest.mark.parametrize(
    ("day", "is_saved"),
    [("2025-07-01", True), ("2026-06-30", True), ("2025-06-30", False), ("2026-07-01", False), ("0001-01-01", False)],
)
def test_a_day_is_of_the_school_year(day: str, client: Client, district: District, *, is_saved: bool) -> None:
    entry = CalendarEntryFactory.create(district=district, day=None)

    answer = client.post(reverse("resources:calendar-entry-edit", args=[entry.pk]), post_of(entry, day=day))

    errors = {} if is_saved else answer.context["form"].errors
    assert list(errors) == ([] if is_saved else ["day"])
    assert CalendarEntry.objects.get().day == (datetime.date.fromisoformat(day) if is_saved else None)


def test_an_end_before_the_beginning_is_refused_beside_its_field(client: Client, district: District) -> None:
    entry = CalendarEntryFactory.create(district=district)
    post = post_of(entry, starts_at="14:00", ends_at="13:00")

    answer = client.post(reverse("resources:calendar-entry-edit", args=[entry.pk]), post)

    assert answer.context["form"].errors == {"ends_at": ["It ends before it begins. Correct one of the times."]}


def test_double_booking_is_said_and_saved(client: Client, district: District, school: School) -> None:
    CalendarEntryFactory.create(district=district, title="Workshop", day=DAY, group="grade 3")
    entry = CalendarEntryFactory.create(district=district, day=None)
    url = reverse("resources:calendar-entry-edit", args=[entry.pk])

    answer = client.post(url, post_of(entry, school=school.pk, group="Grade 3", starts_at="9:00", ends_at="11:00"))

    assert [str(message) for message in get_messages(answer.wsgi_request)][1:] == [
        "Some teachers are now asked to be in two places at once. On the same day: “Workshop”."
    ]
    assert [each.name for each in client.get(url).context["clashes"]] == ["Workshop"]
    calendar = calendar_year(district, YEAR)
    assert [{clash.one.name, clash.other.name} for clash in calendar.clashes] == [{"Workshop", "Institute"}]


def test_the_calendar_shows_a_school_what_concerns_it(client: Client, district: District, school: School) -> None:
    CalendarEntryFactory.create(district=district, title="Of all")
    CalendarEntryFactory.create(district=district, title="Own", school=school)
    CalendarEntryFactory.create(district=district, title="Other", school=SchoolFactory.create(district=district))

    shown = {}
    for name in ("calendar", "calendar-print"):
        answer = client.get(reverse(f"resources:{name}", args=[district.pk, YEAR]), {"school": str(school.pk)})
        shown[name] = {entry.name for month in answer.context["months"] for entry in month.entries}

    assert shown == {"calendar": {"Of all", "Own"}, "calendar-print": {"Of all", "Own"}}


@pytest.mark.parametrize("query", ["?school=x", "?page=x", "?page=-1", "?school=%00", f"?school={MISSING_ID}"])
def test_an_address_with_nonsense_shows_everything(query: str, client: Client, district: District) -> None:
    CalendarEntryFactory.create(district=district)

    answer = client.get(reverse("resources:calendar", args=[district.pk, YEAR]) + query)

    assert [len(month.entries) for month in answer.context["months"]] == [1]


def test_what_belongs_to_another_district_cannot_be_chosen(client: Client, district: District) -> None:
    entry = CalendarEntryFactory.create(district=district)
    post = post_of(entry, school=SchoolFactory.create().pk, activity=ActivityFactory.create().pk)

    answer = client.post(reverse("resources:calendar-entry-edit", args=[entry.pk]), post)

    assert sorted(answer.context["form"].errors) == ["activity", "school"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("kind", "party"),
        ("starts_at", "25:00"),
        ("hours", "1000"),
        ("hours", "1.234"),
        ("substitutes", "99,999"),
        ("substitutes", "-1"),
        ("place", "x" * 201),
    ],
)
def test_nonsense_is_refused_beside_its_field(name: str, text: str, client: Client, district: District) -> None:
    entry = CalendarEntryFactory.create(district=district)

    answer = client.post(reverse("resources:calendar-entry-edit", args=[entry.pk]), post_of(entry, **{name: text}))

    assert (list(answer.context["form"].errors), answer.context["form"][name].value()) == ([name], text)


def test_save_and_add_another_opens_a_blank_date_of_the_same_year(client: Client, district: District) -> None:
    entry = CalendarEntryFactory.create(district=district, school_year=YEAR)
    new_id = uuid4()

    post = post_of(entry, save="add", new_id=new_id)
    answer = client.post(reverse("resources:calendar-entry-edit", args=[entry.pk]), post)

    assert answer["Location"] == reverse("resources:calendar-entry-edit", args=[new_id])
    assert CalendarEntry.objects.get(pk=new_id).school_year == YEAR
