"""The report's layout in blocks, decided once for Word and PDF."""

from collections.abc import Iterator

from plplanner.kit.blocks import Block, Cell, Document, Heading, Passage, Role, Row, Table
from plplanner.kit.dates import long_day, short_day
from rubrics.enums import Opportunity
from rubrics.report import AssessmentReport, OutcomeResult
from rubrics.report_words import (
    COUNTED,
    EVERYONE,
    MEDIAN_RULE,
    SMALL_GROUPS,
    SPREAD_RULE,
    agreed_words,
    best_end,
    credit,
    gap_words,
    hidden_sentence,
    level_name,
    level_note,
    level_words,
    median_words,
    naming_sentence,
    present_words,
    shown_ratings,
    spread_sentence,
    state_sentence,
)

OVERVIEW = (("Outcome", 40), ("Where we are", 25), ("Target", 25), ("Gap", 10))


def lay_out(report: AssessmentReport) -> Document:
    """Turn the report into blocks."""
    instrument = report.instrument
    return Document(
        title=report.title,
        kicker=f"Self-assessment on {instrument.title}, {instrument.edition}",
        subtitles=(report.district, f"School year {report.school_year}", f"As of {long_day(report.as_of)}"),
        footer=f"{report.district} · {report.title} · {report.school_year}",
        author=report.district,
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: AssessmentReport) -> Iterator[Block]:
    yield Heading(text="How to read this", level=1)
    yield _body(state_sentence(report))
    yield _body(best_end(report.instrument))
    yield _body(f"{COUNTED} {naming_sentence(report)} {SMALL_GROUPS}")
    yield _body(f"{MEDIAN_RULE} {SPREAD_RULE}")
    yield Heading(text="Overview", level=1)
    yield _overview(report)
    yield Heading(text="Outcome by outcome", level=1)
    for result in report.outcomes:
        yield from _outcome(report, result)
    if report.meeting.held_on or report.meeting.present:
        yield Heading(text="The consensus meeting", level=1)
        yield from _meeting(report)
    yield Heading(text="About the rubric", level=1)
    yield from (_body(text) for text in credit(report.instrument))


def _overview(report: AssessmentReport) -> Table:
    rows = tuple(
        Row(
            cells=(
                _cell(f"{each.outcome.code} {each.outcome.title}", is_heading=True),
                _cell(present_words(report, each) or "Not known"),
                _cell(_target(report, each)),
                _cell(gap_words(report.gap_of(each)) if each.target_level is not None else ""),
            )
        )
        for each in report.outcomes
    )
    return Table(
        name="Where each outcome is and should be",
        widths=tuple(width for _, width in OVERVIEW),
        head=(Row(cells=tuple(_head(heading) for heading, _ in OVERVIEW)),),
        rows=rows,
    )


def _target(report: AssessmentReport, result: OutcomeResult) -> str:
    if result.target_level is None:
        return "None"
    name = level_words(report, result.target_level)
    return f"{name} by {short_day(result.target_on)}" if result.target_on else name


def _outcome(report: AssessmentReport, result: OutcomeResult) -> Iterator[Block]:
    yield Heading(text=f"{result.outcome.code} {result.outcome.title}", level=2)
    if result.everyone:
        yield _body(spread_sentence(report, result.everyone))
        yield _counts(report, result)
    elif hidden_sentence(report, result):
        yield _body(hidden_sentence(report, result))
    agreed = agreed_words(report, result)
    if agreed:
        yield Passage(text=f"Agreed: {agreed}", role=Role.LABEL)
        if result.agreement.reason:
            yield Passage(text=result.agreement.reason, role=Role.ANSWER)
    if result.agreement.opportunity:
        label = Opportunity(result.agreement.opportunity).label
        yield _body(f"How well we can act on it now: {result.agreement.opportunity}, {label}.")


def _counts(report: AssessmentReport, result: OutcomeResult) -> Table:
    shown = shown_ratings(result)
    names = [EVERYONE, *(each.name for each in result.groups)]
    width = min(30, 60 // len(shown) // 5 * 5)
    rows = [
        Row(
            cells=(
                _cell(f"{level_name(level)}{f', {note}' if note else ''}", is_heading=True),
                *(_cell(str(each.levels.count_at(level.number))) for each in shown),
            )
        )
        for level in report.instrument.levels
        for note in [level_note(result, level)]
    ]
    rows.append(Row(cells=(_cell("Median", is_heading=True), *(_cell(median_words(report, each)) for each in shown))))
    return Table(
        name=f"Ratings of {result.outcome.code} by level",
        widths=(100 - width * len(shown), *([width] * len(shown))),
        head=(Row(cells=(_head("Level"), *(_head(name) for name in names))),),
        rows=tuple(rows),
        is_narrow=True,
    )


def _meeting(report: AssessmentReport) -> Iterator[Block]:
    if report.meeting.held_on:
        yield _body(f"The team met on {long_day(report.meeting.held_on)}.")
    if report.meeting.present:
        yield Passage(text="Who was there", role=Role.LABEL)
        yield Passage(text=report.meeting.present, role=Role.ANSWER)


def _body(text: str) -> Passage:
    return Passage(text=text, role=Role.BODY)


def _head(text: str) -> Cell:
    return Cell(passages=(Passage(text=text, role=Role.LABEL),), is_heading=True)


def _cell(text: str, *, is_heading: bool = False) -> Cell:
    return Cell(passages=(Passage(text=text, role=Role.BODY),) if text else (), is_heading=is_heading)
