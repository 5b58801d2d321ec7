"""The page on which one outcome is rated: its levels, statements and neighbors, ready to draw."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rubrics.calculations.statements import statements
from rubrics.instrument import Instrument, Level, Outcome

FEW_SCORES = 21
"""So many scores are offered one by one; of more, a number is asked for."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A radio button or a tick box: what it posts, what it says, whether it is chosen."""

    value: str
    id: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class LevelOption:
    """A level of the outcome; the statements describe it. A blank one cannot be chosen.

    Where the rubric is scored, `scores` are the choices that fall into it, and it is not chosen itself.
    """

    name: str
    end: str
    bands: str
    statements: tuple[str, ...]
    choice: Choice | None
    scores: tuple[Choice, ...]

    @property
    def is_blank(self) -> bool:
        """Whether the rubric leaves the level out here."""
        return self.choice is None and not self.scores and not self.bands


@dataclass(frozen=True, kw_only=True)
class Neighbor:
    """The outcome before or after."""

    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RatingPage:
    """One outcome, ready to rate."""

    code: str
    title: str
    strand: str
    place: str
    levels: tuple[LevelOption, ...]
    ticks: tuple[Choice, ...]
    previous: Neighbor | None
    next: Neighbor | None
    is_rated: bool

    @property
    def opens_ticks(self) -> bool:
        """Whether somebody has begun to tick."""
        return any(each.is_chosen for each in self.ticks)


def rating_page(instrument: Instrument, outcome: Outcome, *, chosen: str, ticked: Collection[str]) -> RatingPage:
    """Lay one outcome out; `chosen` is the level or score as the form holds it, nothing if it is not rated yet."""
    outcomes = list(instrument.outcomes)
    place = outcomes.index(outcome)
    strand = next(each for each in instrument.strands if outcome in each.outcomes)
    return RatingPage(
        code=outcome.code,
        title=outcome.title,
        strand=f"{strand.code} {strand.title}",
        place=f"{place + 1} of {len(outcomes)}",
        levels=tuple(_options(instrument, outcome, chosen)),
        ticks=tuple(
            Choice(value=each.key, id=f"tick-{number}", label=each.text, is_chosen=each.key in ticked)
            for number, each in enumerate(statements(instrument, outcome))
        ),
        previous=_neighbor(outcomes[place - 1]) if place else None,
        next=_neighbor(outcomes[place + 1]) if place + 1 < len(outcomes) else None,
        is_rated=bool(chosen),
    )


def code_after(instrument: Instrument, outcome: Outcome) -> str | None:
    """Return the code of the outcome after this one, None after the last."""
    codes = list(instrument.outcome_by_code)
    place = codes.index(outcome.code) + 1
    return codes[place] if place < len(codes) else None


def offers_scores(instrument: Instrument) -> bool:
    """Whether the rubric's scores are few enough to be offered one by one."""
    return instrument.scores is not None and instrument.scores.most - instrument.scores.least < FEW_SCORES


def _options(instrument: Instrument, outcome: Outcome, chosen: str) -> Iterator[LevelOption]:
    best, least = instrument.from_best[0], instrument.from_best[-1]
    for level in instrument.levels:
        can_choose = instrument.can_choose(outcome, level.number) and not instrument.is_scored
        yield LevelOption(
            name=level.name,
            end="the fullest practice" if level == best else "the least" if level == least else "",
            bands=f"scores {level.scores}" if level.scores else "",
            statements=outcome.indicators_at(level.number),
            choice=_choice("level", level.number, level.name, chosen) if can_choose else None,
            scores=tuple(_scores(level, chosen)) if offers_scores(instrument) else (),
        )


def _scores(level: Level, chosen: str) -> Iterator[Choice]:
    if level.scores is not None:
        for score in range(level.scores.least, level.scores.most + 1):
            yield _choice("score", score, str(score), chosen)


def _choice(name: str, value: int, label: str, chosen: str) -> Choice:
    return Choice(value=str(value), id=f"{name}-{value}", label=label, is_chosen=str(value) == chosen)


def _neighbor(outcome: Outcome) -> Neighbor:
    return Neighbor(code=outcome.code, title=outcome.title)
