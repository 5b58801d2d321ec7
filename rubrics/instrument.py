"""A rubric edition as frozen dataclasses: what it asks, in whose words, and which end of its scale is best.

JSON, text, spreadsheets and CASE are all read into this and written from it; docs/formats.md documents each.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

LEAST_LEVELS = 3
MOST_LEVELS = 10
MOST_STRANDS = 60
MOST_OUTCOMES = 200
MOST_INDICATORS = 30
"""How many statements one descriptor may have."""

LONGEST_LINE = 300
LONGEST_TEXT = 5_000


class Polarity(enum.StrEnum):
    """Which end of the scale is the fullest practice. A file or a person states it; it is never guessed."""

    LOWEST = "lowest"
    HIGHEST = "highest"


@dataclass(frozen=True, kw_only=True)
class Band:
    """A closed range of whole numbers, such as the scores 4–5 or the percentages 80–100."""

    least: int
    most: int

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"

    def holds(self, number: int) -> bool:
        """Whether a number lies within the band."""
        return self.least <= number <= self.most


@dataclass(frozen=True, kw_only=True)
class Level:
    """One step of the scale. `number` orders the steps, from 0 or 1; `code` is how the source names it."""

    number: int
    label: str
    code: str = ""
    scores: Band | None = None
    percent: Band | None = None

    @property
    def name(self) -> str:
        """The label, with the code by which its source names it if that says more."""
        return f"{self.code}: {self.label}" if self.code and self.code not in self.label else self.label


@dataclass(frozen=True, kw_only=True)
class Descriptor:
    """What practice looks like at one level of one outcome: statements in order, and what to do next."""

    level: int
    indicators: tuple[str, ...] = ()
    next_step: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One thing that is rated; a level without a descriptor, or with no indicators, is blank.

    `replaces` names the codes that it had in earlier editions.
    """

    code: str
    title: str
    descriptors: tuple[Descriptor, ...] = ()
    replaces: tuple[str, ...] = ()

    @cached_property
    def descriptor_at(self) -> Mapping[int, Descriptor]:
        """The descriptors by level number; a blank level has none or an empty one."""
        return {each.level: each for each in self.descriptors}

    def indicators_at(self, level: int) -> tuple[str, ...]:
        """Return the statements of a level, none if it is blank."""
        descriptor = self.descriptor_at.get(level)
        return descriptor.indicators if descriptor else ()


@dataclass(frozen=True, kw_only=True)
class Strand:
    """Outcomes that belong together."""

    code: str
    title: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class Link:
    """How this rubric's standard bears on another one."""

    to: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One edition of a rubric. `rubric` names the rubric that it is an edition of; `slug` names the edition."""

    slug: str
    rubric: str
    title: str
    role: str
    standard: str
    edition: str
    publisher: str
    licence: str
    attribution: str
    may_be_shared: bool
    polarity: Polarity
    levels: tuple[Level, ...]
    strands: tuple[Strand, ...]
    links: tuple[Link, ...] = ()

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """All outcomes, in the rubric's order."""
        return (outcome for strand in self.strands for outcome in strand.outcomes)

    @cached_property
    def outcome_by_code(self) -> Mapping[str, Outcome]:
        """The outcomes by code, in the rubric's order."""
        return {each.code: each for each in self.outcomes}

    @cached_property
    def level_by_number(self) -> Mapping[int, Level]:
        """The levels by number, in the rubric's order."""
        return {each.number: each for each in self.levels}

    @cached_property
    def from_best(self) -> tuple[Level, ...]:
        """The levels from the fullest practice to its absence."""
        return tuple(sorted(self.levels, key=lambda level: level.number, reverse=self.polarity == Polarity.HIGHEST))

    @property
    def best(self) -> Level:
        """The level that is the ideal."""
        return self.from_best[0]

    @cached_property
    def is_scored(self) -> bool:
        """Whether people give a score that falls into a level's band, rather than choose a level."""
        return all(level.scores is not None for level in self.levels)

    @cached_property
    def scores(self) -> Band | None:
        """The scores that can be given; None unless the rubric is scored."""
        bands = [level.scores for level in self.levels if level.scores is not None]
        if not self.is_scored:
            return None
        return Band(least=min(each.least for each in bands), most=max(each.most for each in bands))

    @cached_property
    def named_levels(self) -> frozenset[int]:
        """Levels that no outcome describes: their label alone says what they mean."""
        described = {each.level for outcome in self.outcomes for each in outcome.descriptors if each.indicators}
        return frozenset(level.number for level in self.levels) - described

    def can_choose(self, outcome: Outcome, level: int) -> bool:
        """Whether the level exists for this outcome. A cell left blank among described ones cannot be chosen."""
        if level not in self.level_by_number:
            return False
        return self.is_scored or level in self.named_levels or bool(outcome.indicators_at(level))

    def level_of_score(self, score: int) -> Level | None:
        """Return the level into whose band a score falls."""
        return next((each for each in self.levels if each.scores is not None and each.scores.holds(score)), None)
