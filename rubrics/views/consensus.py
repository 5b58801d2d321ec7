"""The consensus meeting, made for a projector."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.dates import long_day
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference
from rubrics.forms.consensus import AgreeForm, MeetingForm
from rubrics.instrument import Outcome
from rubrics.models import SelfAssessment
from rubrics.report import AssessmentReport, OutcomeResult
from rubrics.report_words import agreed_words
from rubrics.selectors.consensus import agreement_now, consensus_lines, meeting_now
from rubrics.selectors.rating_page import code_after, rating_page
from rubrics.selectors.result_pages import outcome_card
from rubrics.selectors.results import assessment_report
from rubrics.services.consensus import NOT_CLOSED, agree, record_meeting, reveal_votes
from rubrics.views.access import led_assessment, visible_assessment
from rubrics.views.results import outcome_or_404, page_context


def _assessment(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> SelfAssessment:
    """Return the self-assessment to read; to write, only for those who lead."""
    fetch = led_assessment if request.method == "POST" else visible_assessment
    return fetch(request, assessment_id)


@read_or_post
def consensus_list(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """List the outcomes to agree on; those who lead note when the team met and who was there."""
    assessment = _assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    form = MeetingForm(request.POST if request.method == "POST" else None, meeting=report.meeting)
    stale: list[Difference] = []
    if form.is_valid():
        try:
            record_meeting(assessment=assessment, by=request.user, **form.cleaned_data)
        except StaleRow:
            stale = form.meet(meeting_now(assessment))
        else:
            messages.success(request, "The meeting is saved.")
            return redirect("rubrics:consensus-list", assessment.pk)
    context = page_context(request, assessment, report, here="rubrics:consensus-list") | {
        "form": form,
        "differences": stale,
        "lines": consensus_lines(assessment, report),
        "held_on": long_day(report.meeting.held_on) if report.meeting.held_on else "Not noted",
    }
    return render(request, "rubrics/consensus_list.html", context, status=409 if stale else 200)


@read_or_post
def consensus_outcome(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """Show one outcome on the wall, its votes once they are shown, and keep what the team agrees."""
    assessment = _assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    result = outcome_or_404(report, outcome_code)
    form = AgreeForm(
        request.POST if request.method == "POST" else None,
        instrument=report.instrument,
        outcome=result.outcome,
        agreement=result.agreement,
    )
    stale: list[Difference] = []
    if form.is_valid():
        try:
            agree(
                assessment=assessment,
                outcome=result.outcome,
                version=form.cleaned_data["version"],
                by=request.user,
                **form.values,
            )
        except StaleRow:
            stale = form.meet(agreement_now(assessment, outcome_code))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"What you agree on {outcome_code} is saved.")
            return _after_agreeing(assessment, result.outcome)
    context = page_context(request, assessment, report, here="rubrics:consensus-list") | {
        **_outcome_context(report, result, form),
        "differences": stale,
        "not_closed": "" if assessment.is_closed else NOT_CLOSED,
    }
    return render(request, "rubrics/consensus_outcome.html", context, status=409 if stale else 200)


def _after_agreeing(assessment: SelfAssessment, outcome: Outcome) -> HttpResponse:
    """Go on to the next outcome, after the last one to the list."""
    code = code_after(assessment.edition.instrument, outcome)
    if code is None:
        return redirect("rubrics:consensus-list", assessment.pk)
    return redirect("rubrics:consensus-outcome", assessment.pk, code)


def _outcome_context(report: AssessmentReport, result: OutcomeResult, form: AgreeForm) -> dict[str, Any]:
    value = form.choice.value()
    chosen = "" if value is None else str(value)
    return {
        "form": form,
        "card": outcome_card(report, result) if result.agreement.is_revealed else None,
        "page": rating_page(report.instrument, result.outcome, chosen=chosen, ticked=()),
        "agreed": agreed_words(report, result),
        "reason": result.agreement.reason,
        "offers_levels": form.offers_levels,
    }


@require_POST
def consensus_reveal(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """Show the votes of an outcome in the meeting."""
    assessment = led_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    result = outcome_or_404(report, outcome_code)
    try:
        reveal_votes(assessment=assessment, outcome=result.outcome, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(f"{reverse('rubrics:consensus-outcome', args=[assessment.pk, outcome_code])}#votes")
