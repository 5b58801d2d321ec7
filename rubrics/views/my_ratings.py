"""All ratings of one rater: checked, submitted, begun anew, at a glance, and what changed."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import VersionForm
from rubrics.permissions import may_see_names
from rubrics.selectors.assessments import state_sentence
from rubrics.selectors.matrix import matrix
from rubrics.selectors.my_ratings import my_ratings, rating_marks, reference_number
from rubrics.selectors.rating_changes import rating_changes
from rubrics.services.ratings import restart_ratings, submit_ratings
from rubrics.views.access import asked_rater, away_unless_open, led_assessment

CHANGED = "Your ratings were submitted or begun anew elsewhere since you opened the page. Look at them, then try again."
ANONYMOUS = "This self-assessment is anonymous: nobody sees what one person said."


@require_safe
def rating_check(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show all that the rater said, to check before submitting, or to read afterwards."""
    rater = asked_rater(request, assessment_id)
    assessment = rater.assessment
    context = {
        "assessment": assessment,
        "district": assessment.district,
        "rater": rater,
        "ratings": my_ratings(rater),
        "form": VersionForm(initial={"version": rater.version}),
        "can_rate": assessment.is_open,
        "can_submit": assessment.is_open and rater.submitted_at is None,
        "state": state_sentence(assessment),
    }
    return render(request, "rubrics/rating_check.html", context)


@require_POST
def rating_submit(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Hand the ratings in."""
    rater = asked_rater(request, assessment_id)
    form = VersionForm(request.POST)
    try:
        submit_ratings(rater=rater, version=form.cleaned_data["version"] if form.is_valid() else 0, by=request.user)
    except StaleRow:
        messages.warning(request, CHANGED)
        return redirect("rubrics:rating-check", assessment_id)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("rubrics:rating-check", assessment_id)
    return redirect("rubrics:rating-submitted", assessment_id)


@require_safe
def rating_submitted(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Confirm that the ratings are handed in, and say what happens next."""
    rater = asked_rater(request, assessment_id)
    if rater.submitted_at is None:
        return redirect("rubrics:rating-check", assessment_id)
    context = {
        "assessment": rater.assessment,
        "district": rater.assessment.district,
        "rater": rater,
        "reference": reference_number(rater),
    }
    return render(request, "rubrics/rating_submitted.html", context)


@read_or_post
def rating_restart(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Ask, then take back every level."""
    rater = asked_rater(request, assessment_id)
    if (response := away_unless_open(request, rater.assessment)) is not None:
        return response
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": rater.version})
    if form.is_valid():
        try:
            restart_ratings(rater=rater, version=form.cleaned_data["version"], by=request.user)
        except StaleRow:
            messages.warning(request, CHANGED)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        else:
            messages.success(request, "You begin anew. What you said before is kept under “What I changed”.")
        return redirect("rubrics:rating-list", assessment_id)
    context = {"form": form, "assessment": rater.assessment, "district": rater.assessment.district}
    return render(request, "rubrics/rating_restart.html", context)


@require_safe
def rating_matrix(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show the rater's levels in the whole rubric."""
    return _matrix_page(request, assessment_id, "rubrics/rating_matrix.html")


@require_safe
def rating_matrix_print(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show the same on a page to print."""
    return _matrix_page(request, assessment_id, "rubrics/rating_matrix_print.html")


def _matrix_page(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, template: str) -> HttpResponse:
    rater = asked_rater(request, assessment_id)
    assessment = rater.assessment
    context = {
        "assessment": assessment,
        "district": assessment.district,
        "rubric": assessment.edition.instrument,
        "matrix": matrix(assessment.edition.instrument, rating_marks(rater)),
        "rater": rater,
    }
    return render(request, template, context)


@require_safe
def rating_changes_page(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show what the rater changed and why."""
    rater = asked_rater(request, assessment_id)
    context = {
        "assessment": rater.assessment,
        "district": rater.assessment.district,
        "days": rating_changes(rater),
    }
    return render(request, "rubrics/rating_changes.html", context)


@require_safe
def rater_detail(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, rater_id: uuid.UUID) -> HttpResponse:
    """Show one person's ratings to those who lead a named self-assessment."""
    assessment = led_assessment(request, assessment_id)
    rater = get_object_or_404(assessment.raters.select_related("user"), pk=rater_id)
    rater.assessment = assessment
    if not may_see_names(request.user, assessment):
        raise PermissionDenied(ANONYMOUS)
    context = {
        "assessment": assessment,
        "district": assessment.district,
        "rater": rater,
        "ratings": my_ratings(rater),
        "days": rating_changes(rater),
    }
    return render(request, "rubrics/rater_detail.html", context)
