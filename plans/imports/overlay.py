"""One of our own files that lost its controls in another program: what it shows, with what it carries inside."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from plans.document import Activity, ActivityTable, Goal, PlanContent, YearOutcome
from plans.edition import ACTIVITY_TEXTS, GOAL_FIELDS, YEAR_FIELDS, Edition, SectionKind


def folded(text: str) -> str:
    """Return a text without what programs change unasked: spaces, the depth of list items, bullets without text."""
    return "\n".join(" ".join(line.split()).removesuffix("•").rstrip() for line in text.strip().split("\n"))


def kept(was: str, now: str) -> str:
    """Return the text as it was, unless more than spaces changed."""
    return was if folded(was) == folded(now) else now


def overlay(read: PlanContent, was: PlanContent, *, edition: Edition, sections: Collection[str]) -> PlanContent:
    """Return what a document shows, completed by its embedded content.

    `sections` are the keys of the sections that the document has; the others stay as they were.
    """
    goals, activities = (edition.of_kind(kind) for kind in (SectionKind.GOALS, SectionKind.ACTIVITIES))
    shows_goals = goals is not None and goals.key in sections
    shows_tables = activities is not None and bool({activities.key, "activities header"} & set(sections))
    return replace(
        was,
        answers=_answers(read, was, edition, sections),
        goals=tuple(_goals(read.goals, was.goals, shows_goals=shows_goals, shows_tables=shows_tables)),
    )


def _answers(read: PlanContent, was: PlanContent, edition: Edition, sections: Collection[str]) -> dict[str, str]:
    answers = dict(was.answers)
    for section in edition.narrative_sections:
        for key in section.field_by_key if section.key in sections else ():
            text = kept(answers.get(key, ""), read.answers.get(key, ""))
            if key in answers or text:
                answers[key] = text
    return answers


def _goals(read: Sequence[Goal], was: Sequence[Goal], *, shows_goals: bool, shows_tables: bool) -> Iterator[Goal]:
    for index in range(max(len(read), len(was))):
        now = read[index] if index < len(read) else Goal()
        before = was[index] if index < len(was) else Goal()
        goal = before
        if shows_goals:
            texts: dict[str, Any] = {key: kept(getattr(before, key), getattr(now, key)) for key in GOAL_FIELDS}
            goal = replace(before, **texts, years=tuple(_years(now.years, before.years)))
        if shows_tables:
            goal = replace(goal, tables=tuple(_tables(now.tables, before.tables)))
        yield goal


def _years(read: Sequence[YearOutcome], was: Sequence[YearOutcome]) -> Iterator[YearOutcome]:
    now = {each.year: each for each in read}
    before = {each.year: each for each in was}
    for year in sorted(now | before):
        shown, known = now.get(year, YearOutcome(year=year)), before.get(year, YearOutcome(year=year))
        texts: dict[str, Any] = {key: kept(getattr(known, key), getattr(shown, key)) for key in YEAR_FIELDS}
        yield replace(known, **texts)


def _tables(read: Sequence[ActivityTable], was: Sequence[ActivityTable]) -> Iterator[ActivityTable]:
    """Pair the tables in order; one that was blank and unnamed was not among those read."""
    remaining = list(read)
    for table in was:
        is_blank = not table.name and not table.activities
        now = ActivityTable() if is_blank or not remaining else remaining.pop(0)
        rows = tuple(_activities(now.activities, table.activities))
        yield ActivityTable(name=kept(table.name, now.name), activities=rows)
    yield from remaining


def _activities(read: Sequence[Activity], was: Sequence[Activity]) -> Iterator[Activity]:
    """Complete each activity that the document shows by the one it was; a blank row was not read at all."""
    remaining = list(was)
    for now in read:
        match = next((each for each in remaining if _likeness(now, each) == len(ACTIVITY_TEXTS)), None)
        match = match or max(remaining, key=lambda each: _likeness(now, each), default=None)
        if match is None or not _likeness(now, match):
            yield now
            continue
        blank = [each for each in remaining[: remaining.index(match)] if not any(_texts(each))]
        yield from blank
        remaining = [each for each in remaining if each is not match and each not in blank]
        texts: dict[str, Any] = {key: kept(getattr(match, key), getattr(now, key)) for key in ACTIVITY_TEXTS}
        yield replace(match, **texts)
    yield from (each for each in remaining if not any(_texts(each)))


def _likeness(now: Activity, before: Activity) -> int:
    return sum(a == b for a, b in zip(_texts(now), _texts(before), strict=True) if a or b or any(_texts(now)))


def _texts(activity: Activity) -> tuple[str, ...]:
    return tuple(folded(getattr(activity, key)) for key in ACTIVITY_TEXTS)
