"""Which groups of raters may be shown: the one place where this is decided, for pages, files and counts alike.

No group of fewer than five is shown, nor one that follows by subtraction: with six raters of whom five are leaders, the
leaders' ratings would give away the sixth person's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_GROUP = 5
"""So many people at least stand behind what is shown of a group."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Whether the ratings of all raters together may be shown, and which groups beside them."""

    everyone: bool
    groups: frozenset[str]


def what_may_be_shown(sizes: Mapping[str, int], *, sees_names: bool) -> Shown:
    """Decide by the number of ratings of each group; the groups share no rater and make up everyone.

    Who may see the raters' names knows each rating, and is shown everyone whatever the number; groups obey the same
    rule for all. A group large enough is left out, the smallest first, while the ones left out are too few.
    """
    total = sum(sizes.values())
    if total < SMALLEST_GROUP:
        return Shown(everyone=sees_names and total > 0, groups=frozenset())
    shown = sorted((size, name) for name, size in sizes.items() if size >= SMALLEST_GROUP)
    left_out = total - sum(size for size, _ in shown)
    while shown and 0 < left_out < SMALLEST_GROUP:
        left_out += shown.pop(0)[0]
    return Shown(everyone=True, groups=frozenset(name for _, name in shown))
