"""Where the quantities of benchmarks come from, in words: which rows, who saved them last, and when."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils import timezone

from plplanner.kit.dates import short_day
from plplanner.kit.numbers import format_count, format_fte, format_money
from plplanner.kit.years import school_year_label
from resources.calculations.fte import PartTime, yearly_fte
from resources.models import StaffAssignment
from resources.selectors.quantities_read import Figures, FundOfYear, Saved, latest
from resources.selectors.quantities_words import Angle


def of_ledger(figures: Figures) -> str:
    """Say how many lines the ledger has, and who changed it last."""
    lines = sum(row.lines for row in figures.totals)
    if not lines:
        return ""
    counted = f"Ledger {school_year_label(figures.school_year)}, {counted_as(lines, 'line')}"
    return f"{counted}{_changed(figures.last_change)}"


def _changed(change: Saved | None) -> str:
    if change is None:
        return ""
    return f"; ledger last changed by {change.by}, {short_day(timezone.localtime(change.at))}"


def of_awards(funds: Sequence[FundOfYear], school_year: int) -> str:
    """Say how many programs there are, and who entered an award last."""
    awards = [fund.saved for fund in funds if fund.saved is not None]
    if not awards:
        return ""
    counted = f"Funds {school_year_label(school_year)}, {counted_as(len(awards), 'award')}"
    return f"{counted}{last_saved(awards)}"


def award_notes(carried: Decimal, angle: Angle, left_out: Sequence[str], school_year: int) -> tuple[str, ...]:
    """Say what was carried over, and which programs have nothing in the year."""
    notes = []
    if carried:
        where = "is in it" if angle.carry_over else "is not in it"
        notes.append(f"{format_money(carried)} carried over from the year before {where}.")
    if left_out:
        year = school_year_label(school_year)
        notes.append(f"Left out, because nothing is recorded of them in {year}: {', '.join(left_out)}.")
    return tuple(notes)


def of_coaches(filled: Sequence[StaffAssignment], school_year: int) -> str:
    """Say how many coaches there are, and who saved an assignment last."""
    people = {each.staff_member_id for each in filled}
    if not people:
        return ""
    counted = f"Coaches and staff {school_year_label(school_year)}, {counted_as(len(people), 'coach', 'coaches')}"
    return f"{counted}{last_saved([Saved(at=each.updated_at, by=str(each.updated_by or '')) for each in filled])}"


def coach_notes(*, posts: Sequence[StaffAssignment], filled: Sequence[StaffAssignment]) -> tuple[str, ...]:
    """Say which posts are vacant, and how many assignments have no FTE."""
    notes = []
    if posts:
        vacant = counted_as(len({each.staff_member_id for each in posts}), "post is vacant", "posts are vacant")
        notes.append(f"{vacant} ({format_fte(fte_of(posts))} FTE), not counted.")
    unknown = sum(each.fte is None for each in filled)
    if unknown:
        notes.append(f"{counted_as(unknown, 'assignment has', 'assignments have')} no FTE yet.")
    return tuple(notes)


def fte_of(assignments: Iterable[StaffAssignment]) -> Decimal:
    """Add assignments up over the year."""
    return yearly_fte(PartTime(period=each.period, fte=each.fte) for each in assignments)


def last_saved(saved: Iterable[Saved | None]) -> str:
    """Say who saved one of several rows last."""
    last = latest(saved)
    if last is None:
        return ""
    by = f" by {last.by}" if last.by else ""
    return f"; last saved{by}, {short_day(timezone.localtime(last.at))}"


def counted_as(count: int, one: str, many: str = "") -> str:
    """Write how many there are: "1 line", "12 lines"."""
    return f"{format_count(count)} {one if count == 1 else many or f'{one}s'}"
