"""How ratings spread over a scale: counts, the median, how far apart they are, and how far it is to a target.

A scale lists its values from the fullest practice to its absence, so everything here holds for both polarities, for
levels and for scores. A step is the way from one value to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rubrics.instrument import Instrument, Polarity

Scale = Sequence[int]
"""Level numbers or scores, from the fullest practice on."""


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """So many ratings at each value of the scale, zeros included, from the fullest practice on."""

    scale: tuple[int, ...]
    counts: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        """Count the ratings."""
        return sum(self.counts)

    @property
    def median(self) -> int:
        """Return the middle rating; of the two middle ones of an even number, the one farther from the ideal.

        A team between two levels has not reached the better one yet. Needs at least one rating.
        """
        return self._at(self.total // 2 + 1)

    @property
    def middle_half(self) -> tuple[int, int]:
        """Return the better and the worse end of what is left without a quarter, rounded down, at either end."""
        beyond = self.total // 4
        return self._at(beyond + 1), self._at(self.total - beyond)

    @property
    def ends(self) -> tuple[int, int]:
        """Return the best and the worst rating."""
        return self._at(1), self._at(self.total)

    @property
    def spread(self) -> tuple[int, int]:
        """Return how many steps apart the ends of the middle half are, and the ends of all; more is less agreement."""
        return steps(self.scale, *self.middle_half), steps(self.scale, *self.ends)

    def count_at(self, value: int) -> int:
        """Return the ratings at one value."""
        return self.counts[self.scale.index(value)]

    def _at(self, place: int) -> int:
        """Return the value of the rating that is `place`-th from the best."""
        return next(value for value, upto in zip(self.scale, accumulate(self.counts), strict=True) if upto >= place)


def distribution(scale: Scale, counts: Mapping[int, int]) -> Distribution:
    """Make a distribution of counts by value; a value that is not on the scale is an error."""
    unknown = counts.keys() - set(scale)
    if unknown:
        raise ValueError(f"{sorted(unknown)} are not on the scale")
    return Distribution(scale=tuple(scale), counts=tuple(counts.get(value, 0) for value in scale))


def level_scale(instrument: Instrument) -> tuple[int, ...]:
    """Return the numbers of the levels from the fullest practice on."""
    return tuple(level.number for level in instrument.from_best)


def score_scale(instrument: Instrument) -> tuple[int, ...]:
    """Return the scores that can be given from the fullest practice on; none unless the rubric is scored."""
    if instrument.scores is None:
        return ()
    whole = range(instrument.scores.least, instrument.scores.most + 1)
    fitting = [score for score in whole if instrument.level_of_score(score)]
    return tuple(reversed(fitting)) if instrument.polarity == Polarity.HIGHEST else tuple(fitting)


def steps(scale: Scale, better: int, worse: int) -> int:
    """Return how many steps lie from one value down to the other; below zero if the first is the worse one."""
    return scale.index(worse) - scale.index(better)


def gap(scale: Scale, *, present: int, target: int) -> int:
    """Return how many steps are missing to the target; none if it is reached or passed."""
    return max(steps(scale, target, present), 0)
