"""Importing a plan: choose a file, see where each passage goes, confirm."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plans.forms.plan_import import ImportUploadForm, PlacingForm
from plans.forms.plans import BeginningForm
from plans.imports import ImportRefused
from plans.models import PlanImport
from plans.selectors.plan_import import finding_notices, placed_sections, summary_rows, target_choices
from plans.selectors.plan_list import districts_to_plan_for
from plans.services.plan_import import cancel_import, confirm_import, keep_choices, keep_import, read_plan_file
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from plplanner.kit.rows import StaleRow

STALE = "Somebody changed these choices after this page was drawn. Check them and go on."


@read_or_post
def plan_import_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Take a file and lead to its dry run."""
    district = _district(request)
    if district is None:
        context = {"districts": districts_to_plan_for(request.user), "is_administrator": request.user.is_administrator}
        return render(request, "plans/import_district.html", context)
    require_permission(request.user, Permission.FINISH_PLANS, district)
    today = timezone.localdate()
    form = ImportUploadForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_keep(request, form, district))
        except ImportRefused as refused:
            form.add_error("file", refused.sentence)
    return render(request, "plans/import_form.html", {"form": form, "district": district})


def _district(request: AuthenticatedHttpRequest) -> District | None:
    """Return the district asked for, or the only one there is to choose."""
    beginning = BeginningForm(request.GET)
    if not beginning.is_valid():
        raise Http404
    if beginning.cleaned_data["district"] is not None:
        return get_object_or_404(District.objects.visible_to(request.user), pk=beginning.cleaned_data["district"])
    mine = districts_to_plan_for(request.user)
    return mine[0] if len(mine) == 1 else None


def _keep(request: AuthenticatedHttpRequest, form: ImportUploadForm, district: District) -> PlanImport:
    name = str(form.cleaned_data["file"].name or "file")
    read_file = read_plan_file(
        file=form.content,
        name=name,
        district=district,
        title=form.cleaned_data["title"],
        first_year=form.cleaned_data["first_year"],
        usual_year=form.usual_year,
    )
    return keep_import(read_file=read_file, file=form.content, name=name, district=district, by=request.user)


@read_or_post
def plan_import_detail(request: AuthenticatedHttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Show where each passage goes; keep the choices for the others, and make the plan when confirmed."""
    plan_import = _plan_import(request, import_id)
    if plan_import.plan is not None:
        return redirect(plan_import.plan)
    form = PlacingForm(
        request.POST if request.method == "POST" else None,
        plan_import=plan_import,
        choices=target_choices(plan_import),
    )
    status = 200
    if form.is_valid():
        try:
            return _act(request, form, plan_import)
        except StaleRow:
            plan_import.refresh_from_db()
            form.add_error(None, STALE)
            form.take_version(plan_import.version)
            status = 409
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _detail(request, plan_import, form, status=status)


def _act(request: AuthenticatedHttpRequest, form: PlacingForm, plan_import: PlanImport) -> HttpResponse:
    """Keep the choices, and make the plan if that was asked; raise ValidationError while one is open."""
    version = form.cleaned_data["version"]
    kept = keep_choices(
        plan_import=plan_import,
        title=form.cleaned_data["title"],
        choices=form.choices,
        version=version,
        by=request.user,
    )
    if "confirm" not in request.POST:
        messages.success(request, "Your choices are saved. You can come back to this page.")
        return redirect(plan_import)
    if not form.require_all():
        form.take_version(kept.version)
        return _detail(request, kept, form, status=200)
    plan = confirm_import(plan_import=kept, version=kept.version, by=request.user)
    messages.success(request, f"The plan “{plan.title}” is made from {kept.file_name}.")
    return redirect(plan)


def _detail(
    request: AuthenticatedHttpRequest, plan_import: PlanImport, form: PlacingForm, *, status: int
) -> HttpResponse:
    fields = [form[f"choice-{place}"] for place in range(form.count)]
    context = {
        "form": form,
        "plan_import": plan_import,
        "district": plan_import.district,
        "rows": summary_rows(plan_import),
        "sections": placed_sections(plan_import),
        "unplaced": list(zip(plan_import.unplaced, fields, strict=True)),
        "notices": finding_notices(plan_import),
    }
    return render(request, "plans/import_detail.html", context, status=status)


@require_POST
def plan_import_cancel(request: AuthenticatedHttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Throw the import away."""
    plan_import = _plan_import(request, import_id)
    cancel_import(plan_import=plan_import, by=request.user)
    messages.success(request, f"The import of {plan_import.file_name} is thrown away. No plan was changed.")
    return redirect("plans:plan-import-new")


def _plan_import(request: AuthenticatedHttpRequest, import_id: uuid.UUID) -> PlanImport:
    imports = PlanImport.objects.visible_to(request.user).select_related("district", "edition", "plan")
    plan_import = get_object_or_404(imports, pk=import_id)
    require_permission(request.user, Permission.FINISH_PLANS, plan_import.district)
    return plan_import
