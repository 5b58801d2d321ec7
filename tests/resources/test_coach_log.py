"""The coach log: where coaches spent their time, what for, and what came of it."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District
from resources.models import CoachLogEntry
from resources.selectors.coach_log import LogSum, log_summary
from tests.factories import (
    CoachLogEntryFactory,
    SchoolFactory,
    StaffMemberFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


def list_url(district: District) -> str:
    return reverse("resources:coach-log", args=[district.pk, YEAR])


def texts(sums: LogSum) -> tuple[str, str, str, str]:
    return sums.label, sums.entries, sums.hours, sums.without_result


def test_entries_add_up_by_coach_and_by_school(district: District) -> None:
    casey = StaffMemberFactory.create(district=district, name="Casey")
    elm = SchoolFactory.create(district=district, name="Elm")
    CoachLogEntryFactory.create(district=district, staff_member=casey, school=elm, hours=Decimal("2.5"), result="Seen.")
    CoachLogEntryFactory.create(district=district, staff_member=casey, hours=Decimal("1.25"))
    CoachLogEntryFactory.create(district=district, school=elm, hours=None, result="Seen.")
    CoachLogEntryFactory.create(district=district, hours=Decimal(9), removed_at=datetime.datetime.now(datetime.UTC))
    CoachLogEntryFactory.create(district=district, school_year=YEAR + 1, hours=Decimal(9))

    summary = log_summary(district, YEAR)

    assert list(map(texts, summary.by_coach)) == [
        ("Casey", "2", "3.75", "1"),
        ("No coach chosen", "1", "Not known", "0"),
    ]
    assert list(map(texts, summary.by_school)) == [("Elm", "2", "2.5", "0"), ("No one school", "1", "1.25", "1")]
    assert (texts(summary.total), summary.without_hours) == (("All entries", "3", "3.75", "1"), 1)


def test_two_coaches_of_one_name_stay_two(district: District) -> None:
    for member in StaffMemberFactory.create_batch(2, district=district, name="Casey"):
        CoachLogEntryFactory.create(district=district, staff_member=member)

    assert [each.label for each in log_summary(district, YEAR).by_coach] == ["Casey", "Casey"]


def test_an_entry_is_added_filled_in_removed_and_brought_back(client: Client, district: District) -> None:
    coach = StaffMemberFactory.create(district=district, name="Casey")
    add = reverse("resources:coach-log-entry-add", args=[district.pk, YEAR])
    new_id = str(uuid4())
    opened = [client.post(add, {"new_id": new_id}).headers["Location"] for _ in range(2)]
    post = {"version": "1", "base": "{}", "staff_member": str(coach.pk), "day": "2025-10-14", "hours": "2.5"}

    client.post(opened[0], post | {"intended": "Decoding in every lesson", "result": ""})
    row = CoachLogEntry.objects.get()
    listed = client.get(list_url(district)).content.decode()
    client.post(reverse("resources:coach-log-entry-remove", args=[row.pk]))
    removed = client.get(list_url(district))
    client.post(reverse("resources:coach-log-entry-restore", args=[row.pk]))

    assert (row.staff_member, row.day, row.hours) == (coach, datetime.date(2025, 10, 14), Decimal("2.50"))
    assert "Decoding in every lesson" in listed
    assert "No result yet" in listed
    assert [each.name for each in removed.context["removed"].rows] == ["Casey, Oct 14, 2025"]
    assert len(client.get(list_url(district)).context["entries"]) == 1


def test_a_coach_who_left_stays_with_the_entries(client: Client, district: District) -> None:
    gone = StaffMemberFactory.create(district=district, removed_at=datetime.datetime.now(datetime.UTC))
    row = CoachLogEntryFactory.create(district=district, staff_member=gone)
    other = CoachLogEntryFactory.create(district=district)

    offered = [
        [
            str(value)
            for value, _ in client.get(reverse("resources:coach-log-entry-edit", args=[each.pk]))
            .context["form"]
            .fields["staff_member"]
            .choices
        ]
        for each in (row, other)
    ]

    assert offered == [["", str(gone.pk)], [""]]


def test_a_coach_of_another_district_is_refused(client: Client, district: District) -> None:
    row = CoachLogEntryFactory.create(district=district)
    post = {"version": "1", "base": "{}", "day": "2025-10-14", "staff_member": str(StaffMemberFactory.create().pk)}

    page = client.post(reverse("resources:coach-log-entry-edit", args=[row.pk]), post)

    assert "Choose one of the list." in page.content.decode()
    row.refresh_from_db()
    assert row.staff_member is None


def test_a_day_of_another_year_is_refused_with_where_it_belongs(client: Client, district: District) -> None:
    row = CoachLogEntryFactory.create(district=district)
    post = {"version": "1", "base": "{}", "day": "2025-06-30", "intended": "Kept"}

    page = client.post(reverse("resources:coach-log-entry-edit", args=[row.pk]), post).content.decode()

    assert "What took place in another year belongs on the page of that year." in page
    assert "Kept</textarea>" in page


@pytest.mark.parametrize("entries", [0, 1])
def test_the_log_says_what_it_is_not(client: Client, district: District, entries: int) -> None:
    CoachLogEntryFactory.create_batch(entries, district=district)

    assert "It is not a time-and-effort record" in client.get(list_url(district)).content.decode()


def test_what_coaches_write_is_shown_as_text(client: Client, district: District) -> None:
    CoachLogEntryFactory.create(district=district, intended="<script>alert(1)</script>")

    page = client.get(list_url(district)).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
