"""What a self-assessment shows: results, one outcome, the overview, the print page and files."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.downloads import attachment
from plplanner.kit.pdf import PdfError
from rubrics.enums import ReportFormat
from rubrics.exports.report import WITH_PEOPLE, WRITERS, file_stem
from rubrics.forms.results import OrderForm, ReportForm
from rubrics.models import SelfAssessment
from rubrics.permissions import can_agree, may_lead, may_see_names
from rubrics.report import AssessmentReport, OutcomeResult
from rubrics.report_words import (
    COUNTED,
    MEDIAN_RULE,
    SMALL_GROUPS,
    SPREAD_RULE,
    best_end,
    credit,
    naming_sentence,
    state_sentence,
)
from rubrics.selectors.result_pages import outcome_card, outcome_cards, overview, page_links, person_lines
from rubrics.selectors.results import assessment_report, people_of, words_of
from rubrics.views.access import visible_assessment

logger = logging.getLogger(__name__)

# A bare address names no kind of file, which the form then asks for.
_NO_FORMAT = QueryDict("format=")

PDF_FAILED = "The PDF could not be made. Take the Word file away, and ask your administrator to look at the log."


def page_context(
    request: AuthenticatedHttpRequest, assessment: SelfAssessment, report: AssessmentReport, *, here: str
) -> dict[str, Any]:
    """Return what every page about results needs."""
    return {
        "assessment": assessment,
        "district": assessment.district,
        "report": report,
        "pages": page_links(assessment, here),
        "best_end": best_end(report.instrument),
        "credit": credit(report.instrument),
        "leads": may_lead(request.user, assessment),
        "can_agree": can_agree(request.user, assessment),
    }


def outcome_or_404(report: AssessmentReport, code: str) -> OutcomeResult:
    """Return the outcome of a code that the rubric has."""
    for each in report.outcomes:
        if each.outcome.code == code:
            return each
    raise Http404


@require_safe
def results_detail(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show how the ratings of each outcome spread."""
    assessment = visible_assessment(request, assessment_id)
    return _results(request, assessment, OrderForm(request.GET))


def _results(
    request: AuthenticatedHttpRequest,
    assessment: SelfAssessment,
    form: OrderForm | ReportForm,
    *,
    problem: str = "",
) -> HttpResponse:
    report = assessment_report(assessment, user=request.user)
    order = form if isinstance(form, OrderForm) else OrderForm()
    context = page_context(request, assessment, report, here="rubrics:results-detail") | {
        "form": form,
        "order_form": order,
        "cards": outcome_cards(report, differing_first=order.differing_first),
        "formats": [(kind.value, kind.label) for kind in ReportFormat],
        "problems": [{"text": problem, "href": ""}] if problem else [],
        "shows_people": may_see_names(request.user, assessment),
        **_reading(report),
    }
    status = 503 if problem else 400 if isinstance(form, ReportForm) and form.errors else 200
    return render(request, "rubrics/results_detail.html", context, status=status)


def _reading(report: AssessmentReport) -> Mapping[str, Any]:
    """Return how to read the results, in words."""
    return {
        "state": state_sentence(report),
        "rules": [f"{COUNTED} {naming_sentence(report)}", SMALL_GROUPS, MEDIAN_RULE, SPREAD_RULE],
    }


@require_safe
def results_outcome(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """Show one outcome's ratings, and to those who lead what raters wrote."""
    assessment = visible_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    result = outcome_or_404(report, outcome_code)
    leads = may_lead(request.user, assessment)
    shows_words = leads and assessment.is_anonymous and not report.why_hidden
    context = page_context(request, assessment, report, here="rubrics:results-detail") | {
        "card": outcome_card(report, result),
        "people": person_lines(report, people_of(assessment, outcome_code, user=request.user)),
        "shows_people": may_see_names(request.user, assessment),
        "words": words_of(assessment, result) if shows_words else None,
    }
    return render(request, "rubrics/results_outcome.html", context)


@require_safe
def results_matrix(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show the whole rubric with the agreed or median cells marked."""
    assessment = visible_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    context = page_context(request, assessment, report, here="rubrics:results-matrix") | {"matrix": overview(report)}
    return render(request, "rubrics/results_matrix.html", context)


@require_safe
def results_print(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show all results alone, for the printer."""
    assessment = visible_assessment(request, assessment_id)
    report = assessment_report(assessment, user=request.user)
    context = page_context(request, assessment, report, here="") | {
        "cards": outcome_cards(report),
        **_reading(report),
    }
    return render(request, "rubrics/results_print.html", context)


@require_safe
def results_download(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Send the report as a file."""
    assessment = visible_assessment(request, assessment_id)
    form = ReportForm(request.GET or _NO_FORMAT)
    if not form.is_valid():
        return _results(request, assessment, form)
    kind = ReportFormat(form.cleaned_data["format"])
    report = assessment_report(assessment, user=request.user, with_people=kind in WITH_PEOPLE)
    if report.why_hidden:
        messages.info(request, report.why_hidden)
        return redirect("rubrics:results-detail", assessment.pk)
    try:
        content = WRITERS[kind].write(report)
    except PdfError:
        logger.exception("The PDF of self-assessment %s could not be made.", assessment.pk)
        return _results(request, assessment, form, problem=PDF_FAILED)
    return attachment(content, stem=file_stem(report), extension=kind, content_type=WRITERS[kind].content_type)
