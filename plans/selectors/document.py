"""A plan as the document it becomes, in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils import timezone

from plans.document import (
    Activity as ActivityContent,
)
from plans.document import (
    ActivityTable as ActivityTableContent,
)
from plans.document import (
    DistrictHeading,
    Fact,
    PlanContent,
    PlanDocument,
    StandardLine,
)
from plans.document import (
    Goal as GoalContent,
)
from plans.document import (
    YearOutcome as YearOutcomeContent,
)
from plans.edition import ACTIVITY_COLUMNS, GOAL_FIELDS, YEAR_FIELDS
from plans.models import Activity, ActivityTable, Goal, Plan, Section, Standard, StandardsEdition, YearOutcome
from plans.snapshots import document_from_snapshot
from plplanner.districts.selectors.facts import district_year
from plplanner.kit.dates import long_day
from plplanner.kit.years import school_year_label


def plan_document(plan: Plan) -> PlanDocument:
    """Return the plan's document: a finished plan's as it was when it was finished, a draft's as it is now."""
    if plan.is_finished:
        snapshot = plan.snapshots.first()
        if snapshot is not None:
            return document_from_snapshot(snapshot.document)
    return current_document(plan)


def current_document(plan: Plan) -> PlanDocument:
    """Return the document of the plan as it is now."""
    content = plan_content(plan)
    standards = _current_standards()
    served = Counter(code for activity in _activities_of(content.goals) for code in activity.standards)
    standards_edition = standards[0].edition if standards else None
    return PlanDocument(
        content=content,
        edition=plan.layout,
        district=DistrictHeading(
            name=plan.district.name, state=plan.district.get_state_display(), leaid=plan.district.leaid
        ),
        year_labels=tuple(plan.year_labels),
        facts=plan_facts(plan),
        facts_year=school_year_label(plan.facts_year) if plan.facts_year is not None else "",
        standards_title=standards_edition.title if standards_edition else "",
        standards_attribution=standards_edition.attribution if standards_edition else "",
        standards=tuple(
            StandardLine(
                code=each.code,
                name=each.name,
                group=each.group,
                summary=each.summary,
                activities=served[each.code],
            )
            for each in standards
        ),
        standard_names=dict(Standard.objects.values_list("code", "name")),
        status=plan.get_status_display(),
        as_of=long_day(timezone.localdate()),
    )


def plan_content(plan: Plan) -> PlanContent:
    """Return all that people wrote in the plan, in seven queries whatever its size."""
    answers: dict[str, str] = {}
    for section_answers in Section.objects.filter(plan=plan).order_by("created_at").values_list("answers", flat=True):
        answers |= section_answers
    return PlanContent(
        title=plan.title,
        first_year=plan.first_year,
        edition=plan.edition_id,
        answers={key: text for key, text in answers.items() if text},
        goals=_goals(plan),
    )


def _goals(plan: Plan) -> tuple[GoalContent, ...]:
    goals = Goal.objects.for_plan(plan).present().in_order().values("pk", *GOAL_FIELDS)
    years = _grouped(
        YearOutcome.objects.filter(goal__plan=plan).order_by("goal", "year").values("goal", "year", *YEAR_FIELDS),
        "goal",
    )
    tables = _grouped(
        ActivityTable.objects.for_plan(plan)
        .present()
        .order_by("goal", "position", "created_at", "pk")
        .values("pk", "goal", "name"),
        "goal",
    )
    activities = _activities_by_table(plan)
    return tuple(
        GoalContent(
            **{name: goal[name] for name in GOAL_FIELDS},
            years=tuple(
                YearOutcomeContent(year=each["year"], **{name: each[name] for name in YEAR_FIELDS})
                for each in years.get(goal["pk"], [])
            ),
            tables=tuple(
                ActivityTableContent(name=table["name"], activities=tuple(activities.get(table["pk"], [])))
                for table in tables.get(goal["pk"], [])
            ),
        )
        for goal in goals
    )


def _activities_by_table(plan: Plan) -> Mapping[Any, list[ActivityContent]]:
    rows = (
        Activity.objects.for_plan(plan)
        .present()
        .order_by("table", "position", "created_at", "pk")
        .values("pk", "table", *ACTIVITY_COLUMNS)
    )
    schools = _names_by_activity(
        Activity.schools.through.objects.filter(activity__table__goal__plan=plan)
        .order_by("activity", "school__name")
        .values_list("activity", "school__name")
    )
    standards = _names_by_activity(
        Activity.standards.through.objects.filter(activity__table__goal__plan=plan)
        .order_by("activity", "-standard__edition__year", "standard__position")
        .values_list("activity", "standard")
    )
    found: dict[Any, list[ActivityContent]] = {}
    for row in rows:
        found.setdefault(row["table"], []).append(
            ActivityContent(
                **{name: row[name] for name in ACTIVITY_COLUMNS},
                schools=tuple(schools.get(row["pk"], ())),
                standards=tuple(standards.get(row["pk"], ())),
            )
        )
    return found


def _names_by_activity(pairs: Iterable[tuple[Any, str]]) -> Mapping[Any, list[str]]:
    return {key: [name for _, name in group] for key, group in groupby(pairs, key=lambda pair: pair[0])}


def _grouped(rows: Iterable[Any], key: str) -> Mapping[Any, list[Any]]:
    return {value: list(group) for value, group in groupby(rows, key=lambda row: row[key])}


def _activities_of(goals: Sequence[GoalContent]) -> Iterable[ActivityContent]:
    return (activity for goal in goals for table in goal.tables for activity in table.activities)


def plan_facts(plan: Plan) -> tuple[Fact, ...]:
    """Return the facts of the plan's district in its facts year, ready to print, in one query."""
    if plan.facts_year is None:
        return ()
    return tuple(
        Fact(measure=line.measure, label=line.label, value=line.value, source=line.source, is_known=line.is_known)
        for line in district_year(plan.district, plan.facts_year).facts
        if line.version
    )


def _current_standards() -> list[Standard]:
    latest = StandardsEdition.objects.first()
    return list(Standard.objects.filter(edition=latest).select_related("edition")) if latest else []
