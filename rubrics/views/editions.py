"""Rubric editions: the list, a whole rubric, what changes between its levels, and publishing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.permissions import require_administrator
from plplanner.kit.downloads import attachment
from rubrics.enums import ExportFormat
from rubrics.exports import WRITERS
from rubrics.forms.editions import EditionDownloadForm
from rubrics.models import RubricEdition
from rubrics.selectors.editions import level_steps, newer_edition, rubric_lines, rubric_text, which_end
from rubrics.services.editions import publish_edition
from rubrics.views.access import outcome_of


@require_safe
def edition_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the rubrics with their editions."""
    context = {"rubrics": rubric_lines(request.user), "is_administrator": request.user.is_administrator}
    return render(request, "rubrics/edition_list.html", context)


@require_safe
def edition_detail(request: AuthenticatedHttpRequest, rubric_slug: str) -> HttpResponse:
    """Show a whole rubric."""
    return _detail(request, _visible_edition(request, rubric_slug), EditionDownloadForm())


@require_safe
def edition_download(request: AuthenticatedHttpRequest, rubric_slug: str) -> HttpResponse:
    """Send a rubric as a file."""
    edition = _visible_edition(request, rubric_slug)
    form = EditionDownloadForm(request.GET)
    if not form.is_valid():
        return _detail(request, edition, form)
    writer = WRITERS[ExportFormat(form.cleaned_data["format"])]
    content = writer.write(edition.instrument, edition.changed_at)
    return attachment(content, stem=edition.pk, extension=writer.extension, content_type=writer.content_type)


@require_safe
def edition_print(request: AuthenticatedHttpRequest, rubric_slug: str) -> HttpResponse:
    """Show a whole rubric as tables, for the printer."""
    edition = _visible_edition(request, rubric_slug)
    context = {"edition": edition, "instrument": edition.instrument, "rubric": rubric_text(edition.instrument)}
    return render(request, "rubrics/edition_print.html", context)


@require_safe
def edition_changes(request: AuthenticatedHttpRequest, rubric_slug: str, outcome_code: str) -> HttpResponse:
    """Show what each level of an outcome asks beyond the next weaker one."""
    edition = _visible_edition(request, rubric_slug)
    outcome = outcome_of(edition.instrument, outcome_code)
    return render(
        request,
        "rubrics/edition_changes.html",
        {
            "edition": edition,
            "instrument": edition.instrument,
            "outcome": outcome,
            "which_end": which_end(edition.instrument),
            "steps": level_steps(edition.instrument, outcome),
        },
    )


@read_or_post
def edition_publish(request: AuthenticatedHttpRequest, rubric_slug: str) -> HttpResponse:
    """Ask, then let people rate on an edition; administrators only."""
    edition = _visible_edition(request, rubric_slug)
    require_administrator(request.user)
    if request.method == "POST":
        try:
            publish_edition(edition=edition, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, "The edition is published. Districts can rate their practice on it.")
        return redirect(edition)
    return render(request, "rubrics/edition_publish.html", {"edition": edition, "instrument": edition.instrument})


def _detail(request: AuthenticatedHttpRequest, edition: RubricEdition, form: EditionDownloadForm) -> HttpResponse:
    return render(
        request,
        "rubrics/edition_detail.html",
        {
            "edition": edition,
            "instrument": edition.instrument,
            "rubric": rubric_text(edition.instrument),
            "newer": newer_edition(edition),
            "can_publish": request.user.is_administrator and not edition.is_published,
            "form": form,
        },
        status=400 if form.errors else 200,
    )


def _visible_edition(request: AuthenticatedHttpRequest, rubric_slug: str) -> RubricEdition:
    return get_object_or_404(RubricEdition.objects.visible_to(request.user), pk=rubric_slug)
