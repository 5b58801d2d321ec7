"""Hours of professional learning of a district's teachers in one school year, added up from calendar and team time.

Columns of hours have two decimals. SQLite adds decimals up as binary fractions, so their sums are made of whole
hundredths, which every database adds up exactly.
"""

from decimal import Decimal

from django.db.models import BigIntegerField, F, Sum
from django.db.models.functions import Cast, Round

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


def hundredths_sum() -> Sum:
    """Add the column `hours` up as whole hundredths, which `hours_in` reads; None where no row has hours."""
    return Sum(_hundredths())


def participant_hundredths_sum() -> Sum:
    """Add up hours times participants as whole hundredths; rows that lack one of the two are left out."""
    return Sum(_hundredths() * F("participants"), output_field=BigIntegerField())


def hours_in(hundredths: int | None) -> Decimal:
    """Return the hours of so many hundredths; None are none."""
    return Decimal(hundredths or 0).scaleb(-2)


def _hundredths() -> Cast:
    return Cast(Round(F("hours") * 100), output_field=BigIntegerField())
