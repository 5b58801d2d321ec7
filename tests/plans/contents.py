"""Contents of plans for tests: one in which the completeness check finds nothing, and what to change in it."""

import datetime
from decimal import Decimal
from functools import cache

from plans.document import (
    Activity,
    ActivityTable,
    DistrictHeading,
    Fact,
    Goal,
    PlanContent,
    PlanDocument,
    StandardLine,
    YearOutcome,
)
from plans.edition import Edition, parse_edition
from plplanner.kit.years import school_year_label
from tests.factories import shipped_edition

FIRST_YEAR = 2026


@cache
def the_edition() -> Edition:
    return parse_edition(shipped_edition())


def whole_activity(number: int = 1) -> Activity:
    return Activity(
        initial=f"Grade-level team {number} plans one unit of lessons together, led by a teacher of the team.",
        follow_up="The coach joins each team twice a month and watches one of the planned lessons.",
        starts_on=datetime.date(2026, 9, 1),
        ends_on=datetime.date(2027, 5, 14),
        duration="Weekly, 45 minutes, from September to May.",
        resources="Substitutes for six half days a team.",
        hours=Decimal(30),
        participants=48,
        standards=("2022.resources",),
    )


def whole_goal(number: int = 1) -> Goal:
    return Goal(
        statement=f"Goal {number}: every third grader reads at grade level.",
        evidence="58% of third graders met the mark in spring 2025.",
        impact="Students read grade-level texts in every subject.",
        links="https://example.org/results",
        measures="Share of third graders at grade level.",
        frequency="Three times a year.",
        overarching_outcome="Every K–3 teacher teaches reading explicitly.",
        years=tuple(YearOutcome(year=year, outcome=f"{60 + year} of 100 read at grade level.") for year in (1, 2, 3)),
        tables=(ActivityTable(activities=(whole_activity(number),)),),
    )


def whole_content() -> PlanContent:
    return PlanContent(
        title="Plan",
        first_year=FIRST_YEAR,
        edition=the_edition().slug,
        answers=dict.fromkeys(the_edition().narrative_fields, "Nine schools serve 4,282 students."),
        goals=tuple(whole_goal(number) for number in (1, 2, 3)),
    )


def document_of(content: PlanContent, *, facts: tuple[Fact, ...] = ()) -> PlanDocument:
    return PlanDocument(
        content=content,
        edition=the_edition(),
        district=DistrictHeading(name="Catalpa County Schools", state="Alabama"),
        year_labels=tuple(school_year_label(content.first_year + offset) for offset in range(3)),
        facts=facts,
        standards=(StandardLine(code="2022.resources", name="Resources", group="", summary="", activities=3),),
    )
