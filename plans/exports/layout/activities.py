"""The activity tables of each goal."""

from collections.abc import Iterator

from plans.document import Activity, ActivityTable, DocumentOptions, PlanDocument
from plans.edition import ACTIVITY_TEXTS, Column, Edition, SectionKind
from plans.enums import DeliveryPhase
from plans.exports.layout.goals import goal_tag, shown_goals
from plans.exports.layout.parts import body_cell, column_heads, plain_cell, under
from plplanner.kit.blocks import Block, Cell, Heading, Passage, Role, Row, Table
from plplanner.kit.dates import day_range

ACTIVITY_WIDTHS = (30, 30, 20, 20)


def activity_blocks(document: PlanDocument, options: DocumentOptions) -> Iterator[Block]:
    """Lay out the activity tables of each goal under its own heading."""
    for number, goal in enumerate(shown_goals(document, options), 1):
        yield Heading(text=f"GOAL {number}", level=2)
        if goal.statement:
            yield Passage(text=goal.statement, role=Role.NOTE)
        if not (options.with_prompts or any(each.name or each.activities for each in goal.tables)):
            yield Passage(text="No activities yet.", role=Role.NOTE)
        for position, table in enumerate(goal.tables or [ActivityTable()], 1):
            tag = under(goal_tag(document, number), f"table.{position}") if goal.tables else ""
            if table.name or table.activities or options.with_prompts:
                yield from _activity_table(document, table, number, tag)


def detail_values(document: PlanDocument, activity: Activity) -> dict[str, str]:
    """Return an activity's optional details as words, by field, without those that are not filled in."""
    names = document.standard_names
    phase = activity.delivery_phase
    values = {
        "owner": activity.owner,
        "audience": activity.audience,
        "schools": ", ".join(activity.schools),
        "delivery_phase": DeliveryPhase(phase).label if phase and phase in DeliveryPhase else phase,
        "hours": "" if activity.hours is None else f"{activity.hours.normalize():f}",
        "participants": "" if activity.participants is None else f"{activity.participants:,}",
        "standards": ", ".join(names.get(code, code) for code in activity.standards),
    }
    return {key: value for key, value in values.items() if value}


def _activity_table(document: PlanDocument, table: ActivityTable, number: int, tag: str) -> Iterator[Block]:
    if table.name:
        yield Heading(text=table.name, level=3, tag=under(tag, "name"))
    columns = _activity_columns(document.edition)
    rows = tuple(
        row
        for place, activity in enumerate(table.activities, 1)
        for row in _activity_rows(document, activity, under(tag, f"activity.{place}"))
    )
    yield Table(
        name=f"Activities of goal {number}" + (f": {table.name}" if table.name else ""),
        widths=ACTIVITY_WIDTHS,
        head=(column_heads(columns),),
        rows=rows or (Row(cells=tuple(body_cell("") for _ in columns)),),
    )


def _activity_columns(edition: Edition) -> tuple[Column, ...]:
    section = edition.of_kind(SectionKind.ACTIVITIES)
    own = {column.fields[0]: column for column in (section.columns if section else ()) if column.fields}
    return tuple(
        own.get(key) or Column(heading=edition.field(SectionKind.ACTIVITIES, key).label, prompts=(), fields=(key,))
        for key in ACTIVITY_TEXTS
    )


def _activity_rows(document: PlanDocument, activity: Activity, tag: str) -> Iterator[Row]:
    texts = {
        key: [Passage(text=getattr(activity, key), role=Role.ANSWER, tag=under(tag, key))] for key in ACTIVITY_TEXTS
    }
    dates = day_range(activity.starts_on, activity.ends_on)
    if dates:
        texts["duration"].append(Passage(text=dates, role=Role.NOTE, tag=under(tag, "dates")))
    yield Row(cells=tuple(plain_cell(*texts[key]) for key in ACTIVITY_TEXTS))
    details = detail_values(document, activity)
    if details:
        labels = {key: document.edition.field(SectionKind.ACTIVITIES, key).label for key in details}
        words = " · ".join(f"{labels[key]}: {value}" for key, value in details.items())
        passage = Passage(text=f"Details: {words}", role=Role.NOTE, tag=under(tag, "details"))
        yield Row(cells=(Cell(passages=(passage,), columns=len(ACTIVITY_WIDTHS)),), continues=True)
