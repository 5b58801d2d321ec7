"""Live evidence: facts that stand beside an outcome as advice. Apps above register theirs in `AppConfig.ready()`.

    from rubrics.evidence import register
    register(budget_facts)

A provider gets the district, the school year, the rubric (all its editions) and the outcome's code, and returns facts.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from plplanner.districts.models import District

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that is known: a sentence, where it comes from, and of when; `url` leads to where it can be checked."""

    sentence: str
    source: str
    as_of: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known beside an outcome. `is_complete` is False when somebody's facts could not be read now."""

    facts: tuple[Fact, ...]
    is_complete: bool

    @property
    def is_worth_showing(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.facts) or not self.is_complete


class Provider(Protocol):
    """Finds what is known in a district that bears on an outcome, in a constant number of queries."""

    def __call__(self, district: District, *, school_year: int, rubric: str, outcome: str) -> Sequence[Fact]:
        """Return what is known, nothing for an outcome that the provider knows nothing of."""
        ...


_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; the same one is added once."""
    if provider not in _providers:
        _providers.append(provider)


def facts_for(district: District, *, school_year: int, rubric: str, outcome: str) -> Evidence:
    """Ask every provider; one that fails is logged and left out, so that people can go on rating."""
    facts: list[Fact] = []
    is_complete = True
    for provider in _providers:
        try:
            facts += provider(district, school_year=school_year, rubric=rubric, outcome=outcome)
        except Exception:
            # Whatever went wrong in another app's facts is no reason to keep people from rating.
            logger.exception("Facts beside outcome %s of %s could not be read.", outcome, rubric)
            is_complete = False
    return Evidence(facts=tuple(facts), is_complete=is_complete)
