"""Realignments of a fiscal year, and the lines that money can be moved between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, Sum
from django.utils import timezone

from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import format_money
from plplanner.kit.years import school_year_label
from resources.models import LedgerLine, Realignment
from resources.models.rows import ResourceRowQuerySet

MOST_OFFERED = 300
"""So many lines are offered at a time, those with the most money; a search finds the others."""


@dataclass(frozen=True, kw_only=True)
class RealignmentLine:
    """One move, ready to print."""

    day: str
    by: str
    from_line: str
    to: str
    leaves: bool
    amount: str
    reason: str
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class RealignmentSums:
    """What a year's moves come to."""

    left: str
    """A sentence on what left professional learning; empty where nothing did."""
    moved: str
    """A sentence on what was moved between lines; empty where nothing was."""


@dataclass(frozen=True, kw_only=True)
class LineChoices:
    """Lines of a year to choose from; `more` says how to find those that are not offered."""

    choices: Sequence[tuple[LedgerLine, str]]
    more: str


def realignments_of(district: District, year: int) -> ResourceRowQuerySet[Realignment]:
    """Return a year's moves, the latest first, with the names they show."""
    moves = Realignment.objects.for_district(district).in_year(year)
    return moves.select_related("from_line", "to_line", "updated_by").order_by("-created_at", "pk")


def realignment_lines(moves: Sequence[Realignment]) -> list[RealignmentLine]:
    """Show moves."""
    return [
        RealignmentLine(
            day=short_day(timezone.localdate(move.created_at)),
            by=str(move.updated_by or "Somebody who is gone"),
            from_line=str(move.from_line),
            to=str(move.to_line) if move.to_line else move.destination,
            leaves=move.to_line is None,
            amount=format_money(move.amount),
            reason=move.reason,
            question=move.question,
            answer=move.answer,
        )
        for move in moves
    ]


def realignment_sums(district: District, year: int) -> RealignmentSums:
    """Add up what left and what was moved, in one query."""
    moves = Realignment.objects.for_district(district).in_year(year)
    sums = moves.aggregate(all=Sum("amount"), left=Sum("amount", filter=Q(to_line=None)))
    left: Decimal = sums["left"] or ZERO
    moved: Decimal = (sums["all"] or ZERO) - left
    return RealignmentSums(
        left=f"{format_money(left)} left professional learning in {school_year_label(year)}." if left else "",
        moved=f"{format_money(moved)} was moved between lines." if moved else "",
    )


def lines_of_year(district: District, year: int) -> ResourceRowQuerySet[LedgerLine]:
    """Return the lines that money can be moved between."""
    return LedgerLine.objects.for_district(district).in_year(year).present()


def line_choices(lines: ResourceRowQuerySet[LedgerLine], *, words: str = "") -> LineChoices:
    """Name lines with where they are and what is planned on them, the largest first, in one query."""
    found = lines.filter(title__icontains=words) if words else lines
    largest = found.select_related("school").order_by(F("planned").desc(nulls_last=True), "title", "pk")
    offered = list(largest[: MOST_OFFERED + 1])
    return LineChoices(
        choices=[(line, line_label(line)) for line in offered[:MOST_OFFERED]],
        more=f"The {MOST_OFFERED} lines with the most money are offered. Search for words of a line’s name to find "
        "the others."
        if len(offered) > MOST_OFFERED
        else "",
    )


def named_lines(lines: ResourceRowQuerySet[LedgerLine], ids: Iterable[UUID]) -> list[tuple[LedgerLine, str]]:
    """Name those of the lines that have one of the ids, in one query."""
    return [(line, line_label(line)) for line in lines.filter(pk__in=list(ids)).select_related("school")]


def line_label(line: LedgerLine) -> str:
    """Name a line so that it can be told from others."""
    place = f", {line.school}" if line.school else ""
    planned = "not known" if line.planned is None else format_money(line.planned)
    return f"{line}{place} – {planned}"


def overcommitted_by(line: LedgerLine) -> str:
    """Say if more is committed or spent on a line than is planned; nothing where it is not."""
    spoken_for = max(line.committed or ZERO, line.actual or ZERO)
    if line.planned is None or spoken_for <= line.planned:
        return ""
    over = format_money(spoken_for - line.planned)
    return f"{over} more is committed or spent on “{line}” than is planned now."
