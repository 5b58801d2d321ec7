"""The demo's year as it went on: money posted, sessions held, the coaches' log; and what would close the gaps."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from resources.models import LedgerLine, StaffMember
from resources.services.coach_log import LOG_COLUMNS, add_log_entry
from resources.services.demo_rows import DemoLedger, Value, edit_of
from resources.services.held_sessions import SESSION_COLUMNS, add_session
from resources.services.lines import save_line
from resources.services.postings import add_posting, save_posting
from resources.services.scenarios import add_scenario, save_scenario, start_scenario

POSTED = ("posted_on", "amount", "note")


def add_postings(ledger: DemoLedger, years: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]) -> None:
    """Post what was spent of each line: day, amount, note."""
    for year, lines in years.items():
        for title, postings in lines.items():
            line = LedgerLine.objects.get(pk=ledger.id("line", year, title))
            for number, each in enumerate(postings):
                row = add_posting(line, new_id=ledger.id("posting", year, title, number), by=ledger.by)
                save_posting(row, edit_of(row, dict(zip(POSTED, each, strict=True))), ledger.by)


def explain_differences(ledger: DemoLedger, years: Mapping[str, Mapping[str, str]]) -> None:
    """Say of some lines why they cost more or less than was planned."""
    for year, lines in years.items():
        for title, explanation in lines.items():
            line = LedgerLine.objects.get(pk=ledger.id("line", year, title))
            save_line(line=line, edit=edit_of(line, {"explanation": explanation}), by=ledger.by)


def add_sessions(ledger: DemoLedger, years: Mapping[str, Sequence[Value]]) -> None:
    """Add the sessions that took place."""
    for year, sessions in years.items():
        for number, each in enumerate(sessions):
            row = add_session(
                district=ledger.district, school_year=int(year), new_id=ledger.id("session", year, number), by=ledger.by
            )
            ledger.save(row, {**each, **_places(ledger, each)}, columns=SESSION_COLUMNS)


def add_coach_log(ledger: DemoLedger, years: Mapping[str, Sequence[Value]]) -> None:
    """Add where coaches spent their time, and what came of it."""
    for year, entries in years.items():
        for number, each in enumerate(entries):
            row = add_log_entry(
                district=ledger.district, school_year=int(year), new_id=ledger.id("log", year, number), by=ledger.by
            )
            member = StaffMember.objects.get(pk=ledger.id("staff", each["staff_member"]))
            ledger.save(row, {**each, **_places(ledger, each), "staff_member": member}, columns=LOG_COLUMNS)


def _places(ledger: DemoLedger, value: Value) -> Value:
    return {"school": ledger.school(value["school"]), "pathway": ledger.pathways.get(value["pathway"])}


def add_scenarios(ledger: DemoLedger, scenarios: Sequence[Value]) -> None:
    """Add scenarios; one begins from what is missing, the others from nothing."""
    for number, each in enumerate(scenarios):
        begin = start_scenario if each["closes_shortfalls"] else add_scenario
        row = begin(
            district=ledger.district,
            school_year=each["year"],
            new_id=ledger.id("scenario", number),
            by=ledger.by,
        )
        numbers = {name: Decimal(text) for name, text in each["numbers"].items()}
        save_scenario(row, edit_of(row, each["values"] | numbers), ledger.by)
