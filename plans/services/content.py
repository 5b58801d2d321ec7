"""Making a plan of a content: from a file, from an earlier plan, from the demo."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.document import Activity as ActivityContent
from plans.document import Goal as GoalContent
from plans.document import PlanContent
from plans.edition import ACTIVITY_COLUMNS, GOAL_FIELDS, YEAR_FIELDS, SectionKind
from plans.models import Activity, ActivityTable, Goal, Plan, Section, Standard, TemplateEdition, YearOutcome
from plplanner.districts.audit import record
from plplanner.districts.models import District, School, User
from plplanner.districts.selectors.facts import years_with_facts
from plplanner.kit.rows import insert_row

ROWS_AT_A_TIME = 500


@dataclass(frozen=True, kw_only=True)
class _Lookups:
    """The rows that names and codes in a content stand for."""

    schools: Mapping[str, School]
    standards: Mapping[str, Standard]


@transaction.atomic
def create_plan_from_content(
    *,
    content: PlanContent,
    district: District,
    edition: TemplateEdition,
    by: User | None,
    plan_id: uuid.UUID | None = None,
    carried_from: Plan | None = None,
) -> Plan:
    """Create a plan that holds the content; with a `plan_id` that exists, return that plan unchanged.

    Raises ValidationError for a `plan_id` of another district's plan.

    A school the district does not have and a standard nobody loaded are left out of an activity's lists; callers that
    read files report them before (`unknown_names`). Goals are filled up with blank ones to the edition's minimum.
    """
    plan_id = plan_id or uuid.uuid4()
    existing = _existing_plan(plan_id, district)
    if existing is not None:
        return existing
    plan = Plan(
        pk=plan_id,
        district=district,
        edition=edition,
        title=content.title,
        first_year=content.first_year,
        facts_year=_facts_year(district, content.first_year),
        created_by=by,
        carried_from=carried_from,
    )
    insert_row(plan, by=by)
    _fill(plan, content, by=by)
    record(by=by, action="create", of=plan, district_id=district.pk, scope_id=plan.pk)
    return plan


def _existing_plan(plan_id: uuid.UUID, district: District) -> Plan | None:
    """Find the plan that an earlier post of the same page made."""
    # Two posts at once wait for each other here, so that the second one finds the plan of the first.
    District.objects.select_for_update(no_key=True).only("pk").get(pk=district.pk)
    existing = Plan.objects.filter(pk=plan_id).first()
    if existing is not None and existing.district_id != district.pk:
        raise ValidationError("Open this page again and begin the plan once more.", code="foreign-id")
    return existing


def _fill(plan: Plan, content: PlanContent, *, by: User | None) -> None:
    _create_sections(plan, content.answers, by=by)
    lookups = _Lookups(
        schools={each.name: each for each in School.objects.for_district(plan.district).present()},
        standards=Standard.objects.in_bulk(),
    )
    blank = [GoalContent()] * (plan.layout.minimum_goals - len(content.goals))
    for position, goal in enumerate([*content.goals, *blank]):
        _create_goal(plan, goal, position=position, lookups=lookups, by=by)


def _facts_year(district: District, first_year: int) -> int | None:
    """Choose the latest year with facts up to the plan's first year, else the earliest after it."""
    years = sorted(years_with_facts(district))
    earlier = [year for year in years if year <= first_year]
    return earlier[-1] if earlier else next(iter(years), None)


def _create_sections(plan: Plan, answers: Mapping[str, str], *, by: User | None) -> None:
    """Create a row for each section that people work in; activities have one to say whether they are complete."""
    left_over = dict(answers)
    sections = [
        Section(
            plan=plan,
            key=each.key,
            answers={key: left_over.pop(key) for key in each.field_by_key if key in left_over},
        )
        for each in plan.layout.sections
        if each.kind in {SectionKind.NARRATIVE, SectionKind.ACTIVITIES}
    ]
    if sections:
        # Answers to fields this edition does not have stay with the plan, for an edition that has them.
        sections[0].answers |= left_over
    for section in sections:
        insert_row(section, by=by)


def _create_goal(plan: Plan, content: GoalContent, *, position: int, lookups: _Lookups, by: User | None) -> None:
    goal = Goal(plan=plan, position=position, **{name: getattr(content, name) for name in GOAL_FIELDS})
    insert_row(goal, by=by)
    outcomes = YearOutcome.objects.bulk_create(
        YearOutcome(goal=goal, year=each.year, **{name: getattr(each, name) for name in YEAR_FIELDS})
        for each in content.years
        if not each.is_blank
    )
    YearOutcome.history.bulk_history_create(outcomes, default_user=by)
    for table_position, table_content in enumerate(content.tables or [None]):
        table = ActivityTable(goal=goal, position=table_position)
        table.name = table_content.name if table_content else ""
        insert_row(table, by=by)
        if table_content:
            _create_activities(table, table_content.activities, lookups=lookups, by=by)


def _create_activities(
    table: ActivityTable, contents: Iterable[ActivityContent], *, lookups: _Lookups, by: User | None
) -> None:
    pairs = [
        (
            content,
            Activity(
                table=table,
                position=position,
                updated_by=by,
                **{name: getattr(content, name) for name in ACTIVITY_COLUMNS},
            ),
        )
        for position, content in enumerate(contents)
    ]
    rows = Activity.objects.bulk_create([activity for _, activity in pairs], batch_size=ROWS_AT_A_TIME)
    Activity.history.bulk_history_create(rows, batch_size=ROWS_AT_A_TIME, default_user=by)
    Activity.schools.through.objects.bulk_create(
        [
            Activity.schools.through(activity_id=activity.pk, school_id=lookups.schools[name].pk)
            for content, activity in pairs
            for name in content.schools
            if name in lookups.schools
        ],
        batch_size=ROWS_AT_A_TIME,
        ignore_conflicts=True,
    )
    Activity.standards.through.objects.bulk_create(
        [
            Activity.standards.through(activity_id=activity.pk, standard_id=code)
            for content, activity in pairs
            for code in content.standards
            if code in lookups.standards
        ],
        batch_size=ROWS_AT_A_TIME,
        ignore_conflicts=True,
    )


def unknown_names(content: PlanContent, district: District) -> tuple[list[str], list[str]]:
    """List the schools the district does not have and the standards nobody loaded that a content names."""
    activities = [each for goal in content.goals for table in goal.tables for each in table.activities]
    schools = set(School.objects.for_district(district).present().values_list("name", flat=True))
    standards = set(Standard.objects.values_list("code", flat=True))
    return (
        sorted({name for each in activities for name in each.schools} - schools),
        sorted({code for each in activities for code in each.standards} - standards),
    )
