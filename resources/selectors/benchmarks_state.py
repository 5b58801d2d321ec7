"""The benchmarks that a state sets for its districts: which hold in a year, and what it set in any year."""

from dataclasses import dataclass

from django.utils import timezone

from plplanner.kit.dates import short_day
from plplanner.kit.years import school_year_label
from resources.models import Benchmark
from resources.models.benchmarks import Owner
from resources.selectors.benchmarks import in_force, present_of, replaced_by, rows_for
from resources.selectors.benchmarks_page import removed_lines
from resources.selectors.benchmarks_words import threshold_words
from resources.selectors.quantities import QUANTITIES
from resources.selectors.removed import RemovedRow


@dataclass(frozen=True, kw_only=True)
class StateLine:
    """One benchmark that holds in the state's districts, unless a district set its own."""

    code: str
    title: str
    threshold: str
    formula: str
    source: str
    is_optional: bool
    set_by: str
    """What the state set of it, since when and why; nothing where it holds as it ships."""
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class SetLine:
    """What a state set from one school year on."""

    title: str
    from_year: str
    threshold: str
    reason: str
    saved: str


@dataclass(frozen=True, kw_only=True)
class StateBoard:
    """A state's benchmarks in one school year."""

    lines: tuple[StateLine, ...]
    history: tuple[SetLine, ...]
    removed: tuple[RemovedRow, ...]


def state_board(state: str, school_year: int) -> StateBoard:
    """Read which benchmarks hold in a state's districts in a year, and all that the state set; two queries."""
    owner = Owner(state=state)
    all_rows = rows_for(owner)
    rows = present_of(all_rows)
    set_by_state = Benchmark.objects.own_of(owner).present().select_related("updated_by")
    return StateBoard(
        lines=tuple(_line(row, rows, owner, school_year) for row in in_force(rows, school_year)),
        history=tuple(_set_line(row) for row in set_by_state.order_by("-from_year", "position", "code")),
        removed=removed_lines(all_rows, owner),
    )


def _line(row: Benchmark, rows: list[Benchmark], owner: Owner, school_year: int) -> StateLine:
    is_own = owner.owns(row)
    return StateLine(
        code=row.code,
        title=row.title,
        threshold=threshold_words(row),
        formula=f"{QUANTITIES[row.numerator].label} ÷ {QUANTITIES[row.denominator].label}",
        source=row.source,
        is_optional=row.is_optional,
        set_by=_set_by(row, replaced_by(rows, row, school_year)) if is_own else "",
        is_own=is_own,
    )


def _set_by(row: Benchmark, before: Benchmark | None) -> str:
    since = school_year_label(row.from_year)
    what = f"changed it from {since} on, from {threshold_words(before)}" if before else f"added it from {since} on"
    return f"The state {what}. Reason: {row.reason}"


def _set_line(row: Benchmark) -> SetLine:
    by = f"{row.updated_by}, " if row.updated_by else ""
    return SetLine(
        title=row.title,
        from_year=school_year_label(row.from_year),
        threshold=threshold_words(row),
        reason=row.reason,
        saved=f"{by}{short_day(timezone.localtime(row.updated_at))}",
    )
