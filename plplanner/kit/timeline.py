"""Timelines as SVG: spans and marks below one another, drawn against months; always beside their table.

Styles and rules are those of `charts`: the page's own colors, no style attribute, no script.
"""

import datetime
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

_WIDTH = 960
_LEFT, _RIGHT = 250, 950
_TOP, _ROW, _FOOT = 44, 28, 8
_BAR = 16
_MARK = 7
_LONGEST_LABEL = 33
_DAY_WIDTH = 56
"""About so wide is a day beside its mark."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DECEMBER = 12


class Shape(enum.StrEnum):
    """How a single day is drawn."""

    DIAMOND = "diamond"
    ARROW = "arrow"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line of words between rows."""

    label: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """Something that lasts from one day to another; without a day it is open at that end."""

    label: str
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that is due on one day; filled when it is done."""

    label: str
    day: datetime.date
    shape: Shape
    is_done: bool


Row = Heading | Span | Mark


@dataclass(frozen=True, kw_only=True)
class Months:
    """The months that a timeline covers, from the first day of one to the last day of another."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def around(cls, first: datetime.date, last: datetime.date) -> "Months":
        """Return the whole months that two days lie in."""
        after = datetime.date(last.year + last.month // _DECEMBER, last.month % _DECEMBER + 1, 1)
        return cls(first=first.replace(day=1), last=after - datetime.timedelta(days=1))

    def place(self, day: datetime.date) -> int:
        """Return where a day stands across the drawing; days outside stand at its edges."""
        within = min(max(day, self.first), self.last)
        return _LEFT + (_RIGHT - _LEFT) * (within - self.first).days // (self.last - self.first).days

    @property
    def beginnings(self) -> list[datetime.date]:
        """The first day of each month."""
        count = (self.last.year - self.first.year) * _DECEMBER + self.last.month - self.first.month + 1
        start = self.first.month - 1
        return [
            datetime.date(self.first.year + (start + number) // _DECEMBER, (start + number) % _DECEMBER + 1, 1)
            for number in range(count)
        ]


def timeline(
    rows: Sequence[Row],
    *,
    months: Months,
    id: str,  # noqa: A002  (an HTML id)
    title: str,
    description: str,
    today: datetime.date | None = None,
) -> SafeString:
    """Draw rows against months; `today` is a line across them, where it lies within."""
    height = _TOP + _ROW * len(rows) + _FOOT
    drawn = "".join(part for number, row in enumerate(rows) for part in _drawn(row, months, _TOP + _ROW * number))
    return SafeString(
        f'<svg class="chart timeline" role="img" aria-labelledby="{escape(id)}-title {escape(id)}-desc"'
        f' viewBox="0 0 {_WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{escape(id)}-title">{escape(title)}</title>'
        f'<desc id="{escape(id)}-desc">{escape(description)}</desc>'
        f"{''.join(_axis(months, height))}{drawn}{_today(today, months, height)}</svg>"
    )


def _axis(months: Months, height: int) -> Iterator[str]:
    """Draw where each month begins, named as far as there is room, with its year where a year begins."""
    beginnings = months.beginnings
    every = -(-40 * len(beginnings) // (_RIGHT - _LEFT))
    for number, day in enumerate(beginnings):
        x = months.place(day)
        yield f'<line class="chart-rung" x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{height}"/>'
        if number % every == 0:
            yield f'<text class="chart-text" x="{x + 3}" y="{_TOP - 10}">{_MONTHS[day.month - 1]}</text>'
        if number == 0 or day.month == 1:
            yield f'<text class="chart-text timeline-year" x="{x + 3}" y="{_TOP - 28}">{day.year}</text>'


def _drawn(row: Row, months: Months, top: int) -> Iterator[str]:
    middle = top + _ROW // 2
    kind = "chart-text timeline-heading" if isinstance(row, Heading) else "chart-text"
    indent = 0 if isinstance(row, Heading) else 12
    yield f'<text class="{kind}" x="{indent}" y="{middle + 5}">{escape(_short(row.label))}</text>'
    if isinstance(row, Span):
        begin = months.place(row.first or months.first)
        end = months.place(row.last or months.last)
        yield (
            f'<rect class="chart-mark" x="{begin}" y="{middle - _BAR // 2}"'
            f' width="{max(end - begin, 3)}" height="{_BAR}"/>'
        )
    elif isinstance(row, Mark):
        yield from _mark(row, months, middle)


def _mark(row: Mark, months: Months, y: int) -> Iterator[str]:
    """Draw a day's shape with the day beside it, on whichever side has the room; a day outside has its year too."""
    x, reach = months.place(row.day), _MARK
    corners = (
        [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        if row.shape is Shape.DIAMOND
        else [(x - reach, y - reach), (x + reach, y), (x - reach, y + reach)]
    )
    points = " ".join(f"{across},{down}" for across, down in corners)
    yield f'<polygon class="{"chart-mark" if row.is_done else "timeline-open"}" points="{points}"/>'
    fits = x + reach + _DAY_WIDTH < _RIGHT
    at, anchor = (x + reach + 5, "start") if fits else (x - reach - 5, "end")
    day = f"{_MONTHS[row.day.month - 1]} {row.day.day}"
    if not months.first <= row.day <= months.last:
        day += f", {row.day.year}"
    yield f'<text class="chart-text" x="{at}" y="{y + 5}" text-anchor="{anchor}">{day}</text>'


def _today(today: datetime.date | None, months: Months, height: int) -> str:
    if today is None or not months.first <= today <= months.last:
        return ""
    x = months.place(today)
    anchor = "end" if x > _RIGHT - _DAY_WIDTH else "start"
    return (
        f'<line class="timeline-today" x1="{x}" y1="{_TOP - 26}" x2="{x}" y2="{height}"/>'
        f'<text class="chart-text timeline-heading" x="{x + (-4 if anchor == "end" else 4)}" y="{_TOP - 28}"'
        f' text-anchor="{anchor}">Today</text>'
    )


def _short(text: str) -> str:
    """Cut a label to the room it has; the table beside the drawing has it whole."""
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"
