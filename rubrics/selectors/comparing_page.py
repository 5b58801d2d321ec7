"""What loading a file would do, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.words import Run, word_differences
from rubrics.instrument import Instrument
from rubrics.selectors.comparing import Difference, Kind
from rubrics.selectors.editions import which_end

MOST_SHOWN = 500
KIND_WORDS = {
    Kind.NEW: ("New", "done"),
    Kind.GONE: ("No longer there", "care"),
    Kind.CHANGED: ("Changed", "info"),
}


@dataclass(frozen=True, kw_only=True)
class DifferenceLine:
    """One place that differs, both texts with their words marked; a text that is not there has no runs."""

    place: str
    label: str
    kind: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """One finding: where it was found, if it has a place, and what to know or do."""

    where: str
    sentence: str
    label: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """How many statements each level of an outcome holds; a blank one shows a dash."""

    code: str
    title: str
    counts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One fact of the edition."""

    label: str
    value: str


def difference_lines(differences: Sequence[Difference]) -> list[DifferenceLine]:
    """Mark the words that differ, place by place."""
    return [_difference_line(each) for each in differences[:MOST_SHOWN]]


def _difference_line(difference: Difference) -> DifferenceLine:
    before, after = word_differences(difference.before, difference.after)
    label, kind = KIND_WORDS[difference.kind]
    return DifferenceLine(place=difference.place, label=label, kind=kind, before=tuple(before), after=tuple(after))


def finding_lines(findings: Sequence[Finding]) -> list[FindingLine]:
    """List the findings, the gravest first."""
    words = {
        Severity.ERROR: ("Correct this", "wrong"),
        Severity.WARNING: ("Look at this", "care"),
        Severity.NOTICE: ("Note", "info"),
    }
    ordered = sorted(findings, key=lambda each: list(Severity).index(each.severity))
    return [
        FindingLine(
            where=each.subject, sentence=each.sentence, label=words[each.severity][0], kind=words[each.severity][1]
        )
        for each in ordered
    ]


def instrument_rows(instrument: Instrument) -> list[SummaryRow]:
    """Say what an edition is."""
    values = {
        "Role": instrument.role,
        "Standard": instrument.standard,
        "Publisher": instrument.publisher,
        "License": instrument.licence,
        "Attribution": instrument.attribution,
        "May be shared": "Yes" if instrument.may_be_shared else "No: only people of this site see its words",
        "Best level": which_end(instrument),
    }
    return [SummaryRow(label=label, value=value) for label, value in values.items()]


def level_heads(instrument: Instrument) -> list[str]:
    """Name the columns of `count_rows`."""
    return [level.name for level in instrument.levels]


def count_rows(instrument: Instrument) -> list[CountRow]:
    """Count the statements of each cell."""
    return [
        CountRow(
            code=outcome.code,
            title=outcome.title,
            counts=tuple(str(len(outcome.indicators_at(level.number)) or "–") for level in instrument.levels),
        )
        for outcome in instrument.outcomes
    ]
