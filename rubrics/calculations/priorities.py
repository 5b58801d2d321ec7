"""What to work on first: the way still to go, weighed by how well the team can act on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rubrics.instrument import Instrument, Outcome


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """An outcome's gap in steps and its opportunity from 1 to 3; None where either is not known."""

    code: str
    gap: int | None
    opportunity: int | None

    @property
    def weight(self) -> int | None:
        """Gap times opportunity; None while one of them is missing."""
        return None if self.gap is None or self.opportunity is None else self.gap * self.opportunity


def by_priority(outcomes: Iterable[Weighed]) -> list[Weighed]:
    """Sort by weight, heaviest first; those without a weight follow, the widest gap first; ties keep their order."""
    return sorted(outcomes, key=lambda each: (each.weight is None, -(each.weight or 0), -(each.gap or 0)))


def best_of(instrument: Instrument, outcome: Outcome) -> int:
    """Return the fullest level that exists for the outcome."""
    choosable = [each.number for each in instrument.from_best if instrument.can_choose(outcome, each.number)]
    return choosable[0] if choosable else instrument.best.number
