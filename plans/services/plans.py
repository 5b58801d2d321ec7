"""The life of a plan: named, finished, reopened, moved to a newer edition."""

from collections.abc import Container, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from plans.enums import PlanStatus
from plans.models import Explanation, Plan, Section, Snapshot, TemplateEdition
from plans.selectors.check import plan_check
from plans.selectors.document import current_document
from plans.services.edits import hold_draft
from plans.snapshots import document_to_snapshot
from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.kit.rows import StaleRow, insert_row, update_row


@transaction.atomic
def change_plan(*, plan: Plan, version: int, values: Mapping[str, Any], by: User) -> Plan:
    """Change a plan's title, first year or facts year. Raises StaleRow if somebody changed them first."""
    hold_draft(plan)
    update_row(plan, version=version, values=values, by=by)
    _record(plan, action="edit", by=by, fields=sorted(values))
    return plan


class NotReady(ValidationError):
    """Something required is missing, or a warning has no explanation; the plan stays a draft."""

    def __init__(self) -> None:
        super().__init__("The plan is not complete yet. Fix the errors and explain the warnings, then finish it.")


@transaction.atomic
def finish_plan(*, plan: Plan, version: int, by: User) -> Snapshot:
    """Mark the plan as finished and keep its document as it is now; finishing a finished plan changes nothing.

    Raises NotReady while the check finds errors or unexplained warnings, StaleRow if the plan's own row changed since
    the page was drawn.
    """
    latest = plan.snapshots.first()
    if plan.is_finished and latest is not None:
        return latest
    if not plan_check(plan).may_finish:
        raise NotReady
    number = (plan.snapshots.aggregate(last=Max("number"))["last"] or 0) + 1
    update_row(plan, version=version, values={"status": PlanStatus.FINISHED}, by=by)
    # Read after the update: from then on nobody can change what is in the plan.
    document = document_to_snapshot(current_document(plan))
    snapshot = Snapshot.objects.create(
        plan=plan, number=number, taken_by=by, taken_by_name=str(by)[:150], document=document
    )
    _record(plan, action="finish", by=by, number=number)
    return snapshot


@transaction.atomic
def reopen_plan(*, plan: Plan, reason: str, version: int, by: User) -> Plan:
    """Make a finished plan a draft again, with the reason; reopening a draft changes nothing."""
    if plan.is_finished:
        update_row(plan, version=version, values={"status": PlanStatus.DRAFT}, by=by)
        _record(plan, action="reopen", by=by, reason=reason)
    return plan


@transaction.atomic
def explain_warning(*, plan: Plan, code: str, subject: str, text: str, version: int, by: User) -> None:
    """Keep the sentence a person gives for a warning; an empty text takes it back, the same text changes nothing.

    `version` is that of the explanation the page showed, 0 if there was none; raises StaleRow if it has moved on.
    """
    hold_draft(plan)
    existing = Explanation.objects.filter(plan=plan, code=code, subject=subject).first()
    if text == (existing.text if existing else ""):
        return
    if version != (existing.version if existing else 0):
        raise StaleRow
    if existing is None:
        _, is_new = Explanation.objects.get_or_create(
            plan=plan, code=code, subject=subject, defaults={"text": text, "updated_by": by}
        )
        if not is_new:
            raise StaleRow
    elif text:
        update_row(existing, version=version, values={"text": text}, by=by)
    elif not Explanation.objects.filter(pk=existing.pk, version=version).delete()[0]:
        raise StaleRow
    _record(plan, action="explain", by=by, code=code, subject=subject, text=text)


@transaction.atomic
def move_to_edition(*, plan: Plan, edition: TemplateEdition, version: int, by: User) -> Plan:
    """Pin the plan to a newer edition; every answer stays, also those the newer edition does not ask for."""
    hold_draft(plan)
    if plan.edition_id == edition.pk:
        return plan
    if edition.effective < plan.edition.effective:
        raise ValidationError("This edition is older than the plan's. Choose a newer one.")
    answers: dict[str, str] = {}
    for section in plan.sections.order_by("created_at"):
        answers |= section.answers
    update_row(plan, version=version, values={"edition": edition}, by=by)
    _arrange_sections(plan, answers, by=by)
    _record(plan, action="move-edition", by=by, edition=edition.pk)
    return plan


def _arrange_sections(plan: Plan, answers: Mapping[str, str], *, by: User) -> None:
    """Put each answer under the section that asks for it now, and only there; what none asks for stays where it was."""
    sections = {section.key: section for section in plan.sections.all()}
    asked = plan.layout.narrative_fields
    for template_section in plan.layout.narrative_sections:
        wanted = {key: answers[key] for key in template_section.field_by_key if key in answers}
        section = sections.pop(template_section.key, None)
        if section is None:
            section = Section(plan=plan, key=template_section.key, answers=wanted, updated_by=by)
            insert_row(section, by=by)
        else:
            _change_answers(section, asked, wanted, by=by)
    for section in sections.values():
        _change_answers(section, asked, {}, by=by)


def _change_answers(section: Section, asked: Container[str], wanted: Mapping[str, str], *, by: User) -> None:
    """Give a section the wanted answers, and leave it those that no section asks for."""
    changed = {key: text for key, text in section.answers.items() if key not in asked} | dict(wanted)
    if changed != section.answers:
        update_row(section, version=section.version, values={"answers": changed}, by=by)


def _record(plan: Plan, *, action: str, by: User, **detail: Any) -> None:
    record(by=by, action=action, of=plan, district_id=plan.district_id, scope_id=plan.pk, detail=detail)
