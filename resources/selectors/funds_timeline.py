"""A fund drawn against its fiscal years: the money's day, and where its sun sets."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from plplanner.kit.dates import long_day, short_day
from plplanner.kit.years import school_year_label, school_year_span

_WIDTH, _HEIGHT = 640, 112
_LEFT, _RIGHT = 4, 636
_TOP, _BAR, _FOOT = 34, 22, 84
_LABEL = 96
"""About so wide is a year's label, or a day's: as far as it needs to stay from the edge."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """What is drawn: the years in order, and the days between which the fund can be used."""

    years: Sequence[int]
    shown: int
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    name: str

    @property
    def first_day(self) -> datetime.date:
        """The first day of the first year."""
        return school_year_span(self.years[0])[0]

    @property
    def last_day(self) -> datetime.date:
        """The last day of the last year."""
        return school_year_span(self.years[-1])[1]

    def place(self, day: datetime.date) -> int:
        """Return where a day stands across the drawing; days outside stand at its edges."""
        within = min(max(day, self.first_day), self.last_day)
        return _LEFT + (_RIGHT - _LEFT) * (within - self.first_day).days // (self.last_day - self.first_day).days

    @property
    def sunset(self) -> datetime.date | None:
        """The fund's last day, where the drawing reaches that far."""
        return self.ends_on if self.ends_on and self.first_day <= self.ends_on <= self.last_day else None


def fund_timeline(timeline: Timeline) -> SafeString:
    """Draw the years, how long the fund lasts in them, and its last day."""
    return SafeString(
        '<svg class="chart fund-timeline" role="img" aria-labelledby="timeline-title timeline-desc"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="timeline-title">{escape(timeline.name)} over its fiscal years</title>'
        f'<desc id="timeline-desc">{escape(_description(timeline))}</desc>'
        + "".join([*_years(timeline), *_day(timeline), *_sunset(timeline)])
        + "</svg>"
    )


def _years(timeline: Timeline) -> Iterator[str]:
    """Draw where each year begins, and name as many as there is room for."""
    span = range(timeline.years[0], timeline.years[-1] + 1)
    step = (_RIGHT - _LEFT) // len(span)
    every = max(1, -(-_LABEL // step))
    for number, year in enumerate(span):
        x = timeline.place(school_year_span(year)[0])
        yield f'<line class="chart-rung" x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{_FOOT}"/>'
        if number % every == 0:
            shown = " fund-year-shown" if year == timeline.shown else ""
            yield f'<text class="chart-text{shown}" x="{x + 6}" y="{_FOOT + 18}">{school_year_label(year)}</text>'


def _day(timeline: Timeline) -> Iterator[str]:
    begin = timeline.place(timeline.starts_on) if timeline.starts_on else _LEFT
    end = timeline.place(timeline.ends_on) if timeline.ends_on else _RIGHT
    middle = _TOP + _BAR // 2 + 6
    yield f'<line class="fund-night" x1="{_LEFT}" y1="{middle}" x2="{_RIGHT}" y2="{middle}"/>'
    if end > begin:
        yield f'<rect class="chart-mark" x="{begin}" y="{middle - _BAR // 2}" width="{end - begin}" height="{_BAR}"/>'


def _sunset(timeline: Timeline) -> Iterator[str]:
    day = timeline.sunset
    if day is None:
        return
    x = timeline.place(day)
    anchor = "end" if x > _WIDTH - _LABEL else "start" if x < _LABEL else "middle"
    yield f'<line class="fund-sunset" x1="{x}" y1="{_TOP - 10}" x2="{x}" y2="{_FOOT}"/>'
    yield f'<text class="chart-text" x="{x}" y="{_TOP - 16}" text-anchor="{anchor}">{short_day(day)}</text>'


def _description(timeline: Timeline) -> str:
    begins = f"begins {long_day(timeline.starts_on)}" if timeline.starts_on else "has no first day"
    ends = f"ends {long_day(timeline.ends_on)}" if timeline.ends_on else "has no last day"
    years = f"{school_year_label(timeline.years[0])} to {school_year_label(timeline.years[-1])}"
    return f"Fiscal years {years}. The fund {begins} and {ends}."
