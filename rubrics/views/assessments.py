"""Self-assessments as a whole: the list, a new one, its page."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from plplanner.kit.years import school_year_of
from rubrics.forms.assessments import BeginningForm, NewAssessmentForm, PageForm
from rubrics.models import RubricEdition, SelfAssessment
from rubrics.permissions import can_close, can_reopen, may_lead, may_see_names
from rubrics.selectors.assessments import (
    asked_of,
    assessment_lines,
    assessments_in_sight,
    districts_to_lead,
    members_who_rate,
    published_editions,
    rater_lines,
    rater_of,
    sole_district,
    state_sentence,
    submitted_count,
    suggested_title,
    target_label,
)
from rubrics.selectors.editions import newer_edition
from rubrics.selectors.next_steps import next_step
from rubrics.services.assessments import open_assessment
from rubrics.views.access import link_for_raters, visible_assessment

PAGE_SIZE = 25


@require_safe
def assessment_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what asks the person, then the self-assessments of their district."""
    form = PageForm(request.GET)
    form.is_valid()
    page = Paginator(assessments_in_sight(request.user), PAGE_SIZE).get_page(form.cleaned_data.get("page") or 1)
    led = districts_to_lead(request.user)
    district = sole_district(request.user)
    return render(
        request,
        "rubrics/assessment_list.html",
        {
            "form": form,
            "asked": asked_of(request.user),
            "page": page,
            "lines": assessment_lines(page),
            "district": district,
            "shows_districts": district is None,
            "may_open": bool(led),
            "is_administrator": request.user.is_administrator,
            "query": request.GET,
        },
    )


@read_or_post
def assessment_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Open a self-assessment: whose it is, on which rubric, then the rest."""
    beginning = BeginningForm(request.GET)
    if not beginning.is_valid():
        raise Http404
    district = _district_for(request, beginning.cleaned_data["district"])
    if district is None:
        context = {
            "districts": districts_to_lead(request.user),
            "is_administrator": request.user.is_administrator,
        }
        return render(request, "rubrics/assessment_new_district.html", context)
    require_permission(request.user, Permission.LEAD_ASSESSMENTS, district)
    edition = _edition_for(beginning.cleaned_data["edition"])
    if edition is None:
        context = {"district": district, "editions": published_editions()}
        return render(request, "rubrics/assessment_new_rubric.html", context)
    today = timezone.localdate()
    form = NewAssessmentForm(
        request.POST if request.method == "POST" else None,
        edition=edition,
        members=members_who_rate(district),
        title=suggested_title(edition, school_year_of(today)),
        today=today,
    )
    if form.is_valid() and (assessment := _open(request, form, district, edition)) is not None:
        messages.success(request, "The self-assessment is set up.")
        return redirect(assessment)
    context = {
        "form": form,
        "district": district,
        "rubric": edition.instrument,
        "offers_rubrics": len(published_editions()) > 1,
    }
    return render(request, "rubrics/assessment_new.html", context)


def _district_for(request: AuthenticatedHttpRequest, district_id: uuid.UUID | None) -> District | None:
    """Return the district asked for, or the only one there is to choose."""
    if district_id is not None:
        return get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    mine = districts_to_lead(request.user)
    return mine[0] if len(mine) == 1 else None


def _edition_for(slug: str) -> RubricEdition | None:
    """Return the edition asked for, or the only one there is to choose."""
    if slug:
        return get_object_or_404(RubricEdition.objects.published(), pk=slug)
    editions = published_editions()
    return editions[0] if len(editions) == 1 else None


def _open(
    request: AuthenticatedHttpRequest, form: NewAssessmentForm, district: District, edition: RubricEdition
) -> SelfAssessment | None:
    """Open the self-assessment, or put on the form why it cannot be."""
    try:
        return open_assessment(
            district=district,
            edition=edition,
            values=form.values(),
            members=form.chosen_members(),
            by=request.user,
            assessment_id=form.cleaned_data["new_id"],
            link_to=link_for_raters(request),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@require_safe
def assessment_detail(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show where the self-assessment stands, who is asked, and the one next thing to do."""
    assessment = visible_assessment(request, assessment_id)
    rater = rater_of(request.user, assessment)
    leads = may_lead(request.user, assessment)
    raters = rater_lines(assessment, with_status=may_see_names(request.user, assessment))
    return render(
        request,
        "rubrics/assessment_detail.html",
        {
            "assessment": assessment,
            "district": assessment.district,
            "rubric": assessment.edition.instrument,
            "state": state_sentence(assessment),
            "target": target_label(assessment),
            "next": next_step(assessment, rater=rater, leads=leads),
            "raters": raters,
            "submitted": submitted_count(assessment),
            "shows_status": may_see_names(request.user, assessment),
            "is_rater": rater is not None,
            "leads": leads,
            "can_close": can_close(request.user, assessment),
            "can_reopen": can_reopen(request.user, assessment),
            "newer": newer_edition(assessment.edition) if leads else None,
        },
    )
