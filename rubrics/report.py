"""What a self-assessment shows, as frozen dataclasses: pages, print and files render this and read no database."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rubrics.calculations.distribution import Distribution, distribution, gap, level_scale, score_scale
from rubrics.calculations.priorities import best_of
from rubrics.instrument import Instrument, Outcome


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """What one group says of one outcome: by level and, where the rubric is scored, by score. Never empty."""

    levels: Distribution
    scores: Distribution | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """One role's ratings of one outcome."""

    role: str
    name: str
    ratings: Ratings


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What the team agrees on one outcome, and its own target; blank while it has not."""

    version: int = 0
    is_revealed: bool = False
    level: int | None = None
    score: int | None = None
    reason: str = ""
    opportunity: int | None = None
    target_level: int | None = None
    target_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class OutcomeResult:
    """One outcome: everybody's ratings (None while they may not be shown, or there are none), roles, agreement."""

    strand: str
    outcome: Outcome
    everyone: Ratings | None
    groups: tuple[Group, ...]
    agreement: Agreement
    target_level: int | None = None
    target_on: datetime.date | None = None

    @property
    def present(self) -> int | None:
        """Return the level that holds now: the agreed one, else the median of what may be shown."""
        if self.agreement.level is not None:
            return self.agreement.level
        return self.everyone.levels.median if self.everyone else None


@dataclass(frozen=True, kw_only=True)
class PersonRating:
    """What one named rater says of one outcome."""

    name: str
    role: str
    code: str
    level: int | None
    score: int | None
    confidence: str
    evidence: str
    links: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When the team met and who was there."""

    version: int = 0
    held_on: datetime.date | None = None
    present: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessmentReport:
    """A self-assessment and what it shows a person.

    `sees_names` tells whether they may know who rated what; `why_hidden` is a sentence where they see no ratings.
    """

    title: str
    district: str
    school_year: str
    state: str
    opens_on: datetime.date
    closes_on: datetime.date
    is_anonymous: bool
    sees_names: bool
    as_of: datetime.date
    instrument: Instrument
    why_hidden: str
    submitted: int | None
    outcomes: tuple[OutcomeResult, ...]
    meeting: Meeting
    people: tuple[PersonRating, ...] = ()

    @cached_property
    def scale(self) -> tuple[int, ...]:
        """The levels from the fullest practice on."""
        return level_scale(self.instrument)

    @cached_property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """The groups that some outcome shows, with their names, in the order of the role table."""
        found = {group.role: group.name for each in self.outcomes for group in each.groups}
        return tuple(found.items())

    def gap_of(self, result: OutcomeResult) -> int | None:
        """Return the steps from the present level to the target, else to the fullest practice; None if not known."""
        if result.present is None:
            return None
        return gap(self.scale, present=result.present, target=self.aim_of(result))

    def aim_of(self, result: OutcomeResult) -> int:
        """Return the level that the outcome should reach: its target, else the fullest practice it has."""
        if result.target_level is not None:
            return result.target_level
        return best_of(self.instrument, result.outcome)


def ratings_of(instrument: Instrument, counts: Mapping[tuple[int, int | None], int]) -> Ratings | None:
    """Make ratings of counts by level and score; None of no ratings. Where people score, the scores alone decide."""
    by_level: dict[int, int] = defaultdict(int)
    by_score: dict[int, int] = defaultdict(int)
    for (level, score), count in counts.items():
        if not instrument.is_scored:
            by_level[level] += count
        elif score is not None and (found := instrument.level_of_score(score)):
            by_level[found.number] += count
            by_score[score] += count
    if not by_level:
        return None
    levels = distribution(level_scale(instrument), by_level)
    scores = distribution(score_scale(instrument), by_score) if instrument.is_scored else None
    return Ratings(levels=levels, scores=scores)


def by_disagreement(outcomes: tuple[OutcomeResult, ...]) -> list[OutcomeResult]:
    """Sort outcomes by their spread, the widest first; those without ratings follow; ties keep the rubric's order."""
    return sorted(outcomes, key=lambda each: each.everyone.levels.spread if each.everyone else (-1, -1), reverse=True)
