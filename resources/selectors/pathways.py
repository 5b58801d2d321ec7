"""Pathways as their pages show them: in the order of priority, with what they are made of, lack and cost."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NOT_KNOWN, format_count, money_or_not_known
from plplanner.kit.years import school_year_label
from resources.enums import CourseOrigin
from resources.models import BudgetRequest, Course, Gap, LedgerLine, Pathway
from resources.selectors.pathways_money import PathwayMoney, PathwaySums, pathway_lines, pathway_money, shown_money

MOST_LINES = 25
"""So many lines and requests are shown with a pathway; the ledger has them all."""


@dataclass(frozen=True, kw_only=True)
class PathwayLine:
    """One pathway of the list."""

    id: UUID
    name: str
    priority: str
    purpose: str
    audience: str
    courses: str
    open_gaps: str
    has_open_gaps: bool
    money: PathwayMoney


@dataclass(frozen=True, kw_only=True)
class NamedRow:
    """A row by its name."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class PathwayList:
    """All pathways of a district, with the planned money of one fiscal year."""

    lines: Sequence[PathwayLine]
    elsewhere: PathwayMoney
    """What is planned in lines that name no pathway of the list."""
    removed: Sequence[NamedRow]


@dataclass(frozen=True, kw_only=True)
class CourseLine:
    """A course of a pathway."""

    id: UUID
    title: str
    origin: str
    is_requested: bool
    content: str
    hours: str
    taught_by: str


@dataclass(frozen=True, kw_only=True)
class GapLine:
    """Something a pathway lacks, or lacked."""

    id: UUID
    kind: str
    description: str
    is_open: bool
    state: str
    how_closed: str


@dataclass(frozen=True, kw_only=True)
class NamedAmount:
    """A line or request of a pathway."""

    id: UUID
    title: str
    note: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """A fact about a pathway; an empty value is not written yet."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class PathwayDetail:
    """All about one pathway in one fiscal year."""

    summary: Sequence[SummaryRow]
    courses: Sequence[CourseLine]
    gaps: Sequence[GapLine]
    open_gaps: str
    lines: Sequence[NamedAmount]
    more_lines: bool
    requests: Sequence[NamedAmount]
    more_requests: bool
    removed_courses: Sequence[NamedRow]
    removed_gaps: Sequence[NamedRow]
    new_course_id: UUID = field(default_factory=uuid.uuid4)
    new_gap_id: UUID = field(default_factory=uuid.uuid4)


def pathway_list(district: District, year: int) -> PathwayList:
    """List a district's pathways, the most urgent first and those without a priority last, in four queries."""
    rows = list(Pathway.objects.for_district(district).order_by(F("priority").asc(nulls_last=True), "name", "pk"))
    present = [row for row in rows if row.removed_at is None]
    courses = _counted(Course.objects.for_district(district).present())
    gaps = _counted(Gap.objects.for_district(district).present().filter(closed_on=None))
    money = pathway_money(district, year)
    elsewhere = PathwaySums()
    for key in set(money) - {row.pk for row in present}:
        elsewhere.add(money[key].planned, money[key].new_money, money[key].unknown)
    return PathwayList(
        lines=[
            PathwayLine(
                id=row.pk,
                name=str(row),
                priority=format_count(row.priority) if row.priority else "Not set",
                purpose=row.purpose,
                audience=row.audience,
                courses=format_count(courses[row.pk]),
                open_gaps=format_count(gaps[row.pk]),
                has_open_gaps=gaps[row.pk] > 0,
                money=shown_money(money.get(row.pk, PathwaySums())),
            )
            for row in present
        ],
        elsewhere=shown_money(elsewhere),
        removed=[NamedRow(id=row.pk, name=str(row)) for row in rows if row.removed_at],
    )


def pathway_detail(pathway: Pathway, year: int) -> PathwayDetail:
    """Bring together what one pathway is made of, in five queries."""
    courses = list(Course.objects.for_district(pathway.district).filter(pathway=pathway))
    gaps = list(Gap.objects.for_district(pathway.district).filter(pathway=pathway))
    found = pathway_lines(pathway.district, year).filter(pathway=pathway)
    by_size = list(found.order_by(F("planned").desc(nulls_last=True), "pk")[: MOST_LINES + 1])
    requests = list(_requests_of(pathway, year)[: MOST_LINES + 1])
    is_open = sum(1 for gap in gaps if gap.removed_at is None and gap.closed_on is None)
    return PathwayDetail(
        summary=_summary(pathway, year),
        courses=[_course(row) for row in courses if row.removed_at is None],
        gaps=[_gap(row) for row in sorted(gaps, key=_open_first) if row.removed_at is None],
        open_gaps=_open_in_words(is_open),
        lines=[_ledger_line(row) for row in by_size[:MOST_LINES]],
        more_lines=len(by_size) > MOST_LINES,
        requests=[_request(row) for row in requests[:MOST_LINES]],
        more_requests=len(requests) > MOST_LINES,
        removed_courses=[NamedRow(id=row.pk, name=str(row)) for row in courses if row.removed_at],
        removed_gaps=[NamedRow(id=row.pk, name=str(row)) for row in gaps if row.removed_at],
    )


def _counted(rows: QuerySet[Any]) -> Counter[UUID]:
    """Count rows by the pathway they belong to."""
    return Counter(dict(rows.order_by().values_list("pathway_id").annotate(Count("pk"))))


def _requests_of(pathway: Pathway, year: int) -> QuerySet[Any]:
    requests = BudgetRequest.objects.for_district(pathway.district).in_year(year).present().filter(pathway=pathway)
    asked = Sum("costs__amount", filter=Q(costs__removed_at=None))
    return requests.select_related("department").annotate(asked=asked).order_by("created_at", "pk")


def _course(row: Course) -> CourseLine:
    return CourseLine(
        id=row.pk,
        title=str(row),
        origin=row.get_origin_display(),
        is_requested=row.origin == CourseOrigin.REQUESTED,
        content=row.content,
        hours=NOT_KNOWN if row.hours is None else f"{row.hours.normalize():,f}",
        taught_by=row.taught_by,
    )


def _summary(pathway: Pathway, year: int) -> list[SummaryRow]:
    money = shown_money(pathway_money(pathway.district, year, pathway=pathway).get(pathway.pk, PathwaySums()))
    planned = f"{money.planned} counting all PL cost, {money.new_money} new money only. {money.unknown}"
    return [
        SummaryRow(label="Priority", value=format_count(pathway.priority) if pathway.priority else "Not set"),
        SummaryRow(label="What it leads to", value=pathway.purpose),
        SummaryRow(label="For whom", value=pathway.audience),
        SummaryRow(label=f"Planned in {school_year_label(year)}", value=planned.strip()),
    ]


def _open_first(row: Gap) -> bool:
    return row.closed_on is not None


def _gap(row: Gap) -> GapLine:
    return GapLine(
        id=row.pk,
        kind=row.get_kind_display(),
        description=str(row),
        is_open=row.closed_on is None,
        state=f"Closed {short_day(row.closed_on)}" if row.closed_on else "Open",
        how_closed=row.how_closed,
    )


def _open_in_words(count: int) -> str:
    if not count:
        return ""
    return "1 gap is open." if count == 1 else f"{format_count(count)} gaps are open."


def _ledger_line(row: LedgerLine) -> NamedAmount:
    return NamedAmount(
        id=row.pk,
        title=str(row),
        note=row.get_delivery_phase_display() if row.delivery_phase else "No phase chosen",
        amount=money_or_not_known(row.planned),
    )


def _request(row: BudgetRequest) -> NamedAmount:
    asked: Decimal | None = getattr(row, "asked", None)
    by = f"{row.department}, " if row.department else ""
    return NamedAmount(
        id=row.pk,
        title=str(row),
        note=f"{by}{row.get_status_display().lower()}",
        amount=money_or_not_known(asked),
    )
