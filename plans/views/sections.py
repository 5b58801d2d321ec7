"""Narrative sections: the district profile, mission and vision."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from plans.edition import SectionKind
from plans.forms.sections import SectionForm
from plans.models import Plan, Section
from plans.selectors.sections import facts_by_field, section_rows
from plans.selectors.tasks import section_title
from plans.services.edits import save_section, section_values
from plans.views.access import away_if_finished, writable_plan
from plans.views.editing import edit_plan_row
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post


@read_or_post
def section_edit(request: AuthenticatedHttpRequest, plan_id: uuid.UUID, key: str) -> HttpResponse:
    """Edit the answers of one narrative section."""
    plan = writable_plan(request, plan_id)
    template_section = plan.layout.section(key)
    if template_section is None or template_section.kind != SectionKind.NARRATIVE:
        raise Http404
    section = get_object_or_404(Section, plan=plan, key=key)
    section.plan = plan
    if (response := away_if_finished(request, plan, to=reverse("plans:plan-document", args=[plan.pk]))) is not None:
        return response
    blank = dict.fromkeys(template_section.field_by_key, "")

    def form_for(data: QueryDict | None, values: Mapping[str, Any], version: int) -> SectionForm:
        return SectionForm(data, values=values, version=version, section=template_section)

    editing = edit_plan_row(
        request,
        row=section,
        form_for=form_for,
        values_of=lambda row: blank | section_values(row),
        save=lambda row, edit: save_section(section=row, edit=edit, by=request.user),
        after_save=lambda button: _after(plan, button, request.path),
    )
    if editing.response is not None:
        return editing.response
    return render(
        request,
        "plans/section_edit.html",
        editing.context
        | {
            "section": template_section,
            "section_key": key,
            "title": section_title(template_section),
            "rows": section_rows(editing.form, template_section, facts_by_field(plan, template_section)),
        },
    )


def _after(plan: Plan, button: str, here: str) -> str:
    return reverse("plans:plan-detail", args=[plan.pk]) if button == "finish" else here
