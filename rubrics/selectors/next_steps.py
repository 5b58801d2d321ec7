"""The one next thing that a self-assessment's page offers a person."""

from dataclasses import dataclass

from django.urls import reverse

from plplanner.kit.dates import long_day
from rubrics.enums import AssessmentState
from rubrics.models import Rater, SelfAssessment


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What to do now, and the button that leads there; without a button there is only to wait."""

    text: str
    button: str = ""
    url: str = ""


def next_step(assessment: SelfAssessment, *, rater: Rater | None, leads: bool) -> NextStep:
    """Say what this person does next."""
    if assessment.state == AssessmentState.CLOSED:
        return NextStep(
            text="Everybody has had their say. Look at what the ratings show, then agree on a level together.",
            button="See the results",
            url=reverse("rubrics:results-detail", args=[assessment.pk]),
        )
    if assessment.state == AssessmentState.PLANNED:
        return _before_opening(assessment, is_asked=rater is not None, leads=leads)
    if rater is not None:
        return _rating(assessment, rater)
    return NextStep(text=f"The raters have until the end of {long_day(assessment.closes_on)}. You are not one of them.")


def _before_opening(assessment: SelfAssessment, *, is_asked: bool, leads: bool) -> NextStep:
    if leads:
        return NextStep(
            text="Check the days and who is asked. On the first day the raters find it in their list.",
            button="Look over the settings",
            url=reverse("rubrics:assessment-settings", args=[assessment.pk]),
        )
    until = long_day(assessment.opens_on)
    return NextStep(text=f"You can rate from {until} on." if is_asked else "There is nothing for you to do yet.")


def _rating(assessment: SelfAssessment, rater: Rater) -> NextStep:
    ratings = rater.ratings.all()
    rated, outcomes = sum(each.level is not None for each in ratings), len(ratings)
    url = reverse("rubrics:rating-list", args=[assessment.pk])
    if rater.submitted_at is not None:
        text = "You have submitted your ratings. You can change them until it closes."
        return NextStep(text=text, button="Look at your ratings", url=url)
    if rated:
        return NextStep(text=f"You have rated {rated} of {outcomes} outcomes.", button="Continue rating", url=url)
    return NextStep(
        text=f"There are {outcomes} outcomes to rate, one a page. You can stop at any time; everything is saved.",
        button="Begin to rate",
        url=url,
    )
