"""The report as tables: one CSV of ratings by level and group, and a workbook."""

import datetime
from collections.abc import Iterator

from plplanner.kit.csv_writer import write_csv
from plplanner.kit.xlsx import Sheet, SheetColumn, Value, write_xlsx
from rubrics.enums import Opportunity
from rubrics.report import AssessmentReport
from rubrics.report_words import (
    COUNTED,
    EVERYONE,
    MEDIAN_RULE,
    SMALL_GROUPS,
    agreed_words,
    best_end,
    credit,
    gap_words,
    level_name,
    level_words,
    median_words,
    naming_sentence,
    present_words,
    rated_words,
    shown_ratings,
    state_sentence,
)

WIDE, MIDDLE, SLIM = 60, 28, 12
COUNT_HEADINGS = ("Strand", "Outcome", "Title", "Group", "Level number", "Level", "Ratings")


def report_csv(report: AssessmentReport) -> bytes:
    """Return one row for each outcome, group and level; the last rows name the rubric and its publisher."""
    return write_csv(COUNT_HEADINGS, [*_count_rows(report), *((text,) for text in credit(report.instrument))])


def report_xlsx(report: AssessmentReport) -> bytes:
    """Return the workbook: about, ratings by level, what was agreed, and, for those who may know, who rated what."""
    sheets = [_about(report), _ratings(report), _agreed(report)]
    if report.people:
        sheets.append(_people(report))
    return write_xlsx(sheets, title=report.title, author=report.district, created=datetime.datetime.now(datetime.UTC))


def _columns(*columns: tuple[str, int]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(heading=heading, width=width) for heading, width in columns)


def _about(report: AssessmentReport) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        ("Self-assessment", report.title),
        ("District", report.district),
        ("School year", report.school_year),
        ("State", f"{report.state}. {state_sentence(report)}"),
        ("As of", report.as_of),
        ("Best end", best_end(report.instrument)),
        ("What counts", COUNTED),
        ("Who is shown", f"{naming_sentence(report)} {SMALL_GROUPS}"),
        ("Median", MEDIAN_RULE),
        ("The team met on", report.meeting.held_on),
        ("Who was there", report.meeting.present),
        *(("Rubric", text) for text in credit(report.instrument)),
    ]
    return Sheet(name="About", columns=_columns(("What", MIDDLE), ("", WIDE)), rows=[row for row in rows if row[1]])


def _ratings(report: AssessmentReport) -> Sheet:
    widths = (MIDDLE, SLIM, WIDE, SLIM, SLIM, MIDDLE, SLIM)
    return Sheet(
        name="Ratings by level",
        columns=_columns(*zip(COUNT_HEADINGS, widths, strict=True)),
        rows=list(_count_rows(report)),
    )


def _count_rows(report: AssessmentReport) -> Iterator[tuple[str | int | None, ...]]:
    for result in report.outcomes:
        names = [EVERYONE, *(each.name for each in result.groups)]
        for name, ratings in zip(names, shown_ratings(result), strict=False):
            for level in report.instrument.levels:
                yield (
                    result.strand,
                    result.outcome.code,
                    result.outcome.title,
                    name,
                    level.number,
                    level_name(level),
                    ratings.levels.count_at(level.number),
                )


def _agreed(report: AssessmentReport) -> Sheet:
    columns = (
        ("Outcome", SLIM),
        ("Title", WIDE),
        ("Ratings", SLIM),
        ("Median", MIDDLE),
        ("Agreed", MIDDLE),
        ("Reason", WIDE),
        ("Opportunity", MIDDLE),
        ("Where we are", MIDDLE),
        ("Target", MIDDLE),
        ("By", SLIM),
        ("Gap", SLIM),
    )
    rows: list[tuple[Value, ...]] = [
        (
            each.outcome.code,
            each.outcome.title,
            each.everyone.levels.total if each.everyone else None,
            median_words(report, each.everyone) if each.everyone else "",
            agreed_words(report, each),
            each.agreement.reason,
            str(Opportunity(each.agreement.opportunity).label) if each.agreement.opportunity else "",
            present_words(report, each),
            level_words(report, each.target_level),
            each.target_on,
            gap_words(report.gap_of(each)) if each.target_level is not None else "",
        )
        for each in report.outcomes
    ]
    return Sheet(name="Agreed and targets", columns=_columns(*columns), rows=rows)


def _people(report: AssessmentReport) -> Sheet:
    columns = (
        ("Name", MIDDLE),
        ("Role", SLIM),
        ("Outcome", SLIM),
        ("Rating", MIDDLE),
        ("Confidence", SLIM),
        ("Evidence", WIDE),
        ("Links", MIDDLE),
        ("Note", WIDE),
    )
    rows: list[tuple[Value, ...]] = [
        (
            each.name,
            each.role,
            each.code,
            rated_words(report, each),
            each.confidence,
            each.evidence,
            each.links,
            each.note,
        )
        for each in report.people
    ]
    return Sheet(name="Who rated what", columns=_columns(*columns), rows=rows)
