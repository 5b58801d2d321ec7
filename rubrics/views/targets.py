"""Where outcomes should be, what comes first, and how they went over the years."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference
from rubrics.forms.consensus import TargetForm
from rubrics.report_words import best_end, credit
from rubrics.selectors.consensus import agreement_now, priority_lines, reached_outcomes, target_lines
from rubrics.selectors.result_pages import page_links
from rubrics.selectors.results import assessment_report
from rubrics.selectors.trend import trend_of
from rubrics.services.consensus import set_target
from rubrics.views.access import led_assessment, visible_assessment
from rubrics.views.results import outcome_or_404, page_context


@require_safe
def target_list(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """List where each outcome is, where it should be by when, and the way still to go."""
    assessment = visible_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    context = page_context(request, assessment, report, here="rubrics:target-list") | {
        "lines": target_lines(assessment, report)
    }
    return render(request, "rubrics/target_list.html", context)


@read_or_post
def target_edit(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """Set the level that one outcome should reach, and by when."""
    assessment = led_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    result = outcome_or_404(report, outcome_code)
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        instrument=report.instrument,
        outcome=result.outcome,
        agreement=result.agreement,
    )
    stale: list[Difference] = []
    if form.is_valid():
        try:
            set_target(
                assessment=assessment,
                outcome=result.outcome,
                version=form.cleaned_data["version"],
                level=form.cleaned_data["target_level"],
                on=form.cleaned_data["target_on"],
                by=request.user,
            )
        except StaleRow:
            stale = form.meet(agreement_now(assessment, outcome_code))
        else:
            messages.success(request, f"The target for {outcome_code} is saved.")
            return redirect("rubrics:target-list", assessment.pk)
    context = page_context(request, assessment, report, here="rubrics:target-list") | {
        "form": form,
        "differences": stale,
        "outcome": result.outcome,
        "line": next(each for each in target_lines(assessment, report) if each.code == outcome_code),
    }
    return render(request, "rubrics/target_edit.html", context, status=409 if stale else 200)


@require_safe
def priority_list(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show what to work on first, with the next step of each."""
    assessment = visible_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    context = page_context(request, assessment, report, here="rubrics:priority-list") | {
        "priorities": priority_lines(assessment, report),
        "reached": reached_outcomes(report),
    }
    return render(request, "rubrics/priority_list.html", context)


@require_safe
def trend_detail(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show the district's self-assessments of this rubric side by side."""
    assessment = visible_assessment(request, assessment_id)
    instrument = assessment.edition.instrument
    context = {
        "assessment": assessment,
        "district": assessment.district,
        "pages": page_links(assessment, "rubrics:trend-detail"),
        "best_end": best_end(instrument),
        "credit": credit(instrument),
        "trend": trend_of(assessment, request.user),
    }
    return render(request, "rubrics/trend_detail.html", context)
