"""The demo's ledger: funds, lines, coaches, a calendar and a definition that read like real work."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from plans.services.demo import demo_id
from plplanner.districts.models import District, User
from plplanner.districts.services.facts import FactChange, save_facts
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
    ResourceDefinition,
    ScheduleModel,
    StaffAssignment,
    StaffMember,
    TeamTime,
    WorkYear,
)
from resources.services.demo_cycle import add_cycle, add_pathways, add_reviews
from resources.services.demo_monitoring import (
    add_coach_log,
    add_postings,
    add_scenarios,
    add_sessions,
    explain_differences,
)
from resources.services.demo_outside import add_external_resources, add_providers, add_realignments
from resources.services.demo_requests import add_requests
from resources.services.demo_rows import DemoLedger, Value
from resources.services.lines import write_shares
from resources.services.totals import recompute

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
Texts = Mapping[str, str]
AMOUNTS = ("quantity", "planned", "committed", "actual")


@transaction.atomic
def load_demo_ledger(*, name: str, value: Value, by: User) -> bool:
    """Add the ledger of a demo district; one that is there stays as people have left it."""
    district = District.objects.get(pk=demo_id(name))
    if Fund.objects.for_district(district).exists():
        return False
    ledger = DemoLedger(name=name, district=district, by=by)
    for each in value["departments"]:
        ledger.departments[each] = ledger.add(
            Department(pk=ledger.id("department", each), district=district, name=each)
        )
    add_pathways(ledger, value["pathways"])
    _add_facts(ledger, value["facts"], value["school_facts"])
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
    add_cycle(ledger, value["cycle"])
    add_requests(ledger, value["requests"], value["request_steps"])
    add_providers(ledger, value["provider_criteria"], value["providers"])
    add_external_resources(ledger, value["external_resources"])
    add_realignments(ledger, value["realignments"])
    add_reviews(ledger, value["pathways"])
    add_postings(ledger, value["postings"])
    explain_differences(ledger, value["explanations"])
    add_sessions(ledger, value["sessions"])
    add_coach_log(ledger, value["coach_log"])
    add_scenarios(ledger, value["scenarios"])
    return True


def _add_facts(ledger: DemoLedger, years: Mapping[str, Texts], school_years: Mapping[str, Mapping[str, Texts]]) -> None:
    """Add what is known of the year under way; the plan was written on the facts of the year before."""
    for year, facts in years.items():
        save_facts(of=ledger.district, school_year=int(year), changes=_changes(facts), by=ledger.by)
    for year, schools in school_years.items():
        for key, facts in schools.items():
            school = ledger.school(key)
            if school is not None:
                save_facts(of=school, school_year=int(year), changes=_changes(facts), by=ledger.by)


def _changes(facts: Texts) -> list[FactChange]:
    return [
        FactChange(measure=measure, group="", value=Decimal(number), version=0) for measure, number in facts.items()
    ]


def _add_funds(ledger: DemoLedger, funds: Sequence[Value], transfers: Sequence[Value]) -> None:
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


def _add_line(ledger: DemoLedger, value: Value) -> None:
    line = LedgerLine(
        pk=ledger.id("line", value["year"], value["title"]),
        district=ledger.district,
        school_year=value["year"],
        department=ledger.departments[value["department"]],
        pathway=ledger.pathways[value["pathway"]] if value["pathway"] else None,
        school=ledger.school(value["school"]),
        activity=ledger.activity(value["activity"]),
        function_code=_code("function", value["function_code"]),
        object_code=_code("object", value["object_code"]),
        **{name: value[name] for name in LINE_TEXTS},
        **{name: _money(value[name]) for name in AMOUNTS},
    )
    ledger.lines[value["year"], value["title"]] = ledger.add(line)
    write_shares(line, [(ledger.funds[key], Decimal(part)) for key, part in value["funds"]])


def _code(dimension: str, code: str) -> AccountCode | None:
    return AccountCode.objects.filter(dimension=dimension, code=code, state="").first() if code else None


def _add_staff(ledger: DemoLedger, staff: Sequence[Value]) -> None:
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


def _add_time(ledger: DemoLedger, value: Value) -> None:
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


def _add_material(ledger: DemoLedger, value: Value) -> None:
    line = ledger.lines[value["line"][0], value["line"][1]] if value["line"] else None
    ledger.add(Material(pk=ledger.id("material", value["name"]), district=ledger.district, **{**value, "line": line}))


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
