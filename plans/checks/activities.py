"""Activities: what their four cells say, their dates, hours and participants, and whether one stands there twice."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from plans.checks.codes import Code
from plans.checks.texts import word_count
from plans.document import Activity, PlanDocument
from plans.edition import SectionKind
from plplanner.kit.dates import long_day
from plplanner.kit.findings import Finding, Severity
from plplanner.kit.text import shorten
from plplanner.kit.years import school_year_span

QUOTED_LENGTH = 50
FEWEST_WORKSHOP_WORDS = 12
"""A one-day event described in fewer words than these does not say who learns what, and how."""

MOST_HOURS = 400
MOST_HOURS_A_DAY = 12
MOST_PARTICIPANTS = 20_000
PARTICIPANTS_FOR_EACH_TEACHER = 5
"""Beyond this many for each teacher of the district (families and support staff may take part) a slip is likely."""
FEWEST_TEACHERS = 20
"""A district smaller than this is judged as if it had so many."""

_ONE_DAY = re.compile(
    r"\b(one|1|single|half)[\s-]+(day|time|session|afternoon|morning)\b|\bworkshops?\b|\bin-?services?\b|\bwebinars?\b"
    r"|\btraining\s+days?\b|\bspeakers?\b|\bkick-?offs?\b",
    re.IGNORECASE,
)

CELLS: Mapping[str, tuple[Code, Severity, str]] = {
    "initial": (
        Code.ACTIVITY_TEXT_MISSING,
        Severity.ERROR,
        "does not say what happens. Say who learns what, and how.",
    ),
    "follow_up": (
        Code.FOLLOW_UP_MISSING,
        Severity.WARNING,
        "has no follow-up. Say who supports the learning afterwards.",
    ),
    "duration": (
        Code.DURATION_MISSING,
        Severity.WARNING,
        "has no duration. Give dates, or say when in words.",
    ),
    "resources": (
        Code.RESOURCES_MISSING,
        Severity.WARNING,
        "names no resources. Say what is needed, and what pays for it.",
    ),
}
"""What an empty cell of the template means."""


@dataclass(frozen=True, kw_only=True)
class _Place:
    """An activity in its place: its path, and how a sentence names it ("Goal 1, activity 3")."""

    path: str
    name: str
    activity: Activity

    def finding(self, code: Code, severity: Severity, rest: str, *, field: str = "initial") -> Finding:
        return Finding(code=code, severity=severity, sentence=f"{self.name} {rest}", subject=f"{self.path}.{field}")


def activity_findings(document: PlanDocument) -> Iterator[Finding]:
    """Find what is missing, vague or implausible in activities."""
    places = list(_places(document))
    twins = _twins(places)
    for place in places:
        if place.activity.is_blank:
            rest = "is empty. Fill it in, or remove it."
            yield place.finding(Code.ACTIVITY_EMPTY, Severity.ERROR, rest)
            continue
        yield from _cell_findings(document, place)
        yield from _date_findings(document, place)
        yield from _number_findings(document, place)
        if place.path in twins:
            rest = f"says the same as {twins[place.path]}. Remove one of them, or say how they differ."
            yield place.finding(Code.ACTIVITY_TWICE, Severity.WARNING, rest)


def _places(document: PlanDocument) -> Iterator[_Place]:
    for goal_number, goal in enumerate(document.content.goals, start=1):
        for table_number, table in enumerate(goal.tables, start=1):
            named = f" in “{shorten(table.name, QUOTED_LENGTH)}”" if table.name else ""
            unnamed = f" of table {table_number}" if len(goal.tables) > 1 else ""
            for number, activity in enumerate(table.activities, start=1):
                yield _Place(
                    path=f"goal.{goal_number}.table.{table_number}.activity.{number}",
                    name=f"Goal {goal_number}, activity {number}{named or unnamed}",
                    activity=activity,
                )


def _cell_findings(document: PlanDocument, place: _Place) -> Iterator[Finding]:
    is_workshop = _is_single_workshop(place.activity)
    if is_workshop:
        rest = (
            "reads like a single workshop. Say who learns what and how, and what happens afterwards so that it is used."
        )
        field = "initial" if place.activity.follow_up.strip() else "follow_up"
        yield place.finding(Code.SINGLE_WORKSHOP, Severity.WARNING, rest, field=field)
    for name, (code, severity, rest) in CELLS.items():
        required = document.edition.field(SectionKind.ACTIVITIES, name).required
        is_told_already = name == "follow_up" and is_workshop
        has_dates = name == "duration" and place.activity.starts_on is not None
        if required and not getattr(place.activity, name).strip() and not is_told_already and not has_dates:
            yield place.finding(code, severity, rest, field=name)


def _is_single_workshop(activity: Activity) -> bool:
    """Whether it takes one day, by its dates or its words, and nothing follows or hardly anything is said."""
    if not activity.initial.strip():
        return False
    on_one_day = activity.starts_on is not None and activity.starts_on == activity.ends_on
    in_words = bool(_ONE_DAY.search(activity.initial) or _ONE_DAY.search(activity.duration))
    is_vague = not activity.follow_up.strip() or (
        word_count(activity.initial) + word_count(activity.follow_up) < FEWEST_WORKSHOP_WORDS
    )
    return (on_one_day or in_words) and is_vague


def _date_findings(document: PlanDocument, place: _Place) -> Iterator[Finding]:
    starts_on, ends_on = place.activity.starts_on, place.activity.ends_on
    if starts_on and ends_on and ends_on < starts_on:
        rest = "ends before it starts. Correct one of the dates."
        yield place.finding(Code.ENDS_BEFORE_START, Severity.ERROR, rest, field="ends_on")
    first, last = school_year_span(document.content.first_year, years=len(document.year_labels))
    for field, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day is not None and not first <= day <= last:
            verb = "starts" if field == "starts_on" else "ends"
            rest = (
                f"{verb} on {long_day(day)}, outside the plan’s years ({long_day(first)} to {long_day(last)}). "
                "Correct the date, or explain it."
            )
            yield place.finding(Code.OUTSIDE_PLAN_YEARS, Severity.WARNING, rest, field=field)
            return


def _number_findings(document: PlanDocument, place: _Place) -> Iterator[Finding]:
    activity = place.activity
    if activity.hours is not None and not 0 < activity.hours <= _most_hours(activity):
        rest = f"expects {_number(activity.hours)} hours of each participant. Check the number, or explain it."
        yield place.finding(Code.HOURS_IMPLAUSIBLE, Severity.WARNING, rest, field="hours")
    if activity.participants is not None and not 0 < activity.participants <= _most_participants(document):
        rest = f"expects {activity.participants:,} participants. Check the number, or explain it."
        yield place.finding(Code.PARTICIPANTS_IMPLAUSIBLE, Severity.WARNING, rest, field="participants")


def _number(value: Decimal) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _most_hours(activity: Activity) -> int:
    if activity.starts_on is None or activity.ends_on is None or activity.ends_on < activity.starts_on:
        return MOST_HOURS
    days = (activity.ends_on - activity.starts_on).days + 1
    return min(MOST_HOURS, days * MOST_HOURS_A_DAY)


def _most_participants(document: PlanDocument) -> int:
    """Return how many participants are plausible, by the district's teachers where they are known."""
    for fact in document.facts:
        if fact.measure == "teacher_fte" and fact.is_known:
            try:
                teachers = Decimal(fact.value.replace(",", ""))
            except InvalidOperation:
                break
            return max(int(teachers), FEWEST_TEACHERS) * PARTICIPANTS_FOR_EACH_TEACHER
    return MOST_PARTICIPANTS


def _twins(places: Iterable[_Place]) -> Mapping[str, str]:
    """Map the path of each activity that repeats an earlier one to that one's name."""
    seen: dict[Activity, str] = {}
    twins: dict[str, str] = {}
    for place in places:
        if place.activity.is_blank:
            continue
        key = _folded(place.activity)
        if key in seen:
            twins[place.path] = seen[key]
        else:
            seen[key] = place.name
    return twins


def _folded(activity: Activity) -> Activity:
    """Write an activity without what a reader overlooks: case, white space, and the cells that say how it is run."""
    return replace(
        activity,
        initial=_plain(activity.initial),
        follow_up=_plain(activity.follow_up),
        duration=_plain(activity.duration),
        audience=_plain(activity.audience),
        resources="",
        owner="",
        standards=(),
        delivery_phase="",
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
