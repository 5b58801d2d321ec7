"""Which of a district's adopted definitions of resources holds on a day."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class AdoptedDefinition:
    """One adopted version."""

    id: UUID
    number: int
    adopted_on: datetime.date


def in_force(versions: Iterable[AdoptedDefinition], day: datetime.date) -> AdoptedDefinition | None:
    """Return the version adopted last by the end of the day; of two adopted on one day, the later version."""
    by_then = [version for version in versions if version.adopted_on <= day]
    return max(by_then, key=lambda version: (version.adopted_on, version.number), default=None)


def missing_for_adoption(*, definition: str, kinds: Collection[str], criteria: str) -> list[str]:
    """Say what to do before a version can be adopted; nothing where it is complete."""
    needed = {
        "Write the definition.": definition,
        "Choose at least one kind of resource that it names.": kinds,
        "Write the criteria for apportioning.": criteria,
    }
    return [sentence for sentence, given in needed.items() if not given]
