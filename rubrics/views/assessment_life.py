"""What those who lead do to a self-assessment: settings, raters, closing, reopening."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import Difference, VersionForm
from rubrics.forms.assessments import AssessmentSettingsForm, ReopenForm
from rubrics.forms.raters import RatersForm
from rubrics.models import SelfAssessment
from rubrics.selectors.assessments import closing_words, has_been_begun, members_who_rate, results_were_shown
from rubrics.services.assessments import STAYS_CLOSED, change_assessment, close_assessment, reopen_assessment
from rubrics.services.raters import ANONYMOUS_STAY, choose_raters
from rubrics.views.access import led_assessment, link_for_raters

CHANGED = "This self-assessment has changed since you opened the page. Look at it, then try again."


@read_or_post
def assessment_settings(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Change the title, the days, the target, and what is not fixed yet."""
    assessment = led_assessment(request, assessment_id)
    form = AssessmentSettingsForm(
        request.POST if request.method == "POST" else None,
        assessment=assessment,
        has_begun=has_been_begun(assessment),
        today=timezone.localdate(),
    )
    stale: list[Difference] = []
    if form.is_valid():
        try:
            _save_settings(request, assessment, form)
        except StaleRow:
            assessment.refresh_from_db()
            stale = form.meet(assessment)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "The settings are saved.")
            return redirect(assessment)
    context = {
        "form": form,
        "assessment": assessment,
        "district": assessment.district,
        "rubric": assessment.edition.instrument,
        "fixed": form.fixed,
        "differences": stale,
    }
    return render(request, "rubrics/assessment_settings.html", context, status=409 if stale else 200)


def _save_settings(request: AuthenticatedHttpRequest, assessment: SelfAssessment, form: AssessmentSettingsForm) -> None:
    values = form.changed_values()
    if values:
        change_assessment(assessment=assessment, version=form.cleaned_data["version"], values=values, by=request.user)


@read_or_post
def rater_list(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Choose who is asked."""
    assessment = led_assessment(request, assessment_id)
    form = RatersForm(
        request.POST if request.method == "POST" else None,
        members=members_who_rate(assessment.district),
        asked=assessment.raters.values_list("user_id", flat=True),
    )
    if form.is_valid():
        try:
            choose_raters(
                assessment=assessment,
                members=form.chosen_members(),
                by=request.user,
                link_to=link_for_raters(request),
            )
        except ValidationError as refusal:
            form.add_error("people", refusal)
        else:
            messages.success(request, "The raters are saved.")
            return redirect(assessment)
    stays = ANONYMOUS_STAY if assessment.is_anonymous and assessment.is_open else ""
    context = {"form": form, "assessment": assessment, "district": assessment.district, "stays": stays}
    return render(request, "rubrics/rater_list.html", context)


@read_or_post
def assessment_close(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Ask, then end rating now."""
    assessment = led_assessment(request, assessment_id)
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": assessment.version})
    if form.is_valid():
        try:
            close_assessment(assessment=assessment, version=form.cleaned_data["version"], by=request.user)
        except StaleRow:
            messages.warning(request, CHANGED)
        else:
            messages.success(request, "The self-assessment is closed.")
        return redirect(assessment)
    context = {
        "form": form,
        "assessment": assessment,
        "district": assessment.district,
        "submitted": closing_words(assessment),
    }
    return render(request, "rubrics/assessment_close.html", context)


@read_or_post
def assessment_reopen(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Let people rate again until a new last day."""
    assessment = led_assessment(request, assessment_id)
    form = ReopenForm(
        request.POST if request.method == "POST" else None, assessment=assessment, today=timezone.localdate()
    )
    if form.is_valid():
        version, closes_on = form.cleaned_data["version"], form.cleaned_data["closes_on"]
        try:
            reopen_assessment(assessment=assessment, version=version, closes_on=closes_on, by=request.user)
        except StaleRow:
            messages.warning(request, CHANGED)
            return redirect(assessment)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "The self-assessment is open again.")
            return redirect(assessment)
    context = {
        "form": form,
        "assessment": assessment,
        "district": assessment.district,
        "stays_closed": STAYS_CLOSED if results_were_shown(assessment) else "",
    }
    return render(request, "rubrics/assessment_reopen.html", context)
