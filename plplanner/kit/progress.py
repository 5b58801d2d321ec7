"""Progress of long work for a person at a terminal; plain lines where there is none."""

import time
from types import TracebackType
from typing import Self, TextIO

from plplanner.kit.numbers import format_count

BAR_WIDTH = 30
SECONDS_BETWEEN_REDRAWS = 0.1
SECONDS_BETWEEN_LINES = 5.0


class ProgressBar:
    """Draws a bar that redraws itself on a terminal, and writes a line now and then elsewhere."""

    def __init__(self, stream: TextIO, label: str) -> None:
        self._stream = stream
        self._label = label
        self._drawn_at = time.monotonic()
        self._last = (0, 0)
        self._terminal = stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Draw the last state and leave the line."""
        done, _ = self._last
        if kind is None and done:
            self._last = (done, done)
            self._draw()
        if self._terminal and done:
            self._stream.write("\n")
            self._stream.flush()

    def show(self, done: int, expected: int) -> None:
        """Take in how far the work is; `expected` is 0 when nobody knows."""
        self._last = (done, max(done, expected) if expected else 0)
        pause = SECONDS_BETWEEN_REDRAWS if self._terminal else SECONDS_BETWEEN_LINES
        if time.monotonic() - self._drawn_at >= pause:
            self._draw()

    def _draw(self) -> None:
        self._drawn_at = time.monotonic()
        self._stream.write(f"\r{self._text()}" if self._terminal else f"{self._text()}\n")
        self._stream.flush()

    def _text(self) -> str:
        done, expected = self._last
        if not expected:
            return f"{self._label}: {format_count(done)}"
        share = done / expected
        filled = round(share * BAR_WIDTH)
        bar = f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] " if self._terminal else ""
        return f"{self._label}: {bar}{share:.0%} ({format_count(done)} of {format_count(expected)})"
