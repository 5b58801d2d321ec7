"""Files beside a rating."""

import uuid
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.downloads import attachment
from rubrics.forms.evidence_files import EvidenceFileForm
from rubrics.permissions import may_open_file
from rubrics.selectors.my_ratings import file_links, files_in
from rubrics.services.evidence_files import MOST_FILES, add_file, remove_file
from rubrics.views.access import asked_rater, away_unless_open, outcome_of, rating_of, visible_assessment

NOT_YOURS = "Only the person who added this file may open it, and the directors where people rate by name."


@read_or_post
def rating_files(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """List the files beside a rating and add one."""
    rater = asked_rater(request, assessment_id)
    outcome = outcome_of(rater.assessment.edition.instrument, outcome_code)
    rating = rating_of(rater, outcome)
    if (response := away_unless_open(request, rater.assessment)) is not None:
        return response
    form = EvidenceFileForm(request.POST, request.FILES) if request.method == "POST" else EvidenceFileForm()
    if form.is_valid():
        try:
            file = add_file(rating=rating, name=form.name, content=form.content, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"“{file.name}” is kept beside your rating.")
            return redirect("rubrics:rating-files", assessment_id, outcome_code)
    context = {
        "form": form,
        "assessment": rater.assessment,
        "district": rater.assessment.district,
        "outcome": outcome,
        "files": file_links(rater, rating),
        "most": MOST_FILES,
    }
    return render(request, "rubrics/rating_files.html", context)


@require_safe
def evidence_file(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Send a file to its rater, or to those who may see the rating."""
    assessment = visible_assessment(request, assessment_id)
    file = get_object_or_404(files_in(assessment), pk=file_id)
    file.rating.rater.assessment = assessment
    if not may_open_file(request.user, file):
        raise PermissionDenied(NOT_YOURS)
    with file.content.open("rb") as stored:
        content = stored.read()
    path = PurePath(file.name)
    return attachment(
        content,
        stem=path.stem,
        extension=path.suffix.removeprefix(".") or "bin",
        content_type="application/octet-stream",
    )


@read_or_post
def evidence_file_remove(
    request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponse:
    """Ask, then remove a file of the rater's own."""
    rater = asked_rater(request, assessment_id)
    file = get_object_or_404(files_in(rater.assessment), pk=file_id)
    if file.rating.rater_id != rater.pk:
        raise PermissionDenied(NOT_YOURS)
    file.rating.rater = rater
    if request.method == "POST":
        try:
            remove_file(file=file, by=request.user)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"“{file.name}” is removed.")
        return redirect("rubrics:rating-files", assessment_id, file.rating.outcome_code)
    context = {"file": file, "assessment": rater.assessment, "district": rater.assessment.district}
    return render(request, "rubrics/evidence_file_remove.html", context)
