"""Which budget requests probably ask for the same, and where the same thing has different prices.

A score of 0 to 100 adds up what two requests share; each point comes with its reason in words.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from rapidfuzz import fuzz, utils

from plplanner.kit.dates import day_range

PROBABLE = 50
"""From this score on two requests are shown as a probable duplicate."""

VENDOR, TOPIC, WHY, AUDIENCE, DATES, PATHWAY = 30, 35, 5, 10, 10, 10
"""What each likeness adds to the score; together 100."""

SAME_NAME, ALIKE_TOPIC, SAME_AUDIENCE = 88, 65, 80
"""From which likeness (0 to 100) on two texts count as the same vendor, a like topic, the same audience."""

SHARED_WHY = 3
"""So many words of their own must two reasons share."""

_EVERYDAY = frozenset(
    re.findall(
        r"[a-z]+",
        """a all an and are as at be by for from grade grades have in into is it of on or our so that the their they
        this to we which who will with day days course professional development learning session sessions support
        teacher teachers training workshop workshops staff school schools district year students need needs""",
    )
)
"""Words that most requests have, and that say nothing of what they are about."""

_WORD = re.compile(r"[a-z0-9]+")

Pair = frozenset[str]
"""The keys of two requests."""


@dataclass(frozen=True, kw_only=True)
class AskedPrice:
    """One cost of a request as its price is compared."""

    title: str = ""
    element: str = ""
    unit: str = ""
    price: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it is compared; `key` tells it from the others, `pathway` is a key as well."""

    key: str
    what: str = ""
    why: str = ""
    vendor: str = ""
    audience: str = ""
    pathway: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    prices: Sequence[AskedPrice] = ()

    @cached_property
    def plain_vendor(self) -> str:
        """The vendor in plain small letters."""
        return utils.default_process(self.vendor).strip()

    @cached_property
    def joined_vendor(self) -> str:
        """The vendor as one word: people space names differently."""
        return self.plain_vendor.replace(" ", "")

    @cached_property
    def plain_audience(self) -> str:
        """The audience in plain small letters."""
        return utils.default_process(self.audience).strip()

    @cached_property
    def topic_words(self) -> tuple[str, ...]:
        """The words of what is asked for that are its own."""
        return _own_words(self.what)

    @cached_property
    def topic(self) -> str:
        """The topic words in one text."""
        return " ".join(sorted(self.topic_words))

    @cached_property
    def why_words(self) -> frozenset[str]:
        """The words of the reason that are its own."""
        return frozenset(_own_words(self.why))


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike two requests are: 0 to 100, and why."""

    score: int
    reasons: tuple[str, ...]


NOTHING_ALIKE = Likeness(score=0, reasons=())


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Requests that probably ask for the same, each like at least one other; the best pair gives the score."""

    keys: tuple[str, ...]
    score: int
    links: Mapping[Pair, Likeness]

    @property
    def reasons(self) -> tuple[str, ...]:
        """All reasons, each once, those of the best pair first."""
        best_first = sorted(self.links.items(), key=lambda item: (-item[1].score, sorted(item[0])))
        return tuple(dict.fromkeys(reason for _, likeness in best_first for reason in likeness.reasons))


@dataclass(frozen=True, kw_only=True)
class PriceDifference:
    """The same thing at different prices: what it is, and which request pays how much, the cheapest first."""

    what: str
    unit: str
    prices: tuple[tuple[Decimal, str], ...]


def likeness(one: Asked, other: Asked) -> Likeness:
    """Compare two requests; the order of the two changes nothing.

    Audience, dates and pathway alone make nothing alike: many requests share all three.
    """
    if other.key < one.key:
        one, other = other, one
    core = [found for found in (_vendor(one, other), _topic(one, other)) if found[0]]
    if not core:
        return NOTHING_ALIKE
    shared = [*core, *(found for found in (_why(one, other), *_frame(one, other)) if found[0])]
    return Likeness(score=sum(points for points, _ in shared), reasons=tuple(reason for _, reason in shared))


def find_clusters(requests: Iterable[Asked], *, distinct: Collection[Pair] = frozenset()) -> list[Cluster]:
    """Put requests together that are probably duplicates, the most alike first.

    A pair of `distinct` is never put together for its own likeness; a third request may be like both.
    """
    links: dict[Pair, Likeness] = {}
    for one, other in combinations(sorted(requests, key=lambda each: each.key), 2):
        found = likeness(one, other)
        pair = frozenset((one.key, other.key))
        if found.score >= PROBABLE and pair not in distinct:
            links[pair] = found
    clusters = [
        Cluster(
            keys=tuple(sorted(keys)),
            score=max(found.score for pair, found in links.items() if pair <= keys),
            links={pair: found for pair, found in links.items() if pair <= keys},
        )
        for keys in _connected(links)
    ]
    return sorted(clusters, key=lambda cluster: (-cluster.score, cluster.keys))


def find_price_differences(requests: Iterable[Asked]) -> list[PriceDifference]:
    """List things that two requests buy at different prices: of one vendor and cost element, or under one name."""
    by_thing: dict[tuple[str, str, str], list[tuple[Decimal, str]]] = defaultdict(list)
    called: dict[tuple[str, str, str], str] = {}
    for request in sorted(requests, key=lambda each: each.key):
        for cost in request.prices:
            if cost.price is None or not cost.unit:
                continue
            title = utils.default_process(cost.title).strip()
            things = [("title", title, cost.title)] if title else []
            if request.plain_vendor and cost.element:
                things.append((f"vendor {cost.element}", request.plain_vendor, request.vendor))
            for kind, name, label in things:
                thing = (kind, name, cost.unit)
                by_thing[thing].append((cost.price, request.key))
                called.setdefault(thing, label)
    found: dict[tuple[tuple[Decimal, str], ...], PriceDifference] = {}
    for thing, prices in sorted(by_thing.items()):
        each = tuple(sorted(set(prices)))
        if len({key for _, key in each}) > 1 and len({price for price, _ in each}) > 1:
            found.setdefault(each, PriceDifference(what=called[thing], unit=thing[2], prices=each))
    return sorted(found.values(), key=lambda each: (each.what.casefold(), each.unit, each.prices))


def _own_words(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text.casefold())
    own = dict.fromkeys(word for word in words if word not in _EVERYDAY and len(word) > 1)
    return tuple(own) or tuple(dict.fromkeys(words))


def _vendor(one: Asked, other: Asked) -> tuple[int, str]:
    if not (one.plain_vendor and other.plain_vendor):
        return 0, ""
    if one.plain_vendor == other.plain_vendor:
        return VENDOR, f"Same vendor: {one.vendor}."
    if fuzz.ratio(one.joined_vendor, other.joined_vendor, score_cutoff=SAME_NAME):
        return VENDOR, f"Nearly the same vendor: “{one.vendor}” and “{other.vendor}”."
    return 0, ""


def _topic(one: Asked, other: Asked) -> tuple[int, str]:
    if not (one.topic and other.topic):
        return 0, ""
    alike = (fuzz.ratio(one.topic, other.topic) + fuzz.token_set_ratio(one.topic, other.topic)) / 2
    if alike < ALIKE_TOPIC:
        return 0, ""
    points = round(TOPIC * (alike - ALIKE_TOPIC / 2) / (100 - ALIKE_TOPIC / 2))
    shared = [word for word in one.topic_words if word in other.topic_words]
    if one.topic == other.topic:
        return points, f"They ask for the same: {', '.join(shared)}."
    return points, f"They ask for much the same: both say {', '.join(shared)}." if shared else "Their titles are alike."


def _why(one: Asked, other: Asked) -> tuple[int, str]:
    shared = one.why_words & other.why_words
    if len(shared) < SHARED_WHY:
        return 0, ""
    return WHY, f"Their reasons share words: {', '.join(sorted(shared, key=lambda word: (-len(word), word))[:4])}."


def _frame(one: Asked, other: Asked) -> list[tuple[int, str]]:
    """Compare for whom, when, and toward what."""
    found = []
    audiences = one.plain_audience, other.plain_audience
    if all(audiences) and fuzz.token_sort_ratio(*audiences, score_cutoff=SAME_AUDIENCE):
        found.append((AUDIENCE, f"The same audience: {one.audience}."))
    overlap = _overlap(one, other)
    if overlap:
        found.append((DATES, f"Their dates overlap: {overlap}."))
    if one.pathway and one.pathway == other.pathway:
        found.append((PATHWAY, "The same pathway."))
    return found


def _overlap(one: Asked, other: Asked) -> str:
    if not (one.starts_on and other.starts_on):
        return ""
    first = max(one.starts_on, other.starts_on)
    last = min(one.ends_on or one.starts_on, other.ends_on or other.starts_on)
    return day_range(first, last) if first <= last else ""


def _connected(links: Iterable[Pair]) -> list[frozenset[str]]:
    """Return the groups that pairs connect."""
    group_of: dict[str, set[str]] = {}
    for pair in links:
        merged = set().union(*(group_of.get(key, {key}) for key in pair))
        group_of.update(dict.fromkeys(merged, merged))
    return list({frozenset(group) for group in group_of.values()})
