"""Template editions: the list, one edition, loading one, and moving a plan to a newer one."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.edition import Edition
from plans.forms.editions import EditionFileForm, EditionLoadForm, MoveToEditionForm
from plans.models import Plan, TemplateEdition
from plans.permissions import can_edit
from plans.selectors.editions import (
    compare_editions,
    edition_lines,
    edition_pages,
    kept_answers,
    newer_editions,
)
from plans.services.plans import move_to_edition
from plans.services.reference import Loaded, load_edition
from plans.views.access import visible_plan, writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.permissions import require_administrator
from plplanner.kit.rows import StaleRow


@require_safe
def edition_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the editions of the plan template."""
    return render(
        request,
        "plans/edition_list.html",
        {"editions": edition_lines(timezone.localdate()), "is_administrator": request.user.is_administrator},
    )


@require_safe
def edition_detail(request: AuthenticatedHttpRequest, edition_slug: str) -> HttpResponse:
    """Show what an edition asks for, with its guidance and examples."""
    edition = get_object_or_404(TemplateEdition, pk=edition_slug)
    return render(
        request,
        "plans/edition_detail.html",
        {"edition": edition, "layout": edition.layout, "sections": edition_pages(edition.layout)},
    )


@read_or_post
def edition_load(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Look at an edition's file, then load it; administrators only."""
    require_administrator(request.user)
    if "content" in request.POST:
        return _load(request)
    is_post = request.method == "POST"
    form = EditionFileForm(request.POST if is_post else None, request.FILES if is_post else None)
    if not form.is_valid():
        return render(request, "plans/edition_load.html", {"form": form, "problems": []})
    return _preview(request, EditionLoadForm(initial={"content": form.text}), form.layout)


def _preview(request: AuthenticatedHttpRequest, form: EditionLoadForm, layout: Edition) -> HttpResponse:
    return render(
        request,
        "plans/edition_preview.html",
        {
            "form": form,
            "layout": layout,
            "sections": edition_pages(layout),
            "is_loaded": TemplateEdition.objects.filter(pk=layout.slug).exists(),
        },
    )


def _load(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = EditionLoadForm(request.POST)
    if form.is_valid():
        try:
            edition, loaded = load_edition(value=form.value, by=request.user)
        except ValidationError as refusal:
            form.add_error("content", refusal)
        else:
            told = (
                "The edition is loaded." if loaded == Loaded.NEW else "This edition was loaded before; it is the same."
            )
            messages.success(request, told)
            return redirect("plans:edition-detail", edition.pk)
    problems = [{"text": each, "href": ""} for each in form.errors.get("content", [])]
    return render(request, "plans/edition_load.html", {"form": EditionFileForm(), "problems": problems})


@read_or_post
def plan_edition(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show what a newer edition changes, and move the plan to it; list the answers that no question asks for."""
    plan = visible_plan(request, plan_id) if request.method != "POST" else writable_plan(request, plan_id)
    offered = newer_editions(plan)
    initial = {"edition": offered[0].pk if offered else None, "version": plan.version}
    form = MoveToEditionForm(request.POST if request.method == "POST" else None, offered=offered, initial=initial)
    if request.method == "POST" and _moved(request, plan, form):
        return redirect(reverse("plans:plan-edition", args=[plan.pk]))
    newest = offered[0] if offered else None
    return render(
        request,
        "plans/edition_move.html",
        {
            "form": form,
            "plan": plan,
            "district": plan.district,
            "section_key": "edition",
            "newest": newest,
            "changes": compare_editions(plan.layout, newest.layout) if newest else None,
            "kept": kept_answers(plan),
            "can_edit": can_edit(request.user, plan),
        },
    )


def _moved(request: AuthenticatedHttpRequest, plan: Plan, form: MoveToEditionForm) -> bool:
    """Move the plan, or put on the form why it stays."""
    if "edition" in form.errors:
        messages.info(request, "The plan is in this edition already.")
        return True
    if not form.is_valid():
        return False
    edition: TemplateEdition = form.cleaned_data["edition"]
    try:
        move_to_edition(plan=plan, edition=edition, version=form.cleaned_data["version"], by=request.user)
    except StaleRow:
        messages.warning(request, "Somebody changed the plan meanwhile. Look at the changes again, then move it.")
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    else:
        messages.success(request, f"The plan is in the edition {edition.edition}. Every answer is kept.")
    return True
