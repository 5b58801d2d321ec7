"""What a rater changed: when, from which level to which, and why."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils import timezone

from plplanner.kit.dates import long_day
from plplanner.kit.times import clock
from rubrics.instrument import Instrument
from rubrics.models import Rater, Rating
from rubrics.selectors.my_ratings import level_said

NOT_RATED = "Not rated yet"


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One change of one rating's level or score."""

    at: datetime.datetime
    code: str
    title: str
    before: str
    after: str
    reason: str
    who: str

    @property
    def time(self) -> str:
        """The local time of day."""
        return clock(self.at)


@dataclass(frozen=True, kw_only=True)
class ChangeDay:
    """The changes of one day, latest first."""

    label: str
    lines: tuple[ChangeLine, ...]


def rating_changes(rater: Rater) -> list[ChangeDay]:
    """List every change of a level or score, latest first, in one query."""
    instrument = rater.assessment.edition.instrument
    rows = (
        Rating.history.filter(rater_id=rater.pk)
        .select_related("history_user")
        .order_by("outcome_code", "history_date", "history_id")
    )
    lines = [
        line
        for _, states in groupby(rows, key=lambda row: row.outcome_code)
        for line in _changes_of(instrument, list(states))
    ]
    lines.sort(key=lambda line: line.at, reverse=True)
    return [
        ChangeDay(label=long_day(day), lines=tuple(group))
        for day, group in groupby(lines, key=lambda line: timezone.localtime(line.at).date())
    ]


def _changes_of(instrument: Instrument, states: Sequence[Rating]) -> Iterator[ChangeLine]:
    """Go through the states of one rating; a reason that was written after a change belongs to it."""
    before, pending = "", None
    for state in states:
        after = level_said(instrument, level=state.level, score=state.score)
        if after != before:
            if pending is not None:
                yield pending
            pending = _line(instrument, state, before=before, after=after)
        elif pending is not None:
            pending = replace(pending, reason=state.reason)
        before = after
    if pending is not None:
        yield pending


def _line(instrument: Instrument, state: Rating, *, before: str, after: str) -> ChangeLine:
    outcome = instrument.outcome_by_code.get(state.outcome_code)
    return ChangeLine(
        at=state.history_date,  # type: ignore[attr-defined]  # a row of the history
        code=state.outcome_code,
        title=outcome.title if outcome else "",
        before=before or NOT_RATED,
        after=after or NOT_RATED,
        reason=state.reason,
        who=str(state.history_user or ""),  # type: ignore[attr-defined]  # likewise
    )
