"""The rules of the completeness check by name, and what it means when a group of them finds nothing."""

import enum
from collections.abc import Mapping


class Code(enum.StrEnum):
    """One rule. Explanations are kept under these names, so a name never changes."""

    ANSWER_MISSING = "answer-missing"
    ANSWER_SHORT = "answer-short"
    GOALS_TOO_FEW = "goals-too-few"
    GOAL_EMPTY = "goal-empty"
    GOAL_TEXT_MISSING = "goal-text-missing"
    GOAL_TEXT_SHORT = "goal-text-short"
    GOAL_LINK_NOT_AN_ADDRESS = "goal-link-not-an-address"
    YEAR_OUTCOME_MISSING = "year-outcome-missing"
    TARGET_WITHOUT_BASELINE = "target-without-baseline"
    GOAL_WITHOUT_ACTIVITIES = "goal-without-activities"
    TABLE_EMPTY = "table-empty"
    ACTIVITY_EMPTY = "activity-empty"
    ACTIVITY_TEXT_MISSING = "activity-text-missing"
    FOLLOW_UP_MISSING = "follow-up-missing"
    DURATION_MISSING = "duration-missing"
    RESOURCES_MISSING = "resources-missing"
    SINGLE_WORKSHOP = "single-workshop"
    ENDS_BEFORE_START = "ends-before-start"
    OUTSIDE_PLAN_YEARS = "outside-plan-years"
    HOURS_IMPLAUSIBLE = "hours-implausible"
    PARTICIPANTS_IMPLAUSIBLE = "participants-implausible"
    ACTIVITY_TWICE = "activity-twice"
    STANDARD_NOT_SERVED = "standard-not-served"
    STANDARDS_NOT_CHOSEN = "standards-not-chosen"

    @classmethod
    def standards(cls) -> "frozenset[Code]":
        """The rules about standards, which only ever tell."""
        return frozenset({cls.STANDARD_NOT_SERVED, cls.STANDARDS_NOT_CHOSEN})


AREAS: Mapping[str, frozenset[Code]] = {
    "Every required question about the district and its beliefs is answered.": frozenset(
        {Code.ANSWER_MISSING, Code.ANSWER_SHORT}
    ),
    "The plan has as many goals as the template asks for, and none is empty.": frozenset(
        {Code.GOALS_TOO_FEW, Code.GOAL_EMPTY}
    ),
    "Every goal says why it was chosen, what it expects and how success is measured.": frozenset(
        {Code.GOAL_EMPTY, Code.GOAL_TEXT_MISSING, Code.GOAL_TEXT_SHORT, Code.GOAL_LINK_NOT_AN_ADDRESS}
    ),
    "Every goal has an outcome for each year.": frozenset(
        {Code.GOAL_EMPTY, Code.YEAR_OUTCOME_MISSING, Code.TARGET_WITHOUT_BASELINE}
    ),
    "Every goal has activities, and none is empty or listed twice.": frozenset(
        {
            Code.GOAL_EMPTY,
            Code.GOAL_WITHOUT_ACTIVITIES,
            Code.ACTIVITY_EMPTY,
            Code.ACTIVITY_TEXT_MISSING,
            Code.ACTIVITY_TWICE,
        }
    ),
    "Every activity has a follow-up, a duration and resources.": frozenset(
        {Code.FOLLOW_UP_MISSING, Code.SINGLE_WORKSHOP, Code.DURATION_MISSING, Code.RESOURCES_MISSING}
    ),
    "Dates, hours and participants are plausible.": frozenset(
        {
            Code.ENDS_BEFORE_START,
            Code.OUTSIDE_PLAN_YEARS,
            Code.HOURS_IMPLAUSIBLE,
            Code.PARTICIPANTS_IMPLAUSIBLE,
        }
    ),
    "Every standard is served by an activity.": Code.standards(),
}
"""What the check page says is fine, while none of the rules named finds anything."""
