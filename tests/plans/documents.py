"""Plan documents made by hand: small, full, blank, hostile, and 2,000 activities."""

import dataclasses
import datetime
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.conf import settings

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

EDITION_FILE = Path(settings.BASE_DIR) / "fixtures" / "plan_template_2026.json"
FIRST_YEAR = 2026
HOSTILE = (
    '<script>alert(1)</script> & "quotes" ]]> {{ braces }} {% tag %} #set text(red) $x$ \\end *bold* _u_ `c`',
    '=HYPERLINK("https://example.invalid","x")',
    "+1 -1 @SUM(A1) https://example.invalid/a?b=c mailto:a@example.invalid",
    "Emoji 😀 👩‍🏫 🇺🇸, Hebrew שלום עולם, Arabic مرحبا, Greek Ωμέγα, Vietnamese Tiếng Việt, Chinese 学校",
    "Tab\there, nbsp\u00a0here, zero\u200bwidth, rlo \u202eabc\u202c, line\u2028separator, soft\u00adhyphen",
    "a" * 3_000,
    "• one\n  • two\n    • three\n•not a bullet\n• \n" + "  " * 12 + "• too deep",
    "\n\nblank lines before and after\n\n",
    "   three spaces before",
)


def edition() -> Edition:
    return parse_edition(json.loads(EDITION_FILE.read_text(encoding="utf-8")))


def blank_document() -> PlanDocument:
    own = edition()
    return PlanDocument(
        content=PlanContent(title="Our plan", first_year=FIRST_YEAR, edition=own.slug),
        edition=own,
        district=DistrictHeading(name="Cahaba Ridge City Schools", state="AL", leaid="0199999"),
        year_labels=("2026–27", "2027–28", "2028–29"),
    )


def small_document() -> PlanDocument:
    blank = blank_document()
    content = dataclasses.replace(
        blank.content,
        answers={"mission": "Every student reads.\nEvery teacher grows."},
        goals=(Goal(statement="Raise reading.", tables=(ActivityTable(activities=(full_activity(1),)),)),),
    )
    return dataclasses.replace(blank, content=content)


def full_activity(number: int) -> Activity:
    return Activity(
        initial=f"Coaches lead a two-day institute on close reading, cohort {number}.\n• Grades 3–5\n  • Model lessons",
        follow_up=f"Six coaching visits and a monthly planning meeting, round {number}.",
        starts_on=datetime.date(2026, 8, 3),
        ends_on=datetime.date(2027, 5, 20),
        duration=f"August to May, session {number}",
        resources=f"Two coaches, substitutes, text set {number}",
        owner=f"Ana Ruiz {number}",
        audience=f"Grade 3–5 teachers {number}",
        schools=("Ridge Elementary", f"River School {number}"),
        delivery_phase="coaching",
        hours=Decimal("12.50"),
        participants=1040 + number,
        standards=("equity-practices", "learning-designs"),
    )


def full_goal(number: int, *, activities: int = 2) -> Goal:
    texts = {
        key: f"Goal {number} {key}, first line.\n• A point about {key}\n  • A deeper point\nLast line, {key} {number}."
        for key in ("statement", "evidence", "impact", "measures", "frequency", "overarching_outcome")
    }
    years = tuple(
        YearOutcome(
            year=year,
            outcome=f"Outcome of goal {number} in year {year}.",
            measure=f"Measure {number}-{year}",
            baseline=f"{40 + year} %",
            target=f"{50 + year} %",
        )
        for year in (1, 2, 3)
    )
    first = number * (100 if activities < 99 else 10_000)
    return Goal(
        **texts,
        links=f"https://example.invalid/data/{number}\nhttps://example.invalid/report/{number}",
        years=years,
        tables=(
            ActivityTable(activities=tuple(full_activity(first + each) for each in range(activities))),
            ActivityTable(
                name=f"For school leaders, goal {number}",
                activities=(full_activity(first + (99 if activities < 99 else 9_999)),),
            ),
        ),
    )


def full_document(*, goals: int = 3, activities: int = 2) -> PlanDocument:
    blank = blank_document()
    content = PlanContent(
        title="Growing readers, growing teachers",
        first_year=FIRST_YEAR,
        edition=blank.edition.slug,
        answers={key: f"What we say about {key}.\n• First\n• Second" for key in blank.edition.narrative_fields},
        goals=tuple(full_goal(number, activities=activities) for number in range(1, goals + 1)),
    )
    return dataclasses.replace(
        blank,
        content=content,
        facts=(
            Fact(measure="enrollment", label="Students", value="2,618", source="NCES 2020–21 file"),
            Fact(measure="teacher_fte", label="Teachers (FTE)", value="175.07", source="Entered by Ana Ruiz"),
            Fact(measure="total_expenditure", label="Total expenditure", value="$36,186,000", source="NCES"),
            Fact(measure="operating_budget", label="Operating budget", value="Not known", source="", is_known=False),
            Fact(measure="something_else", label="Buses", value="41", source="Entered by Ana Ruiz"),
        ),
        facts_year="2020–21",
        standards_title="Standards for Professional Learning (2022)",
        standards_attribution="Names of the standards are Learning Forward's.",
        standards=(
            StandardLine(
                code="equity-practices",
                name="Equity Practices",
                group="Rigorous content",
                summary="Own words.",
                activities=9,
            ),
            StandardLine(
                code="leadership", name="Leadership", group="Conditions for success", summary="Others.", activities=0
            ),
        ),
        standard_names={"equity-practices": "Equity Practices", "learning-designs": "Learning Designs"},
        status="Draft",
        as_of="21 November 2026",
    )


def hostile_document() -> PlanDocument:
    """A plan whose every text is hostile, one after another."""
    texts = iter(HOSTILE * 20)
    full = full_document(goals=2, activities=2)
    goals = tuple(_with_texts(goal, texts) for goal in full.content.goals)
    content = dataclasses.replace(
        full.content,
        title='=cmd|" /C calc"!A0 <b>Plan</b> 学校 😀',
        answers={key: next(texts) for key in full.content.answers},
        goals=goals,
    )
    return dataclasses.replace(full, content=content)


def _with_texts(goal: Goal, texts: Iterator[str]) -> Goal:
    tables = tuple(
        ActivityTable(
            name=table.name and f"<i>{table.name}</i> & =1+1",
            activities=tuple(
                dataclasses.replace(
                    each, initial=next(texts), follow_up=next(texts), duration=next(texts), resources=next(texts)
                )
                for each in table.activities
            ),
        )
        for table in goal.tables
    )
    return dataclasses.replace(
        goal,
        statement=next(texts),
        evidence=next(texts),
        impact=next(texts),
        overarching_outcome=next(texts),
        tables=tables,
    )


def large_document(activities: int = 2_000) -> PlanDocument:
    """Four goals with their activities in one table each."""
    return full_document(goals=4, activities=activities // 4 - 1)


def texts_of(content: PlanContent) -> list[str]:
    """Every line that a person wrote in the plan, without bullets, in the order of the document."""
    texts = list(content.answers.values())
    for goal in content.goals:
        texts += [goal.statement, goal.evidence, goal.impact, goal.links, goal.measures, goal.frequency]
        texts.append(goal.overarching_outcome)
        texts += [text for each in goal.years for text in (each.outcome, each.measure, each.baseline, each.target)]
        for table in goal.tables:
            texts.append(table.name)
            for each in table.activities:
                texts += [each.initial, each.follow_up, each.duration, each.resources, each.owner, each.audience]
                texts += each.schools
    lines = (line.strip().removeprefix("• ").strip() for text in texts for line in text.split("\n"))
    return [line for line in lines if line]
