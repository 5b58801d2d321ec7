"""The report as its pages show it: lines ready to print, charts drawn."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from plplanner.kit.charts import Bar, bar_chart
from rubrics.models import SelfAssessment
from rubrics.report import AssessmentReport, OutcomeResult, PersonRating, Ratings, by_disagreement
from rubrics.report_words import (
    EVERYONE,
    agreed_words,
    hidden_sentence,
    level_name,
    level_note,
    median_words,
    rated_words,
    shown_ratings,
    spread_sentence,
)
from rubrics.selectors.matrix import Matrix, matrix


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A page about the same self-assessment."""

    url: str
    label: str
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class CountLine:
    """A level or a score with its ratings by group, and what it is to the team."""

    name: str
    note: str
    counts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OutcomeCard:
    """One outcome's ratings: chart, table, and what they come to in words."""

    code: str
    title: str
    strand: str
    chart: SafeString | str
    columns: tuple[str, ...]
    lines: tuple[CountLine, ...]
    medians: tuple[str, ...]
    sentence: str
    hidden: str
    agreed: str


def page_links(assessment: SelfAssessment, here: str) -> list[PageLink]:
    """List the pages about what a self-assessment shows."""
    pages = [
        ("rubrics:results-detail", "Results"),
        ("rubrics:results-matrix", "Overview"),
        ("rubrics:consensus-list", "Consensus"),
        ("rubrics:target-list", "Targets"),
        ("rubrics:priority-list", "Priorities"),
        ("rubrics:trend-detail", "Trend"),
    ]
    return [
        PageLink(url=reverse(name, args=[assessment.pk]), label=label, is_here=name == here) for name, label in pages
    ]


def outcome_cards(report: AssessmentReport, *, differing_first: bool = False) -> list[OutcomeCard]:
    """Return the outcomes in the rubric's order, or where raters differ most first."""
    outcomes: Iterable[OutcomeResult] = by_disagreement(report.outcomes) if differing_first else report.outcomes
    return [outcome_card(report, each) for each in outcomes]


def outcome_card(report: AssessmentReport, result: OutcomeResult) -> OutcomeCard:
    """Return one outcome's ratings as its card shows them."""
    outcome = result.outcome
    shown = shown_ratings(result)
    return OutcomeCard(
        code=outcome.code,
        title=outcome.title,
        strand=result.strand,
        chart=_chart(report, result) if result.everyone else "",
        columns=(EVERYONE, *(each.name for each in result.groups)) if shown else (),
        lines=tuple(_lines(report, result, shown)) if shown else (),
        medians=tuple(median_words(report, each) for each in shown),
        sentence=spread_sentence(report, result.everyone) if result.everyone else "",
        hidden=hidden_sentence(report, result),
        agreed=agreed_words(report, result),
    )


def _chart(report: AssessmentReport, result: OutcomeResult) -> SafeString:
    levels = result.everyone.levels if result.everyone else None
    bars = [
        Bar(
            label=level_name(level),
            count=levels.count_at(level.number) if levels else 0,
            note=level_note(result, level),
        )
        for level in report.instrument.levels
    ]
    said = "; ".join(f"{bar.label}: {bar.count}" for bar in bars)
    code = result.outcome.code
    return bar_chart(bars, id=f"chart-{code}", title=f"Ratings of {code} by level", description=f"{said}.")


def _lines(report: AssessmentReport, result: OutcomeResult, shown: Sequence[Ratings]) -> Iterable[CountLine]:
    for level in report.instrument.levels:
        yield CountLine(
            name=level_name(level),
            note=level_note(result, level),
            counts=tuple(str(each.levels.count_at(level.number)) for each in shown),
        )


def overview(report: AssessmentReport) -> Matrix:
    """Lay the rubric out with the agreed level, else the median, and the target marked."""
    marks: dict[tuple[str, int], list[str]] = defaultdict(list)
    for each in report.outcomes:
        if each.present is not None:
            marks[each.outcome.code, each.present].append("Agreed" if each.agreement.level is not None else "Median")
        if each.target_level is not None:
            marks[each.outcome.code, each.target_level].append("Target")
    return matrix(report.instrument, marks)


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """Who rated an outcome how, for those who may know."""

    name: str
    role: str
    level: str
    confidence: str
    texts: tuple[tuple[str, str], ...]


def person_lines(report: AssessmentReport, people: Iterable[PersonRating]) -> list[PersonLine]:
    """Return named ratings as lines of a table."""
    return [
        PersonLine(
            name=each.name,
            role=each.role,
            level=rated_words(report, each),
            confidence=each.confidence,
            texts=tuple(
                (label, text)
                for label, text in (("Evidence", each.evidence), ("Links", each.links), ("Note", each.note))
                if text
            ),
        )
        for each in people
    ]
