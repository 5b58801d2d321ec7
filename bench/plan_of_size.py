"""A plan with a given number of activities, all in one table of its first goal, as full as real ones."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from plans.models import Activity, ActivityTable, Goal, Plan, Section, Standard, TemplateEdition, YearOutcome
from plans.services.reference import load_edition, load_standards
from plplanner.districts.audit import record
from plplanner.districts.enums import Role, State
from plplanner.districts.models import District, Membership, School, User

SENTENCE = "The teachers of each grade plan one unit together and watch each other teach it. "


@dataclass(frozen=True, kw_only=True)
class PlanOfSize:
    """The plan, and whom and what the pages need."""

    plan: Plan
    goal: Goal
    table: ActivityTable
    director: User
    administrator: User
    """Who may open Django's admin."""


def make_plan(activities: int) -> PlanOfSize:
    """Make the plan in a district of its own, with its director."""
    edition = _edition()
    district = District.objects.create(name=f"District of {activities}", state=State.AL)
    director = User.objects.create_user(f"director{activities}@example.org", name="Dana Director")
    administrator = User.objects.create_superuser(f"administrator{activities}@example.org")
    Membership.objects.create(user=director, district=district, role=Role.DIRECTOR)
    plan = Plan.objects.create(district=district, edition=edition, title="Plan", first_year=2026)
    for section in edition.layout.sections:
        answers = {field.key: SENTENCE * 4 for field in section.fields} if section.key in {"profile", "beliefs"} else {}
        Section.objects.create(plan=plan, key=section.key, answers=answers)
    goals = [Goal.objects.create(plan=plan, position=number, statement=SENTENCE * 2) for number in range(3)]
    tables = [ActivityTable.objects.create(goal=goal) for goal in goals]
    for goal in goals:
        YearOutcome.objects.bulk_create(YearOutcome(goal=goal, year=year, outcome=SENTENCE) for year in (1, 2, 3))
    _add_activities(tables[0], activities, district)
    record(by=director, action="edit", of=goals[0], district_id=district.pk, scope_id=plan.pk)
    return PlanOfSize(plan=plan, goal=goals[0], table=tables[0], director=director, administrator=administrator)


def _edition() -> TemplateEdition:
    fixtures = Path(settings.BASE_DIR, "fixtures")
    load_standards(value=json.loads((fixtures / "standards.json").read_text(encoding="utf-8")))
    content = json.loads((fixtures / "plan_template_2026.json").read_text(encoding="utf-8"))
    return load_edition(value=content, by=None)[0]


def _add_activities(table: ActivityTable, count: int, district: District) -> None:
    made = Activity.objects.bulk_create(
        Activity(
            table=table,
            position=number,
            initial=f"{number}. {SENTENCE}",
            follow_up=SENTENCE,
            duration="Weekly, 45 minutes",
            resources="Substitutes for six half days a team.",
            starts_on=datetime.date(2026, 9, 1),
            ends_on=datetime.date(2027, 5, 14),
            owner="Instructional coach",
        )
        for number in range(count)
    )
    school = School.objects.create(district=district, name="Pine Street Elementary School")
    standard = Standard.objects.all()[0]
    schools, standards = Activity.schools.through, Activity.standards.through
    schools.objects.bulk_create(schools(activity_id=each.pk, school_id=school.pk) for each in made)
    standards.objects.bulk_create(standards(activity_id=each.pk, standard_id=standard.pk) for each in made)
