"""The demo's pathways and delivery cycle: courses, gaps, reviews of what they brought, teams and what is due."""

from collections.abc import Sequence

from resources.models import WorkingTeam
from resources.services.cycle import (
    HANDOFF_COLUMNS,
    MILESTONE_COLUMNS,
    TEAM_COLUMNS,
    accept_handoff,
    add_handoff,
    add_milestone,
    set_up_teams,
)
from resources.services.demo_rows import DemoLedger, Value, without
from resources.services.pathways import (
    COURSE_COLUMNS,
    GAP_COLUMNS,
    PATHWAY_COLUMNS,
    add_course,
    add_gap,
    add_pathway,
)
from resources.services.reviews import REVIEW_COLUMNS, add_review


def add_pathways(ledger: DemoLedger, pathways: Sequence[Value]) -> None:
    """Add pathways with their courses and gaps."""
    for each in pathways:
        name = each["name"]
        blank = add_pathway(district=ledger.district, school_year=0, new_id=ledger.id("pathway", name), by=ledger.by)
        pathway = ledger.save(blank, without(each, "courses", "gaps", "reviews"), columns=PATHWAY_COLUMNS)
        ledger.pathways[name] = pathway
        for course in each["courses"]:
            new_id = ledger.id("course", name, course["title"])
            ledger.save(add_course(pathway, new_id=new_id, by=ledger.by), course, columns=COURSE_COLUMNS)
        for number, gap in enumerate(each["gaps"]):
            new_id = ledger.id("gap", name, number)
            ledger.save(add_gap(pathway, new_id=new_id, by=ledger.by), gap, columns=GAP_COLUMNS)


def add_reviews(ledger: DemoLedger, pathways: Sequence[Value]) -> None:
    """Add the yearly reviews of what each pathway brought."""
    for each in pathways:
        for year, review in each["reviews"].items():
            new_id = ledger.id("investment review", each["name"], year)
            pathway = ledger.pathways[each["name"]]
            blank = add_review(pathway, school_year=int(year), new_id=new_id, by=ledger.by)
            ledger.save(blank, review, columns=REVIEW_COLUMNS)


def add_cycle(ledger: DemoLedger, years: Value) -> None:
    """Set up each year's teams, and add milestones and handoffs between them."""
    for text, value in years.items():
        year = int(text)
        teams = _set_up(ledger, year, value["teams"])
        for each in value["milestones"]:
            new_id = ledger.id("milestone", year, each["title"])
            blank = add_milestone(
                district=ledger.district, school_year=year, phase=each["phase"], new_id=new_id, by=ledger.by
            )
            pathway = ledger.pathways.get(each["pathway"])
            ledger.save(blank, {**each, "pathway": pathway}, columns=MILESTONE_COLUMNS)
        for each in value["handoffs"]:
            _add_handoff(ledger, year, each, teams)


def _set_up(ledger: DemoLedger, year: int, people: Value) -> dict[str, WorkingTeam]:
    new_id = ledger.id("teams", year)
    set_up = set_up_teams(district=ledger.district, school_year=year, new_id=new_id, by=ledger.by)
    return {team.phase: ledger.save(team, people[team.phase], columns=TEAM_COLUMNS) for team in set_up}


def _add_handoff(ledger: DemoLedger, year: int, value: Value, teams: dict[str, WorkingTeam]) -> None:
    new_id = ledger.id("handoff", year, value["what"])
    blank = add_handoff(
        district=ledger.district, school_year=year, phase=value["from_team"], new_id=new_id, by=ledger.by
    )
    found = {
        "from_team": teams[value["from_team"]],
        "to_team": teams[value["to_team"]],
        "pathway": ledger.pathways.get(value["pathway"]),
    }
    handoff = ledger.save(blank, without(value, "accepted_by") | found, columns=HANDOFF_COLUMNS)
    if value["accepted_by"]:
        accept_handoff(handoff, by=ledger.person(value["accepted_by"]))
