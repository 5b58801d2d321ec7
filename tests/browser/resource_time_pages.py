"""The pages of a district's staff, time, calendar and materials that the checklist opens."""

import datetime
from decimal import Decimal

from playwright.sync_api import Page

from resources.models import CalendarEntry, StaffAssignment, StaffMember
from tests.browser.case import Case, clear_and_submit, submit
from tests.factories import ScheduleModelFactory
from tests.query_counts import time_rows
from tests.resources.rows import SCHOOL_YEAR
from tests.world import Who, World


def no_staff(world: World) -> None:
    """Take away all people."""
    world.mine.resources.staff_member.delete()


def vacant_post(world: World) -> None:
    """Make a vacant post and a removed person."""
    district = world.mine.district
    StaffMember.objects.create(district=district, name="Mathematics coach", is_vacant=True, focus="Grades 6–8")
    StaffMember.objects.create(district=district, name="Somebody", removed_at=world.mine.plan.created_at)
    StaffAssignment.objects.create(
        district=district,
        staff_member=world.mine.resources.staff_member,
        school_year=SCHOOL_YEAR,
        period="fall",
        fte=Decimal("0.25"),
    )


def many_people(world: World) -> None:
    """Make more people than a page holds."""
    time_rows.staff(world, 150)


def models(world: World) -> None:
    """Make two schedule models."""
    ScheduleModelFactory.create_batch(2)


def from_a_model(world: World) -> None:
    """Let the team time follow a schedule model."""
    row = world.mine.resources.team_time
    row.schedule_model, row.adaptation = ScheduleModelFactory.create(), "Mondays and Thursdays."
    row.save()


def no_time(world: World) -> None:
    """Take away all dates and team time."""
    rows = world.mine.resources
    rows.team_time.delete()
    rows.calendar_entry.delete()


def many_times(world: World) -> None:
    """Make more team time and dates than a page holds."""
    time_rows.team_times(world, 150)


def double_booking(world: World) -> None:
    """Put two dates on one day."""
    rows = world.mine.resources
    day = {"day": datetime.date(SCHOOL_YEAR, 10, 13), "place": "Library", "hours": Decimal("6.5")}
    CalendarEntry.objects.filter(pk=rows.calendar_entry.pk).update(**day, starts_at=datetime.time(9))
    CalendarEntry.objects.create(
        district=world.mine.district,
        school_year=SCHOOL_YEAR,
        title="Coaching day",
        school=world.mine.place.school,
        group="Grade 3",
        kind="substitutes",
        substitutes=4,
        **day,
    )


def due_license(world: World) -> None:
    """Let an item's license be long past, used and paid."""
    row = world.mine.resources.material
    row.is_licensed, row.renews_on, row.line = True, datetime.date(2020, 7, 1), world.mine.resources.line
    row.supplier, row.quantity = "A publisher", 1_200
    row.save()
    row.activities.add(world.mine.rows.activity)


def no_materials(world: World) -> None:
    """Take away all items."""
    world.mine.resources.material.delete()


def many_materials(world: World) -> None:
    """Make more items than a page holds."""
    time_rows.materials(world, 150)


def enter_too_much(page: Page) -> None:
    """Enter more than a post."""
    page.get_by_label("FTE", exact=True).fill("1.5")
    submit("Save")(page)


def enter_another_year(page: Page) -> None:
    """Enter a day that is not of the school year."""
    page.get_by_label("Day", exact=True).fill("2031-01-31")
    submit("Save")(page)


TIME_AND_STAFF = [
    Case("staff", "resources:staff-list", prepare=vacant_post),
    Case("staff, none", "resources:staff-list", prepare=no_staff),
    Case("staff, read-only", "resources:staff-list", who=Who.LEADER, prepare=vacant_post),
    Case("staff, many", "resources:staff-list", prepare=many_people),
    Case("edit a person", "resources:staff-member-edit"),
    Case("edit a person, no name", "resources:staff-member-edit", act=clear_and_submit("Name", "Save")),
    Case("remove a person", "resources:staff-member-remove"),
    Case("edit an assignment", "resources:assignment-edit", prepare=vacant_post),
    Case("edit an assignment, too much", "resources:assignment-edit", act=enter_too_much),
    Case("time", "resources:time-overview", prepare=from_a_model),
    Case("time, none", "resources:time-overview", prepare=no_time),
    Case("time, read-only", "resources:time-overview", who=Who.LEADER),
    Case("time, many", "resources:time-overview", prepare=many_times),
    Case("schedule models", "resources:schedule-models", prepare=models),
    Case("schedule models, read-only", "resources:schedule-models", who=Who.LEADER, prepare=models),
    Case("edit team time", "resources:team-time-edit", prepare=from_a_model),
    Case("edit the work year", "resources:work-year-edit"),
    Case("calendar", "resources:calendar", prepare=double_booking),
    Case("calendar, none", "resources:calendar", prepare=no_time),
    Case("calendar, read-only", "resources:calendar", who=Who.LEADER, prepare=double_booking),
    Case("calendar, many", "resources:calendar", prepare=many_times),
    Case("calendar to print", "resources:calendar-print", prepare=double_booking),
    Case("edit a date", "resources:calendar-entry-edit", prepare=double_booking),
    Case("edit a date, another year", "resources:calendar-entry-edit", act=enter_another_year),
    Case("calendar addresses", "resources:feed-list"),
    Case("materials", "resources:material-list", prepare=due_license),
    Case("materials, none", "resources:material-list", prepare=no_materials),
    Case("materials, read-only", "resources:material-list", who=Who.LEADER, prepare=due_license),
    Case("materials, many", "resources:material-list", prepare=many_materials),
    Case("edit an item", "resources:material-edit", prepare=due_license),
    Case("edit an item, no name", "resources:material-edit", act=clear_and_submit("Name", "Save")),
]
