"""The statements that read what the named quantities are made of, as plain rows: one for each kind, at any size."""

import datetime
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    F,
    FilteredRelation,
    IntegerField,
    Q,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from plplanner.districts.enums import Measure
from plplanner.districts.models import District, DistrictFact, School
from plplanner.kit.money import ZERO, MoneyField
from resources.enums import StaffRole
from resources.models import (
    CalendarEntry,
    Fund,
    FundTotal,
    FundTransfer,
    LedgerTotal,
    StaffAssignment,
    TeamTime,
    WorkYear,
)

Years = Collection[int]
NO_TEXT = Value("", output_field=CharField())
NO_COUNT = Value(None, output_field=IntegerField())
NO_HOURS = Value(None, output_field=DecimalField())
NO_ID = Value(None, output_field=UUIDField())
NO_MONEY = Value(ZERO, output_field=MoneyField())
NO_LINES = Value(0, output_field=IntegerField())
LEDGER, FUND, TRANSFER = "ledger", "fund", "transfer"
"""What a row of money says: what lines of one kind come to, what a fund pays of lines, what moved between funds."""
TEAM_TIME, WORK_YEAR = "team_time", "work_year"
"""What a row of time says, unless it is a date of the calendar of one of its kinds."""


class MoneyRow(NamedTuple):
    """Stored sums of lines, or one transfer, whose amount is `planned`."""

    says: str
    school_year: int
    fund_id: UUID | None
    from_fund_id: UUID | None
    resource_kind: str
    paid_time: str
    is_technology_training: bool
    lines: int
    planned: Decimal
    committed: Decimal
    actual: Decimal
    obligated: Decimal
    planned_unknown: int
    committed_unknown: int
    actual_unknown: int


class FundRow(NamedTuple):
    """A fund with its award of one fiscal year, where it has one."""

    id: UUID
    name: str
    kind: str
    is_program: bool
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    award_year: int | None
    amount: Decimal | None
    carry_over: Decimal | None
    updated_at: datetime.datetime | None
    updated_by: str | None


class SchoolRow(NamedTuple):
    """A school with one of its facts, where it has one."""

    id: UUID
    name: str
    school_year: int | None
    measure: str | None
    value: Decimal | None


class TimeRow(NamedTuple):
    """A date of the calendar, a team time, or a work year, whose days are `minutes` and whose hours are of a day."""

    says: str
    school_year: int
    school_id: UUID | None
    group: str
    hours: Decimal | None
    minutes: int | None
    meetings: int | None
    weeks: int | None
    updated_at: datetime.datetime
    updated_by: str | None


def saved_by(row: str = "") -> Coalesce:
    """Return the name of the person who saved a row last."""
    person = f"{row}updated_by__"
    return Coalesce(NullIf(F(f"{person}name"), NO_TEXT), F(f"{person}email"), output_field=CharField())


def money_rows(district: District, years: Years) -> list[MoneyRow]:
    """Read the stored totals of the ledger and of funds, and the transfers between funds."""
    transfers = FundTransfer.objects.for_district(district).present()
    moved = transfers.filter(school_year__in=years, amount__isnull=False).order_by()
    paid = FundTotal.objects.filter(fund__district=district, school_year__in=years, lines__gt=0)
    spent = LedgerTotal.objects.filter(district=district, school_year__in=years, lines__gt=0)
    no_kind = (NO_TEXT, NO_TEXT, Value(False, output_field=BooleanField()))  # noqa: FBT003  (the value itself)
    amounts = ("planned", "committed", "actual")
    unknown = ("planned_unknown", "committed_unknown", "actual_unknown")
    # Transfers come first: PostgreSQL takes the type of a column from the first two parts that are joined.
    rows = _joined(
        moved.values_list(
            _says(TRANSFER),
            *("school_year", "to_fund_id", "from_fund_id"),
            *no_kind,
            *(NO_LINES, "amount", NO_MONEY, NO_MONEY, NO_MONEY, NO_LINES, NO_LINES, NO_LINES),
        ),
        paid.values_list(
            _says(FUND),
            *("school_year", "fund_id", NO_ID),
            *(NO_TEXT, "paid_time", no_kind[-1]),
            *("lines", *amounts, "obligated", *unknown),
        ),
        spent.values_list(
            _says(LEDGER),
            *("school_year", NO_ID, NO_ID),
            *("resource_kind", "paid_time", "is_technology_training"),
            *("lines", *amounts, NO_MONEY, *unknown),
        ),
    )
    return [MoneyRow(*row) for row in rows]


def _says(what: str) -> Value:
    return Value(what, output_field=CharField())


def _joined(first: "QuerySet[Any, Any]", *others: "QuerySet[Any, Any]") -> Iterable[tuple[Any, ...]]:
    return first.union(*others, all=True)


def fund_rows(district: District, years: Years) -> list[FundRow]:
    """Read the funds by name, each once for each year of which it has an award, and once if it has none."""
    of_years = FilteredRelation("awards", condition=Q(awards__school_year__in=list(years)))
    rows = Fund.objects.for_district(district).present().annotate(award=of_years)
    found = rows.values_list(
        *("id", "name", "kind", "is_program", "starts_on", "ends_on"),
        *("award__school_year", "award__amount", "award__carry_over", "award__updated_at"),
        saved_by("award__"),
    )
    return [FundRow(*row) for row in found]


def fact_rows(district: District, years: Years) -> list[DistrictFact]:
    """Read the district's facts that have no groups, each with the file that it comes from."""
    rows = DistrictFact.objects.filter(district=district, school_year__in=years, group="")
    return list(
        rows.select_related("source_import").only(
            *("school_year", "measure", "value", "status", "note", "entered_by_name", "updated_at"),
            "source_import__file_name",
        )
    )


def school_rows(district: District, years: Years) -> list[SchoolRow]:
    """Read the schools by name, each with its students and teachers of each year."""
    measures = (Measure.ENROLLMENT, Measure.TEACHER_FTE)
    of_years = Q(facts__school_year__in=list(years), facts__measure__in=measures, facts__group="")
    rows = School.objects.for_district(district).present().annotate(fact=FilteredRelation("facts", condition=of_years))
    return [
        SchoolRow(*row) for row in rows.values_list("id", "name", "fact__school_year", "fact__measure", "fact__value")
    ]


def coach_rows(district: District, years: Years) -> list[StaffAssignment]:
    """Read the assignments of coaches, those of vacant posts among them, with who saved them."""
    rows = StaffAssignment.objects.for_district(district).present().filter(school_year__in=years)
    coaches = rows.filter(staff_member__role=StaffRole.COACH, staff_member__removed_at=None)
    return list(
        coaches.select_related("staff_member", "updated_by")
        .only(
            *("school_year", "period", "fte", "school_id", "updated_at"),
            *("staff_member__is_vacant", "updated_by__name", "updated_by__email"),
        )
        .order_by("-updated_at")
    )


def time_rows(district: District, years: Years) -> list[TimeRow]:
    """Read the dates of the calendar, the team times and the work years."""
    dates = CalendarEntry.objects.for_district(district).present().filter(school_year__in=years)
    weekly = TeamTime.objects.for_district(district).present().filter(school_year__in=years)
    work_years = WorkYear.objects.filter(district=district, school_year__in=years)
    last = ("updated_at", saved_by())
    rows = _joined(
        dates.order_by().values_list(
            *("kind", "school_year", "school_id", "group", "hours"), *(NO_COUNT, NO_COUNT, NO_COUNT), *last
        ),
        weekly.order_by().values_list(
            *(_says(TEAM_TIME), "school_year", "school_id", "group", NO_HOURS), *("minutes", "meetings", "weeks"), *last
        ),
        work_years.values_list(
            *(_says(WORK_YEAR), "school_year", NO_ID, NO_TEXT, "hours_per_day"),
            *("contract_days", NO_COUNT, NO_COUNT),
            *last,
        ),
    )
    return [TimeRow(*row) for row in rows]
