"""Sessions that took place: what they add up to, what was planned, and how much of them was follow-up."""

import datetime
import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District
from resources.calculations.held_sessions import Held, sessions_of_year
from resources.models import HeldSession
from resources.selectors.held_sessions import (
    SessionFilter,
    SessionSummary,
    session_lines,
    session_rows,
    session_summary,
)
from tests.factories import (
    CalendarEntryFactory,
    HeldSessionFactory,
    PathwayFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025
ELSEWHERE = "What took place in another year belongs on the page of that year."


def held(hours: str | None, participants: int | None = None, *, is_follow_up: bool = False) -> Held:
    return Held(hours=None if hours is None else Decimal(hours), participants=participants, is_follow_up=is_follow_up)


def list_url(district: District, query: str = "") -> str:
    return reverse("resources:session-list", args=[district.pk, YEAR]) + query


def planned_and_held(summary: SessionSummary) -> dict[str, tuple[str, str]]:
    return {row.label: (row.planned, row.held) for row in summary.rows}


@pytest.mark.parametrize(
    ("sessions", "share"),
    [
        ([held("6"), held("1.5", is_follow_up=True), held("0.5", is_follow_up=True)], Decimal(25)),  # 2 of 8 hours
        ([held("6"), held("2", is_follow_up=True), held(None, is_follow_up=True)], Decimal(25)),
        ([held("2", is_follow_up=True)], Decimal(100)),
        ([held("2")], Decimal(0)),
        ([held(None), held(None, is_follow_up=True)], None),
        ([held("0"), held("0", is_follow_up=True)], None),
        ([], None),
    ],
    ids=["a quarter", "unknown hours left out", "all", "none", "nothing known", "no hours", "no sessions"],
)
def test_share_of_follow_up_is_its_hours_of_all_hours(sessions: list[Held], share: Decimal | None) -> None:
    assert sessions_of_year(sessions).follow_up_share == share


def test_participant_hours_count_where_both_numbers_are_known() -> None:
    sums = sessions_of_year([held("6", 24), held("1.5", 10), held("2"), held(None, 30)]).all

    # 6 × 24 = 144 and 1.5 × 10 = 15
    assert (sums.sessions, sums.hours, sums.participants, sums.participant_hours) == (
        4,
        Decimal("9.5"),
        64,
        Decimal(159),
    )
    assert (sums.without_hours, sums.without_participants, sums.without_either) == (1, 1, 2)


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
    assert [(row.label, row.hours, row.share) for row in summary.sorts] == [
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
    assert ([each.name for each in removed.context["removed"]], removed.context["sessions"]) == (["Workshop"], [])
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
