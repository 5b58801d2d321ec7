"""The table of goals with their rationale and expected outcomes."""

from collections.abc import Iterator

from plans.document import DocumentOptions, Goal, PlanDocument, YearOutcome
from plans.edition import Column, Edition, SectionKind
from plans.exports.layout.parts import column_heads, field_passages, prompt_of, under
from plplanner.kit.blocks import Block, Cell, Passage, Role, Row, Table

GOAL_WIDTHS = (25, 35, 40)
GOAL_COLUMNS = (
    Column(heading="Goals", prompts=(), fields=("statement",)),
    Column(heading="Rationale/Evidence", prompts=(), fields=("evidence", "impact", "links")),
    Column(heading="Expected Outcomes", prompts=(), fields=("overarching_outcome", "measures", "frequency")),
)
GOAL_TEXTS = frozenset(key for column in GOAL_COLUMNS for key in column.fields)
ALWAYS_LABELLED = frozenset({"statement", "overarching_outcome"})
YEAR_DETAILS = ("measure", "baseline", "target")


def goal_blocks(document: PlanDocument, options: DocumentOptions) -> Block:
    """Lay out the table of goals, or say that there are none."""
    goals = shown_goals(document, options)
    if not goals:
        return Passage(text="No goals yet.", role=Role.NOTE)
    return Table(
        name="Goals with their rationale and expected outcomes",
        widths=GOAL_WIDTHS,
        head=(column_heads(goal_columns(document.edition)),),
        rows=tuple(row for number, goal in enumerate(goals, 1) for row in _goal_rows(document, goal, number, options)),
    )


def shown_goals(document: PlanDocument, options: DocumentOptions) -> tuple[Goal, ...]:
    """Return the plan's goals; with prompts as many blank ones after them as the edition begins with."""
    goals = document.content.goals
    missing = document.edition.minimum_goals - len(goals) if options.with_prompts else 0
    return (*goals, *[Goal()] * missing)


def goal_columns(edition: Edition) -> tuple[Column, Column, Column]:
    """Return the columns of the goals table; a goal field that the edition puts nowhere joins the last one."""
    section = edition.of_kind(SectionKind.GOALS)
    own = section.columns if section else ()
    first, second, third = own if len(own) == len(GOAL_COLUMNS) else GOAL_COLUMNS
    placed = {*first.fields, *second.fields, *third.fields}
    homeless = tuple(key for column in GOAL_COLUMNS for key in column.fields if key not in placed)
    return first, second, Column(heading=third.heading, prompts=third.prompts, fields=(*third.fields, *homeless))


def goal_tag(document: PlanDocument, number: int) -> str:
    """Return the tag of a goal; a blank one that the plan does not have goes without."""
    return f"goal.{number}" if number <= len(document.content.goals) else ""


def year_label(document: PlanDocument, year: int) -> str:
    """Name a plan year with its school year: "Year 1 (2026–27)"."""
    label = document.edition.field(SectionKind.GOALS, "outcome").label
    name = label.replace("{year}", str(year)) if "{year}" in label else f"Year {year}"
    labels = document.year_labels
    return f"{name} ({labels[year - 1]})" if 0 < year <= len(labels) else name


def year_outcomes(goal: Goal, years: int) -> tuple[YearOutcome, ...]:
    """Return one outcome for each plan year, and any that the goal has beyond them."""
    known = {each.year: each for each in goal.years}
    return tuple(known.get(year, YearOutcome(year=year)) for year in sorted({*range(1, years + 1), *known}))


def _goal_rows(document: PlanDocument, goal: Goal, number: int, options: DocumentOptions) -> Iterator[Row]:
    years = year_outcomes(goal, document.edition.years)
    first, second, third = (
        _goal_passages(document, goal, number, column, options) for column in goal_columns(document.edition)
    )
    height = len(years) + 1
    yield Row(
        cells=(
            Cell(passages=first, rows=height, is_heading=True),
            Cell(passages=second, rows=height),
            Cell(passages=third),
        )
    )
    tag = goal_tag(document, number)
    for year in years:
        yield Row(
            cells=(Cell(passages=tuple(_year_passages(document, year, under(tag, f"year.{year.year}"), options))),)
        )


def _goal_passages(
    document: PlanDocument, goal: Goal, number: int, column: Column, options: DocumentOptions
) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for key in column.fields:
        if key in GOAL_TEXTS:
            field = document.edition.field(SectionKind.GOALS, key)
            label = f"{field.label} {number}" if key == "statement" else field.label
            tag = under(goal_tag(document, number), key)
            always = key in ALWAYS_LABELLED
            passages += field_passages(label, getattr(goal, key), tag, prompt_of(field, options), always=always)
    return tuple(passages)


def _year_passages(
    document: PlanDocument, outcome: YearOutcome, tag: str, options: DocumentOptions
) -> Iterator[Passage]:
    edition = document.edition
    prompt = prompt_of(edition.field(SectionKind.GOALS, "outcome"), options)
    label = year_label(document, outcome.year)
    yield from field_passages(label, outcome.outcome, under(tag, "outcome"), prompt, always=True)
    for key in YEAR_DETAILS:
        field = edition.field(SectionKind.GOALS, key)
        yield from field_passages(field.label, getattr(outcome, key), under(tag, key), "", always=False)
