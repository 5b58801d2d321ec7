"""The demo's self-assessments: what a district's leaders said, what the team agreed, and where it wants to be."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit, texts_of
from plplanner.kit.years import school_year_of
from rubrics.calculations.statements import statements
from rubrics.instrument import Instrument
from rubrics.models import Rater, Rating, RubricEdition, SelfAssessment
from rubrics.services.assessments import change_assessment, open_assessment
from rubrics.services.consensus import agree, record_meeting, reveal_votes, set_target
from rubrics.services.ratings import rating_values, save_rating, submit_ratings


@transaction.atomic
def load_demo_assessment(
    *, assessment_id: uuid.UUID, district: District, value: Mapping[str, Any], by: User
) -> SelfAssessment:
    """Add a self-assessment of the demo, with days counted from today so that it never looks old.

    One whose days are over is filled in as if it were open, and then gets its last day.
    """
    today = timezone.localdate()
    opens_on = today - datetime.timedelta(days=value["opened_days_ago"])
    closes_on = opens_on + datetime.timedelta(days=value["days_open"])
    target = value.get("target")
    assessment = open_assessment(
        assessment_id=assessment_id,
        district=district,
        edition=RubricEdition.objects.get(pk=value["edition"]),
        values={
            "title": value["title"],
            "school_year": school_year_of(opens_on),
            "opens_on": opens_on,
            "closes_on": max(closes_on, today),
            "is_anonymous": value["is_anonymous"],
            "target_level": target["level"] if target else None,
            "target_on": today + datetime.timedelta(days=target["in_days"]) if target else None,
        },
        members=list(district.memberships.filter(user__email__in=[each["email"] for each in value["raters"]])),
        by=by,
    )
    raters = {each.user.email: each for each in assessment.raters.select_related("user", "assessment__edition")}
    for each in value["raters"]:
        _rate(raters[each["email"]], each)
    if closes_on < today:
        change_assessment(assessment=assessment, version=assessment.version, values={"closes_on": closes_on}, by=by)
        _agree(assessment, value, by=by)
    return assessment


def _rate(rater: Rater, value: Mapping[str, Any]) -> None:
    instrument = rater.assessment.edition.instrument
    ratings = {each.outcome_code: each for each in rater.ratings.all()}
    for code, said in value["ratings"].items():
        rating = ratings[code]
        rating.rater = rater
        _say(rating, {**said, "ticks": _ticks(instrument, code, said)}, by=rater.user)
    if value["is_submitted"]:
        submit_ratings(rater=rater, version=rater.version, by=rater.user)


def _say(rating: Rating, said: Mapping[str, Any], *, by: User) -> None:
    before = rating_values(rating)
    save_rating(
        rating=rating, edit=Edit(version=rating.version, base=texts_of(before), values={**before, **said}), by=by
    )


def _ticks(instrument: Instrument, code: str, said: Mapping[str, Any]) -> list[str]:
    """Tick the statements of the level that was chosen; whoever gives a score has said enough."""
    if "level" not in said:
        return []
    outcome = instrument.outcome_by_code[code]
    return [each.key for each in statements(instrument, outcome) if said["level"] in each.levels]


def _agree(assessment: SelfAssessment, value: Mapping[str, Any], *, by: User) -> None:
    """Hold the meeting, if the team has met: show the votes, agree, and set targets."""
    if "meeting" not in value:
        return
    held_on = assessment.closes_on + datetime.timedelta(days=value["meeting"]["days_after_close"])
    record_meeting(assessment=assessment, version=0, held_on=held_on, present=value["meeting"]["present"], by=by)
    for code, agreed in value["agreed"].items():
        outcome = assessment.edition.instrument.outcome_by_code[code]
        row = reveal_votes(assessment=assessment, outcome=outcome, by=by)
        said = {name: agreed[name] for name in ("level", "reason", "opportunity")}
        row = agree(assessment=assessment, outcome=outcome, version=row.version, score=None, **said, by=by)
        if "target" in agreed:
            on = timezone.localdate() + datetime.timedelta(days=agreed["target"]["in_days"])
            level = agreed["target"]["level"]
            set_target(assessment=assessment, outcome=outcome, version=row.version, level=level, on=on, by=by)
