"""The header of a text's table: which column is which level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rubrics.imports.text_cells import TextRow
from rubrics.instrument import LEAST_LEVELS, Band, Level

LONGEST_LABEL = 60

_NAMED = re.compile(
    r"(?:level|stage|step|phase|score)\s+(?:(?P<number>\d{1,3})|(?P<letter>[A-Z]))\b\s*[:.–—-]?\s*", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?P<number>\d{1,3})(?:\s*[:.=–—-]\s*|\s+|\Z)")
_BAND = re.compile(
    r"\s*\((?P<least>\d{1,3})\s*[–-]\s*(?P<most>\d{1,3})\s*(?P<percent>%?)\s*(?:points?)?\)\Z", re.IGNORECASE
)
_DOTTED_CODE = re.compile(r"\d+(?:\.\d+)+\b")
_ROW_HEAD = re.compile(
    r"(?:desired\s+)?outcomes?|elements?|indicators?|components?|criteri(?:a|on)|practices?", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Header:
    """A row of level names: the level of each column, and what stands in the column before the first."""

    levels: tuple[Level, ...]
    line: int
    first_column: int
    label: str = ""

    @property
    def has_label_column(self) -> bool:
        """Whether a column stands before the first level."""
        return self.first_column > 1


def read_header(row: TextRow, *, known: Sequence[Level]) -> Header | None:
    """Read a row as the names of levels; None if it is none. `known` are those of an earlier header."""
    filled = row.filled
    fewest = min(LEAST_LEVELS, len(known) or LEAST_LEVELS)
    for read in (_repeated, _named, _numbered, _plain):
        for start in (0, 1):
            cells = filled[start:]
            if len(cells) < fewest or any(cell.is_list or len(cell.text) > LONGEST_LABEL for cell in cells):
                continue
            if levels := read([cell.text for cell in cells], known):
                label = filled[0].text if start else ""
                return Header(levels=levels, line=row.line, first_column=cells[0].column, label=label)
    return None


def _repeated(texts: Sequence[str], known: Sequence[Level]) -> tuple[Level, ...]:
    """Read names that an earlier header had."""
    by_name = {name.casefold(): level for level in known for name in (level.label, f"Level {level.number}")}
    labels = [_banded(text)[0].casefold() for text in texts]
    return tuple(by_name[label] for label in labels) if all(label in by_name for label in labels) else ()


def _named(texts: Sequence[str], _known: Sequence[Level]) -> tuple[Level, ...]:
    """Read “Level 1” or “Stage B: Building”."""
    found = [match for text in texts if (match := _NAMED.match(text))]
    if len(found) < len(texts):
        return ()
    return tuple(_level(match, place) for place, match in enumerate(found, 1))


def _numbered(texts: Sequence[str], known: Sequence[Level]) -> tuple[Level, ...]:
    """Read “4 – Exemplary” beside “3 – Proficient”: numbers that count up or down by one."""
    found = [match for text in texts if (match := _NUMBERED.match(text))]
    if known or len(found) < len(texts):
        return ()
    numbers = [int(match["number"]) for match in found]
    if {after - before for before, after in pairwise(numbers)} not in ({1}, {-1}):
        return ()
    return tuple(_level(match, place) for place, match in enumerate(found, 1))


def _plain(texts: Sequence[str], known: Sequence[Level]) -> tuple[Level, ...]:
    """Read bare labels such as “Beginning”, numbered from left to right."""
    is_row_head = bool(_ROW_HEAD.fullmatch(texts[0])) or bool(_DOTTED_CODE.match(texts[0]))
    if known or is_row_head or any(text.endswith((".", ":", "!", "?")) for text in texts):
        return ()
    banded = [_banded(text) for text in texts]
    return tuple(
        Level(number=place, label=label, scores=scores, percent=percent)
        for place, (label, scores, percent) in enumerate(banded, 1)
    )


def _level(found: re.Match[str], place: int) -> Level:
    rest, scores, percent = _banded(found.string[found.end() :])
    return Level(
        number=int(found["number"]) if found["number"] else place,
        label=rest or found[0].rstrip(" :.=–—-"),
        code=found.groupdict().get("letter") or "",
        scores=scores,
        percent=percent,
    )


def _banded(text: str) -> tuple[str, Band | None, Band | None]:
    """Take the score or percentage band off the end of a label."""
    found = _BAND.search(text)
    if found is None:
        return text, None, None
    band = Band(least=int(found["least"]), most=int(found["most"]))
    label = text[: found.start()]
    return (label, None, band) if found["percent"] else (label, band, None)
