"""Which requests are alike, and why; different prices of one thing."""

import datetime
import time
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.calculations.duplicates import (
    PROBABLE,
    Asked,
    AskedPrice,
    find_clusters,
    find_price_differences,
    likeness,
)

AUGUST = datetime.date(2025, 8, 4)
DECODING = Asked(
    key="1",
    what="Decoding institute for K–2 teachers",
    why="Reading scores fell, and teachers lack phonics routines",
    vendor="Bright Path Learning",
    audience="K–2 teachers",
    pathway="reading",
    starts_on=AUGUST,
    ends_on=AUGUST + datetime.timedelta(days=2),
)

WORDS = ["decoding", "fluency", "algebra", "coaching", "history", "institute", "data", "training"]
ASKED = st.builds(
    Asked,
    key=st.text("abcdefgh", min_size=1, max_size=4),
    what=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    why=st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    vendor=st.sampled_from(["", "Bright Path", "BrightPath", "Summit Partners"]),
    audience=st.sampled_from(["", "Teachers", "Principals"]),
    pathway=st.sampled_from(["", "1", "2"]),
    starts_on=st.none() | st.dates(AUGUST, datetime.date(2025, 12, 1)),
    prices=st.lists(
        st.builds(
            AskedPrice,
            title=st.sampled_from(["", "Trainer", "Substitute"]),
            element=st.sampled_from(["", "training"]),
            unit=st.sampled_from(["", "days"]),
            price=st.none() | st.sampled_from([Decimal(100), Decimal(120)]),
        ),
        max_size=2,
    ),
)
MANY = st.lists(ASKED, max_size=9, unique_by=lambda each: each.key)


@pytest.mark.parametrize(
    ("other", "score", "reasons"),
    [
        (
            Asked(key="2", what="Institute on decoding, K–2", vendor="BrightPath Learning", starts_on=AUGUST),
            75,
            (
                "Nearly the same vendor: “Bright Path Learning” and “BrightPath Learning”.",
                "They ask for the same: decoding, institute.",
                "Their dates overlap: Aug 4, 2025.",
            ),
        ),
        (Asked(key="2", what="Algebra coaching", audience="K–2 teachers", pathway="reading", starts_on=AUGUST), 0, ()),
    ],
)
def test_the_score_comes_with_its_reasons(other: Asked, score: int, reasons: tuple[str, ...]) -> None:
    found = likeness(DECODING, other)

    assert (found.score, found.reasons) == (score, reasons)


def test_a_request_is_wholly_like_itself() -> None:
    twin = Asked(**{**{name: getattr(DECODING, name) for name in DECODING.__dataclass_fields__}, "key": "2"})

    assert likeness(DECODING, twin).score == 100


@given(one=ASKED, other=ASKED)
def test_likeness_is_the_same_from_both_sides_and_within_its_bounds(one: Asked, other: Asked) -> None:
    found = likeness(one, other)

    assert found.score == likeness(other, one).score
    assert 0 <= found.score <= 100
    assert bool(found.reasons) == bool(found.score)


@given(requests=MANY, random=st.randoms(use_true_random=False))
def test_the_order_of_requests_changes_nothing(requests: list[Asked], random: Random) -> None:
    shuffled = random.sample(requests, len(requests))

    assert find_clusters(shuffled) == find_clusters(requests)
    assert find_price_differences(shuffled) == find_price_differences(requests)


@given(requests=MANY, random=st.randoms(use_true_random=False))
def test_pairs_known_to_be_distinct_are_never_linked(requests: list[Asked], random: Random) -> None:
    pairs = [frozenset(pair) for pair in combinations([each.key for each in requests], 2)]
    distinct = set(random.sample(pairs, len(pairs) // 2))

    clusters = find_clusters(requests, distinct=distinct)

    linked = {pair for cluster in clusters for pair in cluster.links}
    by_key = {each.key: each for each in requests}
    alike = {pair for pair in pairs if likeness(*(by_key[key] for key in pair)).score >= PROBABLE}
    assert linked == alike - distinct
    assert sorted(key for cluster in clusters for key in cluster.keys) == sorted(
        {key for pair in linked for key in pair}
    )


def test_one_thing_at_two_prices_is_an_inconsistency() -> None:
    def asked(key: str, vendor: str, title: str, price: str) -> Asked:
        return Asked(
            key=key,
            vendor=vendor,
            prices=[AskedPrice(title=title, element="training", unit="days", price=Decimal(price))],
        )

    found = find_price_differences(
        [
            asked("1", "Bright Path", "Trainer", "4000"),
            asked("2", "bright path", "Institute leader", "4500"),
            asked("3", "", "Trainer", "4000"),
            asked("4", "Summit", "Substitutes", "120"),
            asked("5", "", "Substitutes.", "135"),
        ]
    )

    assert [(each.what, each.prices) for each in found] == [
        ("Bright Path", ((Decimal(4000), "1"), (Decimal(4500), "2"))),
        ("Substitutes", ((Decimal(120), "4"), (Decimal(135), "5"))),
    ]


def test_three_hundred_requests_are_compared_in_well_under_a_second() -> None:
    random = Random(4)
    requests = [
        Asked(
            key=f"{number}",
            what=" ".join(random.sample(WORDS, 3)) + f" {number}",
            why=" ".join(random.choices(WORDS, k=60)),
            vendor=f"Vendor {number % 90}",
            audience="Teachers",
            starts_on=AUGUST,
        )
        for number in range(300)
    ]
    began = time.process_time()

    find_clusters(requests)

    assert time.process_time() - began < 1
