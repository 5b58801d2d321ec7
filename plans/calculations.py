"""Turning one plan's content into another's: carried forward, or reshaped for another number of years."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from plans.document import Goal, PlanContent, YearOutcome


@dataclass(frozen=True, kw_only=True)
class CarryChoice:
    """What comes along into the new plan. `goals` are places (0 is first) in the earlier plan."""

    narrative: bool
    goals: Collection[int]
    activities: bool


def carried_forward(
    earlier: PlanContent, *, title: str, first_year: int, edition: str, years: int, choice: CarryChoice
) -> PlanContent:
    """Return the content of a plan that continues an earlier one.

    A plan that begins a year later makes the earlier Year 2 its Year 1; years before the new plan are left behind, and
    years beyond the earlier plan start blank.
    """
    offset = first_year - earlier.first_year
    goals = tuple(goal for place, goal in enumerate(earlier.goals) if place in choice.goals)
    return PlanContent(
        title=title,
        first_year=first_year,
        edition=edition,
        answers=dict(earlier.answers) if choice.narrative else {},
        goals=tuple(_carried_goal(goal, offset=offset, years=years, activities=choice.activities) for goal in goals),
    )


def _carried_goal(goal: Goal, *, offset: int, years: int, activities: bool) -> Goal:
    moved = tuple(
        YearOutcome(
            year=outcome.year - offset,
            outcome=outcome.outcome,
            measure=outcome.measure,
            baseline=outcome.baseline,
            target=outcome.target,
        )
        for outcome in goal.years
        if 1 <= outcome.year - offset <= years
    )
    return replace(goal, years=moved, tables=goal.tables if activities else ())
