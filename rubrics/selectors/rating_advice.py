"""What the rating page advises: the level that ticks add up to, and what changes on the way to the next better one."""

from collections.abc import Collection
from dataclasses import dataclass

from rubrics.calculations.priorities import best_of
from rubrics.calculations.statements import suggest
from rubrics.instrument import Instrument, Outcome
from rubrics.selectors.editions import LevelStep, level_steps

NOTHING_TICKED = "Nothing is ticked yet. Tick what is true of you, and the level it adds up to stands here."


@dataclass(frozen=True, kw_only=True)
class TickAdvice:
    """What ticked statements add up to; `missing` lists what the next better level still asks."""

    sentence: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LevelAdvice:
    """What lies between the chosen level and the next better one, and what the rubric advises to do."""

    sentence: str = ""
    step: LevelStep | None = None
    next_step: str = ""


def tick_advice(instrument: Instrument, outcome: Outcome, ticked: Collection[str]) -> TickAdvice:
    """Say which level the ticked statements add up to."""
    if not ticked:
        return TickAdvice(sentence=NOTHING_TICKED)
    found = suggest(instrument, outcome, ticked)
    missing = tuple(each.text for each in found.missing)
    reached = f"What you ticked adds up to {found.level.name}" if found.level else ""
    if found.next_better is None:
        sentence = f"{reached}, the fullest practice described here." if reached else "No level is begun by this."
        return TickAdvice(sentence=sentence)
    lacks = f"{found.next_better.name} also asks:"
    sentence = f"{reached}. {lacks}" if reached else f"What you ticked does not make up a level yet. {lacks}"
    return TickAdvice(sentence=sentence, missing=missing)


def level_advice(instrument: Instrument, outcome: Outcome, level: int | None) -> LevelAdvice:
    """Say what changes from the chosen level to the next better one; nothing while no level is chosen."""
    if level is None or level not in instrument.level_by_number:
        return LevelAdvice()
    descriptor = outcome.descriptor_at.get(level)
    advice = descriptor.next_step if descriptor else ""
    step = next((each for each in level_steps(instrument, outcome) if each.anchor == f"from-{level}"), None)
    if step is not None or advice:
        return LevelAdvice(step=step, next_step=advice)
    name = instrument.level_by_number[level].name
    if level == best_of(instrument, outcome):
        return LevelAdvice(sentence=f"{name} is the fullest practice there is for this outcome.")
    return LevelAdvice(sentence=f"The rubric does not describe what comes after {name} here.")
