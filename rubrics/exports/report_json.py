"""The report as one JSON object (docs/formats.md)."""

import json
from collections.abc import Mapping
from typing import Any

from rubrics.calculations.distribution import Distribution
from rubrics.instrument import Instrument
from rubrics.report import AssessmentReport, OutcomeResult, PersonRating, Ratings

FORMAT, VERSION = "plplanner-self-assessment", 1


def report_json(report: AssessmentReport) -> bytes:
    """Return the report; `people` is there only for those who may know who rated what."""
    return (json.dumps(_value(report), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _value(report: AssessmentReport) -> Mapping[str, Any]:
    value: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "title": report.title,
        "district": report.district,
        "school_year": report.school_year,
        "opens_on": report.opens_on.isoformat(),
        "closes_on": report.closes_on.isoformat(),
        "as_of": report.as_of.isoformat(),
        "state": report.state,
        "is_anonymous": report.is_anonymous,
        "rubric": _rubric(report.instrument),
        "submitted": report.submitted,
        "meeting": {
            "held_on": report.meeting.held_on.isoformat() if report.meeting.held_on else None,
            "present": report.meeting.present,
        },
        "outcomes": [_outcome(report, each) for each in report.outcomes],
    }
    if report.people:
        value["people"] = [_person(each) for each in report.people]
    return value


def _rubric(instrument: Instrument) -> Mapping[str, Any]:
    return {
        "slug": instrument.slug,
        "title": instrument.title,
        "edition": instrument.edition,
        "publisher": instrument.publisher,
        "licence": instrument.licence,
        "attribution": instrument.attribution,
        "polarity": str(instrument.polarity),
        "levels": [{"number": each.number, "label": each.label} for each in instrument.levels],
    }


def _person(rating: PersonRating) -> Mapping[str, Any]:
    return {
        "name": rating.name,
        "role": rating.role,
        "outcome": rating.code,
        "level": rating.level,
        "score": rating.score,
        "confidence": rating.confidence,
        "evidence": rating.evidence,
        "links": rating.links,
        "note": rating.note,
    }


def _outcome(report: AssessmentReport, result: OutcomeResult) -> Mapping[str, Any]:
    agreement = result.agreement
    return {
        "code": result.outcome.code,
        "title": result.outcome.title,
        "everyone": _ratings(result.everyone) if result.everyone else None,
        "groups": {each.role: _ratings(each.ratings) for each in result.groups},
        "agreed_level": agreement.level,
        "agreed_score": agreement.score,
        "reason": agreement.reason,
        "opportunity": agreement.opportunity,
        "target_level": result.target_level,
        "target_on": result.target_on.isoformat() if result.target_on else None,
        "gap": report.gap_of(result),
    }


def _ratings(ratings: Ratings) -> Mapping[str, Any]:
    value: dict[str, Any] = {
        "ratings": ratings.levels.total,
        "median_level": ratings.levels.median,
        "by_level": _counts(ratings.levels),
    }
    if ratings.scores:
        value |= {"median_score": ratings.scores.median, "by_score": _counts(ratings.scores)}
    return value


def _counts(found: Distribution) -> Mapping[str, int]:
    return {str(value): count for value, count in zip(found.scale, found.counts, strict=True)}
