"""Rating: the task list, one outcome, and advice while a person ticks."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any, cast

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.views.editing import Editing, edit_row
from rubrics.evidence import facts_for
from rubrics.forms.ratings import AdviceForm, RatingForm
from rubrics.instrument import Instrument, Outcome
from rubrics.models import Rater
from rubrics.selectors.assessments import state_sentence
from rubrics.selectors.editions import which_end
from rubrics.selectors.my_ratings import file_links, my_ratings
from rubrics.selectors.rating_advice import level_advice, tick_advice
from rubrics.selectors.rating_page import code_after, offers_scores, rating_page
from rubrics.services.ratings import rating_values, save_rating
from rubrics.views.access import asked_rater, away_unless_open, outcome_of, rating_of


@require_safe
def rating_list(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Show the outcomes to rate and how far the rater is."""
    rater = asked_rater(request, assessment_id)
    if (response := away_unless_open(request, rater.assessment)) is not None:
        return response
    context = _context(rater) | {
        "ratings": my_ratings(rater),
        "state": state_sentence(rater.assessment),
        "which_end": which_end(rater.assessment.edition.instrument),
    }
    return render(request, "rubrics/rating_list.html", context)


@require_http_methods(["GET", "POST"])
def rating_edit(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """Rate one outcome."""
    rater = asked_rater(request, assessment_id)
    instrument = rater.assessment.edition.instrument
    outcome = outcome_of(instrument, outcome_code)
    rating = rating_of(rater, outcome)
    if (response := away_unless_open(request, rater.assessment)) is not None:
        return response

    def form_for(data: QueryDict | None, values: Mapping[str, Any], version: int) -> RatingForm:
        return RatingForm(data, values=values, version=version, instrument=instrument, outcome=outcome)

    editing = edit_row(
        request,
        row=rating,
        form_for=form_for,
        values_of=rating_values,
        save=lambda row, edit: save_rating(rating=row, edit=edit, by=request.user),
        after_save=lambda button: _after(rater, outcome, button),
    )
    if editing.response is not None:
        return editing.response
    context = _context(rater) | editing.context | _page(rater, outcome, editing)
    context |= {"files": file_links(rater, rating), "asks_why": rating.level is not None}
    return render(request, "rubrics/rating_edit.html", context)


@require_safe
def rating_advice(request: AuthenticatedHttpRequest, assessment_id: uuid.UUID, outcome_code: str) -> HttpResponse:
    """Say what ticks add up to and what comes after a level, for the page while a person ticks; saves nothing."""
    rater = asked_rater(request, assessment_id)
    instrument = rater.assessment.edition.instrument
    outcome = outcome_of(instrument, outcome_code)
    form = AdviceForm(request.GET, instrument=instrument, outcome=outcome)
    if not form.is_valid():
        raise Http404
    advice = _advice(instrument, outcome, form.chosen_level, form.cleaned_data["ticks"])
    return render(request, "rubrics/_rating_advice.html", advice)


def _context(rater: Rater) -> dict[str, Any]:
    assessment = rater.assessment
    return {"assessment": assessment, "district": assessment.district, "rubric": assessment.edition.instrument}


def _page(rater: Rater, outcome: Outcome, editing: Editing) -> dict[str, Any]:
    """Return what the page of one outcome shows beside its form's state."""
    assessment, form = rater.assessment, cast("RatingForm", editing.form)
    instrument = assessment.edition.instrument
    conflicts = {name: editing.context["conflicts"].get(name) for name in form.edited_names}
    return {
        "conflicts": conflicts,
        "has_conflicts": any(conflicts.values()),
        "chosen_conflict": conflicts[form.chosen_name],
        "chosen_field": form[form.chosen_name],
        "chosen_name": form.chosen_name,
        "asks_for_number": instrument.is_scored and not offers_scores(instrument),
        "which_end": which_end(instrument),
        "page": rating_page(instrument, outcome, chosen=form.chosen, ticked=form.ticked),
        **_advice(instrument, outcome, form.chosen_level, form.ticked),
        "evidence": facts_for(
            assessment.district,
            school_year=assessment.school_year,
            rubric=instrument.rubric,
            outcome=outcome.code,
        ),
    }


def _advice(instrument: Instrument, outcome: Outcome, level: int | None, ticked: Collection[str]) -> dict[str, Any]:
    return {
        "tick_advice": tick_advice(instrument, outcome, ticked),
        "level_advice": level_advice(instrument, outcome, level),
    }


def _after(rater: Rater, outcome: Outcome, button: str) -> str:
    """Return where a button leads once the rating is saved."""
    assessment_id = rater.assessment_id
    if button == "list":
        return reverse("rubrics:rating-list", args=[assessment_id])
    if button == "files":
        return reverse("rubrics:rating-files", args=[assessment_id, outcome.code])
    if button == "next":
        after = code_after(rater.assessment.edition.instrument, outcome)
        if after is None:
            return reverse("rubrics:rating-check", args=[assessment_id])
        return reverse("rubrics:rating-edit", args=[assessment_id, after])
    return reverse("rubrics:rating-edit", args=[assessment_id, outcome.code])
