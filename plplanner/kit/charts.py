"""Charts as SVG: drawn on the server, labeled directly, readable without color, and always beside their table.

Text and marks take the color of the page's own styles (`chart`, `chart-mark`, `chart-quiet` in components.css), so that
they print and follow forced colors. No style attribute and no script: the security policy allows neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

_WIDTH = 460
_WIDEST_LABEL = 160
_LETTER = 7
"""About so wide is a letter, on the wide side."""

_ROW = 28
_BAR = 18
_LONGEST_LABEL = 21

_TREND_ROW = 26
_TREND_TOP = 18
_TREND_LEFT = 130
_TREND_FOOT = 20
_MOST_LABEL = 18


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: what it counts, how many, and a word after the number, such as "median".

    `text` stands in place of the number where the bar measures something that is no count.
    """

    label: str
    count: int
    note: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One value of a trend: what it stands under, and the place of its value on the scale, from 0 at the top."""

    label: str
    place: int | None


def bar_chart(bars: Sequence[Bar], *, id: str, title: str, description: str) -> SafeString:  # noqa: A002  (an HTML id)
    """Draw horizontal bars below one another; the longest takes the whole width."""
    most = max((bar.count for bar in bars), default=0) or 1
    left = min(max((len(bar.label) for bar in bars), default=0) * _LETTER + 12, _WIDEST_LABEL)
    room = _WIDTH - left - max((len(_number(bar)) for bar in bars), default=0) * _LETTER - 12
    height = _ROW * len(bars)
    return _svg(
        "".join(_bar(bar, place, left=left, length=room * bar.count // most) for place, bar in enumerate(bars)),
        size=(_WIDTH, height),
        id=id,
        title=title,
        description=description,
    )


def _number(bar: Bar) -> str:
    number = bar.text or str(bar.count)
    return f"{number}, {bar.note}" if bar.note else number


def _bar(bar: Bar, place: int, *, left: int, length: int) -> str:
    middle = place * _ROW + _ROW // 2
    kind = "chart-mark" if bar.count else "chart-quiet"
    return (
        f'<text class="chart-text" x="0" y="{middle + 5}">{escape(_short(bar.label, _LONGEST_LABEL))}</text>'
        f'<rect class="{kind}" x="{left}" y="{middle - _BAR // 2}" width="{max(length, 2)}" height="{_BAR}"/>'
        f'<text class="chart-text" x="{left + max(length, 2) + 8}" y="{middle + 5}">{escape(_number(bar))}</text>'
    )


def trend_chart(points: Sequence[Point], *, levels: Sequence[str], id: str, title: str, description: str) -> SafeString:  # noqa: A002  (an HTML id)
    """Draw values over time on a scale whose best level is on top; a point without a value leaves a gap."""
    step = (_WIDTH - _TREND_LEFT) // max(len(points), 1)
    height = _TREND_TOP + _TREND_ROW * len(levels) + _TREND_FOOT
    placed = [(_TREND_LEFT + step * place + step // 2, point) for place, point in enumerate(points)]
    return _svg(
        "".join([*_rungs(levels), *_line(placed), *_dots(placed, height)]),
        size=(_WIDTH, height),
        id=id,
        title=title,
        description=description,
    )


def _height_of(place: int) -> int:
    return _TREND_TOP + _TREND_ROW * place


def _rungs(levels: Sequence[str]) -> Iterator[str]:
    for place, level in enumerate(levels):
        y = _height_of(place)
        yield (
            f'<text class="chart-text" x="0" y="{y + 5}">'
            f"{escape(_short(level, _MOST_LABEL))}</text>"
            f'<line class="chart-rung" x1="{_TREND_LEFT}" y1="{y}" x2="{_WIDTH}" y2="{y}"/>'
        )


def _line(placed: Sequence[tuple[int, Point]]) -> Iterator[str]:
    """Join points that follow one another; a gap breaks the line."""
    run: list[str] = []
    for x, point in [*placed, (0, Point(label="", place=None))]:
        if point.place is not None:
            run.append(f"{x},{_height_of(point.place)}")
            continue
        if len(run) > 1:
            yield f'<polyline class="chart-line" points="{" ".join(run)}"/>'
        run = []


def _dots(placed: Sequence[tuple[int, Point]], height: int) -> Iterator[str]:
    for x, point in placed:
        if point.place is not None:
            yield f'<circle class="chart-mark" cx="{x}" cy="{_height_of(point.place)}" r="7"/>'
        yield f'<text class="chart-text" x="{x}" y="{height - 8}" text-anchor="middle">{escape(point.label)}</text>'


def _short(text: str, length: int) -> str:
    """Cut a label to the room it has; the table beside the chart has it whole."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _svg(inside: str, *, size: tuple[int, int], id: str, title: str, description: str) -> SafeString:  # noqa: A002  (an HTML id)
    width, height = size
    return SafeString(
        f'<svg class="chart" role="img" aria-labelledby="{escape(id)}-title {escape(id)}-desc"'
        f' viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{escape(id)}-title">{escape(title)}</title>'
        f'<desc id="{escape(id)}-desc">{escape(description)}</desc>{inside}</svg>'
    )
