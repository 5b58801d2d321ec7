"""Fill the first district's staff, calendar and materials until they have a number of rows, in few statements."""

import datetime
from decimal import Decimal

from resources.models import CalendarEntry, Material, StaffAssignment, StaffMember, TeamTime
from tests.query_counts.rows import activities
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World


def staff(world: World, count: int) -> None:
    """Make `count` people of the district, each with an assignment."""
    district, school = world.mine.district, world.mine.place.school
    made = StaffMember.objects.bulk_create(
        StaffMember(district=district, name=f"Coach {number:05}")
        for number in range(StaffMember.objects.for_district(district).count(), count)
    )
    StaffAssignment.objects.bulk_create(
        StaffAssignment(
            district=district, staff_member=each, school_year=SCHOOL_YEAR, school=school, fte=Decimal("0.5")
        )
        for each in made
    )


def calendar_entries(world: World, count: int) -> None:
    """Make `count` entries of the calendar, each on a day, with an activity."""
    district, edited = world.mine.district, world.mine.resources.calendar_entry
    first = datetime.date(SCHOOL_YEAR, 8, 1)
    edited.day = first
    edited.save(update_fields=["day"])
    CalendarEntry.objects.bulk_create(
        CalendarEntry(
            district=district,
            school_year=SCHOOL_YEAR,
            title=f"Session {number}",
            day=first + datetime.timedelta(days=number % 300),
            school=world.mine.place.school,
            activity=world.mine.rows.activity,
            hours=Decimal(2),
        )
        for number in range(CalendarEntry.objects.for_district(district).count(), count)
    )


def team_times(world: World, count: int) -> None:
    """Make `count` rows of team time, and as many entries of the calendar."""
    district = world.mine.district
    TeamTime.objects.bulk_create(
        TeamTime(
            district=district,
            school_year=SCHOOL_YEAR,
            school=world.mine.place.school,
            group=f"Team {number}",
            minutes=45,
            meetings=2,
            weeks=36,
        )
        for number in range(TeamTime.objects.for_district(district).count(), count)
    )
    calendar_entries(world, count)


def materials(world: World, count: int) -> None:
    """Make `count` items, each licensed, paid by a line and used by an activity; the plan has as many activities."""
    district = world.mine.district
    made = Material.objects.bulk_create(
        Material(
            district=district,
            name=f"Item {number:05}",
            is_licensed=True,
            renews_on=datetime.date(SCHOOL_YEAR + 1, 7, 1),
            line=world.mine.resources.line,
        )
        for number in range(Material.objects.for_district(district).count(), count)
    )
    links = Material.activities.through
    links.objects.bulk_create(links(material_id=each.pk, activity_id=world.mine.rows.activity.pk) for each in made)
    activities(world, count)
