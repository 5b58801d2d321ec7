"""Fill the first district's postings, sessions and coach log until they have a number of rows, in few statements."""

import datetime
from decimal import Decimal

from plplanner.districts.models import School
from resources.models import CoachLogEntry, HeldSession, LedgerLine, Pathway, Posting
from resources.services.totals import recompute
from tests.query_counts.rows import activities
from tests.resources.rows import SCHOOL_YEAR
from tests.world import World

FIRST = datetime.date(SCHOOL_YEAR, 7, 1)
REMOVED_AT = datetime.datetime(SCHOOL_YEAR, 10, 14, tzinfo=datetime.UTC)


def _removed_at(number: int) -> datetime.datetime | None:
    """Say when a row was removed, which every third one is."""
    return None if number % 3 else REMOVED_AT


def postings(world: World, count: int) -> None:
    """Make `count` postings of the line, some of them removed, and its actual amount their sum."""
    rows = world.mine.resources
    Posting.objects.bulk_create(
        Posting(
            district=world.mine.district,
            line=rows.line,
            posted_on=FIRST + datetime.timedelta(days=number % 300),
            amount=Decimal(1),
            removed_at=_removed_at(number),
        )
        for number in range(Posting.objects.filter(line=rows.line).count(), count)
    )
    counting = Posting.objects.filter(line=rows.line).counting().count()
    LedgerLine.objects.filter(pk=rows.line.pk).update(actual=Decimal(counting))
    recompute(world.mine.district)


def spent_lines(world: World, count: int) -> None:
    """Make `count` lines that differ from their plan, each of a school and pathway of its own, each with a posting."""
    district = world.mine.district
    made = range(School.objects.filter(district=district).count(), count)
    School.objects.bulk_create(School(district=district, name=f"No. {number:05}") for number in made)
    made = range(Pathway.objects.filter(district=district).count(), count)
    Pathway.objects.bulk_create(Pathway(district=district, name=f"No. {number:05}") for number in made)
    places = zip(
        School.objects.filter(district=district).order_by("name")[:count],
        Pathway.objects.filter(district=district).order_by("name")[:count],
        strict=True,
    )
    before = LedgerLine.objects.for_district(district).count()
    lines = LedgerLine.objects.bulk_create(
        LedgerLine(
            district=district,
            school_year=SCHOOL_YEAR,
            title=f"Line {number}",
            school=school,
            pathway=pathway,
            planned=Decimal(100),
            actual=Decimal(number + 1),
        )
        for number, (school, pathway) in enumerate(places)
        if number >= before
    )
    Posting.objects.bulk_create(
        Posting(district=district, line=line, posted_on=FIRST, amount=line.actual) for line in lines
    )
    recompute(district)


def sessions(world: World, count: int) -> None:
    """Make `count` sessions held, some of them removed; the plan has as many activities."""
    district, rows = world.mine.district, world.mine.resources
    HeldSession.objects.bulk_create(
        HeldSession(
            district=district,
            school_year=SCHOOL_YEAR,
            title=f"Session {number}",
            held_on=FIRST + datetime.timedelta(days=number % 300),
            hours=Decimal(2),
            participants=12,
            is_follow_up=number % 2 == 0,
            removed_at=_removed_at(number),
            school=world.mine.place.school,
            pathway=rows.pathway,
        )
        for number in range(HeldSession.objects.for_district(district).count(), count)
    )
    activities(world, count)


def log_entries(world: World, count: int) -> None:
    """Make `count` entries of the coach log, some of them removed."""
    district, rows = world.mine.district, world.mine.resources
    CoachLogEntry.objects.bulk_create(
        CoachLogEntry(
            district=district,
            school_year=SCHOOL_YEAR,
            staff_member=rows.staff_member,
            day=FIRST + datetime.timedelta(days=number % 300),
            hours=Decimal(2),
            school=world.mine.place.school,
            pathway=rows.pathway,
            intended="Every lesson has a decoding part.",
            removed_at=_removed_at(number),
        )
        for number in range(CoachLogEntry.objects.for_district(district).count(), count)
    )
