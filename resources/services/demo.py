"""The demo's ledger: funds, lines, coaches, a calendar and a definition that read like real work."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from plans.models import Activity, Plan
from plans.services.demo import demo_id
from plplanner.districts.models import District, School, User
from plplanner.districts.services.facts import FactChange, save_facts
from plplanner.kit.rows import VersionedRow, insert_row
from resources.models import (
    AccountCode,
    AssistanceListing,
    CalendarEntry,
    Department,
    Fund,
    FundAward,
    FundTransfer,
    LedgerLine,
    Material,
    Pathway,
    ResourceDefinition,
    ScheduleModel,
    StaffAssignment,
    StaffMember,
    TeamTime,
    WorkYear,
)
from resources.services.lines import write_shares
from resources.services.totals import recompute

Row = TypeVar("Row", bound=VersionedRow)
Value = Mapping[str, Any]

LINE_TEXTS = (
    "title",
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "is_technology_training",
    "is_recurring",
    "unit",
    "note",
)
AMOUNTS = ("quantity", "planned", "committed", "actual")


@dataclass(kw_only=True)
class _Ledger:
    """A demo district's ledger while it is written; rows are found by the names that the file gives them."""

    name: str
    district: District
    by: User
    funds: dict[str, Fund] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    pathways: dict[str, Pathway] = field(default_factory=dict)
    lines: dict[tuple[int, str], LedgerLine] = field(default_factory=dict)

    def id(self, *names: object) -> uuid.UUID:
        return demo_id(self.name, "resources", *map(str, names))

    def add(self, row: Row) -> Row:
        return insert_row(row, by=self.by)

    def school(self, key: str | None) -> School | None:
        return School.objects.get(pk=demo_id(str(self.district.pk), "school", key)) if key else None


@transaction.atomic
def load_demo_ledger(*, name: str, value: Value, by: User) -> bool:
    """Add the ledger of a demo district; one that is there stays as people have left it."""
    district = District.objects.get(pk=demo_id(name))
    if Fund.objects.for_district(district).exists():
        return False
    ledger = _Ledger(name=name, district=district, by=by)
    for each in value["departments"]:
        ledger.departments[each] = ledger.add(
            Department(pk=ledger.id("department", each), district=district, name=each)
        )
    for each in value["pathways"]:
        ledger.pathways[each] = ledger.add(Pathway(pk=ledger.id("pathway", each), district=district, name=each))
    _add_facts(ledger, value["facts"])
    _add_funds(ledger, value["funds"], value["transfers"])
    for each in value["lines"]:
        _add_line(ledger, each)
    recompute(district)
    _add_staff(ledger, value["staff"])
    _add_time(ledger, value)
    for each in value["materials"]:
        _add_material(ledger, each)
    for each in value["definitions"]:
        ledger.add(ResourceDefinition(pk=ledger.id("definition", each["number"]), district=district, **each))
    return True


def _add_facts(ledger: _Ledger, years: Mapping[str, Mapping[str, str]]) -> None:
    """Add what is known of the year under way; the plan was written on the facts of the year before."""
    for year, facts in years.items():
        changes = [
            FactChange(measure=measure, group="", value=Decimal(number), version=0) for measure, number in facts.items()
        ]
        save_facts(of=ledger.district, school_year=int(year), changes=changes, by=ledger.by)


def _add_funds(ledger: _Ledger, funds: Sequence[Value], transfers: Sequence[Value]) -> None:
    for each in funds:
        values = {name: each[name] for name in each if name not in {"key", "assistance_listing", "awards"}}
        listing = AssistanceListing.objects.filter(pk=each["assistance_listing"]).first()
        row = Fund(pk=ledger.id("fund", each["key"]), district=ledger.district, assistance_listing=listing, **values)
        fund = ledger.funds[each["key"]] = ledger.add(row)
        for year, (amount, carry_over) in each["awards"].items():
            award_id = ledger.id("award", each["key"], year)
            ledger.add(
                FundAward(
                    pk=award_id, fund=fund, school_year=year, amount=_money(amount), carry_over=_money(carry_over)
                )
            )
    for each in transfers:
        ledger.add(
            FundTransfer(
                pk=ledger.id("transfer", each["moved_on"]),
                district=ledger.district,
                school_year=each["year"],
                from_fund=ledger.funds[each["from_fund"]],
                to_fund=ledger.funds[each["to_fund"]],
                amount=_money(each["amount"]),
                reason=each["reason"],
                moved_on=each["moved_on"],
            )
        )


def _add_line(ledger: _Ledger, value: Value) -> None:
    line = LedgerLine(
        pk=ledger.id("line", value["year"], value["title"]),
        district=ledger.district,
        school_year=value["year"],
        department=ledger.departments[value["department"]],
        pathway=ledger.pathways[value["pathway"]] if value["pathway"] else None,
        school=ledger.school(value["school"]),
        activity=_activity(ledger, value["activity"]),
        function_code=_code("function", value["function_code"]),
        object_code=_code("object", value["object_code"]),
        **{name: value[name] for name in LINE_TEXTS},
        **{name: _money(value[name]) for name in AMOUNTS},
    )
    ledger.lines[value["year"], value["title"]] = ledger.add(line)
    write_shares(line, [(ledger.funds[key], Decimal(part)) for key, part in value["funds"]])


def _activity(ledger: _Ledger, place: Sequence[int] | None) -> Activity | None:
    """Find an activity of the newest plan by the number of its goal and its own, both from 0."""
    plan = Plan.objects.for_district(ledger.district).order_by("-first_year").first()
    if place is None or plan is None:
        return None
    goal = plan.goals.all().present().in_order()[place[0]]
    activities = Activity.objects.for_plan(plan).filter(table__goal=goal).present()
    return activities.order_by("table__position", "position")[place[1]]


def _code(dimension: str, code: str) -> AccountCode | None:
    return AccountCode.objects.filter(dimension=dimension, code=code, state="").first() if code else None


def _add_staff(ledger: _Ledger, staff: Sequence[Value]) -> None:
    for each in staff:
        values = {name: each[name] for name in ("name", "role", "is_vacant", "focus")}
        member = ledger.add(StaffMember(pk=ledger.id("staff", each["key"]), district=ledger.district, **values))
        for number, (year, school, period, fte) in enumerate(each["assignments"]):
            ledger.add(
                StaffAssignment(
                    pk=ledger.id("assignment", each["key"], number),
                    district=ledger.district,
                    staff_member=member,
                    school_year=year,
                    school=ledger.school(school),
                    period=period,
                    fte=Decimal(fte),
                )
            )


def _add_time(ledger: _Ledger, value: Value) -> None:
    for each in value["work_years"]:
        values = {name: each[name] for name in ("contract_days", "calendar_made_by", "calendar_groups")}
        ledger.add(
            WorkYear(
                pk=ledger.id("work year", each["year"]),
                district=ledger.district,
                school_year=each["year"],
                hours_per_day=Decimal(each["hours_per_day"]),
                **values,
            )
        )
    for year, entries in value["calendar"].items():
        for each in entries:
            values = each | {"school": ledger.school(each["school"]), "hours": _money(each["hours"])}
            entry_id = ledger.id("entry", each["day"], each["title"])
            ledger.add(CalendarEntry(pk=entry_id, district=ledger.district, school_year=year, **values))
    for year, times in value["team_times"].items():
        for school, group, model, minutes, meetings, weeks, adaptation in times:
            ledger.add(
                TeamTime(
                    pk=ledger.id("team time", year, school),
                    district=ledger.district,
                    school_year=year,
                    school=ledger.school(school),
                    group=group,
                    schedule_model=ScheduleModel.objects.filter(pk=model).first(),
                    minutes=minutes,
                    meetings=meetings,
                    weeks=weeks,
                    adaptation=adaptation,
                )
            )


def _add_material(ledger: _Ledger, value: Value) -> None:
    line = ledger.lines[value["line"][0], value["line"][1]] if value["line"] else None
    ledger.add(Material(pk=ledger.id("material", value["name"]), district=ledger.district, **{**value, "line": line}))


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
