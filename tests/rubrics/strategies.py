"""Any rubric that `check_instrument` accepts, for property tests: awkward texts, every kind of level, blank cells.

One text of each rubric is as long as a file may make it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from rubrics.checks import SLUG, TAKEN_SLUGS
from rubrics.instrument import (
    LEAST_LEVELS,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_LEVELS,
    Band,
    Descriptor,
    Instrument,
    Level,
    Link,
    Outcome,
    Polarity,
    Strand,
)
from rubrics.instrument_json import LARGEST_NUMBER, LONGEST_CODE

AWKWARD = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "0012",
    "1.10",
    "1e5",
    "TRUE",
    "NaN",
    "N/A",
    "–",
    "---",
    "† marked",
    "2026-09-30",
    "9/30",
    "10%",
    "$9,454",
    "• bulleted",
    "- hyphen",
    "1. numbered",
    "a;b|c",
    'says "so", twice',
    "<ul><li>one</li></ul>",
    "&amp; & <",
    "_x0041_",
    "a  b",
    "a\u00a0b",
    "a\u2028b",
    "a\x85b",
    "tab\tbed",
    "Level 1",
    "3.1",
    "\ufeffmark",
    "e\u0301",
    "\u202eright to left",
    "\U0001f642",
)
"""Texts that a spreadsheet, a CSV reader or a bulleted list might take for something else."""

ODD_CODES = ("3.1.1", "3.1.2", "A", "a", "0", "01", "1e5", "x-1_2", "TRUE", "-".join("9" * 20))

_letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
_typed = st.text(_letters, min_size=1, max_size=12).map(str.strip).filter(bool)
_slugs = st.sampled_from(["small", "small-1", "0", "a" * 80]) | st.from_regex(SLUG, fullmatch=True).filter(
    lambda slug: slug not in TAKEN_SLUGS
)


@dataclass(frozen=True)
class Words:
    """What one rubric is written with: a few texts that recur, as drawing each anew would take most of the time."""

    draw: st.DrawFn
    pool: Sequence[str]

    def line(self, longest: int = LONGEST_LINE) -> str:
        """Draw a text of one line, not blank, without blanks at its ends."""
        return self.draw(st.sampled_from(self.pool))[:longest].strip()

    def text(self) -> str:
        """Draw a text of one or more lines, one in a few as long as it may be."""
        parts = self.draw(st.lists(st.sampled_from(["", *self.pool]), min_size=1, max_size=3))
        return "\n".join(parts)[:LONGEST_TEXT].strip() or self.line(LONGEST_TEXT)

    def distinct(self, count: int, longest: int = LONGEST_LINE) -> Sequence[str]:
        """Draw lines that differ from one another."""
        return self.draw(_some_of(tuple(dict.fromkeys(self._shortened(longest))), count))

    def some_lines(self, *, most: int, longest: int = LONGEST_LINE) -> tuple[str, ...]:
        """Draw up to so many lines, perhaps the same one twice."""
        return tuple(self.draw(st.lists(st.sampled_from(self._shortened(longest)), max_size=most)))

    def _shortened(self, longest: int) -> list[str]:
        return [text[:longest].strip() for text in self.pool]


def _some_of(values: Sequence[str], count: int) -> st.SearchStrategy[Sequence[str]]:
    return st.lists(st.sampled_from(values), min_size=count, max_size=count, unique=True)


@st.composite
def words(draw: st.DrawFn) -> Words:
    """Draw the texts of a rubric: what people type, what programs mistake, and one that is as long as it may be."""
    typed = draw(st.lists(_typed, max_size=5))
    full = draw(st.sampled_from("wé\u4e2d\U0001f642")) * LONGEST_TEXT
    return Words(draw, [*typed, *AWKWARD, full])


@st.composite
def bands(draw: st.DrawFn, count: int) -> Sequence[Band]:
    """Draw bands that do not overlap, rising or falling, some of one number only."""
    numbers = st.integers(0, LARGEST_NUMBER)
    edges = sorted(draw(st.lists(numbers, min_size=2 * count, max_size=2 * count, unique=True)))
    singles = draw(st.sets(st.integers(0, count - 1)))
    pairs = enumerate(zip(edges[::2], edges[1::2], strict=True))
    rising = [Band(least=least, most=least if at in singles else most) for at, (least, most) in pairs]
    return rising if draw(st.booleans()) else rising[::-1]


@st.composite
def levels(draw: st.DrawFn, written: Words) -> tuple[Level, ...]:
    """Draw the steps of a scale: plain, coded, scored, with percentages, from 0, with gaps between the numbers."""
    count = draw(st.integers(LEAST_LEVELS, MOST_LEVELS))
    first = st.integers(0, 1).map(lambda start: list(range(start, start + count)))
    gaps = st.lists(st.integers(0, LARGEST_NUMBER), min_size=count, max_size=count, unique=True).map(sorted)
    scores = draw(st.none() | bands(count))
    percent = draw(st.none() | bands(count))
    coded, percented = draw(st.sets(st.integers(0, count))), draw(st.sets(st.integers(0, count)))
    return tuple(
        Level(
            number=number,
            label=label,
            code=written.line(LONGEST_CODE) if at in coded else "",
            scores=scores[at] if scores else None,
            percent=percent[at] if percent and at in percented else None,
        )
        for at, (number, label) in enumerate(zip(draw(first | gaps), written.distinct(count), strict=True))
    )


@st.composite
def outcomes(draw: st.DrawFn, written: Words, code: str, numbers: Sequence[int]) -> Outcome:
    """Draw an outcome that describes some of the levels, in their order; a statement may stand in it twice."""
    cells = [
        Descriptor(
            level=number,
            indicators=written.some_lines(most=3, longest=LONGEST_TEXT),
            next_step=written.text() if draw(st.booleans()) else "",
        )
        for number in numbers
        if draw(st.booleans())
    ]
    return Outcome(
        code=code,
        title=written.line(),
        descriptors=tuple(each for each in cells if each.indicators or each.next_step),
        replaces=written.some_lines(most=2, longest=LONGEST_CODE),
    )


@st.composite
def strands(draw: st.DrawFn, written: Words, numbers: Sequence[int]) -> tuple[Strand, ...]:
    """Draw strands of one or two outcomes each, whose codes have no order."""
    sizes = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    own_codes = written.distinct(len(sizes), LONGEST_CODE)
    outcome_codes = iter(draw(_some_of(ODD_CODES, sum(sizes))))
    return tuple(
        Strand(
            code=code,
            title=written.line(),
            outcomes=tuple(draw(outcomes(written, next(outcome_codes), numbers)) for _ in range(size)),
        )
        for code, size in zip(own_codes, sizes, strict=True)
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Draw a whole rubric edition."""
    written = draw(words())
    steps = draw(levels(written))
    lines = ("title", "role", "standard", "edition", "publisher", "licence")
    links = draw(st.integers(0, 2))
    return Instrument(
        slug=draw(_slugs),
        rubric=draw(_slugs),
        **{name: written.line() for name in lines},
        attribution=written.text(),
        may_be_shared=draw(st.booleans()),
        polarity=draw(st.sampled_from(Polarity)),
        levels=steps,
        strands=draw(strands(written, [step.number for step in steps])),
        links=tuple(Link(to=written.line(), how=written.text()) for _ in range(links)),
    )
