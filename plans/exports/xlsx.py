"""The plan as a workbook: one sheet a table."""

import datetime
from collections.abc import Iterator

from plans.document import DocumentOptions, Goal, PlanDocument
from plans.edition import ACTIVITY_FIELDS, GOAL_FIELDS, YEAR_FIELDS, SectionKind, TemplateSection
from plans.exports.layout import detail_values, facts_of, other_facts, served_by, shown_facts, year_outcomes
from plplanner.kit.xlsx import Sheet, SheetColumn, Value, write_xlsx

WIDE, MIDDLE, SLIM = 60, 28, 12
SLIM_FIELDS = frozenset({"starts_on", "ends_on", "hours", "participants"})
MIDDLE_FIELDS = frozenset({"owner", "audience", "schools", "delivery_phase", "measure", "baseline", "target"})


def plan_xlsx(document: PlanDocument, options: DocumentOptions) -> bytes:
    """Return the .xlsx file."""
    return write_xlsx(
        list(_sheets(document, options)),
        title=document.content.title,
        author=document.district.name,
        created=datetime.datetime.now(datetime.UTC),
    )


def _sheets(document: PlanDocument, options: DocumentOptions) -> Iterator[Sheet]:
    yield _plan_sheet(document)
    shown = [each for each in document.edition.sections if options.shows(each.key)]
    narratives = [each for each in shown if each.kind == SectionKind.NARRATIVE]
    for section in narratives:
        yield _narrative_sheet(document, section, options)
    if narratives and document.facts:
        yield _facts_sheet(document, narratives, options)
    for section in shown:
        match section.kind:
            case SectionKind.GOALS:
                yield _goals_sheet(document)
                yield _outcomes_sheet(document, options)
            case SectionKind.ACTIVITIES:
                yield _activities_sheet(document)
            case SectionKind.STANDARDS:
                yield _standards_sheet(document)


def _columns(*columns: tuple[str, int]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(heading=heading, width=width) for heading, width in columns)


def _plan_sheet(document: PlanDocument) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        ("Title", document.content.title),
        ("District", document.district.name),
        ("State", document.district.state),
        ("NCES LEAID", document.district.leaid),
        ("School years", ", ".join(document.year_labels)),
        ("Plan template", f"{document.edition.title}, {document.edition.edition}"),
        ("Status", document.status),
        ("As of", document.as_of),
    ]
    return Sheet(name="Plan", columns=_columns(("About the plan", MIDDLE), ("", WIDE)), rows=rows)


def _narrative_sheet(document: PlanDocument, section: TemplateSection, options: DocumentOptions) -> Sheet:
    answers = document.content.answers
    fields = [each for each in section.fields if options.with_prompts or answers.get(each.key)]
    return Sheet(
        name=section.title,
        columns=_columns(("Part", MIDDLE), ("What it asks", MIDDLE), ("Our answer", WIDE)),
        rows=[(each.label, each.prompt, answers.get(each.key, "")) for each in fields],
    )


def _facts_sheet(document: PlanDocument, sections: list[TemplateSection], options: DocumentOptions) -> Sheet:
    placed = [(field.label, facts_of(document, field)) for section in sections for field in section.fields]
    placed.append(("Other facts", other_facts(document)))
    return Sheet(
        name="Facts",
        columns=_columns(("Part", MIDDLE), ("Fact", MIDDLE), ("Value", 20), ("School year", SLIM), ("Source", WIDE)),
        rows=[
            (label, fact.label, fact.value, document.facts_year, fact.source)
            for label, facts in placed
            for fact in shown_facts(facts, options)
        ],
    )


def _goals_sheet(document: PlanDocument) -> Sheet:
    labels = [document.edition.field(SectionKind.GOALS, key).label for key in GOAL_FIELDS]
    return Sheet(
        name="Goals",
        columns=_columns(("No.", SLIM), *((label, WIDE) for label in labels)),
        rows=[
            (number, *(getattr(goal, key) for key in GOAL_FIELDS))
            for number, goal in enumerate(document.content.goals, 1)
        ],
    )


def _outcomes_sheet(document: PlanDocument, options: DocumentOptions) -> Sheet:
    labels = [("Outcome", WIDE)]
    labels += [(document.edition.field(SectionKind.GOALS, key).label, MIDDLE) for key in YEAR_FIELDS[1:]]
    return Sheet(
        name="Outcomes",
        columns=_columns(("Goal", SLIM), ("Plan year", SLIM), ("School year", SLIM), *labels),
        rows=[
            row
            for number, goal in enumerate(document.content.goals, 1)
            for row in _outcome_rows(document, goal, number, options)
        ],
    )


def _outcome_rows(
    document: PlanDocument, goal: Goal, number: int, options: DocumentOptions
) -> Iterator[tuple[Value, ...]]:
    for each in year_outcomes(goal, document.edition.years):
        if options.with_prompts or not each.is_blank:
            label = document.year_labels[each.year - 1] if each.year <= len(document.year_labels) else ""
            yield number, each.year, label, *(getattr(each, key) for key in YEAR_FIELDS)


def _activities_sheet(document: PlanDocument) -> Sheet:
    edition = document.edition
    columns = [("Goal", SLIM), ("Table", MIDDLE), ("No.", SLIM)]
    for key in ACTIVITY_FIELDS:
        width = SLIM if key in SLIM_FIELDS else MIDDLE if key in MIDDLE_FIELDS else WIDE
        columns.append((edition.field(SectionKind.ACTIVITIES, key).label, width))
    return Sheet(name="Activities", columns=_columns(*columns), rows=list(_activity_rows(document)))


def _activity_rows(document: PlanDocument) -> Iterator[tuple[Value, ...]]:
    for number, goal in enumerate(document.content.goals, 1):
        for position, table in enumerate(goal.tables, 1):
            name = table.name or (f"Table {position}" if len(goal.tables) > 1 else "")
            for place, activity in enumerate(table.activities, 1):
                words = detail_values(document, activity)
                words |= {key: getattr(activity, key) for key in ("initial", "follow_up", "duration", "resources")}
                numbers: dict[str, Value] = {
                    "starts_on": activity.starts_on,
                    "ends_on": activity.ends_on,
                    "hours": activity.hours,
                    "participants": activity.participants,
                }
                values = [numbers[key] if key in numbers else words.get(key, "") for key in ACTIVITY_FIELDS]
                yield number, name, place, *values


def _standards_sheet(document: PlanDocument) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (each.name, each.group, each.summary, each.activities, served_by(document, each.code))
        for each in document.standards
    ]
    rows += [(document.standards_attribution,)] if document.standards_attribution else []
    return Sheet(
        name="Standards",
        columns=_columns(
            ("Standard", MIDDLE), ("Group", MIDDLE), ("In short", WIDE), ("Activities", SLIM), ("In this plan", WIDE)
        ),
        rows=rows,
    )
