"""Secret calendar addresses: shown once, stopped for good, and what calendar programs get from them."""

import datetime
import hashlib
from decimal import Decimal
from uuid import uuid4

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, District, User
from plplanner.kit.years import school_year_of
from resources.models import CalendarEntry, CalendarFeed
from resources.services.feeds import add_feed, revoke_feed
from resources.services.rows import remove_row
from tests.factories import CalendarEntryFactory, DistrictFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return DistrictFactory.create(name="Amber Falls")


@pytest.fixture
def user(district: District) -> User:
    return MembershipFactory.create(district=district, role=Role.DIRECTOR).user


@pytest.fixture
def year() -> int:
    return school_year_of(timezone.localdate())


def feed_url(token: str) -> str:
    return reverse("resources:calendar-feed", args=[token])


def read(token: str) -> list[icalendar.Component]:
    answer = Client().get(feed_url(token))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def entry_of(district: District, year: int, **values: object) -> CalendarEntry:
    return CalendarEntryFactory.create(district=district, school_year=year, day=datetime.date(year, 10, 13), **values)


def test_an_address_is_shown_once_and_only_its_digest_is_kept(user: User, district: District, year: int) -> None:
    client = Client()
    client.force_login(user)
    url = reverse("resources:feed-list", args=[district.pk, year])

    made = client.post(url, {"new_id": uuid4()}).context["made_url"]

    token = made.rpartition("/")[2].removesuffix(".ics")
    assert (len(token), client.get(url).context["made_url"]) == (43, "")
    assert CalendarFeed.objects.get().token_digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(AuditEntry.objects.values()))
    assert Client().get(made).status_code == 200


def test_the_same_post_twice_makes_one_address(user: User, district: District) -> None:
    new_id = uuid4()

    tokens = {add_feed(district=district, new_id=new_id, by=user) for _ in range(2)}

    assert (len(tokens), CalendarFeed.objects.count()) == (1, 1)
    assert add_feed(district=DistrictFactory.create(), new_id=new_id, by=user) not in tokens


def test_a_stopped_address_answers_as_one_that_never_was(user: User, district: District, year: int) -> None:
    entry_of(district, year)
    token = add_feed(district=district, new_id=uuid4(), by=user)
    revoke_feed(feed=CalendarFeed.objects.get(), by=user)
    revoke_feed(feed=CalendarFeed.objects.get(), by=user)

    stopped, unknown = Client().get(feed_url(token)), Client().get(feed_url("x" * 43))

    assert (stopped.status_code, stopped.content) == (unknown.status_code, unknown.content) == (404, stopped.content)
    assert AuditEntry.objects.filter(action="revoke").count() == 1


def test_changed_and_removed_dates_keep_their_uid_and_rise(user: User, district: District, year: int) -> None:
    entry = entry_of(district, year, title="Institute")
    token = add_feed(district=district, new_id=uuid4(), by=user)
    before = read(token)
    remove_row(entry, by=user)

    (cancelled,) = read(token)

    assert [(each["uid"], each["sequence"], each["status"]) for each in (*before, cancelled)] == [
        (f"{entry.pk}@plplanner", 1, "CONFIRMED"),
        (f"{entry.pk}@plplanner", 2, "CANCELLED"),
    ]


def test_a_feed_says_what_when_where_and_for_whom(user: User, district: District, year: int) -> None:
    values = {"starts_at": datetime.time(8), "ends_at": datetime.time(15, 30), "hours": Decimal("6.5")}
    entry_of(district, year, title="Institute", kind="contract_day", place="Library", **values)

    (event,) = read(add_feed(district=district, new_id=uuid4(), by=user))

    assert [str(event[name]) for name in ("summary", "location", "description")] == [
        "Institute",
        "Library",
        "Contract day for professional learning\nAll schools, All teachers\n6.5 hours for each teacher",
    ]
    assert event.start.time() == datetime.time(8)  # type: ignore[attr-defined]  # an event has one


def test_a_feed_leaves_out_old_years_other_districts_and_dates_without_a_day(
    user: User, district: District, year: int
) -> None:
    entry_of(district, year - 2)
    entry_of(DistrictFactory.create(), year)
    CalendarEntryFactory.create(district=district, school_year=year, day=None)
    entry_of(district, year - 1, title="Last year")

    events = read(add_feed(district=district, new_id=uuid4(), by=user))

    assert [str(event["summary"]) for event in events] == ["Last year"]
