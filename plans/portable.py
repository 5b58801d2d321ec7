"""A plan's content as JSON and back, exactly. docs/formats.md documents the shape, docs/plan.schema.json its schema."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plans.document import Activity, ActivityTable, Goal, PlanContent, YearOutcome
from plans.edition import ACTIVITY_TEXTS, GOAL_FIELDS, KEY, MOST_YEARS, SLUG, YEAR_FIELDS
from plans.enums import DeliveryPhase
from plplanner.kit.json_reader import JsonObject
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR

FORMAT = "plplanner-plan"
VERSION = 1

LONGEST_TEXT = 100_000
LONGEST_LINE = 200
MOST_ANSWERS = 500
MOST_GOALS = 200
MOST_TABLES = 200
MOST_ACTIVITIES = 5_000
MOST_NAMES = 500
MOST_PARTICIPANTS = 1_000_000
MOST_HOURS = Decimal("99999.99")

ACTIVITY_LINES = {"owner": 150, "audience": 300}

_PHASES = [each.value for each in DeliveryPhase if each]


def content_to_json(content: PlanContent) -> dict[str, Any]:
    """Turn a plan's content into the portable shape; `content_from_json` gives back an equal content."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": content.title,
        "first_year": content.first_year,
        "edition": content.edition,
        "answers": dict(content.answers),
        "goals": [_goal_to_json(each) for each in content.goals],
    }


def _goal_to_json(goal: Goal) -> dict[str, Any]:
    return {
        **{key: getattr(goal, key) for key in GOAL_FIELDS},
        "years": [{"year": each.year, **{key: getattr(each, key) for key in YEAR_FIELDS}} for each in goal.years],
        "tables": [
            {"name": each.name, "activities": [_activity_to_json(row) for row in each.activities]}
            for each in goal.tables
        ],
    }


def _activity_to_json(activity: Activity) -> dict[str, Any]:
    return {
        "initial": activity.initial,
        "follow_up": activity.follow_up,
        "starts_on": _date_to_json(activity.starts_on),
        "ends_on": _date_to_json(activity.ends_on),
        "duration": activity.duration,
        "resources": activity.resources,
        "owner": activity.owner,
        "audience": activity.audience,
        "schools": list(activity.schools),
        "delivery_phase": str(activity.delivery_phase),
        "hours": None if activity.hours is None else format(activity.hours, "f"),
        "participants": activity.participants,
        "standards": list(activity.standards),
    }


def _date_to_json(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def content_from_json(value: object) -> PlanContent:
    """Read a plan's content from the portable shape.

    A key that is left out is blank; an unknown key, a wrong type, or too much of anything raises JsonRefused with
    the path, such as `goals[2].tables[0].activities[4].hour`. Texts are cleaned of what no database can hold.
    """
    reader = JsonObject(value, cleans=True)
    _check_format(reader)
    content = PlanContent(
        title=_line(reader, "title"),
        first_year=reader.integer("first_year", least=EARLIEST_YEAR, most=LATEST_YEAR),
        edition=_edition(reader),
        answers=_answers(reader),
        goals=tuple(_goal(each) for each in reader.objects("goals", most=MOST_GOALS)),
    )
    reader.finish()
    activities = sum(len(table.activities) for goal in content.goals for table in goal.tables)
    if activities > MOST_ACTIVITIES:
        raise reader.refused(
            "goals", f"A plan holds up to {MOST_ACTIVITIES:,} activities; this one has {activities:,}."
        )
    return content


def _text(reader: JsonObject, name: str) -> str:
    return reader.optional_text(name, longest=LONGEST_TEXT)


def _line(reader: JsonObject, name: str, *, longest: int = LONGEST_LINE) -> str:
    return reader.optional_text(name, longest=longest).replace("\n", " ")


def _lines(reader: JsonObject, name: str) -> tuple[str, ...]:
    return tuple(each.replace("\n", " ") for each in reader.texts(name, most=MOST_NAMES, longest=LONGEST_LINE))


def _check_format(reader: JsonObject) -> None:
    if reader.take("format") != FORMAT:
        raise reader.refused("format", f"Write “{FORMAT}” here if the file holds a plan.")
    version = reader.take("version")
    if version != VERSION or isinstance(version, bool):
        raise reader.refused("version", f"This installation reads version {VERSION}. Export the plan again as that.")


def _edition(reader: JsonObject) -> str:
    slug = _text(reader, "edition")
    if slug and not SLUG.match(slug):
        raise reader.refused("edition", "Write the short name of a template edition.")
    return slug


def _answers(reader: JsonObject) -> Mapping[str, str]:
    answers = reader.nested("answers")
    keys = answers.names()
    if len(keys) > MOST_ANSWERS:
        raise reader.refused("answers", f"Keep to {MOST_ANSWERS} answers; there are {len(keys):,}.")
    for key in keys:
        if not KEY.match(key):
            raise answers.refused(key, "Write the key of a template field, such as “mission”.")
    return {key: _text(answers, key) for key in keys}


def _goal(reader: JsonObject) -> Goal:
    texts = {key: _text(reader, key) for key in GOAL_FIELDS}
    years = tuple(_year(each) for each in reader.objects("years", most=MOST_YEARS))
    if len({each.year for each in years}) < len(years):
        raise reader.refused("years", "Name each year once.")
    goal = Goal(**texts, years=years, tables=tuple(_table(each) for each in reader.objects("tables", most=MOST_TABLES)))
    reader.finish()
    return goal


def _year(reader: JsonObject) -> YearOutcome:
    year = YearOutcome(
        year=reader.integer("year", least=1, most=MOST_YEARS), **{key: _text(reader, key) for key in YEAR_FIELDS}
    )
    reader.finish()
    return year


def _table(reader: JsonObject) -> ActivityTable:
    table = ActivityTable(
        name=_line(reader, "name"),
        activities=tuple(_activity(each) for each in reader.objects("activities", most=MOST_ACTIVITIES)),
    )
    reader.finish()
    return table


def _activity(reader: JsonObject) -> Activity:
    activity = Activity(
        **{key: _text(reader, key) for key in ACTIVITY_TEXTS},
        **{key: _line(reader, key, longest=longest) for key, longest in ACTIVITY_LINES.items()},
        starts_on=reader.optional_date("starts_on"),
        ends_on=reader.optional_date("ends_on"),
        schools=_lines(reader, "schools"),
        delivery_phase=reader.optional_choice("delivery_phase", _PHASES) or "",
        hours=reader.optional_decimal("hours", least=0, most=MOST_HOURS, places=2),
        participants=reader.optional_integer("participants", least=0, most=MOST_PARTICIPANTS),
        standards=_lines(reader, "standards"),
    )
    reader.finish()
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        raise reader.refused("ends_on", "The end is before the start. Correct one of them.")
    return activity
