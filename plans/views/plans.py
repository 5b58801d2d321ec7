"""Plans as a whole: the list, a new one, a plan's settings."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.calculations import carried_forward
from plans.document import PlanContent
from plans.forms.plans import (
    BeginningForm,
    CarryForwardForm,
    NewPlanForm,
    PlanSearchForm,
    PlanSettingsForm,
    usual_first_year,
)
from plans.models import Plan, TemplateEdition
from plans.selectors.document import plan_content
from plans.selectors.editions import edition_for
from plans.selectors.plan_list import (
    districts_to_plan_for,
    earlier_plans,
    find_plans,
    goal_choices,
    plan_lines,
    shows_districts,
    sole_district,
)
from plans.services.content import create_plan_from_content
from plans.services.plans import change_plan
from plans.views.access import writable_plan
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from plplanner.districts.selectors.facts import years_with_facts
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference
from plplanner.kit.years import school_years_label
from rubrics.selectors.assessments import asked_of

PAGE_SIZE = 25
FEW = 5
"""So many plans are found at a glance, without a search."""

NO_TEMPLATE = "No plan template is loaded yet. An administrator can load one; then you can begin a plan."


@require_safe
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the plans; lead an administrator who has not chosen a district to the districts."""
    if request.user.is_administrator and not request.user.memberships.exists() and not Plan.objects.exists():
        return redirect("districts:district-list")
    return plan_list(request)


@require_safe
def plan_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the plans the person may see, by title, district and status."""
    form = PlanSearchForm(request.GET)
    form.is_valid()
    words, status = form.cleaned_data.get("q", ""), form.cleaned_data.get("status", "")
    found = find_plans(request.user, words=words, status=status)
    page = Paginator(found, PAGE_SIZE).get_page(form.cleaned_data.get("page") or 1)
    mine = districts_to_plan_for(request.user)
    has_searched = bool(words or status)
    names_districts = shows_districts(request.user)
    return render(
        request,
        "plans/plan_list.html",
        {
            "form": form,
            "page": page,
            "plans": plan_lines(page),
            "has_searched": has_searched,
            "has_filters": has_searched or bool(form.errors) or page.paginator.count > FEW,
            "shows_districts": names_districts,
            "district": None if names_districts else sole_district(request.user),
            "may_create": bool(mine),
            "waiting": [each for each in asked_of(request.user) if not each.is_submitted],
            "is_member": request.user.is_administrator or request.user.memberships.exists(),
            "is_administrator": request.user.is_administrator,
            "query": request.GET,
        },
    )


@read_or_post
def plan_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Begin a plan: blank, or carried forward from an earlier one."""
    beginning = BeginningForm(request.GET)
    if not beginning.is_valid():
        raise Http404
    district = _district_for(request, beginning.cleaned_data["district"])
    if district is None:
        return _choose_district(request)
    require_permission(request.user, Permission.FINISH_PLANS, district)
    earlier = _earlier_plan(request, district, beginning.cleaned_data["earlier"])
    form = _new_plan_form(request, earlier)
    if form.is_valid():
        plan = _create(request, form, district, earlier)
        if plan is not None:
            return redirect(plan)
    return render(
        request,
        "plans/plan_new.html",
        {
            "form": form,
            "district": district,
            "earlier": earlier,
            "earlier_plans": earlier_plans(district, request.user, chosen=earlier),
            "here": reverse("plans:plan-new"),
        },
    )


def _district_for(request: AuthenticatedHttpRequest, district_id: uuid.UUID | None) -> District | None:
    """Return the district asked for, or the only one there is to choose."""
    if district_id is not None:
        return get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    mine = districts_to_plan_for(request.user)
    return mine[0] if len(mine) == 1 else None


def _choose_district(request: AuthenticatedHttpRequest) -> HttpResponse:
    return render(
        request,
        "plans/plan_new_district.html",
        {"districts": districts_to_plan_for(request.user), "is_administrator": request.user.is_administrator},
    )


def _earlier_plan(request: AuthenticatedHttpRequest, district: District, earlier_id: uuid.UUID | None) -> Plan | None:
    if earlier_id is None:
        return None
    plans = Plan.objects.visible_to(request.user).for_district(district).select_related("edition")
    return get_object_or_404(plans, pk=earlier_id)


def _new_plan_form(request: AuthenticatedHttpRequest, earlier: Plan | None) -> NewPlanForm:
    today = timezone.localdate()
    first_year = usual_first_year(today) if earlier is None else earlier.first_year + 1
    edition = edition_for(first_year)
    years = edition.layout.years if edition else 1
    initial = {
        "title": f"Professional Learning Plan {school_years_label(first_year, years=years)}",
        "first_year": first_year,
    }
    post = request.POST if request.method == "POST" else None
    if earlier is None:
        return NewPlanForm(post, today=today, initial=initial)
    return CarryForwardForm(post, today=today, initial=initial, goals=goal_choices(earlier))


def _create(
    request: AuthenticatedHttpRequest, form: NewPlanForm, district: District, earlier: Plan | None
) -> Plan | None:
    """Create the plan, or put on the form why it cannot be."""
    edition = edition_for(form.cleaned_data["first_year"])
    if edition is None:
        form.add_error(None, NO_TEMPLATE)
        return None
    try:
        return create_plan_from_content(
            content=_content(form, edition, earlier),
            district=district,
            edition=edition,
            by=request.user,
            plan_id=form.cleaned_data["new_id"],
            carried_from=earlier,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _content(form: NewPlanForm, edition: TemplateEdition, earlier: Plan | None) -> PlanContent:
    title, first_year = form.cleaned_data["title"], form.cleaned_data["first_year"]
    if earlier is None or not isinstance(form, CarryForwardForm):
        return PlanContent(title=title, first_year=first_year, edition=edition.pk)
    return carried_forward(
        plan_content(earlier),
        title=title,
        first_year=first_year,
        edition=edition.pk,
        years=edition.layout.years,
        choice=form.choice(),
    )


@read_or_post
def plan_settings(request: AuthenticatedHttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Change a plan's title, first year or the year of its facts."""
    plan = writable_plan(request, plan_id)
    form = PlanSettingsForm(
        request.POST if request.method == "POST" else None,
        plan=plan,
        years_with_facts=years_with_facts(plan.district),
        today=timezone.localdate(),
    )
    stale: list[Difference] = []
    if form.is_valid():
        try:
            _save_settings(request, plan, form)
        except StaleRow:
            plan.refresh_from_db()
            stale = form.meet(plan)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "The title and school years are saved.")
            return redirect(plan)
    context = {
        "form": form,
        "plan": plan,
        "district": plan.district,
        "section_key": "settings",
        "differences": stale,
    }
    return render(request, "plans/plan_settings.html", context, status=409 if stale else 200)


def _save_settings(request: AuthenticatedHttpRequest, plan: Plan, form: PlanSettingsForm) -> None:
    values = form.changed_values()
    if values:
        change_plan(plan=plan, version=form.cleaned_data["version"], values=values, by=request.user)
