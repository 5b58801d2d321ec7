"""What a text has said so far: strands, their outcomes, and the statements of each level with their places."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rubrics.instrument import Descriptor, Outcome, Strand


class TextStatement(NamedTuple):
    """One statement and where it stands in the file."""

    text: str
    place: str


@dataclass(kw_only=True)
class TextOutcome:
    """An outcome with the statements found for each level."""

    code: str
    title: str
    line: int
    cells: dict[int, list[TextStatement]] = field(default_factory=dict)


@dataclass(kw_only=True)
class TextStrand:
    """A strand with its outcomes by code."""

    code: str
    title: str
    outcomes: dict[str, TextOutcome] = field(default_factory=dict)


def strand_of(strand: TextStrand) -> Strand:
    """Return the strand as the instrument holds it."""
    outcomes = tuple(
        Outcome(
            code=outcome.code,
            title=outcome.title,
            descriptors=tuple(
                Descriptor(level=level, indicators=tuple(each.text for each in found))
                for level, found in sorted(outcome.cells.items())
            ),
        )
        for outcome in strand.outcomes.values()
    )
    return Strand(code=strand.code, title=strand.title, outcomes=outcomes)
