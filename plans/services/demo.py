"""The demo: fictional districts with people, facts, plans and self-assessments that read like real work."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from plans.document import PlanContent
from plans.edition import SectionKind
from plans.models import Goal, Plan, Section, TemplateEdition
from plans.portable import content_from_json
from plans.selectors.check import PlanCheck, plan_check
from plans.services.content import create_plan_from_content
from plans.services.edits import goal_values, save_goal, save_section, section_values
from plans.services.plans import finish_plan
from plplanner.districts.enums import Role
from plplanner.districts.models import District, Membership, School, User
from plplanner.districts.selectors.people import DEMO_PASSWORD
from plplanner.districts.services.districts import add_district, add_school
from plplanner.districts.services.facts import FactChange, save_facts
from plplanner.districts.services.people import remember_email
from plplanner.kit.editing import Edit, texts_of
from rubrics.services.demo import load_demo_assessment

NAMESPACE = uuid.UUID("6f0d2b9e-54c4-4b43-9d5a-0b8a7c1f2e10")
"""Ids of the demo's rows are made from their names in it, so that loading twice makes one of each."""

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class _Writers:
    """The people who fill in a demo plan, turn by turn."""

    director: User
    editor: User

    def turn(self, number: int) -> User:
        return (self.director, self.editor)[number % 2]


def demo_id(*names: str) -> uuid.UUID:
    """Return the id of a row of the demo."""
    return uuid.uuid5(NAMESPACE, "/".join(names))


@transaction.atomic
def load_demo_district(
    *, name: str, value: Mapping[str, Any], plans: Sequence[object], self_assessments: Sequence[Mapping[str, Any]]
) -> bool:
    """Add a demo district with all that belongs to it; one that is there stays as people have left it.

    `plans` are values in the portable shape, oldest first; those without a finding are marked as finished.
    `self_assessments` are what `rubrics.services.demo` takes. A district's ledger is added by a higher app.
    """
    if District.objects.filter(pk=demo_id(name)).exists():
        return False
    people = [(each, _person(each)) for each in value["people"]]
    director = next(user for each, user in people if each["role"] == Role.DIRECTOR)
    editor = next((user for each, user in people if each["role"] == Role.EDITOR), director)
    district = add_district(district_id=demo_id(name), values=value["district"], by=director)
    for each, user in people:
        _join(user, each, district)
    _add_facts(district, value["facts"], by=editor)
    for each in value["schools"]:
        _add_school(district, each, by=editor)
    earlier = None
    for place, plan_value in enumerate(plans):
        writers = _Writers(director=director, editor=editor)
        plan_id = demo_id(name, "plan", str(place))
        earlier = _add_plan(content_from_json(plan_value), plan_id, district, earlier, writers)
    for place, said in enumerate(self_assessments):
        assessment_id = demo_id(name, "self-assessment", str(place))
        load_demo_assessment(assessment_id=assessment_id, district=district, value=said, by=director)
    return True


def _person(value: Mapping[str, Any]) -> User:
    user = User.objects.filter(email=value["email"]).first()
    if user is None:
        user = User.objects.create_user(value["email"], name=value["name"], is_superuser=value["role"] == ADMINISTRATOR)
        user.password = _demo_password()
        user.save(update_fields=["password"])
        remember_email(user)
    return user


@cache
def _demo_password() -> str:
    """Return the hash of the one password of all demo people: each hash takes a good part of a second."""
    return make_password(DEMO_PASSWORD)


def _join(user: User, value: Mapping[str, Any], district: District) -> None:
    match value["role"]:
        case "administrator":
            pass
        case Role.REVIEWER:
            Membership.objects.get_or_create(user=user, state=value["state"], defaults={"role": Role.REVIEWER})
        case role:
            Membership.objects.create(user=user, district=district, role=role)


def _add_facts(district: District, years: Mapping[str, Sequence[Mapping[str, Any]]], *, by: User) -> None:
    for year, facts in years.items():
        changes = [_fact_change(each["measure"], each["value"], group=each["group"]) for each in facts]
        save_facts(of=district, school_year=int(year), changes=changes, by=by)


def _fact_change(measure: str, value: str | None, *, group: str = "") -> FactChange:
    return FactChange(measure=measure, group=group, value=None if value is None else Decimal(value), version=0)


def _add_school(district: District, value: Mapping[str, Any], *, by: User) -> None:
    fields = ("name", "lowest_grade", "highest_grade", "title_one", "need_designation")
    school: School = add_school(
        school_id=demo_id(str(district.pk), "school", value["key"]),
        district=district,
        values={field: value[field] for field in fields},
        by=by,
    )
    for year, facts in value["facts"].items():
        changes = [_fact_change(measure, number) for measure, number in facts.items()]
        save_facts(of=school, school_year=int(year), changes=changes, by=by)


def _add_plan(
    content: PlanContent, plan_id: uuid.UUID, district: District, earlier: Plan | None, writers: _Writers
) -> Plan:
    """Write a plan in two sittings, say which parts are complete, and finish it if the check lets it."""
    plan = create_plan_from_content(
        content=_first_sitting(content),
        district=district,
        edition=TemplateEdition.objects.get(pk=content.edition),
        by=writers.director,
        plan_id=plan_id,
        carried_from=earlier,
    )
    check = plan_check(plan)
    for number, section in enumerate(plan.sections.order_by("created_at")):
        _complete_section(section, check, by=writers.turn(number))
    for number, goal in enumerate(Goal.objects.for_plan(plan).present().in_order()):
        _second_sitting(goal, content, number, check, by=writers.turn(number + 1))
    if plan_check(plan).may_finish:
        finish_plan(plan=plan, version=plan.version, by=writers.director)
    return plan


def _first_sitting(content: PlanContent) -> PlanContent:
    """Return the content as it was before the second sitting: the effect of each goal in its first sentence only."""
    goals = tuple(replace(goal, impact=_first_sentence(goal.impact)) for goal in content.goals)
    return replace(content, goals=goals)


def _first_sentence(text: str) -> str:
    first, dot, _ = text.partition(". ")
    return f"{first}." if dot else text


def _complete_section(section: Section, check: PlanCheck, *, by: User) -> None:
    """Call a section complete when the check finds nothing in it; others stay as they are."""
    template_section = section.plan.layout.section(section.key)
    is_narrative = template_section is not None and template_section.kind == SectionKind.NARRATIVE
    wrong = {line.subject.startswith("answer.") for line in (*check.errors, *check.warnings)}
    if is_narrative in wrong:
        return
    before = section_values(section)
    edit = Edit(version=section.version, base=texts_of(before), values=before | {"is_complete": True})
    save_section(section=section, edit=edit, by=by)


def _second_sitting(goal: Goal, content: PlanContent, number: int, check: PlanCheck, *, by: User) -> None:
    """Write the rest of a goal's effect, and call the goal complete if nothing in it is missing."""
    if number >= len(content.goals) or not content.goals[number].statement:
        return
    before = goal_values(goal)
    is_wrong = any(line.subject.startswith(str(goal.pk)) for line in check.errors)
    values = before | {"impact": content.goals[number].impact, "is_complete": not is_wrong}
    save_goal(goal=goal, edit=Edit(version=goal.version, base=texts_of(before), values=values), by=by)
