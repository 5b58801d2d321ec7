"""Moving a passage that found no place into a field, by the field's portable path."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plans.document import Activity, ActivityTable, Goal, PlanContent, YearOutcome
from plans.edition import GOAL_FIELDS, MOST_YEARS

NEW_GOAL = "new-goal"
DROP = "drop"
NEW_ACTIVITY = "activity"
_ANSWER = re.compile(r"answers\.([a-z][a-z0-9_]{0,39})\Z")
_GOAL = re.compile(r"goals\[(\d{1,3})\]\.([a-z_]+)(?:\[(\d)\])?\Z", re.ASCII)


def moved(content: PlanContent, target: str, text: str) -> PlanContent:
    """Return the content with a text added at the end of the target's text; dropping changes nothing.

    Raises ValueError for a target that the content does not have.
    """
    if target == DROP:
        return content
    if target == NEW_GOAL:
        return replace(content, goals=(*content.goals, Goal(statement=text)))
    answer = _ANSWER.match(target)
    if answer:
        answers: Mapping[str, str] = {**content.answers, answer[1]: _joined(content.answers.get(answer[1], ""), text)}
        return replace(content, answers=answers)
    goal = _GOAL.match(target)
    if goal is None or int(goal[1]) >= len(content.goals):
        raise ValueError(target)
    index = int(goal[1])
    changed = _moved_in_goal(content.goals[index], goal[2], int(goal[3] or 0), text)
    return replace(content, goals=(*content.goals[:index], changed, *content.goals[index + 1 :]))


def _moved_in_goal(goal: Goal, field: str, year: int, text: str) -> Goal:
    if field in GOAL_FIELDS:
        added: dict[str, Any] = {field: _joined(getattr(goal, field), text)}
        return replace(goal, **added)
    if field == "years" and 1 <= year <= MOST_YEARS:
        years = {each.year: each for each in goal.years}
        outcome = years.get(year, YearOutcome(year=year))
        years[year] = replace(outcome, outcome=_joined(outcome.outcome, text))
        return replace(goal, years=tuple(years[key] for key in sorted(years)))
    if field == NEW_ACTIVITY:
        first, *others = goal.tables or (ActivityTable(),)
        first = replace(first, activities=(*first.activities, Activity(initial=text)))
        return replace(goal, tables=(first, *others))
    raise ValueError(field)


def _joined(before: str, text: str) -> str:
    return f"{before}\n{text}" if before else text
