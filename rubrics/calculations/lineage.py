"""Which outcome of one edition is which outcome of another: the same code, or one that it replaces."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rubrics.instrument import Instrument


def outcomes_by_anchor(editions: Sequence[Instrument], *, anchor: int) -> list[Mapping[str, str]]:
    """Say for each edition, oldest first, which of its codes stands for which code of the edition at `anchor`.

    An outcome that `replaces` others stands for them; otherwise the same code is the same outcome. Outcomes without a
    counterpart all the way to the anchor are left out.
    """
    found: list[Mapping[str, str]] = [{} for _ in editions]
    found[anchor] = {code: code for code in editions[anchor].outcome_by_code}
    links = [_link(older, newer) for older, newer in pairwise(editions)]
    for place in range(anchor - 1, -1, -1):
        later = found[place + 1]
        found[place] = {older: later[newer] for older, newer in links[place] if newer in later}
    for place in range(anchor + 1, len(editions)):
        earlier = found[place - 1]
        found[place] = {newer: earlier[older] for older, newer in reversed(links[place - 1]) if older in earlier}
    return found


def _link(older: Instrument, newer: Instrument) -> list[tuple[str, str]]:
    """Pair the codes of two editions in a row; an older outcome goes on in one newer outcome."""
    heirs = {code: outcome.code for outcome in newer.outcomes for code in outcome.replaces}
    pairs = []
    for code in older.outcome_by_code:
        heir = heirs.get(code, code if code in newer.outcome_by_code else None)
        if heir is not None:
            pairs.append((code, heir))
    return pairs
