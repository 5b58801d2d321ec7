"""The completeness check, its explanations, and what it opens the way to: finishing and reopening a plan."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plans.enums import ExportFormat
from plans.forms.check import ExplanationForm, WarningKeyForm
from plans.forms.plans import ReasonForm
from plans.models import Plan
from plans.permissions import can_edit, can_finish, can_reopen
from plans.selectors.check import CheckLine, PlanCheck, finish_summary, plan_check, reference_of
from plans.selectors.editions import has_newer_edition
from plans.services.plans import explain_warning, finish_plan, reopen_plan
from plans.views.access import visible_plan, writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import VersionForm

COPIES = (ExportFormat.DOCX, ExportFormat.PDF, ExportFormat.XLSX)
"""The files a director keeps of a finished plan."""

MOST_SHOWN = 100
"""So many errors, warnings and notices stand on the page at once."""

CHANGED_MEANWHILE = "Somebody changed the plan’s title, years or status meanwhile. Look at it again, then go on."


@require_safe
def check_page(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show what is missing, what needs a sentence, and what is fine."""
    plan = visible_plan(request, plan_id)
    return _render_check(request, plan, plan_check(plan))


@require_POST
def warning_explain(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Keep the explanation of one warning."""
    plan = writable_plan(request, plan_id)
    check = plan_check(plan)
    line = _warning(request, check)
    if line is None:
        messages.info(request, "That is fixed already; there is nothing to explain.")
        return redirect("plans:plan-check", plan.pk)
    form = ExplanationForm(request.POST, line=line)
    if form.is_valid() and _explained(request, plan, form):
        messages.success(request, "The explanation is saved.")
        return redirect(f"{reverse('plans:plan-check', args=[plan.pk])}#{line.anchor}")
    return _render_check(request, plan, check, refused=form)


def _warning(request: AuthenticatedHttpRequest, check: PlanCheck) -> CheckLine | None:
    key = WarningKeyForm(request.POST)
    return check.warning(key.cleaned_data["code"], key.cleaned_data["subject"]) if key.is_valid() else None


def _explained(request: AuthenticatedHttpRequest, plan: Plan, form: ExplanationForm) -> bool:
    """Save the explanation, or put on the form why it cannot be."""
    try:
        explain_warning(
            plan=plan,
            code=form.line.code,
            subject=form.line.subject,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except StaleRow:
        form.refuse_as_stale(plan_check(plan).warning(*form.line.key) or form.line)
    except ValidationError as refusal:
        form.add_error("text", refusal)
    return form.is_valid()


def _render_check(
    request: AuthenticatedHttpRequest, plan: Plan, check: PlanCheck, *, refused: ExplanationForm | None = None
) -> HttpResponse:
    may_explain = can_edit(request.user, plan)
    # Those to explain come first, so that however many there are, the page always shows the next ones.
    warnings = sorted(check.warnings, key=lambda line: bool(line.explanation))[:MOST_SHOWN]
    forms = {line.key: ExplanationForm(line=line) for line in warnings} if may_explain else {}
    if refused is not None:
        forms[refused.line.key] = refused
    return render(
        request,
        "plans/plan_check.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "check",
            "check": check,
            "errors": check.errors[:MOST_SHOWN],
            "warnings": [(line, forms.get(line.key)) for line in warnings],
            "notices": check.notices[:MOST_SHOWN],
            "is_long": max(len(check.errors), len(check.warnings), len(check.notices)) > MOST_SHOWN,
            "most_shown": MOST_SHOWN,
            "offers_newer_edition": may_explain and has_newer_edition(plan),
            "form": refused,
            "may_edit": may_explain,
            "can_finish": can_finish(request.user, plan),
            "can_reopen": can_reopen(request.user, plan),
        },
    )


@read_or_post
def plan_finish(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Sum the plan up, then mark it as finished."""
    plan = visible_plan(request, plan_id)
    require_permission(request.user, Permission.FINISH_PLANS, plan.district)
    if plan.is_finished:
        return redirect("plans:plan-finished", plan.pk)
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": plan.version})
    if form.is_valid():
        try:
            finish_plan(plan=plan, version=form.cleaned_data["version"], by=request.user)
        except StaleRow:
            messages.warning(request, CHANGED_MEANWHILE)
            return redirect("plans:plan-finish", plan.pk)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return redirect("plans:plan-check", plan.pk)
        return redirect("plans:plan-finished", plan.pk)
    return render(
        request,
        "plans/plan_finish.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "check",
            "form": form,
            "check": plan_check(plan),
            "summary": finish_summary(plan),
        },
    )


@require_safe
def plan_finished(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Confirm that the plan is finished: reference, date, what happens next, copies to keep."""
    plan = visible_plan(request, plan_id)
    snapshot = plan.snapshots.defer("document").first()
    if not plan.is_finished or snapshot is None:
        return redirect("plans:plan-check", plan.pk)
    return render(
        request,
        "plans/plan_finished.html",
        {
            "plan": plan,
            "district": plan.district,
            "section_key": "check",
            "reference": reference_of(plan, snapshot.number),
            "finished_at": snapshot.taken_at,
            "finished_by": snapshot.taken_by_name,
            "formats": [(kind.value, kind.label) for kind in COPIES],
            "can_reopen": can_reopen(request.user, plan),
        },
    )


@read_or_post
def plan_reopen(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Make a finished plan a draft again, with the reason."""
    plan = visible_plan(request, plan_id)
    if not plan.is_finished and can_finish(request.user, plan):
        return redirect(plan)
    if not can_reopen(request.user, plan):
        raise PermissionDenied("Only a director can reopen a finished plan.")
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"version": plan.version})
    if form.is_valid():
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        try:
            reopen_plan(plan=plan, reason=reason, version=version, by=request.user)
        except StaleRow:
            messages.warning(request, CHANGED_MEANWHILE)
            return redirect("plans:plan-reopen", plan.pk)
        messages.success(request, "The plan is a draft again. Its finished document is kept.")
        return redirect(plan)
    context = {"plan": plan, "district": plan.district, "section_key": "check", "form": form}
    return render(request, "plans/plan_reopen.html", context)
