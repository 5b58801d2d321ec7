"""The meeting's list of outcomes, the targets, and the priorities that follow, as their pages show them."""

from dataclasses import dataclass

from django.urls import reverse

from plplanner.kit.dates import long_day, short_day
from rubrics.calculations.priorities import Weighed, by_priority
from rubrics.enums import Opportunity
from rubrics.instrument import Outcome
from rubrics.models import ConsensusMeeting, ConsensusRating, SelfAssessment
from rubrics.report import AssessmentReport, OutcomeResult
from rubrics.report_words import agreed_words, gap_words, level_words, present_words
from rubrics.selectors.rating_advice import LevelAdvice, level_advice


@dataclass(frozen=True, kw_only=True)
class ConsensusLine:
    """An outcome in the meeting's list."""

    code: str
    title: str
    url: str
    status: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class TargetLine:
    """An outcome with where it is, where it should be by when, and how far that is."""

    code: str
    title: str
    url: str
    present: str
    target: str
    by: str
    gap: str


@dataclass(frozen=True, kw_only=True)
class PriorityLine:
    """An outcome by its weight, and the next step."""

    code: str
    title: str
    url: str
    present: str
    aim: str
    weight: str
    advice: LevelAdvice


def meeting_now(assessment: SelfAssessment) -> ConsensusMeeting:
    """Return the meeting as it is by now; call it when somebody else saved it first."""
    return ConsensusMeeting.objects.get(assessment=assessment)


def agreement_now(assessment: SelfAssessment, outcome_code: str) -> ConsensusRating:
    """Return what is agreed on an outcome by now; call it when somebody else saved it first."""
    return ConsensusRating.objects.get(assessment=assessment, outcome_code=outcome_code)


def consensus_lines(assessment: SelfAssessment, report: AssessmentReport) -> list[ConsensusLine]:
    """List the outcomes with how far the meeting is."""
    return [
        ConsensusLine(
            code=each.outcome.code,
            title=each.outcome.title,
            url=reverse("rubrics:consensus-outcome", args=[assessment.pk, each.outcome.code]),
            status=status,
            kind=kind,
        )
        for each in report.outcomes
        for status, kind in [_status(report, each)]
    ]


def _status(report: AssessmentReport, result: OutcomeResult) -> tuple[str, str]:
    agreed = agreed_words(report, result)
    if agreed:
        return f"Agreed: {agreed}", "done"
    return ("Votes shown", "progress") if result.agreement.is_revealed else ("To discuss", "none")


def target_lines(assessment: SelfAssessment, report: AssessmentReport) -> list[TargetLine]:
    """List the outcomes with their targets and the way still to go."""
    return [
        TargetLine(
            code=each.outcome.code,
            title=each.outcome.title,
            url=reverse("rubrics:target-edit", args=[assessment.pk, each.outcome.code]),
            present=present_words(report, each),
            target=level_words(report, each.target_level),
            by=short_day(each.target_on) if each.target_on else "",
            gap=gap_words(report.gap_of(each)) if each.target_level is not None else "",
        )
        for each in report.outcomes
    ]


def priority_lines(assessment: SelfAssessment, report: AssessmentReport) -> list[PriorityLine]:
    """Sort the outcomes by gap times opportunity, each with its next step; those that are reached are left out."""
    results = {each.outcome.code: each for each in report.outcomes}
    weighed = [
        Weighed(code=code, gap=report.gap_of(each), opportunity=each.agreement.opportunity)
        for code, each in results.items()
    ]
    return [_priority(assessment, report, results[each.code], each) for each in by_priority(weighed) if each.gap != 0]


def reached_outcomes(report: AssessmentReport) -> list[Outcome]:
    """List the outcomes that are where they should be."""
    return [each.outcome for each in report.outcomes if report.gap_of(each) == 0]


def _priority(
    assessment: SelfAssessment, report: AssessmentReport, result: OutcomeResult, weighed: Weighed
) -> PriorityLine:
    return PriorityLine(
        code=result.outcome.code,
        title=result.outcome.title,
        url=reverse("rubrics:consensus-outcome", args=[assessment.pk, result.outcome.code]),
        present=present_words(report, result),
        aim=_aim(report, result),
        weight=_weight_words(weighed),
        advice=level_advice(report.instrument, result.outcome, result.present),
    )


def _aim(report: AssessmentReport, result: OutcomeResult) -> str:
    name = level_words(report, report.aim_of(result))
    if result.target_level is None:
        return f"{name}, the fullest practice"
    return f"{name} by {long_day(result.target_on)}" if result.target_on else name


def _weight_words(weighed: Weighed) -> str:
    """Write the weight and how it comes about, or what is missing to know it."""
    if weighed.gap is None:
        return "Not known: nobody’s ratings and no agreed level can be shown yet."
    gap = gap_words(weighed.gap)
    if weighed.opportunity is None:
        return f"Not known: {gap} to go, the opportunity is not scored yet."
    label = Opportunity(weighed.opportunity).label
    return f"{weighed.weight}: {gap} to go × {weighed.opportunity} ({label})"
