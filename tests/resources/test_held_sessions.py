"""Sessions that took place: what they add up to, what was planned, and how much of them was follow-up."""

import datetime
import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District
from resources.calculations.held_sessions import SessionsOfYear, SessionSums
from resources.models import HeldSession
from resources.selectors.held_sessions import (
    SessionFilter,
    SessionSummary,
    session_lines,
    session_rows,
    session_summary,
)
from resources.selectors.hours import hours_in, hundredths_sum, participant_hundredths_sum
from resources.selectors.removed import MOST_REMOVED
from tests.factories import (
    CalendarEntryFactory,
    HeldSessionFactory,
    PathwayFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025
ELSEWHERE = "What took place in another year belongs on the page of that year."


def list_url(district: District, query: str = "") -> str:
    return reverse("resources:session-list", args=[district.pk, YEAR]) + query


def planned_and_held(summary: SessionSummary) -> dict[str, tuple[str, str]]:
    return {row.label: (row.planned, row.held) for row in summary.rows}


@pytest.mark.parametrize(
    ("follow_up", "one_time", "share"),
    [
        ("2", "6", Decimal(25)),  # 2 of 8 hours
        ("2", "0", Decimal(100)),
        ("0", "2", Decimal(0)),
        ("0", "0", None),
    ],
    ids=["a quarter", "all", "none", "no hours"],
)
def test_share_of_follow_up_is_its_hours_of_all_hours(follow_up: str, one_time: str, share: Decimal | None) -> None:
    year = SessionsOfYear(
        follow_up=SessionSums(sessions=1, hours=Decimal(follow_up)),
        one_time=SessionSums(sessions=2, hours=Decimal(one_time)),
    )

    assert year.share_of(year.follow_up) == share


def test_unknown_hours_are_left_out_of_the_share(district: District) -> None:
    for hours, is_follow_up in (("6", False), ("1.5", True), ("0.5", True), (None, True)):
        HeldSessionFactory.create(district=district, hours=hours and Decimal(hours), is_follow_up=is_follow_up)

    summary = session_summary(SessionFilter(district=district, school_year=YEAR))

    assert summary.share == "25.0% of the time was follow-up: 2 of 8 hours."
    assert [(row.label, row.sessions, row.hours, row.share) for row in summary.kinds] == [
        ("Follow-up", "3", "2", "25.0%"),
        ("One time", "1", "6", "75.0%"),
    ]


def test_participant_hours_count_where_both_numbers_are_known(district: District) -> None:
    for hours, participants in (("6", 24), ("1.5", 10), ("2", None), (None, 30)):
        HeldSessionFactory.create(district=district, hours=hours and Decimal(hours), participants=participants)

    summary = session_summary(SessionFilter(district=district, school_year=YEAR))

    # 6 × 24 = 144 and 1.5 × 10 = 15
    assert {label: held for label, (_, held) in planned_and_held(summary).items()} == {
        "Sessions": "4",
        "Hours": "9.5",
        "Participants": "64",
        "Participant hours": "159",
    }
    assert summary.notes == [
        "1 session without hours: in no sum of hours.",
        "1 session without a number of participants.",
    ]


def test_hours_add_up_to_the_hundredth(district: District) -> None:
    year = {"district": district, "school_year": YEAR}
    HeldSession.objects.bulk_create(
        HeldSession(**year, hours=Decimal(number).scaleb(-2), participants=3) for number in range(1, 1000)
    )
    HeldSession.objects.bulk_create(HeldSession(**year, hours=Decimal("0.10")) for _ in range(300))

    found = HeldSession.objects.aggregate(each=hundredths_sum(), together=participant_hundredths_sum())

    # 0.01 to 9.99 add up to 999 × 5 = 4,995 hours, those of three people to 14,985; 300 tenths are 30 hours.
    assert (hours_in(found["each"]), hours_in(found["together"])) == (Decimal("5025.00"), Decimal("14985.00"))


def test_the_last_of_many_removed_sessions_can_be_brought_back(client: Client, district: District) -> None:
    noon = datetime.datetime(YEAR, 10, 14, 12, tzinfo=datetime.UTC)
    for number in range(MOST_REMOVED + 1):
        removed_at = noon + datetime.timedelta(minutes=number)
        HeldSessionFactory.create(district=district, title=f"No. {number}", removed_at=removed_at)

    page = client.get(list_url(district))

    names = [each.name for each in page.context["removed"].rows]
    assert names == [f"No. {number}" for number in range(MOST_REMOVED, 0, -1)]
    assert "Removed (the last 50)" in page.content.decode()
    assert "There are more. These were removed last." in page.content.decode()


def test_sessions_stand_beside_what_the_calendar_planned(district: District) -> None:
    CalendarEntryFactory.create(district=district, school_year=YEAR, hours=Decimal("6.5"))
    CalendarEntryFactory.create(district=district, school_year=YEAR, hours=None)
    CalendarEntryFactory.create(district=district, school_year=YEAR + 1, hours=Decimal(9))
    HeldSessionFactory.create(district=district, hours=Decimal(6), participants=24)
    HeldSessionFactory.create(district=district, hours=Decimal(9), removed_at=datetime.datetime.now(datetime.UTC))
    HeldSessionFactory.create(hours=Decimal(50))

    summary = session_summary(SessionFilter(district=district, school_year=YEAR))

    assert planned_and_held(summary) == {
        "Sessions": ("2", "1"),
        "Hours": ("6.5", "6"),
        "Participants": ("", "24"),
        "Participant hours": ("", "144"),
    }


def test_nothing_known_is_no_zero(district: District) -> None:
    HeldSessionFactory.create(district=district, is_follow_up=True)

    summary = session_summary(SessionFilter(district=district, school_year=YEAR))

    assert planned_and_held(summary)["Hours"] == ("0", "Not known")
    assert summary.share == "Nobody can say yet how much of the time was follow-up: no session has hours."
    assert [(row.label, row.hours, row.share) for row in summary.kinds] == [
        ("Follow-up", "Not known", "Not known"),
        ("One time", "0", "Not known"),
    ]


def test_filters_keep_a_school_and_a_pathway(client: Client, district: District) -> None:
    school, pathway = SchoolFactory.create(district=district), PathwayFactory.create(district=district)
    CalendarEntryFactory.create(district=district, school_year=YEAR, hours=Decimal(4), school=school)
    CalendarEntryFactory.create(district=district, school_year=YEAR, hours=Decimal(5))
    HeldSessionFactory.create(district=district, title="There", school=school)
    HeldSessionFactory.create(district=district, title="Of the pathway", pathway=pathway)

    of_school = client.get(list_url(district, f"?school={school.pk}"))
    of_pathway = client.get(list_url(district, f"?pathway={pathway.pk}"))

    assert [each.name for each in of_school.context["sessions"]] == ["There"]
    assert planned_and_held(of_school.context["summary"])["Hours"][0] == "4"
    assert [each.name for each in of_pathway.context["sessions"]] == ["Of the pathway"]
    assert "The calendar does not name pathways" in of_pathway.content.decode()


def test_a_school_of_others_in_the_address_leaves_no_session_out(client: Client, district: District) -> None:
    HeldSessionFactory.create(district=district, title="Ours")

    page = client.get(list_url(district, f"?school={SchoolFactory.create().pk}"))

    assert [each.name for each in page.context["sessions"]] == ["Ours"]
    assert "Choose one of the list." in page.content.decode()


def test_sessions_stand_newest_first_after_those_without_a_day(district: District) -> None:
    for title, day in (("Old", 3), ("New", 9), ("No day", None)):
        held_on = day and datetime.date(YEAR, 10, day)
        HeldSessionFactory.create(district=district, title=title, held_on=held_on)

    lines = session_lines(session_rows(SessionFilter(district=district, school_year=YEAR)))

    assert [(each.name, each.day) for each in lines] == [
        ("No day", "No day yet"),
        ("New", "Oct 9, 2025"),
        ("Old", "Oct 3, 2025"),
    ]


def test_a_session_is_added_filled_in_removed_and_brought_back(client: Client, district: District) -> None:
    new_id = str(uuid4())
    add = reverse("resources:session-add", args=[district.pk, YEAR])
    opened = [client.post(add, {"new_id": new_id}).headers["Location"] for _ in range(2)]
    post = {"version": "1", "base": "{}", "title": "Workshop", "held_on": "2025-10-14", "is_follow_up": "yes"}

    client.post(opened[0], post | {"hours": "1.5", "participants": "1,200"})
    row = HeldSession.objects.get()
    client.post(reverse("resources:session-remove", args=[row.pk]))
    removed = client.get(list_url(district))
    client.post(reverse("resources:session-restore", args=[row.pk]))
    back = client.get(list_url(district))

    assert opened[0] == opened[1] == reverse("resources:session-edit", args=[row.pk])
    assert (row.title, row.hours, row.participants, row.is_follow_up) == ("Workshop", Decimal("1.50"), 1200, True)
    assert ([each.name for each in removed.context["removed"].rows], removed.context["sessions"]) == (["Workshop"], [])
    assert [each.name for each in back.context["sessions"]] == ["Workshop"]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        (
            "held_on",
            "2026-07-01",
            f"Enter a day of the school year 2025–26: July 1, 2025 to June 30, 2026. {ELSEWHERE}",
        ),
        ("held_on", "", "Enter the day."),
        ("held_on", "the 31st", "Enter the day as month, day and year, for example 6/30/2027."),
        ("title", "  ", "Enter a title."),
        ("hours", "1000", "Enter 999 or less."),
        ("participants", "1.5", "Enter a whole number."),
        ("participants", "99999999", "Enter 1,000,000 or less."),
        ("school", "00000000-0000-4000-8000-000000000000", "Choose one of the list."),
    ],
    ids=["another year", "no day", "no date", "no title", "too long", "half a person", "too many", "no school"],
)
def test_what_cannot_be_is_refused_in_words_and_kept(
    client: Client, district: District, field: str, value: str, error: str
) -> None:
    row = HeldSessionFactory.create(district=district, title="Before")
    post = {"version": "1", "base": "{}", "title": "After", "held_on": "2025-10-14"} | {field: value}

    page = client.post(reverse("resources:session-edit", args=[row.pk]), post).content.decode()

    summary = page[page.index('class="error-summary"') : page.index("<h1")]
    assert re.findall(r'<li><a href="#id_([^"]+)">([^<]+)', summary) == [(field, error)]
    row.refresh_from_db()
    assert row.title == "Before"


def test_a_year_without_sessions_teaches(client: Client, district: District) -> None:
    assert "No sessions yet" in client.get(list_url(district)).content.decode()
