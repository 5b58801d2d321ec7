"""Hours of professional learning of a district's teachers in one school year, added up from calendar and team time."""

from plplanner.districts.models import District
from resources.calculations.hours import DatedTime, WeeklyTime, YearOfHours, hours_of_year
from resources.models import CalendarEntry, TeamTime


def year_of_hours(district: District, year: int) -> YearOfHours:
    """Add up a school year in two queries."""
    times = TeamTime.objects.for_district(district).in_year(year).present().order_by()
    weekly = [
        WeeklyTime(minutes=minutes, meetings=meetings, weeks=weeks, school=school, group=group)
        for minutes, meetings, weeks, school, group in times.values_list(
            "minutes", "meetings", "weeks", "school_id", "group"
        )
    ]
    return hours_of_year(dated_times(district, year), weekly)


def dated_times(district: District, year: int) -> list[DatedTime]:
    """Read the dates of a school year's calendar as plain numbers, in one query."""
    entries = CalendarEntry.objects.for_district(district).in_year(year).present().order_by()
    return [
        DatedTime(kind=kind, hours=hours, school=school, group=group)
        for kind, hours, school, group in entries.values_list("kind", "hours", "school_id", "group")
    ]
