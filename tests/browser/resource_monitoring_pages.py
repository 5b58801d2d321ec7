"""The pages of what happened with a district's resources that the checklist opens."""

import datetime
from decimal import Decimal
from uuid import uuid4

from playwright.sync_api import Page

from plplanner.kit.editing import Edit, texts_of
from resources.models import CalendarEntry, CoachLogEntry, HeldSession, LedgerLine, Posting
from resources.services.postings import add_posting, posting_values, save_posting
from resources.services.totals import recompute
from tests.browser.case import Case, clear_and_submit, submit
from tests.query_counts import monitoring_rows
from tests.resources.rows import SCHOOL_YEAR
from tests.world import Who, World


def posted(world: World) -> None:
    """Post to the line in and outside the year and without a day, and remove a posting."""
    line, by = world.mine.resources.line, world.people[Who.DIRECTOR]
    days = [None, datetime.date(SCHOOL_YEAR, 6, 12), datetime.date(SCHOOL_YEAR, 10, 31)]
    for day in days:
        row = add_posting(line, new_id=uuid4(), by=by)
        current = posting_values(row)
        values = {"posted_on": day, "amount": Decimal("6666.67"), "note": "Payroll of the month, both half posts"}
        save_posting(row, Edit(version=row.version, base=texts_of(current), values=current | values), by)
    Posting.objects.create(district=line.district, line=line, removed_at=world.mine.plan.created_at)
    line.refresh_from_db()


def no_postings(world: World) -> None:
    """Take the posting away and enter what is spent with the line."""
    world.mine.resources.monitoring.posting.delete()
    LedgerLine.objects.update(actual=Decimal("700.00"))


def explained(world: World) -> None:
    """Post to the line, say why it differs, and let another line differ without a word."""
    posted(world)
    district = world.mine.district
    LedgerLine.objects.for_district(district).update(explanation="One coach began in October.\nThe other on time.")
    LedgerLine.objects.create(
        district=district, school_year=SCHOOL_YEAR, title="Decoding kits", planned=Decimal(100), actual=Decimal(130)
    )
    recompute(district)


def no_lines(world: World) -> None:
    """Remove all lines."""
    LedgerLine.objects.update(removed_at=world.mine.plan.created_at)


def sessions(world: World) -> None:
    """Hold a follow-up session of which nothing is known, remove one, and plan hours."""
    year = {"district": world.mine.district, "school_year": SCHOOL_YEAR}
    HeldSession.objects.create(
        **year, title="Team planning, grade 3", is_follow_up=True, activity=world.mine.rows.activity
    )
    HeldSession.objects.create(**year, title="Called off", removed_at=world.mine.plan.created_at)
    CalendarEntry.objects.update(hours=Decimal("6.50"))


def no_sessions(world: World) -> None:
    """Take all sessions away."""
    HeldSession.objects.all().delete()


def log(world: World) -> None:
    """Log time of a coach with what came of it, and remove an entry."""
    year = {"district": world.mine.district, "school_year": SCHOOL_YEAR}
    CoachLogEntry.objects.create(
        **year,
        staff_member=world.mine.resources.staff_member,
        intended="Every small-group lesson has a decoding part.\nTeachers plan it together.",
        result="Seen in five of six rooms.",
    )
    CoachLogEntry.objects.create(**year, removed_at=world.mine.plan.created_at)


def no_log(world: World) -> None:
    """Take all entries away."""
    CoachLogEntry.objects.all().delete()


def many_postings(world: World) -> None:
    """Make more postings than a page holds."""
    monitoring_rows.postings(world, 150)


def many_lines(world: World) -> None:
    """Make more lines that differ than a page holds."""
    monitoring_rows.spent_lines(world, 150)


def many_sessions(world: World) -> None:
    """Make more sessions than a page holds."""
    monitoring_rows.sessions(world, 150)


def many_entries(world: World) -> None:
    """Make more entries of the log than a page holds."""
    monitoring_rows.log_entries(world, 150)


def enter_another_year(page: Page) -> None:
    """Enter a day that is far from the year."""
    page.get_by_label("Day", exact=False).first.fill("2031-01-31")
    submit("Save")(page)


MONITORING = [
    Case("postings", "resources:posting-list", prepare=posted),
    Case("postings, none", "resources:posting-list", prepare=no_postings),
    Case("postings, read-only", "resources:posting-list", who=Who.LEADER, prepare=posted),
    Case("postings, many", "resources:posting-list", prepare=many_postings),
    Case("postings of a removed line", "resources:posting-list", prepare=no_lines),
    Case("edit a posting", "resources:posting-edit"),
    Case("edit a posting, another year", "resources:posting-edit", act=enter_another_year),
    Case("remove a posting", "resources:posting-remove"),
    Case("edit a line with postings", "resources:line-edit", prepare=posted),
    Case("monitoring", "resources:monitoring", prepare=explained),
    Case("monitoring, nothing dated", "resources:monitoring"),
    Case("monitoring, no lines", "resources:monitoring", prepare=no_lines),
    Case("monitoring, read-only", "resources:monitoring", who=Who.LEADER, prepare=explained),
    Case("monitoring, many", "resources:monitoring", prepare=many_lines, query="?by=school"),
    Case("monitoring, by nonsense", "resources:monitoring", query="?by=moon"),
    Case("sessions", "resources:session-list", prepare=sessions),
    Case("sessions, none", "resources:session-list", prepare=no_sessions),
    Case("sessions, read-only", "resources:session-list", who=Who.LEADER, prepare=sessions),
    Case("sessions, many", "resources:session-list", prepare=many_sessions),
    Case("sessions, a school that is none", "resources:session-list", query="?school=none"),
    Case("edit a session", "resources:session-edit"),
    Case("edit a session, no title", "resources:session-edit", act=clear_and_submit("Title", "Save")),
    Case("coach log", "resources:coach-log", prepare=log),
    Case("coach log, none", "resources:coach-log", prepare=no_log),
    Case("coach log, read-only", "resources:coach-log", who=Who.LEADER, prepare=log),
    Case("coach log, many", "resources:coach-log", prepare=many_entries),
    Case("edit a log entry", "resources:coach-log-entry-edit", prepare=log),
    Case("edit a log entry, another year", "resources:coach-log-entry-edit", act=enter_another_year),
]
