"""Small rubrics to test with."""

from collections.abc import Mapping, Sequence
from typing import Any

from rubrics.instrument import Band, Descriptor, Instrument, Level, Outcome, Polarity, Strand

Cells = Mapping[str, Mapping[int, Sequence[str]]]
"""The statements by outcome code and level."""

CELLS: Cells = {
    "1.1": {
        1: ("Plans, with staff and leaders, the use of time.", "Reviews the plan each year."),
        2: ("Plans, with staff, the use of time.", "Reviews the plan each year."),
        3: ("Plans nothing.",),
    },
    "1.2": {1: ("Tracks money and time.",), 2: ("Tracks money.",)},
}
"""Two outcomes at three levels of which 1 is the ideal; the last level of the second is blank."""


def make_instrument(*, cells: Cells = CELLS, levels: Sequence[Level] = (), **values: Any) -> Instrument:
    """Make a rubric of one strand; `values` overrule what it says of itself."""
    steps = levels or [Level(number=number, label=f"Level {number}") for number in (1, 2, 3)]
    outcomes = tuple(
        Outcome(
            code=code,
            title=f"Outcome {code}",
            descriptors=tuple(Descriptor(level=level, indicators=tuple(texts)) for level, texts in by_level.items()),
        )
        for code, by_level in cells.items()
    )
    whole: dict[str, Any] = {
        "slug": "small-1",
        "rubric": "small",
        "title": "Small rubric",
        "role": "Director",
        "standard": "Resources",
        "edition": "2026",
        "publisher": "PL Planner",
        "licence": "CC BY 4.0",
        "attribution": "Made for tests.",
        "may_be_shared": True,
        "polarity": Polarity.LOWEST,
    } | values
    return Instrument(levels=tuple(steps), strands=(Strand(code="1", title="Strand 1", outcomes=outcomes),), **whole)


def make_scored_instrument(**values: Any) -> Instrument:
    """Make a rubric of three stages with scores 0–3, 4–7 and 8–10, of which only the last is described."""
    bands = ((1, "Beginning", 0, 3), (2, "Building", 4, 7), (3, "Living", 8, 10))
    levels = [Level(number=n, label=label, scores=Band(least=a, most=b)) for n, label, a, b in bands]
    cells = {"a": {3: ("Everybody chooses.",)}, "b": {3: ("Everybody shares.",)}}
    own = {"slug": "gear-1", "rubric": "gear", "title": "Small gear", "polarity": Polarity.HIGHEST} | values
    return make_instrument(cells=cells, levels=levels, **own)
