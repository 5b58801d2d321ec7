"""Fetching a self-assessment for a page: out of sight is 404, in sight without the right is 403."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.permissions import require_permission
from plplanner.districts.roles import Permission
from rubrics.instrument import Instrument, Outcome
from rubrics.models import Rater, Rating, SelfAssessment
from rubrics.selectors.assessments import rater_of, state_sentence
from rubrics.services.asking import LinkTo

NOT_ASKED = "You are not asked to rate in this self-assessment. A director can ask you."


def visible_assessment(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> SelfAssessment:
    """Return the self-assessment, with its district and edition, if the person may see it."""
    found = SelfAssessment.objects.visible_to(request.user).select_related("district", "edition")
    return get_object_or_404(found, pk=assessment_id)


def led_assessment(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> SelfAssessment:
    """Return the self-assessment if the person leads this district's."""
    assessment = visible_assessment(request, assessment_id)
    require_permission(request.user, Permission.LEAD_ASSESSMENTS, assessment.district)
    return assessment


def asked_rater(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> Rater:
    """Return the person as a rater of the self-assessment, if they are asked and their role still lets them rate."""
    assessment = visible_assessment(request, assessment_id)
    require_permission(request.user, Permission.RATE_PRACTICE, assessment.district)
    rater = rater_of(request.user, assessment)
    if rater is None:
        raise PermissionDenied(NOT_ASKED)
    return rater


def outcome_of(instrument: Instrument, code: str) -> Outcome:
    """Return the outcome of this code, if the rubric has it."""
    outcome = instrument.outcome_by_code.get(code)
    if outcome is None:
        raise Http404
    return outcome


def rating_of(rater: Rater, outcome: Outcome) -> Rating:
    """Return what the rater says of the outcome."""
    rating = get_object_or_404(Rating, rater=rater, outcome_code=outcome.code)
    rating.rater = rater
    return rating


def away_unless_open(request: AuthenticatedHttpRequest, assessment: SelfAssessment) -> HttpResponse | None:
    """Send a person who wants to rate before or after the time to a page that shows what there is, with the reason.

    A post goes on: the service refuses it, so that the page can show what was typed.
    """
    if assessment.is_open or request.method == "POST":
        return None
    messages.info(request, state_sentence(assessment))
    return redirect("rubrics:rating-check" if assessment.is_closed else "rubrics:assessment-detail", assessment.pk)


def link_for_raters(request: HttpRequest) -> LinkTo:
    """Return what makes the whole address of the page where a rater begins."""
    return lambda assessment: request.build_absolute_uri(reverse("rubrics:rating-list", args=[assessment.pk]))
